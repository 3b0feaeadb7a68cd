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
import org.fewshotnas.space.Cell;

/**
 * Measures how long a cell's network takes for one forward pass on one thread. The result is the least of all repetitions: whatever else a
 * machine does only adds to a time. Repetitions during which the thread had to wait for a processor, told by its processor time being
 * less than the time that went by, do not count.
 */
final class LatencyMeter {
    /** Waiting this share of a repetition, or less, is the clock's own inaccuracy. */
    private static final double WAITING = 0.03;

    private static final long WAITING_NANOS = 20_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final MacroArchitecture macro;
    private final List<LatencyTask> tasks;
    private final double[] best;
    private final int[] undisturbed;

    LatencyMeter(MacroArchitecture macro, List<LatencyTask> tasks) {
        this.macro = macro;
        this.tasks = tasks;
        this.best = new double[tasks.size()];
        this.undisturbed = new int[tasks.size()];
        Arrays.fill(best, Double.NaN);
    }

    /** The tasks' latencies so far in milliseconds, NaN where no repetition was undisturbed. */
    double[] milliseconds() {
        return best.clone();
    }

    /** How many repetitions the worst task's latency is the least of. */
    int undisturbed() {
        return Arrays.stream(undisturbed).min().orElse(0);
    }

    /** Builds the network, and measures each task once to warm up and then some times more. */
    void measure(Cell cell, int repetitions) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Block network = CellNetwork.of(cell, macro);
            network.initialize(manager, DataType.FLOAT32, new Shape(1, MacroArchitecture.IMAGE_CHANNELS, 32, 32));
            ParameterStore parameters = new ParameterStore(manager, false);
            for (int t = 0; t < tasks.size(); t++) {
                LatencyTask task = tasks.get(t);
                NDArray images = manager.ones(
                        new Shape(task.batch(), MacroArchitecture.IMAGE_CHANNELS, task.image(), task.image()));
                forward(network, parameters, images);
                for (int i = 0; i < repetitions; i++) {
                    time(t, network, parameters, images);
                }
            }
        }
    }

    private void time(int task, Block network, ParameterStore parameters, NDArray images) {
        long processor = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        forward(network, parameters, images);
        long elapsed = System.nanoTime() - start;
        long waited = elapsed - (threads.getCurrentThreadCpuTime() - processor);
        if (waited <= Math.max(WAITING_NANOS, elapsed * WAITING)) {
            undisturbed[task]++;
            best[task] = Double.isNaN(best[task]) ? elapsed / 1e6 : Math.min(best[task], elapsed / 1e6);
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
