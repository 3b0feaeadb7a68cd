package org.fewshotnas.space.published;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Texts;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;

/**
 * A space whose cells differ only in the operations at a fixed set of places. A place leads from one tensor of the cell to a later one;
 * a tensor is the sum of what the places that lead to it compute; tensor 0 is the cell's input and the last its output.
 *
 * <p>As a {@link Cell}, every place is a node, "none" and "skip" included: node 0 is the input, node p + 1 is place p, and the last node
 * is the output. An edge leads from place p to place q where the tensor that p writes is the one that q reads.
 */
abstract class FixedTopologySpace implements SearchSpace {
    private final String name;
    private final int[] from;
    private final int[] to;
    private final List<List<Operation>> choices;
    private final long[] edges;

    /**
     * @param from the tensor that each place reads
     * @param to the tensor that each place writes, in rising order
     * @param choices the operations that each place may hold, in the order of enumeration
     */
    FixedTopologySpace(String name, int[] from, int[] to, List<List<Operation>> choices) {
        this.name = name;
        this.from = from;
        this.to = to;
        this.choices = choices;
        this.edges = edges(from, to);
    }

    private static long[] edges(int[] from, int[] to) {
        int places = from.length;
        int output = places + 1;
        long[] rows = new long[places + 2];
        for (int p = 0; p < places; p++) {
            if (from[p] == 0) {
                rows[0] |= 1L << p + 1;
            }
            if (to[p] == to[places - 1]) {
                rows[p + 1] |= 1L << output;
            }
            for (int q = 0; q < places; q++) {
                if (from[q] == to[p]) {
                    rows[p + 1] |= 1L << q + 1;
                }
            }
        }
        return rows;
    }

    final int places() {
        return from.length;
    }

    /** The tensor that a place reads. */
    final int from(int place) {
        return from[place];
    }

    /** The tensor that a place writes. */
    final int to(int place) {
        return to[place];
    }

    /** The cell with these operations at its places, which must be among the place's choices. */
    final Cell cell(Operation[] operations) {
        Operation[] nodes = new Operation[operations.length + 2];
        nodes[0] = Operation.INPUT;
        System.arraycopy(operations, 0, nodes, 1, operations.length);
        nodes[nodes.length - 1] = Operation.OUTPUT;
        return Cell.trusted(List.of(nodes), edges);
    }

    /**
     * The operations at the places of a cell.
     *
     * @throws InvalidInputException if the cell is not of this space
     */
    final List<Operation> operations(Cell cell) {
        if (cell.nodeCount() != places() + 2 || !Arrays.equals(cell.edgeRows(), edges)) {
            throw new InvalidInputException(
                    "A cell of " + cell.nodeCount() + " nodes and " + cell.edgeCount()
                            + " edges is not of the search space " + name
                            + ", whose cells have " + (places() + 2) + " nodes and "
                            + Arrays.stream(edges).mapToInt(Long::bitCount).sum() + " edges between them.",
                    "Choose the search space that the cell was made for.");
        }
        List<Operation> operations = cell.operations().subList(1, places() + 1);
        for (int p = 0; p < places(); p++) {
            if (!choices.get(p).contains(operations.get(p))) {
                throw new InvalidInputException(
                        "Place " + (p + 1) + " of a cell holds "
                                + operations.get(p).label() + ", which " + name + " does not have there.",
                        "Use one of " + labels(choices.get(p)) + ", or choose "
                                + mixedOps()
                                        .map(mixed -> "the search space " + mixed.name())
                                        .orElse("another search space")
                                + ".");
            }
        }
        return operations;
    }

    /** How many canonical forms the cells have: at most {@link #size}. */
    public abstract BigInteger uniqueCount();

    /** Whether a place may hold an operation. */
    final boolean allows(int place, Operation operation) {
        return choices.get(place).contains(operation);
    }

    /** The message for a text that does not have this space's form. */
    final InvalidInputException malformed(String architecture, String what, String form) {
        return new InvalidInputException(
                "\"" + Texts.shorten(architecture) + "\" is not a " + name + " architecture: " + what + ".",
                "Write architectures as " + form + ", or choose the search space that the column holds.");
    }

    static String labels(List<Operation> operations) {
        return String.join(", ", operations.stream().map(Operation::label).toList());
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final BigInteger size() {
        return choices.stream()
                .map(list -> BigInteger.valueOf(list.size()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
    }

    @Override
    public final Stream<Cell> enumerate() {
        return LongStream.range(0, size().longValueExact()).mapToObj(this::numbered);
    }

    /** The cell of a number whose digits, one a place, are its operations; the last place counts fastest. */
    private Cell numbered(long number) {
        Operation[] operations = new Operation[places()];
        long rest = number;
        for (int p = operations.length - 1; p >= 0; p--) {
            List<Operation> choice = choices.get(p);
            operations[p] = choice.get((int) (rest % choice.size()));
            rest /= choice.size();
        }
        return cell(operations);
    }

    @Override
    public final Cell sample(RandomGenerator random) {
        Operation[] operations = new Operation[places()];
        for (int p = 0; p < operations.length; p++) {
            List<Operation> choice = choices.get(p);
            operations[p] = choice.get(random.nextInt(choice.size()));
        }
        return cell(operations);
    }

    /** The cell with another operation at one place; every such neighbour is equally likely. */
    @Override
    public final Cell mutate(Cell cell, RandomGenerator random) {
        List<Operation> operations = operations(cell);
        int neighbours = choices.stream().mapToInt(list -> list.size() - 1).sum();
        int chosen = random.nextInt(neighbours);
        int place = 0;
        while (chosen >= choices.get(place).size() - 1) {
            chosen -= choices.get(place).size() - 1;
            place++;
        }
        List<Operation> others = new ArrayList<>(choices.get(place));
        others.remove(operations.get(place));
        Operation[] mutated = operations.toArray(new Operation[0]);
        mutated[place] = others.get(chosen);
        return cell(mutated);
    }

    @Override
    public final String toString() {
        return name;
    }
}
