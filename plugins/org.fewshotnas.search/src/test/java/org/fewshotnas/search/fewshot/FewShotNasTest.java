package org.fewshotnas.search.fewshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.fewshotnas.network.cache.TrainingCache;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.search.Waves;
import org.fewshotnas.search.evaluate.TrainingEvaluator.Trained;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;

/** From data to a trained network, with networks that are really trained. */
class FewShotNasTest {
    private static final Split DATA = Waves.split(80, 16);
    private static final MacroArchitecture MACRO = MacroArchitecture.residual(16, 1, new Head.Classes(2));
    private static final FewShotNasSettings SETTINGS = FewShotNasSettings.of(
                    SearchSpaces.ofName("NAS-Bench-201"), Score.ACCURACY)
            .withTrainings(6)
            .withEpochs(3);
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static FewShotNasResult run(FewShotNasSettings settings, Workers workers, Progress progress) {
        return new FewShotNas(Waves.predictor(), Device.cpu(), workers, TrainingCache.off())
                .run(DATA, MACRO, settings, progress);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static long workersAlive() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    @Test
    void theBestOfAllTrainingsComesOutAndTheSameSeedGivesItAgain() {
        FewShotNasResult result = run(SETTINGS, Workers.threads(1), Progress.NONE);
        assertEquals(List.of(), result.warnings());
        List<Trained> trainings = result.trainings();
        assertEquals(7, trainings.size(), "six, and the last one of the best network");
        for (int i = 0; i < 6; i++) {
            assertEquals(3, trainings.get(i).epochs());
            assertEquals(
                    result.search().history().get(i).architecture(),
                    trainings.get(i).architecture());
            assertEquals(
                    result.search().history().get(i).score(),
                    trainings.get(i).evaluation().score().orElseThrow());
        }
        assertEquals(6, trainings.get(6).epochs());
        assertEquals(
                result.search().ranking().get(0).architecture(),
                trainings.get(6).architecture());
        double best = trainings.stream()
                .mapToDouble(trained -> trained.evaluation().score().orElseThrow())
                .max()
                .orElseThrow();
        assertEquals(best, result.best().score());
        assertEquals(best, result.best().network().score(DATA.validation(), Score.ACCURACY, Progress.NONE));
        FewShotNasResult again = run(SETTINGS, Workers.threads(3), Progress.NONE);
        assertEquals(result.search(), again.search());
        assertEquals(result.best(), again.best(), "to the last bit");
    }

    @Test
    void aTrainingThatTakesAllTheTimeEndsWithWhatItHas() {
        FewShotNasSettings settings = SETTINGS.withEpochs(10_000_000).withTimeLimit(SHORT);
        FewShotNasResult[] result = new FewShotNasResult[1];
        double seconds = seconds(() -> result[0] = run(settings, Workers.threads(1), Progress.NONE));
        assertTrue(seconds < 3 + 3, seconds + " s");
        int trainings = result[0].trainings().size();
        assertTrue(trainings >= 1 && trainings <= 4, "those of the first step: " + trainings);
        assertEquals(
                result[0].best().score(),
                result[0].best().network().score(DATA.validation(), Score.ACCURACY, Progress.NONE));
        String warnings = String.join("\n", result[0].warnings());
        assertTrue(warnings.contains(trainings + " of 6"), warnings);
        assertTrue(warnings.contains("the time limit of 3 seconds was reached"), warnings);
        assertTrue(warnings.contains("left no time to train the best network longer"), warnings);
    }

    @Test
    void ifNotOneTrainingEndsInTimeThatIsSaidAndNoProcessIsLeft() {
        FewShotNasSettings settings = SETTINGS.withTimeLimit(Duration.ofSeconds(1));
        InvalidInputException error =
                assertThrows(InvalidInputException.class, () -> run(settings, Workers.processes(2), Progress.NONE));
        assertTrue(error.getMessage().contains("the time limit of 1 second was reached"), error.getMessage());
        assertTrue(error.resolution().contains("more time"), error.resolution());
        assertEquals(0, workersAlive());
    }

    @Test
    void aWorkerThatIsKilledCostsItsCandidateAlone() {
        CompletableFuture<Void> killer = CompletableFuture.runAsync(() -> {
            while (ProcessHandle.current().children().findAny().isEmpty()) {
                LockSupport.parkNanos(20_000_000);
            }
            ProcessHandle.current().children().findAny().ifPresent(ProcessHandle::destroyForcibly);
        });
        FewShotNasResult result = run(SETTINGS.withTrainings(3), Workers.processes(2), Progress.NONE);
        killer.join();
        assertEquals(
                1,
                result.trainings().stream()
                        .filter(trained -> trained.evaluation().score().isEmpty())
                        .count());
        assertEquals(
                1,
                result.search().history().stream()
                        .filter(query -> Double.isNaN(query.score()))
                        .count());
        assertTrue(
                result.warnings().toString().contains("killed"),
                result.warnings().toString());
        assertEquals(4, result.trainings().size());
    }

    @Test
    void cancellingEndsItWithinASecondWithNoProcessLeft() {
        AtomicLong canceled = new AtomicLong();
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {
                if (message.contains("Epoch 2")) {
                    canceled.compareAndSet(0, System.nanoTime());
                }
            }

            @Override
            public void checkCanceled() {
                if (canceled.get() != 0) {
                    throw new CancellationException();
                }
            }
        };
        FewShotNasSettings settings = SETTINGS.withEpochs(1_000_000);
        assertThrows(CancellationException.class, () -> run(settings, Workers.processes(2), progress));
        double seconds = (System.nanoTime() - canceled.get()) / 1e9;
        assertTrue(seconds < 1, seconds + " s");
        assertEquals(0, workersAlive());
    }

    @Test
    void ifAllTrainingsDivergeTheirReasonsAreSaid() {
        Split wild = Waves.split(80, 16);
        wild.training().inputs()[0] = Float.NaN;
        InvalidInputException error = assertThrows(InvalidInputException.class, () -> new FewShotNas(
                        Waves.predictor(), Device.cpu(), Workers.threads(2), TrainingCache.off())
                .run(wild, MACRO, SETTINGS, Progress.NONE));
        assertTrue(error.getMessage().contains("diverged"), error.getMessage());
    }
}
