package org.fewshotnas.space.cell;

import java.math.BigInteger;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A set of cells with a native text encoding: a published benchmark's search space, its mixed-ops extension, in which every place of the
 * benchmark's topology may hold any of the 11 cell operations (MP-NAS, section 3.3 and appendix A), or one that was added (see
 * {@link Encoding}).
 */
public interface SearchSpace extends Encoding {
    /**
     * The cell of a native encoding.
     *
     * @throws InvalidInputException if the text is not an architecture of this space
     */
    Cell parse(String architecture);

    /**
     * The native encoding of a cell; {@code parse(print(cell)).equals(cell)}.
     *
     * @throws InvalidInputException if the cell is not of this space
     */
    String print(Cell cell);

    /** A native encoding as {@link #print} writes it. */
    @Override
    default String normalised(String architecture) {
        return print(parse(architecture));
    }

    @Override
    default Optional<SearchSpace> cells() {
        return Optional.of(this);
    }

    /**
     * A text that two cells of this space share exactly when they count as one: when they are isomorphic after what has no effect is
     * taken away, as the benchmark's authors define it. Forms of different spaces do not compare.
     *
     * @throws InvalidInputException if the cell is not of this space
     */
    String canonicalForm(Cell cell);

    /**
     * Whether it is the {@link #canonicalForm} and not the encoding that says which architecture a cell is: where encodings say the same
     * graph many times over, because its nodes have no order of their own, and files write it in any of them.
     */
    default boolean isKnownByForm() {
        return false;
    }

    /**
     * Whether a cell's output is the concatenation of what leads to it, so that the channels are divided among those nodes, as
     * NAS-Bench-101 has it; otherwise it is their sum.
     */
    default boolean concatenatesAtOutput() {
        return false;
    }

    /**
     * How many cells {@link #enumerate} lists and {@link #sample} draws from: every encoding where the topology is fixed; where a cell
     * {@link #isKnownByForm}, one cell for every form.
     */
    BigInteger size();

    /** All {@link #size} cells of the space, each once, lazily, in a fixed order. */
    Stream<Cell> enumerate();

    /** One of the {@link #size} cells, every one equally likely. */
    Cell sample(RandomGenerator random);

    /**
     * A neighbour: another cell, one random change away, that is of this space too.
     *
     * @throws InvalidInputException if the cell is not of this space
     */
    Cell mutate(Cell cell, RandomGenerator random);

    /** The mixed-ops extension, which has all cells of this space too, in the same encoding; empty where there is none beyond this space. */
    default Optional<SearchSpace> mixedOps() {
        return Optional.empty();
    }
}
