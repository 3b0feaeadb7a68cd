package org.fewshotnas.predictor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.space.Direction;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZeroShotTest {
    private static final Metric LATENCY = metric("gpu latency [ms]", "gpu", "latency", Direction.MINIMIZE);
    private static final Metric ACCURACY = metric("cifar accuracy [%]", "cifar", "accuracy", Direction.MAXIMIZE);
    private static final List<UnifiedGraph> GRAPHS = TestGraphs.random(60, 7, 1);

    private static Metric metric(String name, String dataSet, String quantity, Direction direction) {
        return new Metric(name, dataSet, "", quantity, "", direction, "", "", "", "");
    }

    private static Predictor learned(Learner learner) {
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
    @EnumSource(
            value = Learner.class,
            names = {"MULTI_TASK", "BOIL"})
    void aPredictorOfTheSameMeasureStaysAsItIs(Learner learner) {
        Predictor tuned = tuned(learned(learner), ACCURACY);
        Metric again = ACCURACY.withName("Score").withEpochs("12").withSource("other.csv", "ab");
        assertSame(tuned, ZeroShot.forTarget(tuned, again));
    }

    @ParameterizedTest
    @EnumSource(
            value = Learner.class,
            names = {"MULTI_TASK", "BOIL"})
    void aPredictorOfAnotherMeasureRanksWithoutAUnitTheLargerTheBetter(Learner learner) {
        Predictor learned = learned(learner);
        Predictor ofLatency = tuned(learned, LATENCY);
        double[] latency = predict(ofLatency);
        Predictor forAccuracy = ZeroShot.forTarget(ofLatency, ACCURACY);
        Predictor forEnergy = ZeroShot.forTarget(ofLatency, metric("energy", "gpu", "energy", Direction.MINIMIZE));
        Predictor forMaximum = ZeroShot.forTarget(ofLatency, LATENCY.withDirection(Direction.MAXIMIZE));
        for (Predictor predictor : List.of(forAccuracy, forEnergy, forMaximum)) {
            assertNull(predictor.spec().target());
            assertEquals(Direction.MAXIMIZE, predictor.spec().direction());
            assertEquals(ScoreScale.NONE, predictor.spec().scale());
        }
        if (learner == Learner.MULTI_TASK) {
            assertArrayEquals(predict(FineTuning.zeroShot(learned, ACCURACY)), predict(forAccuracy));
        } else {
            assertEquals(1, RankMetrics.spearman(latency, predict(forAccuracy)), 1e-6, "what is slow is accurate");
            assertEquals(1, RankMetrics.spearman(latency, predict(forMaximum)), 1e-6);
            double[] negated = Arrays.stream(latency).map(ms -> -ms).toArray();
            assertEquals(1, RankMetrics.spearman(negated, predict(forEnergy)), 1e-6, "what is fast needs little");
        }
    }
}
