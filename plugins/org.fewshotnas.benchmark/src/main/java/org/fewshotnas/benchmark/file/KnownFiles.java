package org.fewshotnas.benchmark.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.space.base.InvalidInputException;

/** Files of formats that are known by their first bytes, but not read: a user is told what the file is, and what to do. */
public final class KnownFiles {
    private static final String TO_CSV = "Save the table as CSV (UTF-8), Arrow or Parquet, and choose that file.";
    private static final String UNPACK = "Unpack it, and choose the file that is in it.";
    private static final String DOWNLOAD = "Download the file itself, not the page about it, and choose that.";
    private static final int LISTED = 8;
    private static final int MOST_ENTRIES = 200_000;

    private record Kind(String start, int offset, String what, String advice) {
        boolean fits(String head) {
            return head.startsWith(start, offset);
        }
    }

    /** Starts as characters of one byte each. */
    private static final List<Kind> KINDS = List.of(
            new Kind("\u00fd7zXZ", 0, "packed with xz", UNPACK),
            new Kind("(\u00b5/\u00fd", 0, "packed with Zstandard", UNPACK),
            new Kind("\4\"M\30", 0, "packed with LZ4", UNPACK),
            new Kind("7z\u00bc\u00af", 0, "a 7-Zip archive", UNPACK),
            new Kind("Rar!", 0, "a RAR archive", UNPACK),
            new Kind("ustar", 257, "a tar archive", UNPACK),
            new Kind("\u00d0\u00cf\u0011\u00e0", 0, "an old Excel workbook or another file of Office", TO_CSV),
            new Kind("FEA1", 0, "Feather of version 1, which Arrow has given up", TO_CSV),
            new Kind("\u0089HDF", 0, "HDF5", TO_CSV),
            new Kind("SQLite format 3", 0, "an SQLite database", TO_CSV),
            new Kind("ORC", 0, "ORC", TO_CSV),
            new Kind("Obj\u0001", 0, "Avro", TO_CSV),
            new Kind("MATLAB 5.0 MAT-file", 0, "a file of MATLAB", TO_CSV),
            new Kind("RDX", 0, "a file of R", TO_CSV),
            new Kind("X\n\0\0\0", 0, "a file of R", TO_CSV),
            new Kind("$FL2", 0, "a file of SPSS", TO_CSV),
            new Kind("%PDF", 0, "a PDF", TO_CSV),
            new Kind("\u0089PNG", 0, "a picture (PNG)", TO_CSV),
            new Kind("\u00ff\u00d8\u00ff", 0, "a picture (JPEG)", TO_CSV),
            new Kind("GIF8", 0, "a picture (GIF)", TO_CSV),
            new Kind(
                    "version https://git-lfs",
                    0,
                    "a pointer of Git LFS, and not what it points to",
                    "Fetch the file with git lfs pull."),
            new Kind("<!DOCTYPE html", 0, "a web page", DOWNLOAD),
            new Kind("<!doctype html", 0, "a web page", DOWNLOAD),
            new Kind("<html", 0, "a web page", DOWNLOAD),
            new Kind("<?xml", 0, "XML", TO_CSV));

    private KnownFiles() {}

    /**
     * Checks a file before any format is asked for it.
     *
     * @param file name for messages
     * @throws InvalidInputException if it is known to be of a format that is not read
     */
    public static void refuse(String file, FileHead head) {
        String text = new String(head.bytes(), StandardCharsets.ISO_8859_1);
        Optional<Kind> kind = KINDS.stream().filter(known -> known.fits(text)).findFirst();
        if (kind.isPresent()) {
            throw new InvalidInputException(
                    "The file \"" + file + "\" is " + kind.get().what() + ", which is not read.",
                    kind.get().advice());
        }
    }

    /** The same for archives, of whose files one must be chosen. */
    static void refuseArchive(String name, ZipFile zip) {
        List<String> names = new ArrayList<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements() && names.size() < MOST_ENTRIES) {
            ZipEntry entry = entries.nextElement();
            if (!entry.isDirectory() && !isOfSystem(entry.getName())) {
                names.add(entry.getName());
            }
        }
        if (names.contains("[Content_Types].xml")) {
            boolean table = names.stream().anyMatch(entry -> entry.startsWith("xl/"));
            throw new InvalidInputException(
                    "The file \"" + name + "\" is " + (table ? "an Excel workbook" : "a file of Office")
                            + ", which is not read.",
                    "Save the sheet with the architectures as \"CSV UTF-8\" in Excel, and choose that file.");
        }
        if (names.contains("mimetype") && names.contains("content.xml")) {
            throw new InvalidInputException(
                    "The file \"" + name + "\" is an OpenDocument file, which is not read.", TO_CSV);
        }
        if (names.size() > 1) {
            boolean arrays = names.stream().allMatch(entry -> entry.endsWith(".npy"));
            throw new InvalidInputException(
                    "The file \"" + name + "\" is an archive of " + names.size()
                            + (arrays ? " NumPy arrays: " : " files: ") + Excerpts.listed(names, LISTED) + ".",
                    arrays
                            ? "Write them as columns of one CSV file, beside a column of architectures."
                            : "Unpack it, and choose one of them, or the folder if they are one benchmark.");
        }
    }

    /** Whether an archive's entry was made by an operating system beside the user's file. */
    static boolean isOfSystem(String entry) {
        String name = entry.substring(entry.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return entry.startsWith("__MACOSX/")
                || name.startsWith("._")
                || name.equals(".ds_store")
                || name.equals("thumbs.db")
                || name.equals("desktop.ini");
    }
}
