package org.fewshotnas.knime.nodes.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fewshotnas.benchmark.BenchmarkFile;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.features.FeatureArchive;
import org.fewshotnas.knime.files.FileOrSample;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * A look into the chosen file while the dialog is open. It must hold nobody up: it takes seconds at most, parses no large file as a whole, and
 * looks again only if the file has changed.
 *
 * @param isChosen whether there is a file or a sample
 * @param columns of scores; none if nothing can be offered
 * @param nothing why nothing can be offered, for the user; empty if something can
 * @param isOfFeatures whether it is known that there are no scores, but features of pictures
 */
record FileLook(boolean isChosen, List<MetricColumn> columns, String nothing, boolean isOfFeatures) {
    /** Bytes of a file that tells what it holds only to those who parse all of it: some tenths of a second. */
    static final long MOST_BYTES = 8L << 20;

    static final int SECONDS = 3;
    private static final int MOST_SEEN = 16;

    /** What was looked into: a file in a state, or a sample. */
    private record Seen(Object what, long size, Optional<FileTime> changed) {}

    private static final Map<Seen, FileLook> SEEN = new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Seen, FileLook> eldest) {
            return size() > MOST_SEEN;
        }
    };

    FileLook {
        columns = List.copyOf(columns);
    }

    private static FileLook nothing(String why) {
        return new FileLook(true, List.of(), why, false);
    }

    /** What there is to choose from in a file or sample. */
    static FileLook into(FileOrSample chosen) {
        return within(SECONDS, chosen);
    }

    /** On a thread of its own, since nothing ends a look that waits for a disk or a network. */
    static FileLook within(int seconds, FileOrSample chosen) {
        if (chosen.isEmpty()) {
            return new FileLook(
                    false,
                    List.of(),
                    "No file is chosen yet. As soon as there is one, this shows which of its scores can be chosen.",
                    false);
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        FutureTask<FileLook> look = new FutureTask<>(() -> look(chosen, until(end)));
        Thread thread = new Thread(look, "few-shot-nas-file-look");
        thread.setDaemon(true);
        thread.start();
        try {
            return look.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return tooLong(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return tooLong(seconds);
        } catch (ExecutionException e) {
            return e.getCause() instanceof CancellationException
                    ? tooLong(seconds)
                    : nothing(
                            "The file could not be looked into: " + e.getCause().getMessage());
        }
    }

    private static FileLook tooLong(int seconds) {
        return nothing("Nothing is offered, since to look into this file takes more than " + seconds
                + " seconds. The node reads it all the same.");
    }

    private static Progress until(long end) {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                if (System.nanoTime() - end > 0) {
                    throw new CancellationException();
                }
            }
        };
    }

    private static FileLook look(FileOrSample chosen, Progress progress) throws IOException {
        Optional<FileOrSample.Sample> sample = chosen.sample();
        return chosen.useHere(path -> look(
                        sample.isPresent() ? new Seen(sample.get(), 0, Optional.empty()) : seen(path), path, progress))
                .orElseGet(
                        () -> nothing(
                                "Nothing is offered, since the file is not on this machine. The node fetches and reads it when it runs."));
    }

    private static Seen seen(Path path) throws IOException {
        return Files.exists(path)
                ? new Seen(path.toAbsolutePath(), Files.size(path), Optional.of(Files.getLastModifiedTime(path)))
                : new Seen(path.toAbsolutePath(), 0, Optional.empty());
    }

    private static FileLook look(Seen file, Path path, Progress progress) {
        synchronized (SEEN) {
            FileLook known = SEEN.get(file);
            if (known != null) {
                return known;
            }
        }
        FileLook found = peek(path, progress);
        synchronized (SEEN) {
            SEEN.put(file, found);
        }
        return found;
    }

    private static FileLook peek(Path path, Progress progress) {
        try {
            Optional<BenchmarkFile> file = BenchmarkFiles.peek(path, MOST_BYTES, progress);
            if (file.isEmpty()) {
                return nothing(
                        "Nothing is offered, since this file would have to be read as a whole, and has more than "
                                + (MOST_BYTES >> 20) + " MiB. The node reads it when it runs.");
            }
            Optional<FeatureArchive> features = file.get().features();
            if (features.isPresent()) {
                return new FileLook(
                        true,
                        List.of(),
                        "The file has no scores: it holds features of pictures of "
                                + features.get().labels().size()
                                + " classes. The advanced settings say how many of each are read, and for which data sets.",
                        true);
            }
            List<MetricColumn> columns = file.get().metrics();
            return columns.isEmpty()
                    ? nothing("The file has no column of scores.")
                    : new FileLook(true, columns, "", false);
        } catch (InvalidInputException e) {
            return nothing(e.getMessage());
        }
    }
}
