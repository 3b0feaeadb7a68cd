package org.fewshotnas.benchmarks;

import java.nio.file.Path;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;

/** Reads a benchmark file with the default choices, in a JVM of its own, and says what it found. */
public final class ReadOnce {
    private ReadOnce() {}

    /** @param args the file */
    public static void main(String[] args) {
        ArchitectureTable table = BenchmarkFiles.open(Path.of(args[0])).read(ReadOptions.defaults(), Progress.NONE);
        System.out.println(
                table.rowCount() + " architectures, " + table.metrics().size() + " columns");
    }
}
