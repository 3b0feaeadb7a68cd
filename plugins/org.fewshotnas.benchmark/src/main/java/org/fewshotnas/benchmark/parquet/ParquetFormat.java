package org.fewshotnas.benchmark.parquet;

import java.io.IOException;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.layout.TypedLayout;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Parquet. The architectures are in a text column, scores in columns of numbers; {@link TypedLayout} tells which. Truth values are offered as
 * 0 and 1.
 */
public final class ParquetFormat implements BenchmarkFormat {
    @Override
    public String name() {
        return "Parquet";
    }

    @Override
    public Evidence evidence() {
        return Evidence.SIGNATURE;
    }

    @Override
    public boolean isTable() {
        return true;
    }

    @Override
    public boolean recognises(FileHead head) {
        return ParquetFile.looksLikeParquet(head.bytes());
    }

    @Override
    public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        SourceFile file = files.first();
        if (file.head(progress).compressed()) {
            throw new InvalidInputException(
                    "The file \"" + file.name() + "\" is a Parquet file inside gzip or an archive.",
                    "Unpack it first.");
        }
        return OpenParquet.of(file, limits, progress);
    }
}
