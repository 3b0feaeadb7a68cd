package org.fewshotnas.network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fewshotnas.network.SmallTraining;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.network.worker.TrainingJob;
import org.fewshotnas.network.worker.Trainings;
import org.fewshotnas.network.worker.Workers;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachedTrainingsTest {
    private static final Split DATA = SmallTraining.stripes();
    private static final long LARGE = 1 << 30;

    @TempDir
    private Path folder;

    private static TrainingJob job(long seed) {
        return job(seed, 1, DATA.training());
    }

    private static TrainingJob job(long seed, int epochs, DataSet data) {
        return new TrainingJob(
                "seed " + seed,
                SmallTraining.network(new Head.Classes(3), SmallTraining.IMAGE),
                data,
                Optional.of(DATA.validation()),
                TrainingSettings.ofClasses().withBudget(epochs, 32).withSeed(seed));
    }

    private static final class Results implements Trainings.Listener {
        private final Map<Integer, TrainingResult> finished = new TreeMap<>();
        private final List<String> warnings = new ArrayList<>();
        private int known;

        @Override
        public void finished(int job, TrainingResult result) {
            finished.put(job, result);
        }

        @Override
        public void broken(int job, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void warn(String warning) {
            warnings.add(warning);
        }
    }

    private static Results run(TrainingCache cache, TrainingJob... jobs) {
        Results results = new Results();
        results.known = new CachedTrainings(Workers.threads(1), cache).run(List.of(jobs), Progress.NONE, results);
        return results;
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The curve tells by its seconds: no two trainings take equally long. */
    @Test
    void whatHasBeenTrainedIsNotTrainedAgain() {
        TrainingCache cache = TrainingCache.in(folder, LARGE);
        Results first = run(cache, job(1), job(2));
        assertEquals(0, first.known);
        Results again = run(TrainingCache.in(folder, LARGE), job(2), job(3), job(1));
        assertEquals(2, again.known);
        assertEquals(first.finished.get(0), again.finished.get(2));
        assertEquals(first.finished.get(1), again.finished.get(0));
        assertEquals(3, files().size());
        assertEquals(0, run(TrainingCache.off(), job(1)).known);
    }

    @Test
    void twoJobsThatAreTheSameAreOneTraining() {
        Results results = run(TrainingCache.off(), job(1), job(2), job(1));
        assertEquals(results.finished.get(0), results.finished.get(2));
        assertNotEquals(results.finished.get(0), results.finished.get(1));
    }

    @Test
    void anythingThatMakesADifferenceMakesAnotherKey() {
        TrainingKey.Maker maker = new TrainingKey.Maker();
        int[] fewer = IntStream.range(1, DATA.training().size()).toArray();
        TrainingJob withoutValidation =
                new TrainingJob("", job(1).graph(), job(1).training(), Optional.empty(), job(1).settings());
        TrainingJob otherGraph = new TrainingJob(
                "",
                SmallTraining.network(new Head.Values(3), SmallTraining.IMAGE),
                job(1).training(),
                job(1).validation(),
                job(1).settings().withRate(.2));
        List<TrainingJob> jobs = List.of(
                job(1),
                job(2),
                job(1, 2, DATA.training()),
                job(1, 1, DATA.training().subset(fewer)),
                withoutValidation,
                otherGraph);
        assertEquals(
                jobs.size() * 3,
                Stream.of(Device.cpu(), Device.gpu(0), Device.gpu(1))
                        .flatMap(device -> jobs.stream().map(job -> maker.of(job, device)))
                        .distinct()
                        .count());
        assertEquals(
                maker.of(job(1), Device.cpu()),
                new TrainingKey.Maker().of(job(1, 1, SmallTraining.stripes().training()), Device.cpu()));
    }

    @Test
    void whatIsDamagedIsTrainedAnew() throws IOException {
        TrainingCache cache = TrainingCache.in(folder, LARGE);
        Results first = run(cache, job(1));
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        for (int place : new int[] {0, 300, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[place] ^= 1;
            Files.write(file, damaged);
            Results again = run(cache, job(1));
            assertEquals(0, again.known);
            assertEquals(first.finished.get(0).network(), again.finished.get(0).network());
        }
        assertEquals(1, run(cache, job(1)).known, "and kept");
    }

    @Test
    void whatWasNotUsedForTheLongestTimeGoesFirst() throws IOException {
        run(TrainingCache.in(folder, LARGE), job(1));
        long size = Files.size(files().get(0));
        TrainingCache small = TrainingCache.in(folder, size * 5 / 2);
        run(small, job(2));
        for (int i = 0; i < 2; i++) {
            Files.setLastModifiedTime(files().get(i), FileTime.from(Instant.EPOCH.plusSeconds(i)));
        }
        Path oldest = files().get(0);
        assertEquals(2, run(small, job(1), job(2)).known, "which makes them young again");
        Files.setLastModifiedTime(oldest, FileTime.from(Instant.EPOCH));
        run(small, job(3));
        assertEquals(2, files().size());
        assertTrue(Files.notExists(oldest));
        run(TrainingCache.in(folder.resolve("tiny"), 10), job(1));
        assertEquals(List.of(), list(folder.resolve("tiny")), "what is too large alone is not kept");
        small.clear();
        assertEquals(0, run(small, job(1)).known);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void whatFinishedBeforeACancelIsKept() {
        TrainingCache cache = TrainingCache.in(folder, LARGE);
        Results results = new Results();
        Progress progress = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                if (!results.finished.isEmpty()) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> new CachedTrainings(Workers.threads(1), cache)
                .run(List.of(job(1), job(2)), progress, results));
        assertEquals(1, run(cache, job(1), job(2)).known);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoReasonToFail() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Results results = run(TrainingCache.in(file, LARGE), job(1), job(2));
        assertEquals(2, results.finished.size());
        assertEquals(1, results.warnings.size(), results.warnings.toString());
    }
}
