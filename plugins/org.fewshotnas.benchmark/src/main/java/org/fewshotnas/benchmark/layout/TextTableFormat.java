package org.fewshotnas.benchmark.layout;

import java.io.IOException;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.space.base.Progress;

/** A format whose files are tables of texts. What the columns are is found by {@link TextLayout}. */
public abstract class TextTableFormat implements BenchmarkFormat {
    /** The table of a file. */
    protected abstract TextTable table(SourceFile file, ReadLimits limits, Progress progress) throws IOException;

    @Override
    public final boolean isTable() {
        return true;
    }

    @Override
    public final OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        SourceFile file = files.first();
        return OpenTextTable.of(file.name(), table(file, limits, progress), limits, progress);
    }
}
