package org.fewshotnas.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;

/** The architectures that a search may propose: a whole search space, or the rows of a table. Immutable. */
public final class Candidates {
    private final SearchSpace space;
    private final List<Architecture> rows;
    private final List<Architecture> first;

    private Candidates(SearchSpace space, List<Architecture> rows, List<Architecture> first) {
        this.space = space;
        this.rows = rows;
        this.first = first;
    }

    /** All cells of a search space. */
    public static Candidates of(SearchSpace space) {
        return new Candidates(space, null, List.of());
    }

    /**
     * These architectures, which may be of several spaces.
     *
     * @throws InvalidInputException if there is none
     */
    public static Candidates of(List<Architecture> rows) {
        if (rows.isEmpty()) {
            throw new InvalidInputException(
                    "There is no architecture to choose from.", "Give a table with at least one row.");
        }
        return new Candidates(null, List.copyOf(rows), List.of());
    }

    /**
     * The same, of which some are chosen first, in this order, whatever is predicted of them: such as what was generated for the data.
     *
     * @throws InvalidInputException if one is of another search space
     */
    public Candidates beginningWith(List<Architecture> architectures) {
        List<Architecture> adopted = architectures.stream().map(this::adopt).toList();
        for (Architecture architecture : adopted) {
            if (space != null && architecture.space() != space) {
                throw new InvalidInputException(
                        "The architecture " + architecture.text() + ", which is to be among the first, is of "
                                + architecture.space().name() + "; the search is in " + space.name() + ".",
                        "Search in " + architecture.space().name() + ", or take architectures of " + space.name()
                                + ".");
            }
        }
        return new Candidates(space, rows, adopted);
    }

    /** What is chosen first. */
    List<Architecture> first() {
        return first;
    }

    /** Whether there are no more than so many, so that all can be looked at. */
    boolean fitIn(int count) {
        return rows != null ? rows.size() <= count : space.size().compareTo(BigInteger.valueOf(count)) <= 0;
    }

    /** Every candidate: the rows, or the cells of a space that {@link #fitIn}. */
    public List<Architecture> all(Progress progress) {
        if (rows != null) {
            return rows;
        }
        List<Architecture> all = new ArrayList<>();
        space.enumerate().forEach(cell -> {
            checkCanceled(all.size(), progress);
            all.add(Architecture.of(space, cell));
        });
        return all;
    }

    boolean isTable() {
        return rows != null;
    }

    /** An architecture from elsewhere, as one of this space where it is a benchmark's cell and this the mixed-ops extension. */
    Architecture adopt(Architecture architecture) {
        Architecture extended = architecture.inMixedOps();
        return architecture.space() != space && extended.space() == space ? extended : architecture;
    }

    /**
     * Draws candidates at random: rows without repetition, cells independently.
     *
     * @param parents architectures to mutate, if they are of the space
     * @param mutations how many of the cells are mutations of them; none without parents
     */
    List<Architecture> draw(
            int count, List<Architecture> parents, int mutations, RandomGenerator random, Progress progress) {
        if (rows != null) {
            return drawRows(count, random, progress);
        }
        List<Architecture> mutated =
                parents.stream().filter(parent -> parent.space() == space).toList();
        List<Architecture> drawn = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            checkCanceled(i, progress);
            if (i < mutations && !mutated.isEmpty()) {
                Architecture parent = mutated.get(random.nextInt(mutated.size()));
                drawn.add(Architecture.of(space, space.mutate(parent.cell(), random)));
            } else {
                drawn.add(Architecture.of(space, space.sample(random)));
            }
        }
        return drawn;
    }

    private List<Architecture> drawRows(int count, RandomGenerator random, Progress progress) {
        List<Architecture> order = new ArrayList<>(rows);
        for (int i = 0; i < count; i++) {
            checkCanceled(i, progress);
            Collections.swap(order, i, random.nextInt(i, order.size()));
        }
        return order.subList(0, count);
    }

    private static void checkCanceled(int i, Progress progress) {
        if ((i & 0xff) == 0) {
            progress.checkCanceled();
        }
    }
}
