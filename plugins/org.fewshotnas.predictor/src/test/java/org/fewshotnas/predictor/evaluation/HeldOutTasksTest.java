package org.fewshotnas.predictor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.evaluation.Protocol.Transfer;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;

class HeldOutTasksTest {
    private static final Metric A = Metric.of("a", Direction.MAXIMIZE);
    private static final Metric B = Metric.of("b", Direction.MAXIMIZE);
    private static final int CELLS = 120;

    private static double score(int cell, int metric) {
        return Math.sin(cell * 1.7) + metric;
    }

    private static ScoredCells cells() {
        return ScoredSpace.cells(CELLS, "NB", List.of(A, B), HeldOutTasksTest::score)
                .build();
    }

    @Test
    void aCellThatComesTwiceIsOneCell() {
        ScoredCells.Builder twice = ScoredSpace.cells(CELLS, "NB", List.of(A, B), (cell, metric) -> (double) cell);
        ScoredSpace.add(twice, CELLS, "NB", 2, (cell, metric) -> metric == 1 ? Double.NaN : cell + 2.0);
        ScoredCells cells = twice.build();
        assertEquals(CELLS, cells.size());
        assertEquals(8, cells.score(7, 0), "the mean of 7 and 9");
        assertEquals(7, cells.score(7, 1));
    }

    @Test
    void cellsWithoutAScoreAreLeftOutOfThatTaskAlone() {
        ScoredCells cells = ScoredSpace.cells(
                        CELLS,
                        "NB",
                        List.of(A, B),
                        (cell, metric) -> cell % 3 == metric ? Double.NaN : score(cell, metric))
                .build();
        List<UnifiedGraph> graphs = ScoredSpace.graphs(CELLS);
        Transfer transfer = HeldOutTasks.leaveOneOut(cells, Set.of("a"), TrainSize.ofPercent(50))
                .draw("a", 1);
        Set<UnifiedGraph> used = new HashSet<>(transfer.rest().graphs());
        used.forEach(graph -> assertTrue(graphs.indexOf(graph) % 3 != 0));
        transfer.known().get(0).graphs().forEach(graph -> assertTrue(graphs.indexOf(graph) % 3 != 1));
        used.addAll(transfer.known().get(0).graphs());
        // Those of the third kind are in one of the two; of the others, those that the split has put where they have a
        // score.
        long third = IntStream.range(0, CELLS)
                .filter(i -> i % 3 == 2)
                .mapToObj(graphs::get)
                .filter(used::contains)
                .count();
        assertEquals(CELLS / 3, third);
    }

    @Test
    void otherScoresOnTheTargetsDataSetAreNamedWhereTheyAreOfItsSpace() {
        List<Metric> metrics = List.of(
                new Metric("final", "dogs", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "", "", ""),
                new Metric("early", "dogs", "valid", "accuracy", "%", Direction.MAXIMIZE, "12", "", "", ""),
                new Metric("other", "cats", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "", "", ""));
        ScoredCells one = ScoredSpace.cells(CELLS, "one", metrics, HeldOutTasksTest::score)
                .build();
        HeldOutTasks within = HeldOutTasks.leaveOneOut(one, Set.of("final", "other"), TrainSize.ofPercent(50));
        assertEquals(List.of("early"), within.knownOfTheSameDataSet("final"));
        assertEquals(List.of(), within.knownOfTheSameDataSet("other"));
        ScoredCells.Builder both =
                ScoredSpace.cells(CELLS, "one", metrics, (cell, metric) -> metric == 0 ? Double.NaN : cell);
        ScoredSpace.add(both, 60, "two", 3, (cell, metric) -> metric == 0 ? cell : Double.NaN);
        HeldOutTasks across =
                HeldOutTasks.acrossSpaces(both.build(), Set.of("one"), Set.of("final"), TrainSize.ofPercent(50));
        assertEquals(List.of(), across.knownOfTheSameDataSet("final"));
    }

    @Test
    void acrossSpacesTheSameCellMayBeLearnedFromInOneAndTestedInTheOther() {
        ScoredCells.Builder both = ScoredSpace.cells(CELLS, "one", List.of(A, B), HeldOutTasksTest::score);
        ScoredSpace.add(both, 60, "two", 2, (cell, metric) -> metric == 0 ? cell : Double.NaN);
        HeldOutTasks protocol =
                HeldOutTasks.acrossSpaces(both.build(), Set.of("one"), Set.of("a", "b"), TrainSize.ofPercent(100));
        assertEquals(List.of("a (two)"), protocol.targets(), "b has no score there");
        Transfer transfer = protocol.draw("a (two)", 1);
        assertEquals(
                List.of("a (one)", "b"),
                transfer.known().stream().map(task -> task.metric().name()).toList());
        assertEquals(CELLS, transfer.known().get(0).size());
        assertEquals(60, transfer.rest().size());
    }

    @Test
    void theColumnThatIsHeldOutIsNotLearnedFromAnotherSpaceEither() {
        ScoredCells.Builder both = ScoredSpace.cells(CELLS, "one", List.of(A, B), HeldOutTasksTest::score);
        ScoredSpace.add(both, 60, "two", 2, HeldOutTasksTest::score);
        HeldOutTasks protocol = HeldOutTasks.leaveOneOut(both.build(), Set.of("a"), TrainSize.ofPercent(50));
        assertEquals(List.of("a (one)", "a (two)"), protocol.targets());
        assertEquals(
                List.of("b (one)", "b (two)"),
                protocol.draw("a (two)", 1).known().stream()
                        .map(task -> task.metric().name())
                        .toList());
    }

    @Test
    void aTaskOfEqualScoresIsLeftOutAndNamed() {
        ScoredCells cells = ScoredSpace.cells(
                        CELLS,
                        "NB",
                        List.of(A, B, Metric.of("c", Direction.MAXIMIZE)),
                        (cell, metric) -> metric == 1 ? 4 : score(cell, metric))
                .build();
        Transfer transfer = HeldOutTasks.leaveOneOut(cells, Set.of("a"), TrainSize.ofPercent(50))
                .draw("a", 1);
        assertEquals(List.of("b"), transfer.leftOut());
        assertEquals("c", transfer.known().get(0).metric().name());
    }

    @Test
    void columnsAndSpacesWithoutScoresAreErrors() {
        assertThrows(
                InvalidInputException.class,
                () -> HeldOutTasks.leaveOneOut(cells(), Set.of("none"), TrainSize.ofPercent(50)));
        InvalidInputException error = assertThrows(
                InvalidInputException.class,
                () -> HeldOutTasks.acrossSpaces(cells(), Set.of("XY"), Set.of("a"), TrainSize.ofPercent(50)));
        assertTrue(error.getMessage().contains("XY") && error.getMessage().contains("NB"), error.getMessage());
        assertThrows(
                InvalidInputException.class,
                () -> HeldOutTasks.acrossSpaces(cells(), Set.of("NB"), Set.of("a"), TrainSize.ofPercent(50)));
        assertThrows(InvalidInputException.class, () -> TrainSize.ofPercent(0));
        assertThrows(InvalidInputException.class, () -> TrainSize.ofCells(0));
    }
}
