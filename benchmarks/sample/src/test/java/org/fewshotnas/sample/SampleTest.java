package org.fewshotnas.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.space.base.Correlation;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample that ships is what the tool makes. */
class SampleTest {
    private static final Path FOLDER = Path.of("../../plugins/org.fewshotnas.knime/samples");
    private static final Path TWO_BENCHMARKS = Path.of("../../test-workflows/two-benchmarks/data");

    @ParameterizedTest
    @CsvSource({
        "nas-bench-201-sample.csv.gz, NAS-Bench-201, 1000",
        "transnas-bench-101-micro-sample.csv.gz, TransNAS-Bench-101 micro, 500",
    })
    void theShippedTablesAreWhatTheToolMakes(String file, String space, int rows) throws Exception {
        assertTrue(Files.size(FOLDER.resolve(file)) < 250_000);
        ArchitectureTable table = BenchmarkFiles.open(FOLDER.resolve(file)).read(ReadOptions.defaults(), Progress.NONE);
        assertEquals(space, table.space().name());
        assertEquals(List.copyOf(SampleTool.architectures(table.space().requireCells(), rows)), table.architectures());
        assertEquals(List.of(), table.notes());
        List<String> names = table.metrics().stream().map(Metric::name).toList();
        for (Metric metric : table.metrics()) {
            assertEquals(Direction.MINIMIZE, metric.direction());
        }
        for (int row = 0; row < rows; row++) {
            NetworkGraph network =
                    SampleNetwork.of(Architecture.parse(table.space().requireCells(), table.architecture(row)), 32);
            assertEquals(network.parameters() / 1e6, table.score(row, names.indexOf("parameters [M]")), 1e-9);
            assertEquals(
                    network.multiplyAccumulates() / 1e6,
                    table.score(row, names.indexOf("flops [M] image 32x32")),
                    1e-9);
        }
        double[] flops = table.scores(names.indexOf("flops [M] image 32x32"));
        for (LatencyTask task : LatencyTask.ALL) {
            double[] latency = table.scores(names.indexOf(task.column()));
            assertTrue(Arrays.stream(latency).allMatch(ms -> ms > 0), "every latency was measured");
            assertTrue(Correlation.pearson(flops, latency) > 0.3, () -> task.column() + " rises with the work to do");
        }
    }

    @Test
    void theFilesOfTwoBenchmarksAreMadeOfTheShippedTable(@TempDir Path made) throws Exception {
        TwoBenchmarks.write(FOLDER.resolve(SampleTool.NB201), made);
        for (String file : List.of(TwoBenchmarks.LATENCIES, TwoBenchmarks.COSTS)) {
            assertArrayEquals(
                    Files.readAllBytes(made.resolve(file)), Files.readAllBytes(TWO_BENCHMARKS.resolve(file)), file);
        }
    }
}
