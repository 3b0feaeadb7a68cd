package org.fewshotnas.network.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.fewshotnas.network.file.GraphBounds;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.base.Waiting;
import org.fewshotnas.tensor.engine.ParallelTasks;
import org.fewshotnas.tensor.engine.Torch;

/**
 * Scores networks by proxies on some examples of a data set: all by the same examples and the same seed. The same network, examples and seed
 * give the same numbers, bit for bit, on one machine, whatever is scored beside. Immutable.
 *
 * <pre>{@code
 * ProxySample sample = ProxySample.draw(data, 64, seed);
 * List<ProxyScores> scores = new ProxyScorer(sample, EnumSet.allOf(Proxy.class), seed).scores(graphs, threads, progress);
 * }</pre>
 */
public final class ProxyScorer {
    private final ProxySample sample;
    private final Set<Proxy> proxies;
    private final long seed;

    /**
     * @param proxies at least one
     * @param seed of the weights that networks begin with, and of the noise that they are shown
     */
    public ProxyScorer(ProxySample sample, Collection<Proxy> proxies, long seed) {
        this.sample = sample;
        this.proxies = Collections.unmodifiableSet(EnumSet.copyOf(proxies));
        this.seed = seed;
    }

    /** What networks are scored by. */
    public Set<Proxy> proxies() {
        return proxies;
    }

    /**
     * The scores of networks, some of which are worked at side by side.
     *
     * @param networks that read such examples and say such targets
     * @param threads each with the memory for one network
     * @return one for each, in their order
     * @throws org.fewshotnas.space.base.InvalidInputException if a network is too large, or the engine cannot start
     * @throws CancellationException within a second after the progress says so; what is being computed then ends when it ends, and gives its
     *     memory back
     */
    public List<ProxyScores> scores(List<NetworkGraph> networks, int threads, Progress progress) {
        networks.forEach(GraphBounds::check);
        if (networks.isEmpty()) {
            return List.of();
        }
        Torch.start(progress);
        AtomicInteger done = new AtomicInteger();
        List<ParallelTasks.Work<ProxyScores>> pieces = new ArrayList<>();
        for (NetworkGraph network : networks) {
            pieces.add(own -> {
                ProxyScores scores = waitFor(network, own);
                int count = done.incrementAndGet();
                synchronized (done) {
                    progress.report((double) count / networks.size(), count + " of " + networks.size() + " are scored");
                }
                return scores;
            });
        }
        try (ParallelTasks tasks = new ParallelTasks(Math.min(threads, pieces.size()), progress)) {
            return tasks.run(pieces);
        }
    }

    /** A call of the engine cannot be stopped: who is cancelled does not wait for its end. */
    private ProxyScores waitFor(NetworkGraph network, Progress progress) {
        try (Waiting waiting = new Waiting("few-shot NAS proxies")) {
            return waiting.on(() -> score(network, progress), progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProxyScores score(NetworkGraph network, Progress progress) {
        long start = System.nanoTime();
        Map<Proxy, Double> values = new EnumMap<>(Proxy.class);
        Map<Proxy, String> reasons = new EnumMap<>(Proxy.class);
        try (Measuring measuring = new Measuring(network, sample, proxies, seed, progress)) {
            for (Proxy proxy : proxies) {
                progress.checkCanceled();
                double value = measuring.value(proxy);
                if (Double.isFinite(value)) {
                    values.put(proxy, value);
                } else {
                    reasons.put(proxy, proxy.whyNone(value));
                }
            }
        }
        return new ProxyScores(values, reasons, (System.nanoTime() - start) / 1e9);
    }
}
