package org.fewshotnas.benchmark.layout;

import java.io.IOException;
import java.util.List;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.space.base.Progress;

/** A file that is a table of texts: a header, then rows of as many values. It can be walked over again and again. */
public interface TextTable {
    /**
     * A row.
     *
     * @param number its place in the file, as {@link TextTable#rowNoun} counts
     * @param values one a column, without space around them
     */
    record Row(long number, List<String> values) {}

    /** Takes rows; may end the walk by {@link EnoughRead}. */
    interface Visitor {
        void row(Row row) throws IOException;
    }

    /** The names of the columns as they stand, which may be empty. */
    List<String> header();

    /** What separates values, or 0 where something else does. */
    char separator();

    /** What messages call a numbered row. */
    String rowNoun();

    /**
     * Visits all rows.
     *
     * @return what was passed over or taken for something, in whole sentences
     */
    List<String> walk(ReadLimits limits, Progress progress, Visitor visitor) throws IOException;
}
