package org.fewshotnas.space.published;

import java.math.BigInteger;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.SearchSpace;

/**
 * The size space of NATS-Bench (Dong et al. 2021): one cell with five numbers of channels, {@code 8:16:64:24:8}. Its tables can be read
 * and shown, but an architecture is not a cell of operations, so that nothing can be unified or predicted with it:
 * only {@link #normalised} takes one, and what is about cells throws and says so.
 */
public final class ChannelSizes implements SearchSpace {
    /** The space. */
    public static final ChannelSizes INSTANCE = new ChannelSizes();

    private static final Pattern FORM = Pattern.compile("(?:8|16|24|32|40|48|56|64)(?::(?:8|16|24|32|40|48|56|64)){4}");

    private ChannelSizes() {}

    @Override
    public String normalised(String architecture) {
        if (!FORM.matcher(architecture).matches()) {
            throw new InvalidInputException(
                    "Five numbers of channels were expected, each 8, 16, 24, 32, 40, 48, 56 or 64, as in 8:16:64:24:8.",
                    "Correct the file, or download it again.");
        }
        return architecture;
    }

    @Override
    public String name() {
        return "NATS-Bench size";
    }

    private static InvalidInputException noCells() {
        return new InvalidInputException(
                "Architectures of NATS-Bench's size space differ in their numbers of channels, not in operations: "
                        + "they cannot be unified, predicted or searched.",
                "Use tables of another benchmark here, such as NATS-Bench's topology space.");
    }

    @Override
    public Cell parse(String architecture) {
        throw noCells();
    }

    @Override
    public String print(Cell cell) {
        throw noCells();
    }

    @Override
    public BigInteger size() {
        return BigInteger.valueOf(32_768);
    }

    @Override
    public BigInteger uniqueCount() {
        return size();
    }

    @Override
    public Stream<Cell> enumerate() {
        throw noCells();
    }

    @Override
    public Cell sample(RandomGenerator random) {
        throw noCells();
    }

    @Override
    public Cell mutate(Cell cell, RandomGenerator random) {
        throw noCells();
    }

    @Override
    public String canonicalForm(Cell cell) {
        throw noCells();
    }

    @Override
    public SearchSpace mixedOps() {
        return this;
    }
}
