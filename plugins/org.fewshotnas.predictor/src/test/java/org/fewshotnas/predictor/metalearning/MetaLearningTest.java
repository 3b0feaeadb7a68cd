package org.fewshotnas.predictor.metalearning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.Watch;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

public class MetaLearningTest {
    private static final List<UnifiedGraph> GRAPHS = TestGraphs.random(120, 7, 1);
    private static final List<Task> TASKS = IntStream.range(0, 4)
            .mapToObj(i -> TestGraphs.task("task " + i, GRAPHS, 0.4, i))
            .toList();

    public static MetaLearningSettings settings(LearningMethod learner, int steps) {
        return new MetaLearningSettings(
                learner,
                new GcnShape(3, 48, 0.1),
                new MetaLearningSettings.Inner(2, 0.02, true, 8, 16),
                new MetaLearningSettings.Outer(steps, 3e-3, 1e-3, 3),
                7);
    }

    private static Predictor learn(MetaLearningSettings settings) {
        return MetaLearning.learn(TASKS, settings, Device.cpu(), Progress.NONE);
    }

    @ParameterizedTest
    @MethodSource("org.fewshotnas.predictor.Learners#all")
    void sameSeedGivesTheSameBitsAloneAndBesideAnotherTraining(LearningMethod learner) {
        MetaLearningSettings settings = settings(learner, 20);
        Weights alone = learn(settings).weights();
        List<CompletableFuture<Weights>> together = IntStream.range(0, 2)
                .mapToObj(
                        i -> CompletableFuture.supplyAsync(() -> learn(settings).weights()))
                .toList();
        together.forEach(other -> assertEquals(alone, other.join()));
        assertFalse(alone.equals(learn(settings.withSeed(8)).weights()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MULTI_TASK", "BOIL", "MAML", "ANIL", "META_SGD", "REPTILE", "PRE_TRAINING"})
    void learningFromRelatedTasksRanksANewOneBetterThanNoLearning(String name) {
        LearningMethod learner = LearningMethods.ofName(name);
        Task target = TestGraphs.task("target", TestGraphs.random(200, 7, 99), 0.4, 42);
        double learned = correlation(learn(settings(learner, 300)), target);
        double random = correlation(learn(settings(Learners.NONE, 1)), target);
        assertTrue(learned > 0.6 && learned > random, learner.name() + " " + learned + ", no learning " + random);
    }

    private static double correlation(Predictor predictor, Task target) {
        return RankMetrics.spearman(predictor.predict(target.graphs(), Device.cpu(), Progress.NONE), target.scores());
    }

    @Test
    void directionTurnsScoresRound() {
        List<Task> minimised = TASKS.stream()
                .map(task -> {
                    double[] scores = task.scores();
                    for (int i = 0; i < scores.length; i++) {
                        scores[i] = -scores[i];
                    }
                    return new Task(Metric.of(task.metric().name(), Direction.MINIMIZE), task.graphs(), scores);
                })
                .toList();
        MetaLearningSettings settings = settings(Learners.MULTI_TASK, 10);
        assertEquals(
                learn(settings).weights(),
                MetaLearning.learn(minimised, settings, Device.cpu(), Progress.NONE)
                        .weights());
    }

    @Test
    void theSearchSpacesOfTheReferencesAreASettingThatThePredictorRecords() {
        MetaLearningSettings settings = settings(Learners.MULTI_TASK, 5);
        Predictor published = learn(settings);
        MetaLearningSettings ofOne = settings.withReferenceSpaces(List.of("NAS-Bench-201"));
        Predictor one = learn(ofOne);
        assertEquals(List.of("NAS-Bench-201"), one.spec().origin().referenceSpaces());
        assertFalse(published.weights().equals(one.weights()), "or they would make no difference");
        assertEquals(
                one.weights(),
                learn(settings.withReferenceSpaces(one.spec().origin().referenceSpaces()))
                        .weights());
        assertEquals(
                List.of(), learn(settings(Learners.NONE, 1)).spec().origin().referenceSpaces());
        MetaLearningSettings unknown = settings.withReferenceSpaces(List.of("NAS-Bench-999"));
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> learn(unknown));
        assertTrue(e.getMessage().contains("NAS-Bench-999"), e.getMessage());
    }

    /** Whatever search spaces there are beside them: another list would give other numbers for every seed. */
    @Test
    void theDefaultReferencesAreThoseOfTheFirstRelease() {
        List<String> benchmarks =
                List.of("NAS-Bench-101", "NAS-Bench-201", "TransNAS-Bench-101 micro", "NAS-Bench-ASR");
        List<String> all = new ArrayList<>(benchmarks);
        benchmarks.forEach(name -> all.add(name + " mixed-ops"));
        assertEquals(all, settings(Learners.MULTI_TASK, 1).referenceSpaces());
        all.forEach(SearchSpaces::ofName);
    }

    @Test
    void tasksMayHaveGraphsOfTheirOwnAndOfOtherSizes() {
        List<Task> tasks = List.of(TASKS.get(0), TestGraphs.task("other", TestGraphs.random(30, 12, 5), 0.4, 9));
        Predictor predictor = MetaLearning.learn(tasks, settings(Learners.BOIL, 5), Device.cpu(), Progress.NONE);
        assertEquals(2, predictor.spec().tasks().size());
    }

    @Test
    void cancellingStopsAStepMidway() {
        MetaLearningSettings large = new MetaLearningSettings(
                Learners.MAML,
                new GcnShape(4, 64, 0.2),
                new MetaLearningSettings.Inner(50, 1e-4, true, 64, 64),
                new MetaLearningSettings.Outer(1_000_000, 1e-4, 0, 4),
                1);
        assertThrows(
                CancellationException.class,
                () -> MetaLearning.learn(TASKS, large, Device.cpu(), Watch.cancelledAt(4)));
    }

    @Test
    void divergenceIsReportedWithWhatToLower() {
        MetaLearningSettings wild = new MetaLearningSettings(
                Learners.MAML,
                new GcnShape(3, 16, 0),
                new MetaLearningSettings.Inner(20, 100, true, 8, 16),
                new MetaLearningSettings.Outer(50, 1e-3, 0, 3),
                7);
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> learn(wild));
        assertTrue(e.getMessage().contains("diverged"), e.getMessage());
        assertTrue(e.resolution().contains("inner rate (100.0)"), e.resolution());
    }

    @Test
    void moreMemoryThanThereIsIsRefusedBeforeItIsTaken() {
        MetaLearningSettings huge = new MetaLearningSettings(
                Learners.BOIL,
                new GcnShape(4, 2048, 0),
                new MetaLearningSettings.Inner(50, 0.1, true, 4096, 4096),
                new MetaLearningSettings.Outer(1, 1e-3, 0, 3),
                7);
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> learn(huge));
        assertTrue(e.getMessage().contains("GiB for a task; at most 8"), e.getMessage());
    }

    @Test
    void aNetworkTooLargeForAFileIsRefusedBeforeItIsLearned() {
        Progress untouched = new Progress() {
            @Override
            public void report(double fraction, String message) {
                throw new AssertionError("began: " + message);
            }

            @Override
            public void checkCanceled() {}
        };
        for (LearningMethod learner : List.of(Learners.MULTI_TASK, Learners.META_SGD, Learners.NONE)) {
            MetaLearningSettings large = learner.defaults().withShape(new GcnShape(16, 2100, 0));
            InvalidInputException e = assertThrows(
                    InvalidInputException.class, () -> MetaLearning.learn(TASKS, large, Device.cpu(), untouched));
            assertTrue(e.getMessage().contains("MiB of weights; at most 256 MiB"), e.getMessage());
        }
    }

    @Test
    void tasksThatCannotBeLearnedFromAreNamed() {
        Task constant = new Task(Metric.of("flat", Direction.MAXIMIZE), GRAPHS, new double[GRAPHS.size()]);
        Task tiny = TASKS.get(0).subset(new int[] {0, 1, 2});
        assertTrue(message(List.of(constant)).contains("\"flat\""));
        assertTrue(message(List.of(tiny)).contains("3 architectures"));
        assertTrue(message(List.of()).contains("no task"));
    }

    private static String message(List<Task> tasks) {
        return assertThrows(
                        InvalidInputException.class,
                        () -> MetaLearning.learn(tasks, settings(Learners.MULTI_TASK, 1), Device.cpu(), Progress.NONE))
                .getMessage();
    }

    @Test
    void aGpuThatIsNotThereIsAnError() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> MetaLearning.learn(TASKS, settings(Learners.MULTI_TASK, 1), Device.gpu(99), Progress.NONE));
        assertTrue(e.getMessage().startsWith("GPU 99 was asked for"), e.getMessage());
    }
}
