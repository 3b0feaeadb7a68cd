package org.fewshotnas.predictor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;

/**
 * What a predictor learns from: architectures and one measured score of each (the pairs B<sub>T</sub> of MP-NAS, section 3.1). Tasks may
 * share graphs or have their own, of any search space; an architecture without a score is left out of the task.
 *
 * @param metric what the scores are
 * @param graphs the architectures
 * @param scores one a graph, in the metric's unit; all finite
 */
public record Task(Metric metric, List<UnifiedGraph> graphs, double[] scores) {
    /** Two architectures to learn from and two to judge by. */
    public static final int FEWEST_TO_LEARN = 4;

    /**
     * @throws InvalidInputException if there is not one finite score for each graph
     */
    public Task {
        Objects.requireNonNull(metric, "metric");
        graphs = List.copyOf(graphs);
        scores = scores.clone();
        if (scores.length != graphs.size()) {
            throw new InvalidInputException(
                    "The task \"" + metric.name() + "\" has " + graphs.size() + " architectures and " + scores.length
                            + " scores.",
                    "Give one score for each architecture.");
        }
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new InvalidInputException(
                        "Score " + (i + 1) + " of the task \"" + metric.name() + "\" is " + scores[i]
                                + "; a finite number is expected.",
                        "Correct the score, or leave the architecture out of this task.");
            }
        }
    }

    /** How many architectures the task has. */
    public int size() {
        return graphs.size();
    }

    /** The part of this task at these indices, in their order. */
    public Task subset(int[] indices) {
        double[] part = new double[indices.length];
        UnifiedGraph[] graphPart = new UnifiedGraph[indices.length];
        for (int i = 0; i < indices.length; i++) {
            part[i] = scores[indices[i]];
            graphPart[i] = graphs.get(indices[i]);
        }
        return new Task(metric, List.of(graphPart), part);
    }

    /** This task with every architecture once, where it comes first, with the mean of its scores. */
    public Task distinct() {
        Map<UnifiedGraph, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            double[] sum = sums.computeIfAbsent(graphs.get(i), graph -> new double[2]);
            sum[0] += scores[i];
            sum[1]++;
        }
        return sums.size() == size()
                ? this
                : new Task(
                        metric,
                        List.copyOf(sums.keySet()),
                        sums.values().stream()
                                .mapToDouble(sum -> sum[0] / sum[1])
                                .toArray());
    }

    /** Whether there is something to learn: scores of {@value #FEWEST_TO_LEARN} architectures, not all the same. */
    public boolean isLearnable() {
        Task distinct = distinct();
        return distinct.size() >= FEWEST_TO_LEARN
                && Arrays.stream(distinct.scores).anyMatch(score -> score != distinct.scores[0]);
    }

    /** A copy: the task stays as it was. */
    @Override
    public double[] scores() {
        return scores.clone();
    }
}
