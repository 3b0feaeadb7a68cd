package org.fewshotnas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.cells.MacroArchitecture.Skeleton;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.IdxFile;
import org.fewshotnas.network.proxy.Proxy;
import org.fewshotnas.network.proxy.ProxySample;
import org.fewshotnas.network.proxy.ProxyScorer;
import org.fewshotnas.network.proxy.ProxyScores;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/**
 * Whether zero-cost proxies rank cells as published: those of small networks on Fashion-MNIST against those of whole networks on the
 * pictures of other data sets, which NAS-Bench-Suite-Zero has (Krishnakumar et al. 2022).
 */
final class ProxyRanks {
    private static final int CELLS = 40;
    private static final int EXAMPLES = 64;
    /** What NAS-Bench-Suite-Zero calls them. */
    private static final Map<Proxy, String> PUBLISHED = Map.of(
            Proxy.PARAMETERS, "parameters",
            Proxy.MULTIPLY_ACCUMULATES, "flops",
            Proxy.SYNFLOW, "synflow",
            Proxy.NASWOT, "nwot",
            Proxy.JACOB_COV, "jacov",
            Proxy.SNIP, "snip",
            Proxy.GRAD_NORM, "grad_norm");
    /** TransNAS-Bench-101 has tasks that are no classifications, as Fashion-MNIST is: regressions to fields, whose gradients are others. */
    private static final Set<String> OTHER_TASKS = Set.of("autoencoder", "normal", "room_layout", "segmentsemantic");

    private final ArchitectureTable table;
    private final MacroArchitecture macro;
    private final DataSet pictures;
    private final int[] rows;

    private ProxyRanks(ArchitectureTable table, MacroArchitecture macro, DataSet pictures) {
        this.table = table;
        this.macro = macro;
        this.pictures = pictures;
        rows = IntStream.range(0, CELLS)
                .map(i -> (int) ((long) i * table.rowCount() / CELLS))
                .toArray();
    }

    /**
     * The lines of a table: for each proxy that is published of a data set Spearman's correlation of our values with those.
     *
     * @param root of the project, where the sample of Fashion-MNIST is
     * @param published folder of the published samples
     */
    static List<String> rows(Path root, Path published) throws IOException {
        Path sample = root.resolve("plugins/org.fewshotnas.knime/samples/fashion-mnist");
        DataSet pictures = IdxFile.images(
                sample.resolve("train-images-idx3-ubyte.gz"),
                sample.resolve("train-labels-idx1-ubyte.gz"),
                IntStream.range(0, TrainOnce.CLASSES)
                        .mapToObj(Integer::toString)
                        .toList(),
                Integer.MAX_VALUE);
        Head head = new Head.Classes(TrainOnce.CLASSES);
        List<String> lines =
                new ArrayList<>(List.of("| Proxy | Published of | Spearman | Cells |", "|---|---|---|---|"));
        Map<String, MacroArchitecture> files = new TreeMap<>(Map.of(
                "native/zc_nasbench101.json", new MacroArchitecture(Skeleton.POOLING, 16, 3, 1, 2, head),
                "native/zc_transbench101_micro.json", new MacroArchitecture(Skeleton.STRIDED, 16, 5, 2, 2, head)));
        files.forEach((file, macro) -> {
            ArchitectureTable table =
                    BenchmarkFiles.open(published.resolve(file)).read(ReadOptions.defaults(), Progress.NONE);
            lines.addAll(new ProxyRanks(table, macro, pictures).lines());
        });
        return lines;
    }

    private List<String> lines() {
        List<Architecture> cells = IntStream.of(rows)
                .mapToObj(row -> Architecture.parse(table.space().requireCells(), table.architecture(row)))
                .toList();
        List<ProxyScores> scores = new ProxyScorer(ProxySample.draw(pictures, EXAMPLES, 1), PUBLISHED.keySet(), 1)
                .scores(cells, macro, Runtime.getRuntime().availableProcessors(), Progress.NONE);
        List<String> lines = new ArrayList<>();
        for (Proxy proxy : new TreeSet<>(PUBLISHED.keySet())) {
            double[] ours = scores.stream()
                    .mapToDouble(score -> score.value(proxy).orElse(Double.NaN))
                    .toArray();
            for (int m = 0; m < table.metrics().size(); m++) {
                Metric metric = table.metrics().get(m);
                if (metric.quantity().equals(PUBLISHED.get(proxy)) && !OTHER_TASKS.contains(metric.dataSet())) {
                    lines.add(line(proxy, metric, ours, m));
                }
            }
        }
        return lines;
    }

    private String line(Proxy proxy, Metric metric, double[] ours, int column) {
        int[] both = IntStream.range(0, CELLS)
                .filter(i -> Double.isFinite(ours[i]) && Double.isFinite(table.score(rows[i], column)))
                .toArray();
        return String.format(
                Locale.ROOT,
                "| %s | %s, %s | %.2f | %d |",
                proxy.quantity(),
                table.space().name(),
                metric.dataSet(),
                RankMetrics.spearman(
                        IntStream.of(both).mapToDouble(i -> ours[i]).toArray(),
                        IntStream.of(both)
                                .mapToDouble(i -> table.score(rows[i], column))
                                .toArray()),
                both.length);
    }
}
