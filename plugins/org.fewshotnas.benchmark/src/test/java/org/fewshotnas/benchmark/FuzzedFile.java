package org.fewshotnas.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.benchmark.file.FileErrors;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** Reads bytes as a file of a format, and tells a mistake of the reader from one of the file. */
final class FuzzedFile {
    private static final long MOST_SECONDS = 10;
    private static final int MOST_COLUMNS = 100;
    /** What a reader runs into that took something for granted. */
    private static final Set<Class<?>> MISTAKES = Set.of(
            NullPointerException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class,
            ArrayIndexOutOfBoundsException.class,
            StringIndexOutOfBoundsException.class,
            NegativeArraySizeException.class,
            ArrayStoreException.class,
            ArithmeticException.class,
            IllegalStateException.class,
            UnsupportedOperationException.class,
            java.util.NoSuchElementException.class,
            java.util.ConcurrentModificationException.class);

    private FuzzedFile() {}

    /** Reads the file by default, and then all that it offers: each to its end, or to an error in words that name it. */
    static void readOrRefuse(BenchmarkFormat format, Path file) {
        long start = System.nanoTime();
        try {
            SourceFiles files = SourceFiles.of(file, Progress.NONE);
            BenchmarkFile opened =
                    new BenchmarkFile(files, format, format.open(files, ReadLimits.defaults(), Progress.NONE));
            opened.features().ifPresent(archive -> archive.read(3, Optional.empty(), Progress.NONE));
            opened.read(ReadOptions.defaults(), Progress.NONE);
            List<String> columns = opened.metrics().stream()
                    .map(MetricColumn::name)
                    .distinct()
                    .limit(MOST_COLUMNS)
                    .toList();
            Selection each = Selection.defaults().withEpoch(EpochChoice.BEST).withSeeds(SeedChoice.EACH);
            opened.read(ReadOptions.defaults().withMetrics(columns).withSelection(each), Progress.NONE);
        } catch (IOException | RuntimeException e) {
            check(file, FileErrors.translate(file, e));
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        if (seconds > MOST_SECONDS) {
            throw new AssertionError("reading took " + seconds + " s");
        }
    }

    private static void check(Path file, RuntimeException refusal) {
        if (!(refusal instanceof InvalidInputException invalid)) {
            throw refusal;
        }
        boolean named = invalid.getMessage().contains(FileInput.name(file))
                || Files.isDirectory(file) && invalid.getMessage().contains(FileInput.name(Place.ONE_OF_FOLDER));
        if (!named || invalid.resolution().isBlank()) {
            throw new AssertionError("a message that does not name the file, or has no advice", refusal);
        }
        for (Throwable e = refusal; e != null; e = e.getCause()) {
            boolean ofArrow = List.of(e.getStackTrace()).stream()
                    .limit(3)
                    .anyMatch(frame -> frame.getClassName().startsWith("org.apache.arrow")
                            || frame.getClassName().startsWith("com.google.flatbuffers"));
            if (MISTAKES.contains(e.getClass()) && !ofArrow) {
                throw new AssertionError("a mistake of the reader", refusal);
            }
        }
    }

    static void readOrRefuse(BenchmarkFormat format, byte[] bytes) {
        readOrRefuse(format, write(bytes));
    }

    /** The same for a file whose format is not known. */
    static void readOrRefuse(byte[] bytes) {
        Path file = write(bytes);
        try {
            BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
        } catch (RuntimeException e) {
            check(file, e);
        }
    }

    /** Bytes as a file, until the next one is written. */
    static Path write(byte[] bytes) {
        try {
            return Files.write(Place.FILE, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The same for a folder of one file. */
    static void readOrRefuseFolder(BenchmarkFormat format, byte[]... files) {
        try {
            for (int i = 0; i < files.length; i++) {
                Files.write(Path.of(Place.ONE_OF_FOLDER.toString() + i), files[i]);
            }
            readOrRefuse(format, Place.FOLDER);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Files that are written again and again. */
    private static final class Place {
        private static final Path FILE;
        private static final Path FOLDER;
        private static final Path ONE_OF_FOLDER;

        static {
            try {
                FOLDER = Files.createTempDirectory("fuzzed");
                FILE = Files.createTempFile("fuzzed", ".bytes");
                ONE_OF_FOLDER = FOLDER.resolve("file");
            } catch (IOException e) {
                throw new ExceptionInInitializerError(e);
            }
            FOLDER.toFile().deleteOnExit();
            FILE.toFile().deleteOnExit();
        }
    }
}
