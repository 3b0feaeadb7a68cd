package org.fewshotnas.predictor.evaluation;

import static org.fewshotnas.predictor.evaluation.TransferSample.A;
import static org.fewshotnas.predictor.evaluation.TransferSample.B;
import static org.fewshotnas.predictor.evaluation.TransferSample.CELLS;
import static org.fewshotnas.predictor.evaluation.TransferSample.LATENCY;
import static org.fewshotnas.predictor.evaluation.TransferSample.METRICS;
import static org.fewshotnas.predictor.evaluation.TransferSample.cells;
import static org.fewshotnas.predictor.evaluation.TransferSample.constant;
import static org.fewshotnas.predictor.evaluation.TransferSample.leaveOneOut;
import static org.fewshotnas.predictor.evaluation.TransferSample.score;
import static org.fewshotnas.predictor.evaluation.TransferSample.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.fewshotnas.predictor.Counting;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Outcome;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Settings;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;

class TransferEvaluationTest {
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
        MetaLearningSettings small =
                Learners.MULTI_TASK.defaults().withShape(new GcnShape(2, 12, 0)).withSteps(100);
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
