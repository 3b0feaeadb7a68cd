package org.fewshotnas.predictor;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * @param standardErrors how far each score may be off by chance, in the metric's unit: of the mean of n trainings their standard deviation
 *     divided by √n. Empty where it is not known
 */
public record Task(Metric metric, List<UnifiedGraph> graphs, double[] scores, Optional<double[]> standardErrors) {
    /** Two architectures to learn from and two to judge by. */
    public static final int FEWEST_TO_LEARN = 4;

    /**
     * Scores of which nothing is known beside.
     *
     * @throws InvalidInputException if there is not one finite score for each graph
     */
    public Task(Metric metric, List<UnifiedGraph> graphs, double[] scores) {
        this(metric, graphs, scores, Optional.empty());
    }

    /**
     * @throws InvalidInputException if there is not one finite score for each graph, or if there are standard errors and not one for each,
     *     finite and not below 0
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
        standardErrors = standardErrors.map(double[]::clone);
        if (standardErrors.isPresent()) {
            check(metric, scores.length, standardErrors.get());
        }
    }

    private static void check(Metric metric, int count, double[] errors) {
        if (errors.length != count) {
            throw new InvalidInputException(
                    "The task \"" + metric.name() + "\" has " + count + " scores and " + errors.length
                            + " standard errors.",
                    "Give one standard error for each score, or none at all.");
        }
        for (int i = 0; i < errors.length; i++) {
            if (!(errors[i] >= 0 && Double.isFinite(errors[i]))) {
                throw new InvalidInputException(
                        "The standard error of score " + (i + 1) + " of the task \"" + metric.name() + "\" is "
                                + errors[i] + "; a finite number of 0 or more is expected.",
                        "Correct it, or give the scores without standard errors.");
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
        return new Task(metric, List.of(graphPart), part, standardErrors.map(errors -> Arrays.stream(indices)
                .mapToDouble(i -> errors[i])
                .toArray()));
    }

    /**
     * This task with every architecture once, where it comes first, with the mean of its scores; the standard error is that of the mean of
     * scores that err independently.
     */
    public Task distinct() {
        Map<UnifiedGraph, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            double[] sum = sums.computeIfAbsent(graphs.get(i), graph -> new double[3]);
            sum[0] += scores[i];
            sum[1]++;
            double error = standardErrors.isPresent() ? standardErrors.get()[i] : 0;
            sum[2] += error * error;
        }
        return sums.size() == size()
                ? this
                : new Task(
                        metric,
                        List.copyOf(sums.keySet()),
                        sums.values().stream()
                                .mapToDouble(sum -> sum[0] / sum[1])
                                .toArray(),
                        standardErrors.map(errors -> sums.values().stream()
                                .mapToDouble(sum -> Math.sqrt(sum[2]) / sum[1])
                                .toArray()));
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

    /** A copy, too. */
    @Override
    public Optional<double[]> standardErrors() {
        return standardErrors.map(double[]::clone);
    }
}
