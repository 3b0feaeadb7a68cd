package org.fewshotnas.benchmark.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.fewshotnas.benchmark.pickle.PickleException;
import org.fewshotnas.space.base.InvalidInputException;

/** What went wrong with a file, in the words of its user. */
public final class FileErrors {
    private static final Pattern LINE = Pattern.compile("\\bline (\\d+)");

    private FileErrors() {}

    /** The exception to throw for one that reading a file ended with: our own and a cancel as they are, others explained. */
    public static RuntimeException translate(Path path, Exception problem) {
        String file = "The file \"" + FileInput.name(path) + "\"";
        // Libraries wrap what was thrown while they read.
        for (Throwable e = problem; e != null; e = e.getCause()) {
            if (e instanceof InvalidInputException || e instanceof CancellationException) {
                return (RuntimeException) e;
            }
        }
        for (Throwable e = problem; e != null; e = e.getCause()) {
            if (e instanceof EOFException) {
                return new InvalidInputException(
                        file + " ends too early" + end(path) + ": it is truncated.",
                        "Download or export it again.",
                        problem);
            }
            if (e instanceof PickleException && String.valueOf(e.getMessage()).contains("\"pandas.")) {
                return new InvalidInputException(
                        file + " is a pickled pandas table, which is not read, as reading it would run code.",
                        "Save it as CSV or Parquet in Python: pandas.read_pickle(file).to_csv(\"table.csv\").",
                        problem);
            }
            if (e instanceof PickleException) {
                return new InvalidInputException(
                        file + " cannot be read as a pickle: " + e.getMessage() + ".",
                        ((PickleException) e).isUnsupported()
                                ? "Only plain data is read, within limits, and nothing is ever run. If this is an official benchmark "
                                        + "file, download it again; else ask who wrote it."
                                : "It is damaged: download it again.",
                        problem);
            }
            if (e instanceof ZipException) {
                return new InvalidInputException(
                        file + " is damaged: its packed data cannot be unpacked (" + e.getMessage() + ").",
                        "Download or export it again.",
                        problem);
            }
            if (e instanceof CharacterCodingException) {
                return new InvalidInputException(
                        file + " is not UTF-8 text.", "Save it as UTF-8, or check that it is the right file.", problem);
            }
            if (e instanceof AccessDeniedException) {
                return new InvalidInputException(
                        file + " may not be read by this user.", "Give this user the right to read it.", problem);
            }
            if (e instanceof JsonProcessingException json) {
                return new InvalidInputException(
                        file + " is not valid JSON" + place(json.getLocation()) + ": " + json.getOriginalMessage()
                                + ".",
                        "If it is truncated or was edited, download it again.",
                        problem);
            }
            if (e instanceof CsvParseException) {
                return new InvalidInputException(
                        file + " is not valid CSV" + line(e) + ": " + deepest(e).replaceFirst("\\.$", "") + ".",
                        "Check the quotes near that place: a cell that begins with a quote must end with one.",
                        problem);
            }
        }
        return new InvalidInputException(
                file + " cannot be read: " + deepest(problem) + ".",
                "Check that it is the right file and complete, and that its disk is available.",
                problem);
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    // The parser says the line in the exception around the one that says what is wrong.
    private static String line(Throwable problem) {
        for (Throwable e = problem; e != null; e = e.getCause()) {
            Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
            if (line.find()) {
                return " in line " + line.group(1);
            }
        }
        return "";
    }

    private static String end(Path path) {
        try {
            return Files.isRegularFile(path) ? ", at byte " + Files.size(path) : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String deepest(Throwable problem) {
        Throwable e = problem;
        while (e.getCause() != null) {
            e = e.getCause();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
