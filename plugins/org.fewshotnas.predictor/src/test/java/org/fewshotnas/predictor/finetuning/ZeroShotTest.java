package org.fewshotnas.predictor.finetuning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.predictor.metalearning.MetaLearningTest;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZeroShotTest {
    private static final Metric LATENCY = metric("gpu latency [ms]", "gpu", "latency", Direction.MINIMIZE);
    private static final Metric ACCURACY = metric("cifar accuracy [%]", "cifar", "accuracy", Direction.MAXIMIZE);
    private static final List<UnifiedGraph> GRAPHS = TestGraphs.random(60, 7, 1);

    private static Metric metric(String name, String dataSet, String quantity, Direction direction) {
        return new Metric(name, dataSet, "", quantity, "", direction, "", "", "", "");
    }

    private static Predictor learned(LearningMethod learner) {
        List<Task> tasks = IntStream.range(0, 3)
                .mapToObj(i -> TestGraphs.task("task " + i, GRAPHS, 0.4, i))
                .toList();
        return MetaLearning.learn(tasks, MetaLearningTest.settings(learner, 30), Device.cpu(), Progress.NONE);
    }

    private static Predictor tuned(Predictor predictor, Metric metric) {
        Task sample = TestGraphs.task("sample", GRAPHS.subList(0, 12), 0.4, 7);
        return FineTuning.fineTune(
                        predictor,
                        new Task(metric, sample.graphs(), sample.scores()),
                        FineTuneSettings.defaults(),
                        Device.cpu(),
                        Progress.NONE)
                .predictor();
    }

    private static double[] predict(Predictor predictor) {
        return predictor.predict(GRAPHS, Device.cpu(), Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"MULTI_TASK", "BOIL"})
    void aPredictorOfTheSameMeasureStaysAsItIs(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Predictor tuned = tuned(learned(learner), ACCURACY);
        Metric again = ACCURACY.withName("Score").withEpochs("12").withSource("other.csv", "ab");
        assertSame(tuned, ZeroShot.forTarget(tuned, again));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MULTI_TASK", "BOIL"})
    void aPredictorOfAnotherMeasureRanksWithoutAUnitTheLargerTheBetter(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Predictor learned = learned(learner);
        Predictor ofLatency = tuned(learned, LATENCY);
        double[] latency = predict(ofLatency);
        Predictor forAccuracy = ZeroShot.forTarget(ofLatency, ACCURACY);
        Predictor forEnergy = ZeroShot.forTarget(ofLatency, metric("energy", "gpu", "energy", Direction.MINIMIZE));
        Predictor forMaximum = ZeroShot.forTarget(ofLatency, LATENCY.withDirection(Direction.MAXIMIZE));
        for (Predictor predictor : List.of(forAccuracy, forEnergy, forMaximum)) {
            assertTrue(predictor.spec().target().isEmpty());
            assertEquals(Direction.MAXIMIZE, predictor.spec().direction());
            assertEquals(7, predictor.spec().toScore(7), "has no unit");
        }
        if (learner == Learners.MULTI_TASK) {
            assertArrayEquals(predict(ZeroShot.forTarget(learned, ACCURACY)), predict(forAccuracy));
        } else {
            assertEquals(1, RankMetrics.spearman(latency, predict(forAccuracy)), 1e-6, "what is slow is accurate");
            assertEquals(1, RankMetrics.spearman(latency, predict(forMaximum)), 1e-6);
            double[] negated = Arrays.stream(latency).map(ms -> -ms).toArray();
            assertEquals(1, RankMetrics.spearman(negated, predict(forEnergy)), 1e-6, "what is fast needs little");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MULTI_TASK", "BOIL", "MAML"})
    void fineTuningOnAnotherMeasureStartsFromTheSameAsASearchWithoutScores(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Task worth = TestGraphs.task("worth", GRAPHS, 0, 7);
        double[] slow = Arrays.stream(worth.scores()).map(x -> 100 + x).toArray();
        Predictor ofLatency = FineTuning.fineTune(
                        learned(learner),
                        new Task(LATENCY, GRAPHS, slow),
                        FineTuneSettings.defaults(),
                        Device.cpu(),
                        Progress.NONE)
                .predictor();
        double[] zeroShot = predict(ZeroShot.forTarget(ofLatency, ACCURACY));
        FineTuneResult none = tuned(ofLatency, ACCURACY, worth, 0);
        assertArrayEquals(zeroShot, predict(none.predictor()));
        assertTrue(
                none.warnings().toString().contains(LATENCY.name()),
                none.warnings().toString());
        double[] one = predict(tuned(ofLatency, ACCURACY, worth, 1).predictor());
        assertEquals(1, RankMetrics.spearman(zeroShot, one), 1e-9, "one score sets a level, and turns nothing back");
        Task equal = new Task(ACCURACY, GRAPHS.subList(0, 4), new double[] {5, 5, 5, 5});
        FineTuneResult flat =
                FineTuning.fineTune(ofLatency, equal, FineTuneSettings.defaults(), Device.cpu(), Progress.NONE);
        assertEquals(1, RankMetrics.spearman(zeroShot, predict(flat.predictor())), 1e-9);
        if (learner != Learners.MULTI_TASK) {
            // What is slow is accurate, and the predictor knew what is slow.
            double knew = RankMetrics.spearman(zeroShot, worth.scores());
            double few = RankMetrics.spearman(
                    predict(tuned(ofLatency, ACCURACY, worth, 3).predictor()), worth.scores());
            assertTrue(knew > 0.7 && few > knew - 0.15, knew + " before, and " + few + " after three scores");
        }
    }

    private static FineTuneResult tuned(Predictor predictor, Metric metric, Task scored, int shots) {
        return FineTuning.fineTune(
                predictor,
                new Task(metric, scored.graphs().subList(0, shots), Arrays.copyOf(scored.scores(), shots)),
                FineTuneSettings.defaults(),
                Device.cpu(),
                Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOIL", "PRE_TRAINING"})
    void whatWasLearnedOfQualitiesIsTurnedRoundForACost(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Predictor learned = learned(learner);
        assertSame(learned, ZeroShot.forTarget(learned, ACCURACY));
        double[] negated = Arrays.stream(predict(learned)).map(x -> -x).toArray();
        assertArrayEquals(negated, predict(ZeroShot.forTarget(learned, LATENCY)));
        Predictor nothing =
                MetaLearning.learn(List.of(), MetaLearningTest.settings(Learners.NONE, 1), Device.cpu(), Progress.NONE);
        assertSame(nothing, ZeroShot.forTarget(nothing, LATENCY), "random weights know nothing to turn");
    }
}
