package org.fewshotnas.sample;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.cell.Cell;

/**
 * Measures how long a cell's network takes for one forward pass on one thread: the least processor time of all repetitions. Processor time
 * leaves out while the thread waits because others use the machine; what they do to its caches only adds to a time, hence the least.
 */
final class LatencyMeter {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final MacroArchitecture macro;
    private final List<LatencyTask> tasks;
    private final double[] best;

    LatencyMeter(MacroArchitecture macro, List<LatencyTask> tasks) {
        this.macro = macro;
        this.tasks = tasks;
        this.best = new double[tasks.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
    }

    /** The tasks' latencies so far in milliseconds, infinite before the first measurement. */
    double[] milliseconds() {
        return best.clone();
    }

    /** Builds the network, and measures each task once to warm up and then some times more. */
    void measure(Cell cell, int repetitions) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block network = CellNetwork.of(cell, macro);
            network.initialize(manager, DataType.FLOAT32, new Shape(1, MacroArchitecture.IMAGE_CHANNELS, 32, 32));
            ParameterStore parameters = new ParameterStore(manager, false);
            for (int t = 0; t < best.length; t++) {
                LatencyTask task = tasks.get(t);
                NDArray images = manager.ones(
                        new Shape(task.batch(), MacroArchitecture.IMAGE_CHANNELS, task.image(), task.image()));
                forward(network, parameters, images);
                for (int i = 0; i < repetitions; i++) {
                    long start = threads.getCurrentThreadCpuTime();
                    forward(network, parameters, images);
                    best[t] = Math.min(best[t], (threads.getCurrentThreadCpuTime() - start) / 1e6);
                }
            }
        }
    }

    private static void forward(Block network, ParameterStore parameters, NDArray images) {
        try (NDManager pass = images.getManager().newSubManager()) {
            NDArray input = images.duplicate();
            input.attach(pass);
            network.forward(parameters, new NDList(input), false)
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }
}
