package org.fewshotnas.predictor.metalearning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.structure.Structure;

/**
 * The tensors that a predictor of all tasks at once has beside the network's: a last layer of each of n tasks, those of the numbers of the
 * {@link Structure} last, scaled so that its outputs have a deviation of 1.
 */
public final class TaskHeads {
    /** (width, n). */
    public static final String WEIGHTS = "tasks.weight";
    /** (n). */
    public static final String BIASES = "tasks.bias";
    /** The correlations of the layers' outputs over the architectures learned from, (n, n). */
    public static final String CORRELATIONS = "tasks.correlation";

    private TaskHeads() {}

    /** Names and shapes for so many measured tasks. */
    public static Map<String, List<Integer>> tensors(GcnShape shape, int tasks) {
        int heads = tasks + Structure.COUNT;
        Map<String, List<Integer>> tensors = new LinkedHashMap<>();
        tensors.put(WEIGHTS, List.of(shape.width(), heads));
        tensors.put(BIASES, List.of(heads));
        tensors.put(CORRELATIONS, List.of(heads, heads));
        return tensors;
    }
}
