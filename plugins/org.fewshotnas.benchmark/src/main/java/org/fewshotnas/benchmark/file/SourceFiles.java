package org.fewshotnas.benchmark.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/** What a user chose to read: a file, or a folder of files that make one benchmark. */
public final class SourceFiles {
    /** Bytes that are kept of the beginnings of all files together: of a single file so much that most tables are in it as a whole. */
    private static final int MOST_KEPT = 4 << 20;

    private static final int MOST_FILES = 200_000;
    private static final int LISTED = 8;
    private static final int HEAD = 256;
    /** How browsers and other programs name what they have not finished. */
    private static final List<String> UNFINISHED =
            List.of(".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp", ".aria2", "~");

    private final Path path;
    private final boolean folder;
    private final List<SourceFile> files;
    private final List<String> foreign;

    private SourceFiles(Path path, boolean folder, List<SourceFile> files, List<String> foreign) {
        this.path = path;
        this.folder = folder;
        this.files = List.copyOf(files);
        this.foreign = List.copyOf(foreign);
    }

    /**
     * The files at a path.
     *
     * @throws IOException if there is none, or the folder cannot be read
     */
    public static SourceFiles of(Path path, Progress progress) throws IOException {
        return Files.isDirectory(path)
                ? ofFolder(path, progress)
                : new SourceFiles(path, false, List.of(new SourceFile(path, MOST_KEPT)), List.of());
    }

    /** But for hidden files. */
    private static SourceFiles ofFolder(Path folder, Progress progress) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!FileInput.name(entry).startsWith(".") && Files.isRegularFile(entry)) {
                    paths.add(entry);
                }
                if (paths.size() > MOST_FILES) {
                    throw new InvalidInputException(
                            "The folder \"" + FileInput.name(folder) + "\" holds more than " + MOST_FILES + " files.",
                            "Choose the folder of one benchmark.");
                }
            }
        }
        paths.sort(null);
        List<SourceFile> files = new ArrayList<>();
        List<SourceFile> foreign = new ArrayList<>();
        for (Path file : paths) {
            SourceFile source = new SourceFile(file, Math.max(HEAD, MOST_KEPT / paths.size()));
            (isForeign(source, progress) ? foreign : files).add(source);
        }
        // A folder of nothing but such files is what a user chose by mistake; the message then names one of them.
        return files.isEmpty()
                ? new SourceFiles(folder, true, foreign, List.of())
                : new SourceFiles(
                        folder,
                        true,
                        files,
                        foreign.stream().map(SourceFile::name).toList());
    }

    /** A download that is not finished, or a file that does not begin as a pickle does, be it packed. */
    private static boolean isForeign(SourceFile file, Progress progress) throws IOException {
        String name = file.name().toLowerCase(Locale.ROOT);
        if (UNFINISHED.stream().anyMatch(name::endsWith)) {
            return true;
        }
        byte[] beginning = file.beginning(progress);
        return !file.isPacked(progress)
                && !PickleFile.looksLikePickle(
                        FileHead.plain(Arrays.copyOf(beginning, Math.min(HEAD, beginning.length))));
    }

    /** The name of the file or the folder, without what it is in. */
    public String name() {
        return FileInput.name(path);
    }

    public boolean isFolder() {
        return folder;
    }

    /** The benchmark's files in the order of their names; of a file, the file. */
    public List<SourceFile> files() {
        return files;
    }

    /**
     * The file; of a folder, the first one.
     *
     * @throws java.util.NoSuchElementException if the folder is empty
     */
    public SourceFile first() {
        return files.stream().findFirst().orElseThrow();
    }

    /** What a user should know of files in a folder that are none of a benchmark: a sentence. */
    public Optional<String> foreign() {
        return foreign.isEmpty()
                ? Optional.empty()
                : Optional.of("Files in the folder that are none of the benchmark were left out: "
                        + Excerpts.listed(foreign, LISTED) + ".");
    }

    /**
     * Checks that the files are what they were when they were first looked at.
     *
     * @throws IOException if one is no longer there
     * @throws InvalidInputException if one was changed
     */
    public void requireUnchanged() throws IOException {
        for (SourceFile file : files) {
            file.requireUnchanged();
        }
    }

    /**
     * SHA-256 of the file as it is on disk, in lower-case hexadecimal; of a folder, that of the lines "hash, two spaces, name" of its
     * benchmark files in the order of their names, as sha256sum writes them. Only what has not been read yet is read for it.
     */
    public String sha256(Progress progress) throws IOException {
        if (!folder) {
            return first().sha256(progress);
        }
        MessageDigest digest = CheckSum.sha256();
        for (int i = 0; i < files.size(); i++) {
            progress.report((double) i / files.size(), "Reading " + name());
            SourceFile file = files.get(i);
            String line = file.sha256(progress.silent()) + "  " + file.name() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The exception to throw for one that reading ended with: it names the file or the folder. */
    public RuntimeException explain(Exception problem) {
        return FileErrors.translate(path, problem);
    }
}
