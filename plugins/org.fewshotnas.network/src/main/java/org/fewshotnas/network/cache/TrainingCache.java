package org.fewshotnas.network.cache;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.fewshotnas.network.file.TrainingResultFile;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * Finished trainings in a folder, a file each. Several threads and processes may use it at once. Where it grows too large, what was not used
 * for the longest time goes; what is damaged goes when it is found.
 */
public final class TrainingCache {
    private static final String ENDING = ".training";
    private static final String UNFINISHED = ".part";
    /** After so long, a file that is not finished is one that nobody will finish. */
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final Optional<Path> folder;
    private final long mostBytes;

    private TrainingCache(Optional<Path> folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** One that keeps nothing. */
    public static TrainingCache off() {
        return new TrainingCache(Optional.empty(), 0);
    }

    /**
     * One in a folder of its own, which is made where it is missing.
     *
     * @param mostBytes that its files may have together
     */
    public static TrainingCache in(Path folder, long mostBytes) {
        return new TrainingCache(Optional.of(folder), mostBytes);
    }

    /** What came of a training, if it is kept. */
    Optional<TrainingResult> get(TrainingKey key) {
        return folder.flatMap(in -> read(file(in, key)));
    }

    private static Optional<TrainingResult> read(Path file) {
        try {
            TrainingResult result;
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                result = TrainingResultFile.read(in);
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(result);
        } catch (InvalidInputException e) {
            delete(file);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it was never there, or another one has just taken it away
        }
    }

    /**
     * Keeps what came of a training.
     *
     * @throws IOException if it cannot be written
     */
    void put(TrainingKey key, TrainingResult result) throws IOException {
        if (folder.isEmpty()) {
            return;
        }
        Path in = folder.get();
        Files.createDirectories(in);
        Path part = in.resolve(key.sha256() + "-" + UUID.randomUUID() + UNFINISHED);
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                TrainingResultFile.write(result, out);
            }
            if (Files.size(part) <= mostBytes) {
                Files.move(part, file(in, key), StandardCopyOption.REPLACE_EXISTING);
                makeRoom(in);
            }
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path file(Path folder, TrainingKey key) {
        return folder.resolve(key.sha256() + ENDING);
    }

    /** A file as it was when it was looked at. */
    private record Entry(Path file, long bytes, FileTime used) {}

    private void makeRoom(Path in) throws IOException {
        List<Entry> entries = new ArrayList<>(entries(in, ENDING));
        entries.sort(Comparator.comparing(Entry::used));
        long bytes = entries.stream().mapToLong(Entry::bytes).sum();
        for (Entry oldest : entries) {
            if (bytes > mostBytes) {
                delete(oldest.file);
                bytes -= oldest.bytes;
            }
        }
        FileTime old = FileTime.from(Instant.now().minus(LEFT_BEHIND));
        entries(in, UNFINISHED).stream()
                .filter(entry -> entry.used.compareTo(old) < 0)
                .forEach(entry -> delete(entry.file));
    }

    private static List<Entry> entries(Path in, String ending) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(in)) {
            for (Path file : files.filter(any -> any.getFileName().toString().endsWith(ending))
                    .toList()) {
                try {
                    entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
                } catch (NoSuchFileException ignored) {
                    // another one has just taken it away
                }
            }
        }
        return entries;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException ignored) {
            // another one is reading it: it goes the next time
        }
    }

    /**
     * Forgets everything.
     *
     * @throws IOException if the folder cannot be read
     */
    public void clear() throws IOException {
        if (folder.isPresent() && Files.exists(folder.get())) {
            entries(folder.get(), ENDING).forEach(entry -> delete(entry.file));
        }
    }
}
