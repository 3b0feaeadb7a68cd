package org.fewshotnas.search.evaluate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.proxy.Proxy;
import org.fewshotnas.network.proxy.ProxySample;
import org.fewshotnas.network.proxy.ProxyScorer;
import org.fewshotnas.network.proxy.ProxyScores;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/** Gets scores without training, by one zero-cost proxy on some examples of a data set. A budget means nothing to it. Immutable. */
public final class ProxyEvaluator implements Evaluator {
    private final Metric metric;
    private final Proxy proxy;
    private final ProxyScorer scorer;
    private final MacroArchitecture macro;
    private final int threads;
    private final String description;

    /**
     * Scores as it is said here.
     *
     * @param dataSet what the data is called
     * @param macro the network around a cell
     * @param seed of the weights that networks begin with
     * @param threads to use
     */
    public ProxyEvaluator(
            String dataSet, ProxySample sample, MacroArchitecture macro, Proxy proxy, long seed, int threads) {
        this.proxy = proxy;
        this.macro = macro;
        this.threads = threads;
        metric = proxy.metric(dataSet);
        scorer = new ProxyScorer(sample, Set.of(proxy), seed);
        description =
                "the proxy " + proxy.quantity() + " on " + sample.examples().size() + " examples";
    }

    @Override
    public Metric metric() {
        return metric;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public List<Evaluation> scores(List<Architecture> architectures, Budget budget, Progress progress) {
        return scorer.scores(architectures, macro, threads, progress).stream()
                .map(this::evaluation)
                .toList();
    }

    private Evaluation evaluation(ProxyScores scores) {
        OptionalDouble value = scores.value(proxy);
        return value.isPresent() ? Evaluation.of(value.getAsDouble()) : Evaluation.failed(scores.reason());
    }
}
