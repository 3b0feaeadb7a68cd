package org.fewshotnas.space.cell;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A set of cells with a native text encoding: one of the published benchmarks' search spaces, or its mixed-ops extension, in which every
 * place of the benchmark's topology may hold any of the 11 cell operations (MP-NAS, section 3.3 and appendix A). Implementations are
 * immutable and safe for use by several threads; {@link SearchSpaces} lists them.
 */
public interface SearchSpace {
    /** The name in tables and settings, such as "NAS-Bench-201" or "NAS-Bench-201 mixed-ops". It never changes. */
    String name();

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

    /**
     * A native encoding as {@link #print} writes it.
     *
     * @throws InvalidInputException if the text is not an architecture of this space
     */
    default String normalised(String architecture) {
        return print(parse(architecture));
    }

    /**
     * How many cells {@link #enumerate} lists and {@link #sample} draws from: every encoding where the topology is fixed; in
     * NAS-Bench-101, whose encodings say the same graph many times over, one cell for every isomorphism class, as the benchmark has it.
     */
    BigInteger size();

    /** How many different texts {@link #print} can write: at least {@link #size}. */
    default BigInteger encodingCount() {
        return size();
    }

    /** How many canonical forms the space has: at most {@link #size}. */
    BigInteger uniqueCount();

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

    /**
     * A text that two cells of this space share exactly when they count as one: when they are isomorphic after what has no effect is
     * taken away, as the benchmark's authors define it. Forms of different spaces do not compare.
     *
     * @throws InvalidInputException if the cell is not of this space
     */
    String canonicalForm(Cell cell);

    /** The mixed-ops extension of this space; a mixed-ops space is its own. */
    SearchSpace mixedOps();
}
