package org.fewshotnas.benchmark.layout;

import java.io.IOException;
import java.util.List;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.space.base.Progress;

/** A file that is a table of texts: a header, then rows of as many cells. It can be walked over again and again. */
public interface TextTable {
    /**
     * A row.
     *
     * @param number its place in the file, as {@link TextTable#rowNoun} counts
     * @param cells one a column, without space around them
     */
    record Row(long number, List<String> cells) {}

    /** Takes rows; may end the walk by {@link EnoughRead}. */
    interface Visitor {
        void row(Row row) throws IOException;
    }

    /** The names of the columns as they stand, which may be empty. */
    List<String> header();

    /** What separates cells, or 0 where something else does. */
    char separator();

    /** What messages call a numbered row. */
    String rowNoun();

    void walk(Progress progress, Visitor visitor) throws IOException;

    /** What the last walk passed over or took for something, in whole sentences. */
    List<String> notes();
}
