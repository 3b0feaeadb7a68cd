package org.fewshotnas.predictor.evaluation;

import static org.fewshotnas.predictor.evaluation.TransferSample.A;
import static org.fewshotnas.predictor.evaluation.TransferSample.B;
import static org.fewshotnas.predictor.evaluation.TransferSample.CELLS;
import static org.fewshotnas.predictor.evaluation.TransferSample.METRICS;
import static org.fewshotnas.predictor.evaluation.TransferSample.cells;
import static org.fewshotnas.predictor.evaluation.TransferSample.constant;
import static org.fewshotnas.predictor.evaluation.TransferSample.leaveOneOut;
import static org.fewshotnas.predictor.evaluation.TransferSample.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Outcome;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Settings;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.junit.jupiter.api.Test;

/** Which cells are learned from, fine-tuned on and tested, and that none is told where it should not be. */
class TransferCellsTest {
    @Test
    void noScoreOfACellThatIsFineTunedOrTestedOnReachesLearning() {
        FakeApproach spy = constant();
        TransferEvaluation.run(leaveOneOut(), settings(2, spy), Progress.NONE);
        assertEquals(3, spy.known.size(), "once for each target");
        for (int target = 0; target < 3; target++) {
            String name = METRICS.get(target).name();
            Set<UnifiedGraph> learned = new HashSet<>();
            for (Task task : spy.known.get(target)) {
                assertNotEquals(name, task.metric().name());
                assertEquals(CELLS / 2, task.size());
                learned.addAll(task.graphs());
            }
            assertEquals(2, spy.known.get(target).size());
            assertEquals(CELLS / 2, learned.size(), "the same cells of every task");
            for (int test = target * 6; test < target * 6 + 6; test++) {
                assertEquals(name, spy.supports.get(test).metric().name());
                assertTrue(spy.supports.get(test).graphs().stream().noneMatch(learned::contains));
                assertTrue(spy.tested.get(test).stream().noneMatch(learned::contains));
            }
        }
    }

    @Test
    void aLookUpOfLearnedScoresPredictsNothing() {
        Map<UnifiedGraph, Double> memory = new HashMap<>();
        Approach lookUp = new Approach() {
            @Override
            public String name() {
                return "look-up";
            }

            @Override
            public List<Learned> learn(List<Task> known, long seed, Progress progress) {
                memory.clear();
                for (Task task : known) {
                    for (int i = 0; i < task.size(); i++) {
                        memory.put(task.graphs().get(i), task.scores()[i]);
                    }
                }
                return List.of((support, own, report) -> (cells, more) -> Predicted.of(cells.stream()
                        .mapToDouble(cell -> memory.getOrDefault(cell, 0.0))
                        .toArray()));
            }
        };
        Outcome outcome = TransferEvaluation.run(leaveOneOut(), settings(1, lookUp), Progress.NONE);
        outcome.results().forEach(result -> assertTrue(Double.isNaN(result.spearman()), result.toString()));
        assertTrue(
                outcome.warnings().get(0).contains("equal"), outcome.warnings().toString());
    }

    @Test
    void theCellsThatAreFineTunedOnAreNotTested() {
        FakeApproach spy = constant();
        TransferEvaluation.run(leaveOneOut(), settings(3, spy), Progress.NONE);
        Set<Set<UnifiedGraph>> fives = new HashSet<>();
        for (int i = 0; i < spy.supports.size(); i++) {
            Set<UnifiedGraph> support = new HashSet<>(spy.supports.get(i).graphs());
            assertEquals(List.of(0, 5, 20).get(i % 3), support.size());
            assertTrue(spy.tested.get(i).stream().noneMatch(support::contains));
            assertEquals(CELLS / 2 - support.size(), new HashSet<>(spy.tested.get(i)).size());
            if (i % 3 == 1) {
                fives.add(support);
                assertTrue(new HashSet<>(spy.supports.get(i + 1).graphs()).containsAll(support), "5 are among the 20");
            }
        }
        assertEquals(9, fives.size(), "every run draws its own");
    }

    @Test
    void theSameSeedGivesTheSameRowsWhateverElseIsAskedFor() {
        FakeApproach guess = new FakeApproach("guess", ScoredSpace::convolutions);
        List<TransferResult> many = TransferEvaluation.run(
                        leaveOneOut(),
                        new Settings(List.of(constant(), guess), List.of(0, 5, 20), 3, false, 7),
                        Progress.NONE)
                .results();
        Protocol onlyB = HeldOutTasks.leaveOneOut(cells(), Set.of("b"), TrainSize.ofPercent(50));
        List<TransferResult> few = TransferEvaluation.run(
                        onlyB, new Settings(List.of(guess), List.of(5), 2, false, 7), Progress.NONE)
                .results();
        assertEquals(2, few.size());
        for (TransferResult row : few) {
            TransferResult same = many.stream()
                    .filter(other -> other.target().equals("b")
                            && other.learner().equals("guess")
                            && other.shots() == 5
                            && other.run() == row.run())
                    .findFirst()
                    .orElseThrow();
            assertEquals(same.spearman(), row.spearman());
            assertEquals(same.kendallTau(), row.kendallTau());
        }
        List<TransferResult> other = TransferEvaluation.run(
                        onlyB, new Settings(List.of(guess), List.of(5), 2, false, 8), Progress.NONE)
                .results();
        assertNotEquals(few.get(0).spearman(), other.get(0).spearman());
    }

    @Test
    void learnersAreComparedOnTheSameCells() {
        FakeApproach first = constant();
        FakeApproach second = new FakeApproach("other", ScoredSpace::convolutions);
        TransferEvaluation.run(leaveOneOut(), settings(2, first, second), Progress.NONE);
        assertEquals(first.tested, second.tested);
    }

    @Test
    void whatTargetsShareIsLearnedOnce() {
        ScoredCells.Builder both = ScoredSpace.cells(CELLS, "one", List.of(A, B), TransferSample::score);
        ScoredSpace.add(both, CELLS, "two", 2, TransferSample::score);
        Protocol protocol =
                HeldOutTasks.acrossSpaces(both.build(), Set.of("one"), Set.of("a", "b"), TrainSize.ofPercent(50));
        FakeApproach once = constant();
        FakeApproach other = constant();
        Outcome outcome = TransferEvaluation.run(protocol, settings(2, once, other), Progress.NONE);
        assertEquals(1, once.known.size());
        assertEquals(1, other.known.size());
        assertEquals(
                List.of("a (two)", "b (two)"),
                once.supports.stream()
                        .map(task -> task.metric().name())
                        .distinct()
                        .toList());
        assertEquals(
                1,
                outcome.results().stream()
                        .limit(outcome.results().size() / 4)
                        .map(TransferResult::learnSeconds)
                        .distinct()
                        .count());
        FakeApproach anew = constant();
        TransferEvaluation.run(protocol, new Settings(List.of(anew), List.of(5), 3, true, 7), Progress.NONE);
        assertEquals(3, anew.known.size(), "once for each run");
        assertEquals(3, new HashSet<>(anew.known).size(), "from other cells");
    }

    @Test
    void learningAnewDrawsOtherCellsToLearnFrom() {
        FakeApproach spy = constant();
        TransferEvaluation.run(
                HeldOutTasks.leaveOneOut(cells(), Set.of("a"), TrainSize.ofPercent(50)),
                new Settings(List.of(spy), List.of(5), 3, true, 7),
                Progress.NONE);
        assertEquals(3, spy.known.size());
        assertNotEquals(
                new HashSet<>(spy.known.get(0).get(0).graphs()),
                new HashSet<>(spy.known.get(1).get(0).graphs()));
    }
}
