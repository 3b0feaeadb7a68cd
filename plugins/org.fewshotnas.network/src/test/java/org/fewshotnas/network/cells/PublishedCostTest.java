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
     * In millions as NAS-Bench-Suite-Zero (Krishnakumar et al. 2022) has them for TransNAS-Bench-101's networks for object classification
     * of 100 classes, of images of 256 x 256. Its FLOPs are somewhat more, because more than convolutions and linear layers counts there.
     */
    @ParameterizedTest
    @CsvSource({"64-41414-1_00_210, 0.929668, 263.318016", "64-41414-1_00_223, 9.459588, 1946.151424"})
    void countsOfTransNasBench101AreThePublishedOnes(String architecture, double parameters, double flops) {
        checkTransNasBench101(architecture, new Head.Classes(100), parameters, flops);
    }

    private static void checkTransNasBench101(String architecture, Head head, double parameters, double flops) {
        NetworkGraph network = CellNetwork.complete(
                Architecture.parse(SearchSpaces.ofName("TransNAS-Bench-101 micro"), architecture),
                MacroArchitecture.transNasBench101(head),
                TensorShape.image(3, 256, 256));
        assertEquals(parameters, network.parameters() / 1e6, 1e-9, architecture);
        double convolutions = network.multiplyAccumulates() / 1e6;
        assertTrue(convolutions < flops && flops < 1.1 * convolutions, architecture);
    }

    /** All of the file that a user downloads, for scene classification. */
    @Test
    void countsOfEveryCellOfTransNasBench101AreThePublishedOnes() throws Exception {
        ArchitectureTable table = table("native/zc_transbench101_micro.json");
        List<String> names = table.metrics().stream().map(Metric::name).toList();
        double[] parameters = table.scores(
                named(names.stream().map(n -> n.contains("scene") ? n : "").toList(), "param"));
        double[] flops = table.scores(
                named(names.stream().map(n -> n.contains("scene") ? n : "").toList(), "flops"));
        assertTrue(parameters.length >= 700, "there are cells to compare");
        for (int row = 0; row < parameters.length; row++) {
            checkTransNasBench101(table.architecture(row), new Head.Classes(63), parameters[row], flops[row]);
        }
    }

    /** By hand, after the published code; the published widths, a cell [conv5, skip], [linear, none, none], [zero, skip, none, skip]. */
    @Test
    void parametersOfNasBenchAsrAreThoseOfItsCode() {
        NetworkGraph network = CellNetwork.complete(
                Architecture.parse(SearchSpaces.ofName("NAS-Bench-ASR"), "[[1, 1], [0, 0, 0], [5, 1, 0, 1]]"),
                MacroArchitecture.nasBenchAsr(new Head.Classes(49)),
                TensorShape.series(80, 300));
        long expected = 1200 * 49 + 49;
        int[] widths = {600, 800, 1000, 1200};
        for (int stack = 0; stack < 4; stack++) {
            int width = widths[stack];
            long before = stack == 0 ? 80 : widths[stack - 1];
            long first = before * width * 8 + width + 2 * width;
            long conv5 = width * (width / 100) * 5L + width;
            long linear = (long) width * width + width;
            expected += first + (3 + stack) * (conv5 + linear + 2 * width);
        }
        assertEquals(expected, network.parameters());
        assertEquals(
                TensorShape.series(1200, 75),
                network.nodes().get(network.nodes().size() - 3).shape());
    }

    /**
     * As NAS-Bench-Suite-Zero has them for NAS-Bench-101's networks for CIFAR-10. Its FLOPs are somewhat more, because more than
     * convolutions and linear layers counts there.
     */
    @Test
    void countsOfNasBench101AreThePublishedOnes() throws Exception {
        ArchitectureTable table = table("native/zc_nasbench101.json");
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

    private static ArchitectureTable table(String name) throws Exception {
        Path file = Path.of(System.getProperty("benchmarks.dir", "../../../shared/benchmarks"), name);
        assumeTrue(Files.isRegularFile(file), "The benchmark files are not beside the checkout.");
        return BenchmarkFiles.open(file).read(ReadOptions.defaults(), Progress.NONE);
    }

    private static int named(List<String> names, String word) {
        return names.stream()
                .filter(name -> name.contains(word))
                .mapToInt(names::indexOf)
                .findFirst()
                .orElseThrow(() -> new AssertionError(names));
    }
}
