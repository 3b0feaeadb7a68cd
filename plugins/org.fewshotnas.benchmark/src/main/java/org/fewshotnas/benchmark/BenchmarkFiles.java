package org.fewshotnas.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.fewshotnas.benchmark.file.FileErrors;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.KnownFiles;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** Opens benchmark files of any known format; the format is told by the content, never by the name. */
public final class BenchmarkFiles {
    private BenchmarkFiles() {}

    /** The names of the formats that can be read. */
    public static List<String> formats() {
        return Formats.names();
    }

    /**
     * Looks into a file, so far that it can be said what it holds: for some formats that is the whole file.
     *
     * @throws InvalidInputException if there is no such file, or it is of no known format, or damaged at its beginning
     */
    public static BenchmarkFile open(Path path) {
        return open(path, ReadLimits.defaults(), Progress.NONE);
    }

    /**
     * As {@link #open(Path)}, with other limits.
     *
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static BenchmarkFile open(Path path, ReadLimits limits, Progress progress) {
        return open(path, OptionalLong.empty(), limits, progress).orElseThrow();
    }

    /**
     * As {@link #open(Path)}, in passing: of a file that must be parsed as a whole to say what it holds nothing is parsed if it is large.
     *
     * @param most bytes that such a file may have
     * @return empty if it has more
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static Optional<BenchmarkFile> peek(Path path, long most, Progress progress) {
        return open(path, OptionalLong.of(most), ReadLimits.defaults(), progress);
    }

    private static Optional<BenchmarkFile> open(Path path, OptionalLong most, ReadLimits limits, Progress progress) {
        String name = FileInput.name(path);
        if (!Files.exists(path)) {
            throw new InvalidInputException(
                    "There is no file \"" + path.toAbsolutePath().normalize() + "\".", "Check the path.");
        }
        if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new InvalidInputException(
                    "\"" + path + "\" is not an ordinary file.", "Choose the benchmark file itself.");
        }
        try {
            SourceFiles files = SourceFiles.of(path, progress);
            if (files.files().isEmpty()) {
                throw new InvalidInputException(
                        "\"" + name + "\" is a folder without files.", "Choose a benchmark file.");
            }
            FileHead head = files.first().head(progress);
            if (head.bytes().length == 0) {
                throw new InvalidInputException("The file \"" + name + "\" is empty.", "Download or export it again.");
            }
            KnownFiles.refuse(files.first().name(), head);
            Optional<BenchmarkFormat> format = Formats.of(head, files.isFolder());
            if (format.isPresent()) {
                boolean large = format.get().opensWhole()
                        && most.isPresent()
                        && files.first().size() > most.getAsLong();
                return large
                        ? Optional.empty()
                        : Optional.of(new BenchmarkFile(
                                files, format.get(), format.get().open(files, limits, progress)));
            }
            if (files.isFolder()) {
                throw new InvalidInputException(
                        "\"" + name
                                + "\" is a folder, and not one of NATS-Bench's \"simple\" layout or of NAS-Bench-ASR.",
                        "Choose the benchmark file itself.");
            }
            throw new InvalidInputException(
                    "The file \"" + name + "\" is of no known format: it begins with the bytes " + hex(head.bytes())
                            + ".",
                    "These formats can be read: " + String.join(", ", formats())
                            + ". Choose another file, or convert this one.");
        } catch (IOException | RuntimeException e) {
            throw FileErrors.translate(path, e);
        }
    }

    private static String hex(byte[] bytes) {
        return java.util.stream.IntStream.range(0, Math.min(8, bytes.length))
                .mapToObj(i -> String.format(Locale.ROOT, "%02x", bytes[i]))
                .collect(Collectors.joining(" "));
    }
}
