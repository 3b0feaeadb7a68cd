package org.fewshotnas.predictor.finetuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The numbers that every learner's predictors give stay as they were recorded once: what is moved or written otherwise must not change what
 * a seed gives. Where a change of numbers is wanted, the message of the failure has the new ones.
 */
class RecordedNumbersTest {
    /** Other processors round otherwise; {@code -Drecorded.tolerance=0} asks for the same bits. */
    private static final double TOLERANCE = Double.parseDouble(System.getProperty("recorded.tolerance", "1e-5"));

    private static final List<UnifiedGraph> GRAPHS = TestGraphs.random(60, 7, 1);
    private static final List<Task> TASKS = IntStream.range(0, 3)
            .mapToObj(i -> TestGraphs.task("task " + i, GRAPHS, 0.4, i))
            .toList();
    private static final Task ACCURACY =
            renamed(TestGraphs.task("", TestGraphs.random(30, 7, 99), 0.4, 42), "accuracy [%]", Direction.MAXIMIZE);
    private static final Task LATENCY =
            renamed(TestGraphs.task("", TestGraphs.random(30, 7, 99), 0.4, 43), "latency [ms]", Direction.MINIMIZE);

    private static Task renamed(Task task, String name, Direction direction) {
        return new Task(Metric.of(name, direction), task.graphs(), task.scores());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "recorded-numbers.txt", delimiter = '|')
    void aLearnersNumbersAreTheRecordedOnes(String name, String recorded) {
        LearningMethod learner = LearningMethods.ofName(name);
        double[] expected = Arrays.stream(recorded.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        double[] found = numbers(learner);
        String all = learner.name() + " | "
                + Arrays.stream(found).mapToObj(Double::toString).collect(Collectors.joining(" "));
        assertEquals(expected.length, found.length, all);
        for (int i = 0; i < found.length; i++) {
            assertTrue(
                    Math.abs(found[i] - expected[i]) <= TOLERANCE * (1 + Math.abs(expected[i])),
                    "number " + i + " of " + all);
        }
    }

    /** Of a predictor without a score of its target, with five of an accuracy, and then with five of a latency. */
    private static double[] numbers(LearningMethod learner) {
        MetaLearningSettings settings = new MetaLearningSettings(
                learner,
                new GcnShape(3, 48, 0.1),
                new MetaLearningSettings.Inner(2, 0.02, true, 8, 16),
                new MetaLearningSettings.Outer(10, 3e-3, 1e-3, 2),
                7);
        Predictor learned = MetaLearning.learn(TASKS, settings, Device.cpu(), Progress.NONE);
        FineTuneResult accuracy = tuned(learned, ACCURACY);
        FineTuneResult latency = tuned(accuracy.predictor(), LATENCY);
        return IntStream.of(0, 1, 2, 3, 4)
                .mapToObj(i -> switch (i) {
                    case 0 -> ofRanking(learned, ACCURACY);
                    case 1 -> ofRanking(learned, LATENCY);
                    case 2 -> ofTuned(accuracy);
                    case 3 -> ofTuned(latency);
                    default -> chosen(learned);
                })
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static FineTuneResult tuned(Predictor predictor, Task target) {
        FineTuneSettings settings = new FineTuneSettings(0.01, List.of(2, 5, 10), 3);
        Task support = target.subset(new int[] {0, 1, 2, 3, 4});
        return FineTuning.fineTune(predictor, support, settings, Device.cpu(), Progress.NONE);
    }

    private static double[] ofRanking(Predictor predictor, Task target) {
        return ZeroShot.forTarget(predictor, target.metric()).predict(unseen(), Device.cpu(), Progress.NONE);
    }

    private static double[] ofTuned(FineTuneResult result) {
        Predictions predictions = result.predictor().predictions(unseen(), Device.cpu(), Progress.NONE);
        double[] all = Arrays.copyOf(predictions.scores(), 6);
        all[3] = predictions.standardDeviations()[0];
        all[4] = predictions.lower(0.9)[0];
        all[5] = result.adaptation().spearman().orElse(Double.NaN);
        return all;
    }

    private static double[] chosen(Predictor predictor) {
        int[] chosen = new InformativeSampler(predictor, Optional.of(ACCURACY.metric()), Device.cpu())
                .sample(GRAPHS, Set.of(), 3, 1, Progress.NONE);
        return Arrays.stream(chosen).asDoubleStream().toArray();
    }

    private static List<UnifiedGraph> unseen() {
        return ACCURACY.graphs().subList(27, 30);
    }
}
