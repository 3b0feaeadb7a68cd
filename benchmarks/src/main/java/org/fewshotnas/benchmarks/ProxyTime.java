package org.fewshotnas.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.proxy.Proxy;
import org.fewshotnas.network.proxy.ProxySample;
import org.fewshotnas.network.proxy.ProxyScorer;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;

/** Times each zero-cost proxy on networks as NAS-Bench-201 publishes them, by the processor time of the whole process. */
final class ProxyTime {
    private static final int CELLS = 20;
    private static final int EXAMPLES = 64;
    private static final TensorShape IMAGE = TensorShape.image(3, 32, 32);
    private static final List<Proxy> PROXIES =
            List.of(Proxy.NASWOT, Proxy.JACOB_COV, Proxy.GRAD_NORM, Proxy.SNIP, Proxy.SYNFLOW, Proxy.ZEN_SCORE);

    private ProxyTime() {}

    /** The lines of a table: of a cell's seconds the least, the median and the most. */
    static List<String> rows() {
        Random random = new Random(1);
        List<NetworkGraph> networks = new ArrayList<>();
        for (int i = 0; i < CELLS; i++) {
            Architecture cell = Architecture.of(NasBench201.INSTANCE, NasBench201.INSTANCE.sample(random));
            networks.add(CellNetwork.of(cell, MacroArchitecture.nasBench201(TrainOnce.CLASSES), IMAGE));
        }
        ProxySample sample = ProxySample.draw(TrainOnce.noise(EXAMPLES, IMAGE), EXAMPLES, 1);
        List<String> rows = new ArrayList<>(List.of("| Proxy | least | median | most |", "|---|---|---|---|"));
        for (Proxy proxy : PROXIES) {
            ProxyScorer scorer = new ProxyScorer(sample, Set.of(proxy), 1);
            scorer.score(networks.get(0), Progress.NONE);
            double[] seconds = networks.stream()
                    .mapToDouble(network -> seconds(scorer, network))
                    .sorted()
                    .toArray();
            rows.add(String.format(
                    Locale.ROOT,
                    "| %s | %.2f s | %.2f s | %.2f s |",
                    proxy.quantity(),
                    seconds[0],
                    Timed.median(seconds),
                    seconds[seconds.length - 1]));
        }
        return rows;
    }

    private static double seconds(ProxyScorer scorer, NetworkGraph network) {
        long start = TrainOnce.processorTime();
        scorer.score(network, Progress.NONE);
        return (TrainOnce.processorTime() - start) / 1e9;
    }
}
