package org.fewshotnas.host.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.message.Messages;

/** A .knwf file: the zip of one workflow folder. Reading trusts nothing in it: neither names, nor sizes, nor counts. */
public final class WorkflowArchive {
    /** No workflow has more files than this. */
    static final int MAX_ENTRIES = 100_000;
    /** The most that all files together may hold, in bytes. */
    static final long MAX_BYTES = 16L << 30;
    /** A file of zeros is packed 1,000 to 1; above a small size, nothing honest comes near. */
    private static final int MAX_RATIO = 250;

    private static final long RATIO_FREE_BYTES = 16L << 20;

    private WorkflowArchive() {}

    /**
     * Unpacks the archive into an empty folder.
     *
     * @return the workflow folder inside {@code folder}
     * @throws HostException with {@link ExitCode#LOAD_ERROR} if it is no zip, holds no workflow, or tries anything
     */
    public static Path unpack(Path archive, Path folder) throws HostException {
        if (!Files.isRegularFile(archive)) {
            throw HostException.load("There is no file " + archive + ".");
        }
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw new ZipException(
                        "it holds " + zip.size() + " entries, more than the " + MAX_ENTRIES + " that are accepted");
            }
            long total = 0;
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                total += unpack(zip, entries.nextElement(), folder, total);
            }
            return workflowIn(folder, archive);
        } catch (ZipException | IllegalArgumentException e) {
            throw HostException.load(archive + " cannot be read as a workflow archive: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw HostException.load(archive + " could not be unpacked: " + Messages.of(e), e);
        }
    }

    private static long unpack(ZipFile zip, ZipEntry entry, Path folder, long before) throws IOException {
        Path target = inside(folder, entry.getName());
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return 0;
        }
        Files.createDirectories(target.getParent());
        if (Files.exists(target)) {
            throw new ZipException("two entries have the name \"" + entry.getName() + "\"");
        }
        long limit = Math.max(RATIO_FREE_BYTES, MAX_RATIO * Math.max(0, entry.getCompressedSize()));
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            long bytes = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes += n;
                if (bytes > limit || before + bytes > MAX_BYTES) {
                    throw new ZipException(
                            "the entry \"" + entry.getName() + "\" unpacks to more than is plausible for its size");
                }
                out.write(buffer, 0, n);
            }
            return bytes;
        }
    }

    private static Path inside(Path folder, String name) throws ZipException {
        try {
            Path target = folder.resolve(name).normalize();
            boolean suspicious = name.startsWith("/") || name.contains("\\") || name.indexOf('\0') >= 0;
            for (String part : name.split("/")) {
                suspicious |= part.equals("..");
            }
            if (!suspicious && target.startsWith(folder)) {
                return target;
            }
        } catch (InvalidPathException e) {
            // said below
        }
        throw new ZipException("the entry \"" + name + "\" points out of the archive");
    }

    private static Path workflowIn(Path folder, Path archive) throws IOException, HostException {
        try (Stream<Path> files = Files.walk(folder, 4)) {
            List<Path> found = files.filter(file -> file.endsWith(WorkflowFolder.FILE_NAME))
                    .sorted(Comparator.comparing(Path::getNameCount))
                    .toList();
            if (found.isEmpty()) {
                throw HostException.load(
                        archive + " holds no workflow: there is no " + WorkflowFolder.FILE_NAME + " in it.");
            }
            int depth = found.get(0).getNameCount();
            if (found.size() > 1 && found.get(1).getNameCount() == depth) {
                throw HostException.load(archive + " holds several workflows ("
                        + folder.relativize(found.get(0).getParent()) + ", "
                        + folder.relativize(found.get(1).getParent()) + "). Give an archive of one workflow.");
            }
            return found.get(0).getParent();
        }
    }

    /** Packs the wanted files of a workflow folder below one top folder of the given name, as KNIME does. */
    public static void pack(Path workflow, String name, Path archive, Predicate<Path> wanted) throws IOException {
        Directories.write(archive, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out);
                    Stream<Path> files = Files.walk(workflow)) {
                for (Path file :
                        (Iterable<Path>) files.filter(Files::isRegularFile).sorted()::iterator) {
                    Path relative = workflow.relativize(file);
                    if (wanted.test(relative)) {
                        zip.putNextEntry(
                                new ZipEntry(name + "/" + relative.toString().replace('\\', '/')));
                        Files.copy(file, zip);
                        zip.closeEntry();
                    }
                }
            }
        });
    }
}
