package org.fewshotnas.predictor.metalearning;

import java.util.List;
import java.util.stream.Stream;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.UnifiedGraph;

/** How much memory a step of learning takes for a task. */
final class TaskMemory {
    /** Numbers that the work on one batch may keep: 8 GiB. */
    private static final long MOST_NUMBERS = 1L << 31;
    /** Arrays of a layer's size that a pass and its derivatives keep. */
    private static final int ARRAYS = 6;

    private TaskMemory() {}

    /**
     * Checks it before it is taken.
     *
     * @throws InvalidInputException if a task takes too much
     */
    static void check(List<Task> tasks, MetaLearningSettings settings) {
        int nodes = nodes(tasks.stream().flatMap(task -> task.graphs().stream()));
        int steps = passes(settings) - 1;
        long numbers = numbers(nodes, settings);
        if (numbers > MOST_NUMBERS) {
            throw new InvalidInputException(
                    "Support and query sets of " + settings.inner().supportSize() + " and "
                            + settings.inner().querySize() + " architectures of up to " + nodes + " nodes, in "
                            + settings.shape().layers() + " layers of a width of "
                            + settings.shape().width() + (steps > 0 ? " and " + steps + " inner steps" : "")
                            + ", take up to " + numbers / (1 << 28) + " GiB for a task; at most "
                            + MOST_NUMBERS / (1 << 28) + " are allowed.",
                    "Choose smaller support and query sets, a smaller width, or fewer inner steps.");
        }
    }

    /** For how many tasks, on graphs of so many nodes, there is memory in one batch. */
    static int tasks(int nodes, MetaLearningSettings settings) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, MOST_NUMBERS / numbers(nodes, settings)));
    }

    static int nodes(Stream<UnifiedGraph> graphs) {
        return graphs.mapToInt(UnifiedGraph::nodeCount).max().orElse(1);
    }

    private static int passes(MetaLearningSettings settings) {
        return settings.learner().hasInnerLoop() ? settings.inner().steps() + 1 : 1;
    }

    private static long numbers(int nodes, MetaLearningSettings settings) {
        return (long) settings.inner().size()
                * nodes
                * settings.shape().width()
                * settings.shape().layers()
                * ARRAYS
                * passes(settings);
    }
}
