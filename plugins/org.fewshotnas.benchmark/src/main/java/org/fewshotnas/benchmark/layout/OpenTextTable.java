package org.fewshotnas.benchmark.layout;

import java.io.IOException;
import java.util.List;
import org.fewshotnas.benchmark.base.CountedProgress;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;

/**
 * A table of texts whose first rows have been read. If they are not all, the table is walked over from its beginning for the rows: it can be
 * much larger than the memory, so that it is not kept.
 */
final class OpenTextTable implements OpenBenchmark {
    private final TextTable table;
    private final TableSample sample;
    private final TextLayout layout;

    private OpenTextTable(TextTable table, TableSample sample, TextLayout layout) {
        this.table = table;
        this.sample = sample;
        this.layout = layout;
    }

    /** @param file name for messages */
    static OpenTextTable of(String file, TextTable table, ReadLimits limits, Progress progress) throws IOException {
        TableSample sample = TableSample.of(table, limits, progress);
        return new OpenTextTable(table, sample, TextLayout.of(file, table, sample.rows(), limits));
    }

    @Override
    public Listing listing() {
        return layout.listing();
    }

    @Override
    public void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress)
            throws IOException {
        TextRowReader reader = TextRowReader.of(layout, columns, options, rows);
        if (options.metrics().isEmpty()) {
            boolean anyScores = listing().metrics().stream().anyMatch(MetricColumn::byDefault);
            layout.leftOut().notes(options.architectureColumn(), anyScores).forEach(rows::note);
        }
        List<String> notes = walk(options.limits(), progress, row -> {
            progress.checkCanceled();
            reader.read(row);
        });
        notes.forEach(rows::note);
        reader.note();
    }

    private List<String> walk(ReadLimits limits, Progress progress, TextTable.Visitor visitor) throws IOException {
        if (!sample.isWhole()) {
            return table.walk(limits, progress, visitor);
        }
        CountedProgress counted =
                new CountedProgress("Reading rows", sample.rows().size(), progress);
        for (TextTable.Row row : sample.rows()) {
            visitor.row(row);
            counted.advance(1);
        }
        return sample.notes();
    }
}
