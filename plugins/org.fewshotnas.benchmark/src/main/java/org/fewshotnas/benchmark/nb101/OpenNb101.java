package org.fewshotnas.benchmark.nb101;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;

/**
 * A file of NAS-Bench-101 of which some trainings were read for the budgets. It is read again for the rows: of a gigabyte of trainings, only
 * sums of the wanted values are ever in memory.
 */
final class OpenNb101 implements OpenBenchmark {
    /** How the file's trainings are read. */
    interface Reading {
        void read(SourceFile file, Nb101Rows collected, ReadLimits limits, Progress progress) throws IOException;
    }

    private final SourceFile file;
    private final Map<String, Nb101Field> fields;
    private final Listing listing;
    private final Reading reading;

    /** @param fields by the names of their metrics */
    OpenNb101(SourceFile file, Map<String, Nb101Field> fields, Reading reading) {
        this.file = file;
        this.fields = fields;
        this.listing = Nb101Field.listing(fields.values());
        this.reading = reading;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress)
            throws IOException {
        List<Nb101Field> wanted = columns.stream().map(fields::get).toList();
        Nb101Rows collected = new Nb101Rows(file.name(), wanted, rows, options.limits());
        reading.read(file, collected, options.limits(), progress);
        collected.finish(rows, progress);
    }
}
