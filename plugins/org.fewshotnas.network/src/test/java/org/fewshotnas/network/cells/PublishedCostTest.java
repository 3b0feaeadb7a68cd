package org.fewshotnas.network.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishedCostTest {
    /** In millions as published with NAS-Bench-201 for CIFAR-10, CIFAR-100 and ImageNet16-120. */
    @ParameterizedTest
    @CsvSource({
        "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|, 10, 32, 0.129306, 15.64737",
        "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|, 100, 32, 0.135156, 15.65322",
        "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|none~0|nor_conv_3x3~1|avg_pool_3x3~2|, 10, 32, 0.802426, 113.95137",
        "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|none~0|nor_conv_3x3~1|avg_pool_3x3~2|, 120, 16, 0.809576, 28.49548",
    })
    void countsOfNasBench201AreThePublishedOnes(
            String architecture, int classes, int image, double parameters, double flops) {
        SearchSpace space = SearchSpaces.ofName("NAS-Bench-201");
        NetworkGraph network = CellNetwork.complete(
                Architecture.parse(space, architecture),
                MacroArchitecture.nasBench201(classes),
                TensorShape.image(3, image, image));
        assertEquals(parameters, network.parameters() / 1e6, 1e-9);
        assertEquals(flops, network.multiplyAccumulates() / 1e6, 1e-9);
    }

    /**
     * As NAS-Bench-Suite-Zero has them for NAS-Bench-101's networks for CIFAR-10. Its FLOPs are somewhat more, because more than
     * convolutions and linear layers counts there.
     */
    @Test
    void countsOfNasBench101AreThePublishedOnes() throws Exception {
        Path file = Path.of(
                System.getProperty("benchmarks.dir", "../../../shared/benchmarks"), "native/zc_nasbench101.json");
        assumeTrue(Files.isRegularFile(file), "The benchmark files are not beside the checkout.");
        ArchitectureTable table = BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
        List<String> names = table.metrics().stream().map(Metric::name).toList();
        double[] parameters = table.scores(named(names, "param"));
        double[] flops = table.scores(named(names, "flops"));
        assertTrue(parameters.length >= 100, "there are cells to compare");
        for (int row = 0; row < parameters.length; row++) {
            NetworkGraph network = CellNetwork.complete(
                    Architecture.parse(table.space().requireCells(), table.architecture(row)),
                    MacroArchitecture.nasBench101(10),
                    TensorShape.image(3, 32, 32));
            assertEquals(parameters[row], network.parameters() / 1e6, 1e-9, table.architecture(row));
            double convolutions = network.multiplyAccumulates() / 1e6;
            assertTrue(convolutions < flops[row] && flops[row] < 1.2 * convolutions, table.architecture(row));
        }
    }

    private static int named(List<String> names, String word) {
        return names.stream()
                .filter(name -> name.contains(word))
                .mapToInt(names::indexOf)
                .findFirst()
                .orElseThrow(() -> new AssertionError(names));
    }
}
