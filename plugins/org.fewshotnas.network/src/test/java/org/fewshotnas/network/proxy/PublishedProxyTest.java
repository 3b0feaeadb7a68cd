package org.fewshotnas.network.proxy;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.network.RandomNetworks;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.cells.MacroArchitecture.Skeleton;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Proxies of small networks on noise rank cells as NAS-Bench-Suite-Zero's of the whole networks on pictures do: in sign and roughly. */
class PublishedProxyTest {
    private static final int CELLS = 24;

    @ParameterizedTest
    @CsvSource({
        "zc_nasbench101.json, POOLING, SYNFLOW, synflow, .8",
        "zc_nasbench101.json, POOLING, SNIP, snip, .5",
        "zc_transbench101_micro.json, STRIDED, NASWOT, class_scene nwot, .65",
        "zc_transbench101_micro.json, STRIDED, JACOB_COV, class_scene jacov, .55",
        "zc_transbench101_micro.json, STRIDED, GRAD_NORM, class_scene grad_norm, .85",
        "zc_transbench101_micro.json, STRIDED, SNIP, class_scene snip, .85",
        "zc_transbench101_micro.json, STRIDED, PARAMETERS, class_scene parameters [M], .7",
    })
    void cellsAreRankedAsPublished(String file, Skeleton skeleton, Proxy proxy, String column, double atLeast) {
        Path path = Path.of(System.getProperty("benchmarks.dir", "../../../shared/benchmarks"), "native", file);
        assumeTrue(Files.isRegularFile(path), "The benchmark files are not beside the checkout.");
        ArchitectureTable table = BenchmarkFiles.open(path).read(ReadOptions.defaults(), Progress.NONE);
        int metric = IntStream.range(0, table.metrics().size())
                .filter(m -> table.metrics().get(m).name().endsWith(column))
                .findFirst()
                .orElseThrow();
        List<Architecture> cells = IntStream.range(0, CELLS)
                .mapToObj(i -> Architecture.parse(table.space().requireCells(), table.architecture(i)))
                .toList();
        TensorShape shape = TensorShape.image(3, 16, 16);
        int[] classes = IntStream.range(0, 32).map(i -> i % 10).toArray();
        List<String> names = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
        DataSet noise = new DataSet(
                shape, RandomNetworks.numbers(32 * (int) shape.size(), 1), new Targets.Classes(classes, names));
        MacroArchitecture macro = new MacroArchitecture(skeleton, 8, 3, 1, 2, new Head.Classes(10));
        double[] ours = new ProxyScorer(ProxySample.draw(noise, 32, 1), EnumSet.of(proxy), 1)
                .scores(cells, macro, 2, Progress.NONE).stream()
                        .mapToDouble(scores -> scores.value(proxy).orElse(Double.NEGATIVE_INFINITY))
                        .toArray();
        double[] published = IntStream.range(0, CELLS)
                .mapToDouble(i -> table.score(i, metric))
                .toArray();
        double spearman = spearman(ours, published);
        assertTrue(spearman >= atLeast, proxy + " on " + file + ": " + spearman);
    }

    /** Of numbers of which hardly any two are equal. */
    private static double spearman(double[] a, double[] b) {
        double squares = 0;
        double[] first = ranks(a);
        double[] second = ranks(b);
        for (int i = 0; i < a.length; i++) {
            squares += Math.pow(first[i] - second[i], 2);
        }
        return 1 - 6 * squares / (a.length * (a.length * a.length - 1.0));
    }

    private static double[] ranks(double[] values) {
        Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; i++) {
            ranks[order[i]] = i;
        }
        return ranks;
    }
}
