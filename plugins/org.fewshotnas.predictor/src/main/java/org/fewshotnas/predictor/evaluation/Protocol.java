package org.fewshotnas.predictor.evaluation;

import java.util.List;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.InvalidInputException;

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

    /** Names of known tasks that are other scores on the target's own data set, on cells of its search space: a new data set has none. */
    default List<String> knownOfTheSameDataSet(String target) {
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
    }
}
