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
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.file.GraphBounds;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.base.Waiting;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.tensor.engine.ParallelTasks;

/**
 * Scores networks by proxies on some examples of a data set: all by the same examples and the same seed. The same network, examples and seed
 * give the same numbers, bit for bit, on one machine, whatever is scored beside. Immutable.
 *
 * <pre>{@code
 * ProxySample sample = ProxySample.draw(data, 64, seed);
 * ProxyScorer scorer = new ProxyScorer(sample, EnumSet.allOf(Proxy.class), seed);
 * List<ProxyScores> scores = scorer.scores(architectures, macro, threads, progress);
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
     * The scores of the networks of architectures, some of which are worked at side by side. One that cannot be built, is too large, or
     * breaks the engine has a reason in place of each value, and does not keep the others from theirs.
     *
     * @param macro the network around a cell, for examples and targets as those of the sample
     * @param threads each with the memory for one network
     * @return one for each, in their order
     * @throws org.fewshotnas.space.base.InvalidInputException if the engine cannot start
     * @throws CancellationException within a second after the progress says so; what is being computed then ends when it ends, and gives its
     *     memory back
     */
    public List<ProxyScores> scores(
            List<Architecture> architectures, MacroArchitecture macro, int threads, Progress progress) {
        if (architectures.isEmpty()) {
            return List.of();
        }
        AtomicInteger done = new AtomicInteger();
        List<ParallelTasks.Work<ProxyScores>> pieces = new ArrayList<>();
        for (Architecture architecture : architectures) {
            pieces.add(own -> {
                ProxyScores scores = scores(architecture, macro, own);
                report(done.incrementAndGet(), architectures.size(), progress);
                return scores;
            });
        }
        try (ParallelTasks tasks = new ParallelTasks(Math.min(threads, pieces.size()), progress)) {
            return tasks.run(pieces);
        }
    }

    private static synchronized void report(int done, int all, Progress progress) {
        progress.report((double) done / all, done + " of " + all + " architectures are scored");
    }

    private ProxyScores scores(Architecture architecture, MacroArchitecture macro, Progress progress) {
        try {
            NetworkGraph network =
                    CellNetwork.of(architecture, macro, sample.examples().shape());
            GraphBounds.check(network);
            return score(network, progress);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) {
            // What the engine says begins with a line for people and goes on with its own calls.
            return without(String.valueOf(e.getMessage()).lines().findFirst().orElse("it broke"));
        } catch (OutOfMemoryError e) {
            return without("the memory is not enough");
        }
    }

    private ProxyScores without(String reason) {
        Map<Proxy, String> reasons = new EnumMap<>(Proxy.class);
        proxies.forEach(proxy -> reasons.put(proxy, reason));
        return new ProxyScores(Map.of(), reasons, 0);
    }

    /**
     * The scores of one network.
     *
     * @throws CancellationException as above
     */
    public ProxyScores score(NetworkGraph network, Progress progress) {
        // A call of the engine cannot be stopped: who is cancelled does not wait for its end.
        try (Waiting waiting = new Waiting("few-shot NAS proxies")) {
            return waiting.on(() -> measure(network, progress), progress);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProxyScores measure(NetworkGraph network, Progress progress) {
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
