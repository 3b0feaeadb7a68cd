package org.fewshotnas.growth;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;

/** Four rungs one above the other, each of four operations: {@code ladder 3901}. It has no mixed-ops extension. */
public final class LadderSpace implements SearchSpace {
    private static final int RUNGS = 4;
    private static final String CODES = "0139";
    private static final List<Operation> OPERATIONS =
            List.of(Operation.ZEROIZE, Operation.SKIP_CONNECTION, Operation.CONV3_D1, AddedOperations.CONV9_D1);

    @Override
    public String name() {
        return "Ladder";
    }

    @Override
    public String notation() {
        return "ladder 3901";
    }

    @Override
    public Cell parse(String architecture) {
        if (!architecture.matches("ladder [" + CODES + "]{" + RUNGS + "}")) {
            throw new InvalidInputException(
                    "\"" + architecture + "\" is no ladder of " + RUNGS + " rungs.", "Write ladders as " + notation());
        }
        return cell(architecture
                .substring(architecture.length() - RUNGS)
                .chars()
                .map(CODES::indexOf)
                .toArray());
    }

    private static Cell cell(int[] rungs) {
        List<Operation> operations = new ArrayList<>(List.of(Operation.INPUT));
        IntStream.of(rungs).mapToObj(OPERATIONS::get).forEach(operations::add);
        operations.add(Operation.OUTPUT);
        return Cell.of(
                operations,
                IntStream.rangeClosed(0, RUNGS)
                        .mapToObj(i -> new int[] {i, i + 1})
                        .toArray(int[][]::new));
    }

    private int[] rungs(Cell cell) {
        int[] rungs = cell.operations().stream()
                .skip(1)
                .limit(Math.max(0, cell.nodeCount() - 2))
                .mapToInt(OPERATIONS::indexOf)
                .toArray();
        if (rungs.length != RUNGS || IntStream.of(rungs).anyMatch(i -> i < 0) || !cell.equals(cell(rungs))) {
            throw new InvalidInputException(cell + " is no ladder.", "Choose another search space.");
        }
        return rungs;
    }

    @Override
    public String print(Cell cell) {
        StringBuilder text = new StringBuilder("ladder ");
        IntStream.of(rungs(cell)).forEach(rung -> text.append(CODES.charAt(rung)));
        return text.toString();
    }

    @Override
    public String canonicalForm(Cell cell) {
        String text = print(cell);
        return text.contains("0") ? "nothing" : text.replace("1", "");
    }

    @Override
    public BigInteger size() {
        return BigInteger.valueOf(256);
    }

    @Override
    public Stream<Cell> enumerate() {
        return IntStream.range(0, 256).mapToObj(i -> cell(new int[] {i >> 6, i >> 4 & 3, i >> 2 & 3, i & 3}));
    }

    @Override
    public Cell sample(RandomGenerator random) {
        return cell(random.ints(RUNGS, 0, OPERATIONS.size()).toArray());
    }

    @Override
    public Cell mutate(Cell cell, RandomGenerator random) {
        int[] rungs = rungs(cell);
        int rung = random.nextInt(RUNGS);
        rungs[rung] = (rungs[rung] + random.nextInt(1, OPERATIONS.size())) % OPERATIONS.size();
        return cell(rungs);
    }
}
