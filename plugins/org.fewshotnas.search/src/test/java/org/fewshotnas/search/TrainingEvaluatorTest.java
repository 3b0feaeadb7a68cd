package org.fewshotnas.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.fewshotnas.network.cache.TrainingCache;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.search.evaluate.Budget;
import org.fewshotnas.search.evaluate.Deadline;
import org.fewshotnas.search.evaluate.Evaluation;
import org.fewshotnas.search.evaluate.TrainingEvaluator;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search whose scores are those of networks that are really trained. */
class TrainingEvaluatorTest {
    private static final Split DATA = waves();
    private static final MacroArchitecture MACRO = MacroArchitecture.residual(4, 1, new Head.Classes(2));
    private static final TrainingSettings TRAINING =
            TrainingSettings.ofClasses().withBudget(2, 16);
    private static final SearchSettings SEARCH =
            SampleSearch.SETTINGS.withQueries(6).withSteps(3);

    @TempDir
    private Path folder;

    /** Series of two frequencies. */
    private static Split waves() {
        Random random = new Random(1);
        float[] inputs = new float[80 * 16];
        int[] classes = new int[80];
        for (int i = 0; i < inputs.length; i++) {
            classes[i / 16] = i / 16 % 2;
            inputs[i] = (float) (Math.sin(i % 16 * (1 + classes[i / 16])) + random.nextGaussian() / 2);
        }
        TensorShape shape = TensorShape.series(1, 16);
        return Split.stratified(
                new DataSet(shape, inputs, new Targets.Classes(classes, List.of("slow", "fast"))), .25, 1);
    }

    private TrainingEvaluator evaluator(int workers) {
        TrainingCache cache = TrainingCache.in(folder, 1 << 26);
        return new TrainingEvaluator("waves", DATA, MACRO, TRAINING, Workers.threads(workers), cache, Optional.empty());
    }

    private static SearchResult search(TrainingEvaluator evaluator, Progress progress) {
        return PredictorSearch.run(
                new FakeScorer(SampleSearch::worth),
                Candidates.of(SampleSearch.SPACE),
                Optional.of(evaluator),
                Optional.empty(),
                SEARCH,
                progress);
    }

    private int kept() {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSearchThatWasInterruptedGoesOnWithoutTrainingAnythingTwice() throws IOException {
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                if (kept() >= 3) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> search(evaluator(1), progress));
        int before = kept();
        assertTrue(before >= 3 && before < 6, before + " of 6");
        TrainingEvaluator resumed = evaluator(2);
        SearchResult result = search(resumed, Progress.NONE);
        assertEquals(before, resumed.reused());
        assertEquals(6, kept());
        TrainingCache.in(folder, 0).clear();
        TrainingEvaluator atOnce = evaluator(1);
        assertEquals(search(atOnce, Progress.NONE), result);
        assertEquals(0, atOnce.reused());
        TrainingEvaluator.Best best = resumed.best().orElseThrow();
        assertEquals(atOnce.best(), resumed.best());
        assertEquals(
                result.history().stream()
                        .mapToDouble(SearchResult.Query::score)
                        .max()
                        .orElseThrow(),
                best.score());
        assertEquals(best.score(), best.network().score(DATA.validation(), Score.ACCURACY, Progress.NONE));
    }

    /** However slow the machine: a training that would go on for hours has the score of its best epoch, and is not kept as if it were whole. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsStillTrainedBeforeTheDeadlineEndsWithWhatItHas(boolean inProcesses) {
        TrainingEvaluator evaluator = new TrainingEvaluator(
                "waves",
                DATA,
                MACRO,
                TRAINING.withBudget(1_000_000, 16),
                inProcesses ? Workers.processes(2) : Workers.threads(2),
                TrainingCache.in(folder, 1 << 26),
                Optional.of(Deadline.in(Duration.ofSeconds(20))));
        List<Evaluation> evaluations = evaluator.scores(SampleSearch.ALL.subList(10, 12), Budget.FULL, Progress.NONE);
        assertTrue(evaluations.stream().allMatch(e -> e.score().isPresent()), evaluations.toString());
        assertTrue(evaluator.best().isPresent());
        assertEquals(Optional.of("the time limit of 20 seconds was reached"), evaluator.end());
        int epochs = evaluator.trained().get(0).epochs();
        assertTrue(epochs >= 1 && epochs < 1_000_000, epochs + " epochs");
        assertEquals(0, kept());
    }

    @Test
    void aBudgetIsSoManyEpochsAndItsScoresAreNotThoseOfAnother() {
        List<Architecture> some = SampleSearch.ALL.subList(4_000, 4_002);
        TrainingEvaluator evaluator = evaluator(1);
        evaluator.scores(some, Budget.epochs(1), Progress.NONE);
        assertEquals(2, kept());
        evaluator.scores(some, Budget.FULL, Progress.NONE);
        assertEquals(4, kept());
        evaluator.scores(some, Budget.epochs(TRAINING.epochs()), Progress.NONE);
        assertEquals(4, kept());
        assertEquals(2, evaluator.reused());
    }

    @Test
    void oneThatDivergesHasNoScoreAndAReason() {
        TrainingEvaluator wild = new TrainingEvaluator(
                "waves",
                DATA,
                MACRO,
                TRAINING.withRate(1e30),
                Workers.threads(1),
                TrainingCache.off(),
                Optional.empty());
        Evaluation evaluation = wild.scores(SampleSearch.ALL.subList(4_000, 4_001), Budget.FULL, Progress.NONE)
                .get(0);
        assertTrue(evaluation.reason().startsWith("the training diverged"), evaluation.reason());
        assertTrue(wild.best().isEmpty());
    }

    @Test
    void whatTheScoresAreIsSaid() {
        assertEquals("waves valid accuracy @2", evaluator(1).metric().name());
        assertEquals("accuracy", evaluator(1).metric().quantity());
        assertEquals(Direction.MAXIMIZE, evaluator(1).metric().direction());
    }
}
