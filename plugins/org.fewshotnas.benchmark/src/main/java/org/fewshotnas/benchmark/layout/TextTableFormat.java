package org.fewshotnas.benchmark.layout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;

/** A format whose files are tables of texts. What the columns are is told by {@link TextLayout}. */
public abstract class TextTableFormat implements BenchmarkFormat {
    /** How many rows of a file are looked at to tell what its columns are. */
    private static final int SAMPLE = 1_000;

    private static final long SAMPLE_CHARACTERS = 4 << 20;

    /** The table of a file. */
    protected abstract TextTable open(Path file, ReadLimits limits, Progress progress) throws IOException;

    @Override
    public boolean isTable() {
        return true;
    }

    @Override
    public Listing list(Path file, ReadLimits limits, Progress progress) throws IOException {
        return layout(file, open(file, limits, progress), limits, progress).listing();
    }

    @Override
    public void read(
            Path file,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException {
        TextTable table = open(file, options.limits(), progress.silent());
        TextLayout layout = layout(file, table, options.limits(), progress.silent());
        TextRowReader reader = TextRowReader.of(layout, listing, columns, options, rows);
        if (options.metrics().isEmpty()) {
            boolean anyScores = layout.listing().metrics().stream().anyMatch(MetricColumn::byDefault);
            layout.leftOut().notes(options.architectureColumn(), anyScores).forEach(rows::note);
        }
        table.walk(progress, row -> {
            progress.checkCanceled();
            reader.read(row);
        });
        table.notes().forEach(rows::note);
        reader.note();
    }

    private static TextLayout layout(Path file, TextTable table, ReadLimits limits, Progress progress)
            throws IOException {
        List<TextTable.Row> sample = new ArrayList<>();
        long[] characters = {0};
        try {
            table.walk(progress, row -> {
                characters[0] += row.cells().stream().mapToLong(String::length).sum();
                sample.add(row);
                if (sample.size() >= SAMPLE || characters[0] > SAMPLE_CHARACTERS) {
                    throw new EnoughRead();
                }
            });
        } catch (EnoughRead enough) {
            return TextLayout.of(FileInput.name(file), table, sample, limits);
        }
        return TextLayout.of(FileInput.name(file), table, sample, limits);
    }
}
