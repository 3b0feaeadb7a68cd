package org.fewshotnas.benchmark.format;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.features.FeatureArchive;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;

/**
 * A benchmark that a {@link BenchmarkFormat} has looked into. It keeps what was parsed for the listing, as far as that is bounded, so that
 * nothing is parsed twice without need; it holds nothing that must be closed, and can be read again with other choices.
 */
public interface OpenBenchmark {
    /** What the file holds instead of architectures, if it does: then it lists no columns and has no rows. */
    default Optional<FeatureArchive> features() {
        return Optional.empty();
    }

    /** What it offers. */
    Listing listing();

    /**
     * Reads all rows.
     *
     * @param columns names of the metric columns to read
     * @param options the user's choices
     * @param rows takes each row with the scores of {@code columns}, in their order; where single seeds are read, a column's name stands
     *     once for each of its metrics
     * @param progress 0 to 1 by bytes of the file, or by rows where the file need not be read again
     */
    void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress) throws IOException;
}
