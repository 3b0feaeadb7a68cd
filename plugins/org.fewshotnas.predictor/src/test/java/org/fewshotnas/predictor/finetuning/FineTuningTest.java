package org.fewshotnas.predictor.finetuning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.predictor.metalearning.MetaLearningTest;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FineTuningTest {
    private static final List<UnifiedGraph> GRAPHS = TestGraphs.random(120, 7, 1);
    private static final List<Task> TASKS = IntStream.range(0, 4)
            .mapToObj(i -> TestGraphs.task("task " + i, GRAPHS, 0.4, i))
            .toList();
    private static final Task TARGET = TestGraphs.task("target", TestGraphs.random(100, 7, 99), 0.4, 42);

    private static Predictor learned(LearningMethod learner) {
        return MetaLearning.learn(TASKS, MetaLearningTest.settings(learner, 100), Device.cpu(), Progress.NONE);
    }

    private static FineTuneResult tune(Predictor predictor, Task support) {
        return FineTuning.fineTune(predictor, support, FineTuneSettings.defaults(), Device.cpu(), Progress.NONE);
    }

    private static double[] predict(Predictor predictor) {
        return predictor.predict(TARGET.graphs(), Device.cpu(), Progress.NONE);
    }

    private static Task first(int shots) {
        return TARGET.subset(IntStream.range(0, shots).toArray());
    }

    @ParameterizedTest
    @MethodSource("org.fewshotnas.predictor.Learners#all")
    void predictsInTheTargetsUnit(LearningMethod learner) {
        FineTuneResult result = tune(learned(learner), first(30));
        double[] predicted = predict(result.predictor());
        double error = IntStream.range(0, predicted.length)
                .mapToDouble(i -> Math.abs(predicted[i] - TARGET.scores()[i]))
                .average()
                .orElseThrow();
        double spread = Arrays.stream(TARGET.scores())
                .map(s -> Math.abs(s - mean(TARGET.scores())))
                .average()
                .orElseThrow();
        assertTrue(error < 1.5 * spread, "mean error " + error + ", mean deviation of the scores " + spread);
        assertEquals(30, result.predictor().spec().shots());
        assertEquals(TARGET.metric(), result.predictor().spec().targetMetric().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MULTI_TASK", "BOIL"})
    void aMetricToMinimiseIsTheMirrorImage(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Predictor predictor = learned(learner);
        Task support = first(8);
        double[] negated = Arrays.stream(support.scores()).map(s -> -s).toArray();
        Task mirrored = new Task(Metric.of("loss", Direction.MINIMIZE), support.graphs(), negated);
        double[] up = predict(tune(predictor, support).predictor());
        double[] down = predict(tune(predictor, mirrored).predictor());
        assertArrayEquals(up, Arrays.stream(down).map(s -> -s).toArray(), 1e-9);
    }

    @Test
    void theNumberOfStepsIsTheOneWithTheBestCrossValidatedCorrelation() {
        FineTuneResult result = tune(learned(Learners.BOIL), first(8));
        assertEquals(
                List.of(5, 10, 20, 50, 100),
                List.copyOf(result.spearmanBySteps().keySet()));
        double best = result.spearmanBySteps().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElseThrow();
        assertEquals(best, result.spearmanBySteps().get(result.adaptation().steps()));
        List<Provenance.Step> record = result.predictor().spec().provenance().steps();
        String said = record.get(record.size() - 1).parameters().get("cross-validation");
        assertTrue(said.contains("chosen without it"), said);
        double error = result.adaptation().standardError().orElseThrow();
        assertTrue(error >= 0 && error < 2);
    }

    @Test
    void noScoreLeavesThePredictorAsItIs() {
        Predictor predictor = learned(Learners.BOIL);
        FineTuneResult result = tune(predictor, first(0));
        assertSame(predictor, result.predictor());
        assertTrue(result.warnings().get(0).contains("zero-shot"));
        Predictor tuned = tune(learned(Learners.MULTI_TASK), first(5)).predictor();
        assertSame(tuned, tune(tuned, first(0)).predictor());
    }

    @Test
    void withoutAScoreAMultiTaskPredictorExpectsTheMeanOfItsPrior() {
        Predictor predictor = learned(Learners.MULTI_TASK);
        for (Metric target : List.of(TARGET.metric(), Metric.of("latency", Direction.MINIMIZE))) {
            Task none = new Task(target, List.of(), new double[0]);
            Predictor result = tune(predictor, none).predictor();
            assertTrue(result.spec().targetMetric().isEmpty());
            HeadPrior prior = HeadPrior.of(predictor, target);
            double[] expected = new double[TARGET.size()];
            double total = Arrays.stream(prior.logWeights()).map(Math::exp).sum();
            try (NDManager manager = Torch.newManager(Device.cpu())) {
                NDList parameters = Parameters.toTensors(
                        manager, DataType.FLOAT32, predictor.spec().shape(), predictor.weights());
                double[][] embeddings = Scoring.embeddings(
                        manager, predictor.spec().shape(), parameters, TARGET.graphs(), Progress.NONE);
                for (int h = 0; h < prior.heads().length; h++) {
                    double[] head = prior.heads()[h];
                    for (int i = 0; i < expected.length; i++) {
                        double output = LinearAlgebra.dot(embeddings[i], head) + head[head.length - 1];
                        expected[i] += Math.exp(prior.logWeights()[h]) / total * output;
                    }
                }
            }
            assertArrayEquals(expected, predict(result), 1e-4, target.name());
            Task one = new Task(target, List.of(TARGET.graphs().get(0)), new double[] {3});
            double sign = target.direction().sign();
            assertEquals(
                    sign,
                    RankMetrics.spearman(expected, predict(tune(predictor, one).predictor())),
                    1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MULTI_TASK", "BOIL"})
    void oneScoreAndEqualScoresKeepTheRankingAndSetTheLevel(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Predictor predictor = learned(learner);
        double[] before = predict(ZeroShot.forTarget(predictor, TARGET.metric()));
        FineTuneResult one = tune(predictor, first(1));
        assertTrue(one.warnings().get(0).startsWith("One score"));
        assertEquals(1, RankMetrics.spearman(before, predict(one.predictor())), 1e-12);
        assertEquals(TARGET.scores()[0], predict(one.predictor())[0], 1e-4);
        Task equal = new Task(TARGET.metric(), first(4).graphs(), new double[] {7, 7, 7, 7});
        FineTuneResult flat = tune(predictor, equal);
        assertTrue(flat.warnings().get(0).contains("are the same"));
        assertEquals(1, RankMetrics.spearman(before, predict(flat.predictor())), 1e-12);
    }

    @Test
    void twoScoresCannotBeCrossValidated() {
        FineTuneResult result = tune(learned(Learners.BOIL), first(2));
        assertEquals(5, result.adaptation().steps());
        assertTrue(result.adaptation().spearman().isEmpty());
        assertTrue(result.warnings().get(0).contains("too few for cross-validation"));
    }

    @Test
    void theProvenanceHasTheRateThatWasTaken() {
        Predictor predictor = learned(Learners.MAML);
        double rate = 0.01;
        FineTuneResult result;
        do {
            rate *= 2;
            FineTuneSettings settings = new FineTuneSettings(rate, List.of(5, 10), 1);
            result = FineTuning.fineTune(predictor, first(8), settings, Device.cpu(), Progress.NONE);
        } while (result.warnings().isEmpty());
        List<Provenance.Step> steps = result.predictor().spec().provenance().steps();
        String taken = steps.get(steps.size() - 1).parameters().get("rate");
        assertTrue(Double.parseDouble(taken) <= rate / 4, taken);
        assertTrue(
                result.warnings().get(0).endsWith("lowered to " + taken + "."),
                result.warnings().toString());
    }

    @Test
    void divergenceIsReportedWithWhatToLower() {
        FineTuneSettings wild = new FineTuneSettings(100, List.of(50, 100), 1);
        Predictor predictor = learned(Learners.MAML);
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> FineTuning.fineTune(predictor, first(8), wild, Device.cpu(), Progress.NONE));
        assertTrue(e.getMessage().contains("diverged"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAML", "ANIL", "BOIL"})
    void learnedRatesOfOneAndZeroMoveWhatTheOtherLearnersMove(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Weights weights = learned(Learners.MAML).weights();
        GcnShape shape = MetaLearningTest.settings(learner, 1).shape();
        Weights.Builder withRates = new Weights.Builder();
        weights.names().forEach(tensor -> withRates.copy(weights, tensor));
        shape.tensors().forEach((tensor, extents) -> {
            float[] factors = weights.values(tensor);
            Arrays.fill(
                    factors, (tensor.startsWith("head") ? learner != Learners.BOIL : learner != Learners.ANIL) ? 1 : 0);
            withRates.put("rate." + tensor, extents, factors);
        });
        List<Metric> tasks = TASKS.stream().map(Task::metric).toList();
        Predictor plain = new Predictor(PredictorSpec.learned(shape, tasks, learner, Provenance.NONE), weights);
        Predictor rated = new Predictor(
                PredictorSpec.learned(shape, tasks, Learners.META_SGD, Provenance.NONE), withRates.build());
        Predictor tuned = tune(rated, first(8)).predictor();
        assertArrayEquals(predict(tune(plain, first(8)).predictor()), predict(tuned), 1e-4);
        assertArrayEquals(
                rated.weights().values("rate.head.weight"), tuned.weights().values("rate.head.weight"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MULTI_TASK", "BOIL"})
    void intervalsOfUnseenArchitecturesHoldMostOfTheirScores(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Predictor tuned = tune(learned(learner), first(30)).predictor();
        Task unseen = TARGET.subset(IntStream.range(30, 100).toArray());
        Predictions predictions = tuned.predictions(unseen.graphs(), Device.cpu(), Progress.NONE);
        double[] low = predictions.lower(0.9);
        double[] high = predictions.upper(0.9);
        double[] narrowLow = predictions.lower(0.5);
        double[] scores = tuned.predict(unseen.graphs(), Device.cpu(), Progress.NONE);
        assertArrayEquals(scores, predictions.scores(), 1e-4);
        int inside = 0;
        for (int i = 0; i < scores.length; i++) {
            assertTrue(low[i] < narrowLow[i] && narrowLow[i] < scores[i] && scores[i] < high[i]);
            assertTrue(predictions.standardDeviations()[i] > 0);
            inside += unseen.scores()[i] >= low[i] && unseen.scores()[i] <= high[i] ? 1 : 0;
        }
        assertTrue(inside >= 50, inside + " of 70");
    }

    @Test
    void aPredictorIsSurerOfWhatItHasSeen() {
        Predictor tuned = tune(learned(Learners.MULTI_TASK), first(10)).predictor();
        Posterior posterior = tuned.posterior(TARGET.graphs(), Device.cpu(), Progress.NONE);
        double seen = IntStream.range(0, 10)
                .mapToDouble(i -> posterior.covariance(i, i))
                .average()
                .orElseThrow();
        double unseen = IntStream.range(10, 100)
                .mapToDouble(i -> posterior.covariance(i, i))
                .average()
                .orElseThrow();
        assertTrue(seen < unseen, seen + " against " + unseen);
    }

    @Test
    void withoutEnoughScoresAPredictorDoesNotSayHowSureItIs() {
        Predictor learned = learned(Learners.MULTI_TASK);
        Predictor calibrated = tune(learned, first(5)).predictor();
        assertTrue(calibrated.knowsUncertainty());
        for (int shots = 1; shots <= 2; shots++) {
            Predictor again = tune(calibrated, first(shots)).predictor();
            assertFalse(again.knowsUncertainty());
            Predictions predictions = again.predictions(TARGET.graphs(), Device.cpu(), Progress.NONE);
            assertTrue(Double.isNaN(predictions.standardDeviations()[0]));
            assertTrue(Double.isNaN(predictions.upper(0.9)[0]));
            assertArrayEquals(predict(again), predictions.scores());
        }
        assertEquals(
                100,
                learned.posterior(TARGET.graphs(), Device.cpu(), Progress.NONE).size());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"MULTI_TASK", "BOIL"})
    void scoresOfOneArchitectureCountAsTheirMean(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Predictor predictor = learned(learner);
        Task once = first(8);
        List<UnifiedGraph> twice = new ArrayList<>(once.graphs());
        twice.addAll(once.graphs());
        double[] scores = IntStream.range(0, 16)
                .mapToDouble(i -> once.scores()[i % 8] + (i < 8 ? 2 : -2))
                .toArray();
        FineTuneResult expected = tune(predictor, once);
        FineTuneResult repeated = tune(predictor, new Task(TARGET.metric(), twice, scores));
        assertEquals(
                expected.adaptation().spearman().orElseThrow(),
                repeated.adaptation().spearman().orElseThrow(),
                1e-9);
        assertArrayEquals(predict(expected.predictor()), predict(repeated.predictor()), 1e-3);
        assertEquals(16, repeated.predictor().spec().shots());
    }

    @Test
    void theClosedFormStartsAnewAndSaysSo() {
        Predictor predictor = learned(Learners.MULTI_TASK);
        Predictor before = tune(predictor, first(5)).predictor();
        FineTuneResult again = tune(before, first(8));
        assertArrayEquals(predict(tune(predictor, first(8)).predictor()), predict(again.predictor()));
        assertTrue(again.warnings().get(0).contains("forgets"), again.warnings().toString());
        FineTuneResult none = tune(before, first(0));
        assertFalse(none.warnings().get(0).contains("no unit"), "it has been tuned: " + none.warnings());
        Predictor steps = tune(learned(Learners.BOIL), first(5)).predictor();
        assertTrue(tune(steps, first(8)).warnings().stream().noneMatch(warning -> warning.contains("forgets")));
    }
}
