package org.fewshotnas.benchmark.format;

import java.io.IOException;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.space.base.Progress;

/**
 * A file format that architecture tables come in. A new one implements this interface and is named in a class path's file
 * {@code META-INF/services/org.fewshotnas.benchmark.format.BenchmarkFormat}, where {@link java.util.ServiceLoader} finds it. Implementations
 * hold no state. Whatever they throw, {@code BenchmarkFile} turns into a message that names the file.
 */
public interface BenchmarkFormat {
    /** By what a format is recognised, the surest first: the formats are asked in this order, and those of one kind in that of their names. */
    enum Evidence {
        /** First bytes that files of no other format have. */
        SIGNATURE,
        /** Names that are in the first bytes of one benchmark's files only. */
        NAMES,
        /** The general kind of a file that others use too, such as a pickle. */
        KIND,
        /** Nothing but that it is text. */
        TEXT
    }

    /** The format's name for the user, such as "CSV". */
    String name();

    /** By what {@link #recognises} recognises a file. */
    Evidence evidence();

    /** Whether a file is of this format, from its first bytes, if it is of none that is asked before this one. */
    boolean recognises(FileHead head);

    /** Whether it comes as a folder of files too, of which {@link #recognises} was asked of the first. */
    default boolean readsFolders() {
        return false;
    }

    /** Whether its files are tables that users make themselves, whose columns are told by their names. */
    default boolean isTable() {
        return false;
    }

    /** Whether {@link #open} parses all of a file, since what it offers is not told by its beginning or a table of contents. */
    default boolean opensWhole() {
        return false;
    }

    /**
     * Looks into a file, so far that it can be said what it offers: not into all of it where that can be helped.
     *
     * @param files a file, or the files of a folder if the format reads folders
     * @param progress may end anywhere
     */
    OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException;
}
