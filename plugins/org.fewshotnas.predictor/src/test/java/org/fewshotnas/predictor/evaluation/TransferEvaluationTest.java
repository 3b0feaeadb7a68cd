package org.fewshotnas.predictor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.fewshotnas.predictor.Counting;
import org.fewshotnas.predictor.Device;
import org.fewshotnas.predictor.FineTuneSettings;
import org.fewshotnas.predictor.GcnShape;
import org.fewshotnas.predictor.Learner;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Outcome;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Settings;
import org.fewshotnas.space.Direction;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;
import org.junit.jupiter.api.Test;

class TransferEvaluationTest {
    private static final Metric A = Metric.of("a", Direction.MAXIMIZE);
    private static final Metric B = Metric.of("b", Direction.MAXIMIZE);
    private static final Metric LATENCY = Metric.of("latency", Direction.MINIMIZE);
    private static final List<Metric> METRICS = List.of(A, B, LATENCY);
    private static final Set<String> ALL = Set.of("a", "b", "latency");
    private static final int CELLS = 120;

    private static double score(int cell, int metric) {
        return Math.sin(cell * 1.7) + metric;
    }

    private static ScoredCells cells() {
        return ScoredSpace.cells(CELLS, "NB", METRICS, TransferEvaluationTest::score)
                .build();
    }

    private static Protocol leaveOneOut() {
        return HeldOutTasks.leaveOneOut(cells(), ALL, TrainSize.ofPercent(50));
    }

    private static Settings settings(int runs, Approach... approaches) {
        return new Settings(List.of(approaches), List.of(0, 5, 20), runs, false, 7);
    }

    private static FakeApproach constant() {
        return new FakeApproach("constant", graph -> 0);
    }

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
    void theMeasuresAreThoseThatCountingGives() {
        FakeApproach guess = new FakeApproach("guess", ScoredSpace::convolutions);
        ScoredCells cells = ScoredSpace.cells(
                        CELLS, "NB", List.of(A, LATENCY), (cell, metric) -> (cell * 37 % 101) * (metric + 1.0))
                .build();
        Map<UnifiedGraph, Double> latency = new HashMap<>();
        List<UnifiedGraph> graphs = ScoredSpace.graphs(CELLS);
        for (int i = 0; i < CELLS; i++) {
            latency.put(graphs.get(i), (i * 37 % 101) * 2.0);
        }
        TransferResult result = TransferEvaluation.run(
                        HeldOutTasks.leaveOneOut(cells, Set.of("latency"), TrainSize.ofCells(60)),
                        settings(1, guess),
                        Progress.NONE)
                .results()
                .get(1);
        assertEquals("latency", result.target());
        assertEquals(5, result.shots());
        List<UnifiedGraph> tested = guess.tested.get(1);
        double[] predicted =
                tested.stream().mapToDouble(ScoredSpace::convolutions).toArray();
        // Smaller latencies are better.
        double[] better =
                tested.stream().mapToDouble(graph -> -latency.get(graph)).toArray();
        assertEquals(Counting.spearman(predicted, better), result.spearman(), 1e-12);
        assertEquals(Counting.kendall(predicted, better), result.kendallTau(), 1e-12);
        assertTrue(result.regretAt10() >= 0);
    }

    @Test
    void theRegretIsWhatIsLostByTrainingTheTopTen() {
        // Predicts the score but for the sign: the top ten are the ten worst, 0 to 9 of the test cells' ranks.
        Map<UnifiedGraph, Double> worth = new HashMap<>();
        List<UnifiedGraph> graphs = ScoredSpace.graphs(CELLS);
        for (int i = 0; i < CELLS; i++) {
            worth.put(graphs.get(i), (double) i);
        }
        FakeApproach wrong = new FakeApproach("wrong", graph -> -worth.get(graph));
        ScoredCells cells = ScoredSpace.cells(CELLS, "NB", List.of(A, B), (cell, metric) -> (double) cell)
                .build();
        TransferResult result = TransferEvaluation.run(
                        HeldOutTasks.leaveOneOut(cells, Set.of("a"), TrainSize.ofPercent(50)),
                        settings(1, wrong),
                        Progress.NONE)
                .results()
                .get(0);
        double[] tested =
                wrong.tested.get(0).stream().mapToDouble(worth::get).sorted().toArray();
        assertEquals(tested[tested.length - 1] - tested[9], result.regretAt10(), 1e-12);
        assertEquals(-1, result.spearman(), 1e-12);
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
        ScoredCells.Builder both = ScoredSpace.cells(CELLS, "one", List.of(A, B), TransferEvaluationTest::score);
        ScoredSpace.add(both, CELLS, "two", 2, TransferEvaluationTest::score);
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

    @Test
    void tooFewCellsAreAnErrorBeforeAnythingIsLearned() {
        FakeApproach spy = constant();
        InvalidInputException error = assertThrows(
                InvalidInputException.class,
                () -> TransferEvaluation.run(
                        leaveOneOut(), new Settings(List.of(spy), List.of(58), 1, false, 1), Progress.NONE));
        assertTrue(error.getMessage().contains("\"a\"") && error.getMessage().contains("61"), error.getMessage());
        assertTrue(spy.known.isEmpty());
    }

    @Test
    void oneFineTuningThatFailsIsAGapAndAllAreAnError() {
        Approach fails = new Approach() {
            private int calls;

            @Override
            public String name() {
                return "fails";
            }

            @Override
            public List<Learned> learn(List<Task> known, long seed, Progress progress) {
                return List.of((support, own, report) -> {
                    if (calls++ > 0) {
                        throw new InvalidInputException("It diverged.", "Lower the rate.");
                    }
                    return (cells, more) -> Predicted.of(cells.stream()
                            .mapToDouble(ScoredSpace::convolutions)
                            .toArray());
                });
            }
        };
        Outcome outcome = TransferEvaluation.run(leaveOneOut(), settings(1, fails), Progress.NONE);
        assertFalse(Double.isNaN(outcome.results().get(0).spearman()));
        assertTrue(Double.isNaN(outcome.results().get(1).spearman()));
        assertTrue(
                outcome.warnings().get(0).contains("It diverged."),
                outcome.warnings().toString());
        assertThrows(
                InvalidInputException.class,
                () -> TransferEvaluation.run(leaveOneOut(), settings(1, fails), Progress.NONE));
    }

    @Test
    void naiveTransferLearnsFromEachKnownTaskAloneAndAveragesTheMeasures() {
        FakeApproach spy = new FakeApproach("any", ScoredSpace::convolutions);
        List<TransferResult> results = TransferEvaluation.run(
                        leaveOneOut(), settings(1, new NaiveTransfer(spy)), Progress.NONE)
                .results();
        assertEquals(9, results.size());
        assertEquals("Naive transfer", results.get(0).learner());
        assertEquals(3 * 2, spy.known.size());
        spy.known.forEach(tasks -> assertEquals(1, tasks.size()));
        assertEquals("b", spy.known.get(0).get(0).metric().name());
        assertEquals("latency", spy.known.get(1).get(0).metric().name());
        double alone = TransferEvaluation.run(leaveOneOut(), settings(1, spy), Progress.NONE)
                .results()
                .get(1)
                .spearman();
        assertEquals(alone, results.get(1).spearman(), 1e-12, "the mean of two that predict the same");
    }

    @Test
    void aRunThatIsStoppedStops() {
        FakeApproach spy = constant();
        Progress stop = new Progress() {
            @Override
            public void report(double fraction, String message) {
                assertTrue(message.startsWith("Target 1 of 3, a. constant: run 1"), message);
            }

            @Override
            public void checkCanceled() {
                if (!spy.known.isEmpty()) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> TransferEvaluation.run(leaveOneOut(), settings(1, spy), stop));
        assertTrue(spy.tested.isEmpty());
    }

    @Test
    void theTimeThatIsLeftIsSaidInWords() {
        assertEquals("under a minute", TimedProgress.left(20));
        assertEquals("about 3 min", TimedProgress.left(170));
        assertEquals("about 2 h", TimedProgress.left(7300));
    }

    @Test
    void aLearnerOfThisLibraryRanksATaskLikeTheKnownOnes() {
        List<UnifiedGraph> graphs = ScoredSpace.graphs(CELLS);
        ScoredCells cells = ScoredSpace.cells(
                        CELLS,
                        "NB",
                        METRICS,
                        (cell, metric) -> ScoredSpace.convolutions(graphs.get(cell)) + 0.1 * Math.sin(cell + metric))
                .build();
        MetaLearningSettings small = MetaLearningSettings.defaults(Learner.MULTI_TASK)
                .withShape(new GcnShape(2, 12, 0))
                .withSteps(100);
        Outcome outcome = TransferEvaluation.run(
                HeldOutTasks.leaveOneOut(cells, Set.of("b"), TrainSize.ofPercent(50)),
                settings(2, new MetaLearned(small, FineTuneSettings.defaults(), Device.cpu())),
                Progress.NONE);
        double[] correlations =
                outcome.results().stream().mapToDouble(TransferResult::spearman).toArray();
        assertEquals(6, correlations.length);
        assertTrue(Arrays.stream(correlations).average().orElseThrow() > 0.8, Arrays.toString(correlations));
        assertEquals("Multi-task", outcome.results().get(0).learner());
    }

    @Test
    void everySplitIsCheckedBeforeAnythingIsLearned() {
        ScoredCells half = ScoredSpace.cells(
                        40,
                        "NB",
                        List.of(A, B),
                        (cell, metric) -> metric == 0 && cell % 2 == 0 ? Double.NaN : score(cell, metric))
                .build();
        FakeApproach spy = constant();
        InvalidInputException error = assertThrows(
                InvalidInputException.class,
                () -> TransferEvaluation.run(
                        HeldOutTasks.leaveOneOut(half, Set.of("a"), TrainSize.ofPercent(50)),
                        new Settings(List.of(spy), List.of(7), 300, true, 1),
                        Progress.NONE));
        assertTrue(error.getMessage().contains("7 shots"), error.getMessage());
        assertTrue(spy.known.isEmpty());
    }
}
