package org.fewshotnas.host.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the host does with folders and files: never half, and never through symbolic links out of a folder. */
public final class Directories {
    private Directories() {}

    /** Writes the content of a file. */
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Whether it is a folder with nothing in it. */
    public static boolean isEmptyDirectory(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Deletes a file or a whole folder, if there is one; links are deleted, not followed. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** As {@link #delete}, for the end of a run, where a file that stays behind is nothing to stop for. */
    public static void deleteQuietly(Path path) {
        try {
            delete(path);
        } catch (IOException e) {
            // The system's temporary folder is cleaned by others, too.
        }
    }

    /** Copies the files and folders below {@code from} whose relative path is wanted into the folder {@code to}. */
    public static void copy(Path from, Path to, Predicate<Path> wanted) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(folder);
                if (!folder.equals(from) && !wanted.test(relative)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(relative.toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                if (attributes.isRegularFile() && wanted.test(relative)) {
                    Files.copy(file, to.resolve(relative.toString()), StandardCopyOption.COPY_ATTRIBUTES);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** A new name beside a file or folder, for what is to become it; unlike a temporary file, it gets the usual permissions. */
    public static Path partOf(Path path) {
        Path absolute = path.toAbsolutePath();
        return absolute.resolveSibling(".part-" + absolute.getFileName() + "-" + UUID.randomUUID());
    }

    /** Makes a folder where there is none, and finds out whether files can be written there. */
    public static void checkWritable(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.delete(Files.createFile(partOf(folder.resolve("probe"))));
    }

    /** Writes a file so that its name never shows a part of it: into a neighbour first, then moved. */
    public static void write(Path file, Content content) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path part = partOf(file);
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Moves a file or folder, at once where the file system can; a file that is there is replaced. */
    public static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            if (Files.isDirectory(from)) {
                copy(from, to, path -> true);
                delete(from);
            } else {
                Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Puts a finished folder where another one may be; the other one goes only once the new one stands. */
    public static void replace(Path finished, Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path old = absolute.resolveSibling(
                "." + absolute.getFileName() + ".old-" + ProcessHandle.current().pid());
        boolean existed = Files.exists(absolute);
        if (existed) {
            Files.move(absolute, old);
        }
        try {
            move(finished, absolute);
        } catch (IOException e) {
            if (existed) {
                Files.move(old, absolute);
            }
            throw e;
        }
        delete(old);
    }
}
