package org.fewshotnas.benchmark.unify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fewshotnas.benchmark.unify.Unifier.Duplicates;
import org.fewshotnas.benchmark.unify.Unifier.Isomorphs;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench101;
import org.junit.jupiter.api.Test;

class UnifierTest {
    private static final String NB201 = "NAS-Bench-201";
    /** Two encodings of the same function: whatever comes after a node without input is nothing. */
    private static final String CUT_OFF = "|none~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|none~2|";

    private static final String CUT_OFF_OTHERWISE = "|none~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|none~2|";
    private static final String CONVOLUTION = "|nor_conv_3x3~0|+|none~0|none~1|+|none~0|skip_connect~1|none~2|";

    private static final Metric ACCURACY =
            new Metric("accuracy", "cifar10", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "777", "a.csv", "");
    private static final Metric LATENCY = Metric.of("latency", Direction.MINIMIZE);

    @Test
    void scoresOfSeveralTablesStandSideBySideInOneRow() {
        Unifier unifier = unifier(Duplicates.MEAN, Isomorphs.KEEP, List.of(List.of(ACCURACY), List.of(LATENCY)));
        unifier.add(0, NB201, CONVOLUTION, new double[] {93});
        unifier.add(1, NB201, CONVOLUTION, new double[] {0.5});
        Unifier.Result result = unifier.finish(Progress.NONE);
        assertEquals(1, result.rows().size());
        assertEquals(1, result.joined());
        assertEquals(0, result.differing());
        assertArrayEquals(new double[] {93, 0.5}, result.rows().get(0).scores());
        assertEquals(CONVOLUTION, result.rows().get(0).architecture());
    }

    @Test
    void aModuleOfNasBench101IsTheSameInEveryOrderOfItsVertices() {
        SearchSpace space = NasBench101.INSTANCE;
        Cell one = Cell.of(
                List.of(Operation.INPUT, Operation.CONV3_D1, Operation.MAX_POOL, Operation.OUTPUT),
                new int[][] {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
        Cell other = Cell.of(
                List.of(Operation.INPUT, Operation.MAX_POOL, Operation.CONV3_D1, Operation.OUTPUT),
                new int[][] {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
        Unifier unifier = unifier(Duplicates.MEAN, Isomorphs.KEEP, List.of(List.of(ACCURACY), List.of(LATENCY)));
        unifier.add(0, space.name(), space.print(one), new double[] {93});
        unifier.add(1, space.name(), space.print(other), new double[] {0.5});
        Unifier.Result result = unifier.finish(Progress.NONE);
        assertNotEquals(space.print(one), space.print(other));
        assertEquals(1, result.rows().size());
        assertEquals(space.print(one), result.rows().get(0).architecture(), "as it was first written");
        assertArrayEquals(new double[] {93, 0.5}, result.rows().get(0).scores());
    }

    @Test
    void whatOneTableDidNotMeasureIsNotANumber() {
        Unifier unifier = unifier(Duplicates.MEAN, Isomorphs.KEEP, List.of(List.of(ACCURACY), List.of(LATENCY)));
        unifier.add(0, NB201, CONVOLUTION, new double[] {93});
        unifier.add(1, NB201, CUT_OFF, new double[] {0.5});
        Unifier.Result result = unifier.finish(Progress.NONE);
        assertEquals(2, result.rows().size());
        assertTrue(Double.isNaN(result.rows().get(0).scores()[1]));
        assertTrue(Double.isNaN(result.rows().get(1).scores()[0]));
    }

    @Test
    void severalScoresOfOneArchitectureBecomeTheirMeanTheFirstOrAnError() {
        for (Duplicates duplicates : List.of(Duplicates.MEAN, Duplicates.FIRST)) {
            Unifier unifier = unifier(duplicates, Isomorphs.KEEP, List.of(List.of(ACCURACY)));
            for (double score : new double[] {90, 94, 92, 96}) {
                unifier.add(0, NB201, CONVOLUTION, new double[] {score});
            }
            assertEquals(
                    duplicates == Duplicates.MEAN ? 93 : 90,
                    unifier.finish(Progress.NONE).rows().get(0).scores()[0]);
            assertEquals(3, unifier.finish(Progress.NONE).joined());
        }
        Unifier strict = unifier(Duplicates.FAIL, Isomorphs.KEEP, List.of(List.of(ACCURACY)));
        strict.add(0, NB201, CONVOLUTION, new double[] {90});
        strict.add(0, NB201, CONVOLUTION, new double[] {90});
        InvalidInputException error =
                assertThrows(InvalidInputException.class, () -> strict.add(0, NB201, CONVOLUTION, new double[] {94}));
        assertTrue(error.getMessage().contains("90.0 and 94.0"), error.getMessage());
    }

    @Test
    void theMeanOfEqualScoresIsExactlyThatScore() {
        Unifier unifier = unifier(Duplicates.MEAN, Isomorphs.KEEP, List.of(List.of(ACCURACY)));
        for (int i = 0; i < 3; i++) {
            unifier.add(0, NB201, CONVOLUTION, new double[] {0.1});
        }
        assertEquals(0.1, unifier.finish(Progress.NONE).rows().get(0).scores()[0]);
    }

    @Test
    void isomorphicCellsAreKeptOrBecomeOneRow() {
        for (Isomorphs isomorphs : Isomorphs.values()) {
            Unifier unifier = unifier(Duplicates.MEAN, isomorphs, List.of(List.of(ACCURACY, LATENCY)));
            unifier.add(0, NB201, CUT_OFF, new double[] {10, Double.NaN});
            unifier.add(0, NB201, CUT_OFF_OTHERWISE, new double[] {14, 3});
            Unifier.Result result = unifier.finish(Progress.NONE);
            assertEquals(1, result.isomorphs());
            assertEquals(isomorphs == Isomorphs.KEEP ? 2 : 1, result.rows().size());
            assertEquals(CUT_OFF, result.rows().get(0).architecture());
            double expected = isomorphs == Isomorphs.MEAN ? 12 : 10;
            assertEquals(expected, result.rows().get(0).scores()[0]);
            assertEquals(
                    isomorphs == Isomorphs.KEEP ? Double.NaN : 3,
                    result.rows().get(0).scores()[1]);
        }
    }

    @Test
    void columnsOfOneNameAreOneColumnOnlyIfTheyMeasureTheSame() {
        Metric otherSeed = new Metric(
                "accuracy", "cifar10", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "888", "b.csv", "");
        Metric otherBudget = new Metric(
                "accuracy", "cifar10", "test", "accuracy", "%", Direction.MAXIMIZE, "12", "777", "c.csv", "");
        UnifiedColumns columns =
                UnifiedColumns.of(List.of(List.of(ACCURACY), List.of(LATENCY, otherSeed), List.of(otherBudget)), true);
        assertEquals(
                List.of("accuracy", "latency", "accuracy (2)"),
                columns.metrics().stream().map(Metric::name).toList());
        assertArrayEquals(new int[] {1, 0}, columns.targets().get(1));
        assertArrayEquals(new int[] {2}, columns.targets().get(2));
        assertEquals(
                List.of(new Metric.Source("a.csv", ""), new Metric.Source("b.csv", "")),
                columns.metrics().get(0).sources());
        assertEquals("c.csv", columns.metrics().get(2).source());
    }

    @Test
    void anArchitectureOfAnotherSpaceIsAnError() {
        Unifier unifier = unifier(Duplicates.MEAN, Isomorphs.KEEP, List.of(List.of(ACCURACY)));
        assertThrows(InvalidInputException.class, () -> unifier.add(0, NB201, "64-41414-0_00_000", new double[] {1}));
        assertThrows(InvalidInputException.class, () -> unifier.add(0, "NAS-Bench-999", CONVOLUTION, new double[] {1}));
    }

    private static Unifier unifier(Duplicates duplicates, Isomorphs isomorphs, List<List<Metric>> tables) {
        return new Unifier(UnifiedColumns.of(tables, true), duplicates, isomorphs, false);
    }
}
