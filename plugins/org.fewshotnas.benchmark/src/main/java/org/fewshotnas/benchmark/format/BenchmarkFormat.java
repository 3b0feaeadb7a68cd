package org.fewshotnas.benchmark.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;

/**
 * A file format that architecture tables come in. A new one implements this interface and joins the list in {@code BenchmarkFiles}.
 * Implementations hold no state. Whatever they throw, {@code BenchmarkFile} turns into a message that names the file.
 */
public interface BenchmarkFormat {
    /** The format's name for the user, such as "CSV". */
    String name();

    /** Whether a file is of this format, from its first bytes; the formats are asked in the order of their list. */
    boolean recognises(FileHead head);

    /** Whether it comes as a folder of files too, of which {@link #recognises} was asked of the first. */
    default boolean readsFolders() {
        return false;
    }

    /** Whether its files are tables that users make themselves, whose columns are told by their names. */
    default boolean isTable() {
        return false;
    }

    /**
     * What the file offers, without reading all of it where that can be helped.
     *
     * @param progress may end anywhere
     */
    Listing list(Path file, ReadLimits limits, Progress progress) throws IOException;

    /**
     * Reads all rows.
     *
     * @param file the file
     * @param listing what {@link #list} found in it
     * @param columns names of the metric columns to read
     * @param options the user's choices
     * @param rows takes each row with the scores of {@code columns}, in their order
     * @param progress 0 to 1 by bytes of the file
     */
    void read(
            Path file,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException;
}
