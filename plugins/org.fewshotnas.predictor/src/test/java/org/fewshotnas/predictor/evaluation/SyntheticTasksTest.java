package org.fewshotnas.predictor.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.Protocol.Transfer;
import org.fewshotnas.space.base.Correlation;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;

class SyntheticTasksTest {
    private static final int CELLS = 3000;
    private static final ScoredCells TABLE = ScoredSpace.cells(
                    CELLS,
                    "NB",
                    List.of(Metric.of("a", Direction.MAXIMIZE)),
                    (cell, metric) -> Math.sin(cell * 12.9898) * 5 + 70)
            .build();

    private static SyntheticTasks tasks(List<Integer> correlations, List<Integer> known, List<Integer> unrelated) {
        return new SyntheticTasks(TABLE, Set.of("a"), TrainSize.ofCells(2000), correlations, known, unrelated);
    }

    @Test
    void everyCombinationIsATarget() {
        assertEquals(
                List.of(
                        "a, correlation 50 %, 1 known, 0 unrelated",
                        "a, correlation 50 %, 1 known, 9 unrelated",
                        "a, correlation 90 %, 1 known, 0 unrelated",
                        "a, correlation 90 %, 1 known, 9 unrelated"),
                tasks(List.of(50, 90), List.of(1), List.of(0, 9)).targets());
    }

    @Test
    void tasksHaveTheWantedCorrelationAndUnrelatedOnesHaveNone() {
        for (int correlation : List.of(20, 50, 80)) {
            SyntheticTasks tasks = tasks(List.of(correlation), List.of(2), List.of(1));
            List<Task> known = tasks.draw(tasks.targets().get(0), 1).known();
            assertEquals(3, known.size());
            assertEquals(2000, known.get(0).size());
            double[] first = known.get(0).scores();
            assertEquals(
                    correlation / 100.0, Correlation.pearson(first, known.get(1).scores()), 0.06);
            assertEquals(0, Correlation.pearson(first, known.get(2).scores()), 0.06);
        }
    }

    @Test
    void withoutNoiseTheTasksAreTheBase() {
        SyntheticTasks tasks = tasks(List.of(100), List.of(1), List.of(0));
        Transfer transfer = tasks.draw(tasks.targets().get(0), 1);
        double[] known = transfer.known().get(0).scores();
        for (int i = 0; i < known.length; i++) {
            int cell = ScoredSpace.graphs(CELLS)
                    .indexOf(transfer.known().get(0).graphs().get(i));
            assertEquals(Math.sin(cell * 12.9898) * 5 + 70, known[i], 1e-12);
            if (i == 20) {
                break;
            }
        }
    }

    @Test
    void noCellIsLearnedFromAndTestedOn() {
        SyntheticTasks tasks = tasks(List.of(80), List.of(2), List.of(1));
        Transfer transfer = tasks.draw(tasks.targets().get(0), 1);
        Set<UnifiedGraph> learned = new HashSet<>();
        transfer.known().forEach(task -> learned.addAll(task.graphs()));
        assertEquals(2000, learned.size());
        assertEquals(CELLS - 2000, transfer.rest().size());
        assertTrue(transfer.rest().graphs().stream().noneMatch(learned::contains));
    }

    @Test
    void soManyCellsAreLearnedFromOfThoseThatTheBaseIsMeasuredOn() {
        ScoredCells sparse = ScoredSpace.cells(
                        1000,
                        "NB",
                        List.of(Metric.of("a", Direction.MAXIMIZE)),
                        (cell, metric) -> cell % 4 == 0 ? cell : Double.NaN)
                .build();
        SyntheticTasks tasks =
                new SyntheticTasks(sparse, Set.of("a"), TrainSize.ofCells(100), List.of(80), List.of(1), List.of(1));
        Transfer transfer = tasks.draw(tasks.targets().get(0), 1);
        assertEquals(
                List.of(100, 100), transfer.known().stream().map(Task::size).toList());
        assertEquals(150, transfer.rest().size());
    }

    @Test
    void tooFewCellsAndEqualScoresAreNothingToLearnFrom() {
        SyntheticTasks few =
                new SyntheticTasks(TABLE, Set.of("a"), TrainSize.ofCells(3), List.of(80), List.of(1), List.of(1));
        InvalidInputException error = assertThrows(
                InvalidInputException.class, () -> few.draw(few.targets().get(0), 1));
        assertTrue(error.getMessage().contains("[like 1, unrelated 1]"), error.getMessage());
        ScoredCells equal = ScoredSpace.cells(
                        50, "NB", List.of(Metric.of("a", Direction.MAXIMIZE)), (cell, metric) -> 7)
                .build();
        SyntheticTasks same =
                new SyntheticTasks(equal, Set.of("a"), TrainSize.ofCells(20), List.of(80), List.of(1), List.of(0));
        assertThrows(InvalidInputException.class, () -> same.draw(same.targets().get(0), 1));
    }

    @Test
    void theSameSeedMakesTheSameTasksAndAnotherOthers() {
        SyntheticTasks tasks = tasks(List.of(80), List.of(1), List.of(0));
        String target = tasks.targets().get(0);
        assertArrayEquals(
                tasks.draw(target, 1).rest().scores(),
                tasks.draw(target, 1).rest().scores());
        assertTrue(!Arrays.equals(
                tasks.draw(target, 1).rest().scores(),
                tasks.draw(target, 2).rest().scores()));
    }

    @Test
    void numbersOutOfTheirRangeAreErrors() {
        assertThrows(InvalidInputException.class, () -> tasks(List.of(0), List.of(1), List.of(0)));
        assertThrows(InvalidInputException.class, () -> tasks(List.of(50), List.of(0), List.of(0)));
        assertThrows(InvalidInputException.class, () -> tasks(List.of(50), List.of(1), List.of()));
    }

    @Test
    void aNumberThatIsThereTwiceCountsOnce() {
        assertEquals(
                2,
                tasks(List.of(50, 50, 90), List.of(1, 1), List.of(0, 0))
                        .targets()
                        .size());
    }
}
