package org.fewshotnas.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.torchscript.InitialWeights;
import org.fewshotnas.network.torchscript.ScriptArchive;
import org.fewshotnas.network.torchscript.ScriptModule;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.tensor.engine.Device;

/**
 * Measures how long an architecture's network takes for one forward pass on one thread: the least processor time of all repetitions.
 * Processor time leaves out while the thread waits because others use the machine; what they do to its caches only adds to a time, hence
 * the least.
 */
final class LatencyMeter {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<LatencyTask> tasks;
    private final double[] best;

    LatencyMeter(List<LatencyTask> tasks) {
        this.tasks = tasks;
        this.best = new double[tasks.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
    }

    /** The tasks' latencies so far in milliseconds, infinite before the first measurement. */
    double[] milliseconds() {
        return best.clone();
    }

    /** Builds the network, and measures each task once to warm up and then some times more. */
    void measure(Architecture architecture, int repetitions) {
        for (int t = 0; t < best.length; t++) {
            LatencyTask task = tasks.get(t);
            NetworkGraph network = SampleNetwork.of(architecture, task.image());
            byte[] archive = ScriptArchive.forInference(network, InitialWeights.draw(network, SampleTool.SEED));
            float[] images = new float[task.batch() * (int) network.input().size()];
            Arrays.fill(images, 1);
            try (ScriptModule module = ScriptModule.load(archive, network, Device.cpu(), Progress.NONE)) {
                module.forward(images);
                for (int i = 0; i < repetitions; i++) {
                    long start = threads.getCurrentThreadCpuTime();
                    module.forward(images);
                    best[t] = Math.min(best[t], (threads.getCurrentThreadCpuTime() - start) / 1e6);
                }
            }
        }
    }
}
