package org.fewshotnas.predictor.evaluation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.base.InvalidInputException;

/** Which tasks are known, and which one is new. */
public interface Protocol {
    /** The names of the tasks that are new one after the other. */
    List<String> targets();

    /**
     * One split of tasks and cells. The same seed gives the same split for every target of one table.
     *
     * @throws InvalidInputException if the cells do not suffice, or no task is known
     */
    Transfer draw(String target, long seed);

    /** Whether a seed gives the same known tasks for every target: what was learned from them then serves all targets. */
    default boolean targetsShareKnownTasks() {
        return false;
    }

    /**
     * The other tasks with the scores of all cells, those of the cells that a target is tested on among them; never a score of the target.
     *
     * @return empty where this protocol has no such tasks
     */
    default List<Task> knownOfAllCells(String target) {
        return List.of();
    }

    /**
     * Names of known tasks that are other scores on the target's own data set, on cells of its search space: a new data set has none.
     * Those without scores enough to learn from are among them.
     */
    default List<String> knownOfTheSameDataSet(String target) {
        return List.of();
    }

    /** What the user should know about the table: whole sentences. */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * A new task, and what is known when it comes. The known tasks hold no score of the cells that the new task will be tested on, nor of
     * those that it is fine-tuned on.
     *
     * @param known the tasks to learn from
     * @param rest the new task: a few of its cells are for fine-tuning, the others for testing
     * @param leftOut names of known tasks that were left out because their scores are fewer than four, or all the same
     */
    record Transfer(List<Task> known, Task rest, List<String> leftOut) {
        public Transfer {
            known = List.copyOf(known);
            leftOut = List.copyOf(leftOut);
        }

        /**
         * Leaves those tasks out that hold nothing to learn.
         *
         * @param target name of the new task
         * @param tasks with the scores that may be learned from
         * @throws InvalidInputException if no task is left
         */
        static Transfer of(String target, List<Task> tasks, Task rest) {
            Map<Boolean, List<Task>> parts = tasks.stream().collect(Collectors.partitioningBy(Task::isLearnable));
            List<String> leftOut =
                    parts.get(false).stream().map(task -> task.metric().name()).toList();
            if (parts.get(true).isEmpty()) {
                throw new InvalidInputException(
                        "There is no task from which to learn for \"" + target + "\": "
                                + (leftOut.isEmpty()
                                        ? "the table has no other."
                                        : "too few scores are known of " + leftOut + ", or all are the same."),
                        "Give a table with more tasks, or learn from more cells.");
            }
            return new Transfer(parts.get(true), rest, leftOut);
        }
    }
}
