package org.fewshotnas.benchmark.arrow;

import java.io.IOException;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.layout.TypedLayout;
import org.fewshotnas.space.base.Progress;

/**
 * Arrow IPC, file and stream, be its buffers packed. The architectures are in a text column (plain or dictionary-encoded), scores in columns
 * of integers, floating-point or decimal numbers; {@link TypedLayout} tells which. Every batch is validated before a value is read.
 */
public final class ArrowFormat implements BenchmarkFormat {
    @Override
    public String name() {
        return "Arrow IPC";
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
        return ArrowInput.isFile(head) || head.startsWith(0xff, 0xff, 0xff, 0xff);
    }

    @Override
    public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        ArrowInput input = ArrowInput.of(files.first(), limits, progress.part(0, 0.2));
        return OpenArrow.of(input, limits, progress.part(0.2, 1));
    }
}
