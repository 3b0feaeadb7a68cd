package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.MetaLearningSettings.Inner;
import org.fewshotnas.tensor.engine.ParallelTasks;

/**
 * What an outer step computes: the objective of an episode of each task that it draws. Tasks are computed in one batch where that pays: on a
 * GPU as many as there is memory for; on processors a few, and only with small matrices, where the calls of the tensor library take longer
 * than what they compute. How many does not depend on the number of processors, so that the same seed gives the same bits.
 */
public final class Episodes implements OuterLoop.Step {
    private static final int SMALL_WIDTH = 128;
    private static final int SMALL_BATCH = 3;

    private final NDManager manager;
    private final NDList parameters;
    private final List<StandardizedTask> tasks;
    private final MetaLearningSettings settings;
    private final Objective objective;
    private final int together;

    /** As many tasks in one batch as pay. */
    public Episodes(
            NDManager manager,
            NDList parameters,
            List<StandardizedTask> tasks,
            MetaLearningSettings settings,
            Objective objective) {
        this(manager, parameters, tasks, settings, objective, together(manager, tasks, settings));
    }

    /** @param together how many tasks to compute in one batch at the most */
    Episodes(
            NDManager manager,
            NDList parameters,
            List<StandardizedTask> tasks,
            MetaLearningSettings settings,
            Objective objective,
            int together) {
        this.manager = manager;
        this.parameters = parameters;
        this.tasks = tasks;
        this.settings = settings;
        this.objective = objective;
        this.together = together;
    }

    private static int together(NDManager manager, List<StandardizedTask> tasks, MetaLearningSettings settings) {
        if (manager.getDevice().isGpu()) {
            int nodes = TaskMemory.nodes(tasks.stream()
                    .flatMap(task -> IntStream.range(0, task.size()).mapToObj(task::graph)));
            return TaskMemory.tasks(nodes, settings);
        }
        return settings.shape().width() <= SMALL_WIDTH ? SMALL_BATCH : 1;
    }

    /** A task, and the random numbers that its episode comes from. */
    private record Drawn(StandardizedTask task, SplittableRandom random) {}

    @Override
    public List<ParallelTasks.Work<Objective.Result>> draw(SplittableRandom random) {
        Inner inner = settings.inner();
        List<List<Drawn>> batches = new ArrayList<>();
        boolean open = false;
        for (int index : drawTasks(random)) {
            Drawn drawn = new Drawn(tasks.get(index), random.split());
            boolean fills = drawn.task.fills(inner.supportSize(), inner.querySize());
            // Sets of fewer architectures do not stack.
            if (!open || !fills || batches.get(batches.size() - 1).size() == together) {
                batches.add(new ArrayList<>());
            }
            batches.get(batches.size() - 1).add(drawn);
            open = fills;
        }
        return batches.stream().map(this::work).toList();
    }

    private ParallelTasks.Work<Objective.Result> work(List<Drawn> batch) {
        Inner inner = settings.inner();
        return progress -> {
            List<StandardizedTask.Episode> episodes = batch.stream()
                    .map(drawn -> drawn.task.draw(inner.supportSize(), inner.querySize(), drawn.random))
                    .toList();
            return objective.evaluate(manager, parameters, episodes, batch.get(0).random, progress);
        };
    }

    private int[] drawTasks(SplittableRandom random) {
        int perStep = settings.outer().tasksPerStep();
        if (perStep >= tasks.size()) {
            return IntStream.range(0, tasks.size()).toArray();
        }
        return random.ints(0, tasks.size()).distinct().limit(perStep).toArray();
    }
}
