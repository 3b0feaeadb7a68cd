package org.fewshotnas.predictor.finetuning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.predictor.metalearning.MetaLearningTest;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Scores of which some are less certain. */
class StandardErrorsTest {
    private static final List<UnifiedGraph> GRAPHS = TestGraphs.random(120, 7, 1);
    private static final List<Task> TASKS = IntStream.range(0, 4)
            .mapToObj(i -> TestGraphs.task("task " + i, GRAPHS, 0.4, i))
            .toList();
    private static final Task TARGET = TestGraphs.task("target", TestGraphs.random(200, 7, 99), 0.8, 42);

    private static Predictor learned(LearningMethod learner) {
        return MetaLearning.learn(TASKS, MetaLearningTest.settings(learner, 100), Device.cpu(), Progress.NONE);
    }

    private static FineTuneResult tune(Predictor predictor, Task support) {
        return FineTuning.fineTune(predictor, support, FineTuneSettings.defaults(), Device.cpu(), Progress.NONE);
    }

    private static Task with(Task task, double... errors) {
        return new Task(task.metric(), task.graphs(), task.scores(), Optional.of(errors));
    }

    private static Task first(int shots) {
        return TARGET.subset(IntStream.range(0, shots).toArray());
    }

    @ParameterizedTest
    @MethodSource("org.fewshotnas.predictor.Learners#all")
    void equalOnesChangeNoBit(LearningMethod learner) {
        Predictor predictor = learned(learner);
        Task support = first(12);
        double[] same = new double[12];
        Arrays.fill(same, 1.7);
        Predictions without =
                tune(predictor, support).predictor().predictions(TARGET.graphs(), Device.cpu(), Progress.NONE);
        FineTuneResult result = tune(predictor, with(support, same));
        Predictions with = result.predictor().predictions(TARGET.graphs(), Device.cpu(), Progress.NONE);
        assertArrayEquals(without.scores(), with.scores(), 0);
        assertArrayEquals(without.standardDeviations(), with.standardDeviations(), 0);
        assertEquals(List.of(), result.warnings());
    }

    /** Every other score is off by three times the deviation of all. */
    @ParameterizedTest
    @CsvSource({"MULTI_TASK, 0.05", "BOIL, 0.02"})
    void whoKnowsWhichScoresAreNoisyRanksBetter(String name, double least) {
        Predictor predictor = learned(LearningMethods.ofName(name));
        double deviation = deviation(TARGET.scores());
        double blind = 0;
        double weighed = 0;
        int seeds = 10;
        for (int seed = 0; seed < seeds; seed++) {
            Random random = new Random(seed);
            Task support =
                    first(40).subset(random.ints(0, 40).distinct().limit(24).toArray());
            double[] scores = support.scores();
            double[] errors = new double[scores.length];
            for (int i = 0; i < scores.length; i++) {
                errors[i] = (i % 2 == 0 ? 0.1 : 3) * deviation;
                scores[i] += errors[i] * random.nextGaussian();
            }
            Task noisy = new Task(support.metric(), support.graphs(), scores);
            blind += spearman(tune(predictor, noisy).predictor()) / seeds;
            weighed += spearman(tune(predictor, with(noisy, errors)).predictor()) / seeds;
        }
        String found = String.format(Locale.ROOT, "%s: %.3f without standard errors, %.3f with", name, blind, weighed);
        System.out.println(found);
        assertTrue(weighed > blind + least, found);
    }

    private static double deviation(double[] scores) {
        double mean = Agreement.mean(scores);
        return Math.sqrt(Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElseThrow());
    }

    private static double spearman(Predictor predictor) {
        int[] others = IntStream.range(40, TARGET.size()).toArray();
        Task rest = TARGET.subset(others);
        return RankMetrics.spearman(predictor.predict(rest.graphs(), Device.cpu(), Progress.NONE), rest.scores());
    }

    /** By hand: labels are a half of the scores less 5, so a standard error of 2 is 1 in labels. */
    @Test
    void whatIsBesideTheNoiseOfTheSurestIsInLabels() {
        Task task = with(first(3), 0, 2, 1);
        double[] scores = task.scores();
        double[] labels = Arrays.stream(scores).map(score -> (score - 5) / 2).toArray();
        double[] extra = LabelNoise.extra(task, new int[] {0, 1, 2}, labels);
        assertArrayEquals(new double[] {0, 1, 0.25}, extra, 1e-9);
        assertArrayEquals(new double[] {1, 0.3 / 1.3, 0.3 / 0.55}, LabelNoise.weights(extra), 1e-9);
    }

    @Test
    void theMeanOfRowsOfOneArchitectureErrsAsIndependentScoresDo() {
        Task two = new Task(
                TARGET.metric(),
                List.of(
                        TARGET.graphs().get(0),
                        TARGET.graphs().get(1),
                        TARGET.graphs().get(0)),
                new double[] {1, 5, 2},
                Optional.of(new double[] {3, 7, 4}));
        assertArrayEquals(new double[] {2.5, 7}, two.distinct().standardErrors().orElseThrow());
    }

    @Test
    void whatIsNoStandardErrorIsToldWithItsPlace() {
        for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            InvalidInputException error =
                    assertThrows(InvalidInputException.class, () -> with(first(3), 0.1, wrong, 0.2));
            assertTrue(
                    error.getMessage().contains("The standard error of score 2 of the task \"target\" is " + wrong),
                    error.getMessage());
        }
        InvalidInputException error = assertThrows(InvalidInputException.class, () -> with(first(3), 0.1));
        assertTrue(error.getMessage().contains("3 scores and 1 standard errors"), error.getMessage());
    }
}
