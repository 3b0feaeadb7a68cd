package org.fewshotnas.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fewshotnas.host.Main;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/** Runs workflows from their folders, as a user runs them, and reads what they export. */
abstract class WorkflowRuns {
    static final String TARGET = "cpu latency [ms] batch 4 image 32x32";
    private static final Path SAMPLES = Path.of("../plugins/org.fewshotnas.knime/samples");
    static final Path SAMPLE = SAMPLES.resolve("nas-bench-201-sample.csv.gz");
    static final Path SAMPLE_OF_ANOTHER_SPACE = SAMPLES.resolve("transnas-bench-101-micro-sample.csv.gz");
    static final Path BENCHMARKS = Path.of(System.getProperty("benchmarks.dir", "../../shared/benchmarks"));

    @TempDir
    Path results;

    void run(String workflow, String... options) {
        var log = new ByteArrayOutputStream();
        var out = new PrintStream(log, true, StandardCharsets.UTF_8);
        var arguments = new ArrayList<>(
                List.of("-workflowDir=" + workflow, "-nosave", "-reset", "-failonloaderror", "-export=" + results));
        arguments.addAll(List.of(options));
        int code = Main.run(out, out, arguments.toArray(String[]::new));
        assertEquals(0, code, () -> log.toString(StandardCharsets.UTF_8));
        assertFalse(log.toString(StandardCharsets.UTF_8).contains("ERROR"), () -> log.toString(StandardCharsets.UTF_8));
    }

    Table export(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return Table.read(files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.toString().endsWith(".csv"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    static Path published(String file) {
        Path path = BENCHMARKS.resolve(file).toAbsolutePath();
        Assumptions.assumeTrue(Files.exists(path), "skipped: " + path + " is not there");
        return path;
    }

    /** By definition: Pearson's correlation of mean ranks, each counted out. */
    static double spearman(double[] x, double[] y) {
        double[] a = ranks(x);
        double[] b = ranks(y);
        double mean = (x.length + 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < x.length; i++) {
            ab += (a[i] - mean) * (b[i] - mean);
            aa += (a[i] - mean) * (a[i] - mean);
            bb += (b[i] - mean) * (b[i] - mean);
        }
        return ab / Math.sqrt(aa * bb);
    }

    private static double[] ranks(double[] values) {
        return Arrays.stream(values)
                .map(value -> Arrays.stream(values)
                                .filter(other -> other < value)
                                .count()
                        + (Arrays.stream(values).filter(other -> other == value).count() + 1) / 2.0)
                .toArray();
    }
}
