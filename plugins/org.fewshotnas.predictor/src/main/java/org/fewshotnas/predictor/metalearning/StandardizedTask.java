package org.fewshotnas.predictor.metalearning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.rank.Normal;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.UnifiedGraph;

/**
 * A task whose scores are the better the larger, and normal scores: each is the quantile of the standard normal distribution at its rank.
 * So tasks of all units and directions weigh the same, failed trainings far below all others do not drown the rest, and small differences
 * between good architectures count, as they do in a rank correlation.
 */
public final class StandardizedTask {
    private final List<UnifiedGraph> graphs;
    private final double[] scores;

    /** A support set and a query set of one task: architectures, and standardised scores. */
    public record Episode(
            List<UnifiedGraph> support, double[] supportScores, List<UnifiedGraph> query, double[] queryScores) {
        /** The architectures of both sets. */
        public List<UnifiedGraph> all() {
            List<UnifiedGraph> all = new ArrayList<>(support);
            all.addAll(query);
            return all;
        }

        /** The scores of both sets. */
        public double[] allScores() {
            return DoubleStream.concat(Arrays.stream(supportScores), Arrays.stream(queryScores))
                    .toArray();
        }
    }

    private StandardizedTask(List<UnifiedGraph> graphs, double[] scores) {
        this.graphs = graphs;
        this.scores = scores;
    }

    /**
     * @param scored several scores of one architecture count as their mean
     * @throws InvalidInputException if the task has too few scores to learn from, or they are all the same
     */
    public static StandardizedTask of(Task scored) {
        Task task = scored.distinct();
        if (task.size() < Task.FEWEST_TO_LEARN) {
            throw new InvalidInputException(
                    "The task \"" + task.metric().name() + "\" has scores of " + task.size()
                            + " architectures; to learn from it takes at least " + Task.FEWEST_TO_LEARN + ".",
                    "Leave the task out, or give it more measured architectures.");
        }
        double[] scores = task.scores();
        for (int i = 0; i < scores.length; i++) {
            scores[i] *= task.metric().direction().sign();
        }
        if (standardize(scores).isEmpty()) {
            throw new InvalidInputException(
                    "All " + scores.length + " scores of the task \""
                            + task.metric().name() + "\" are " + task.scores()[0]
                            + "; there is nothing to learn from them.",
                    "Leave the task out.");
        }
        return new StandardizedTask(
                task.graphs(), standardize(normalScores(scores)).orElseThrow());
    }

    /** To mean 0 and standard deviation 1; empty if all are the same. */
    public static Optional<double[]> standardize(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow();
        double deviation = Math.sqrt(square);
        if (!(deviation > 1e-12 * Math.abs(mean))) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(values).map(value -> (value - mean) / deviation).toArray());
    }

    /** Each score's place among the scores as a quantile of the normal distribution; equal scores share their mean rank. */
    public static double[] normalScores(double[] scores) {
        return Arrays.stream(RankMetrics.meanRanks(scores))
                .map(rank -> Normal.quantile(rank / (scores.length + 1)))
                .toArray();
    }

    public int size() {
        return scores.length;
    }

    public UnifiedGraph graph(int i) {
        return graphs.get(i);
    }

    double score(int i) {
        return scores[i];
    }

    /** Whether it has so many scores that {@link #draw} gives sets of the sizes asked for. */
    boolean fills(int supportSize, int querySize) {
        return supportSize + querySize <= size();
    }

    /** Draws disjoint support and query sets, smaller ones of the same proportion where the task is too small. */
    public Episode draw(int supportSize, int querySize, SplittableRandom random) {
        int support = supportSize;
        int query = querySize;
        if (!fills(supportSize, querySize)) {
            support =
                    Math.max(2, Math.min(size() - 2, (int) Math.round((double) size() * support / (support + query))));
            query = size() - support;
        }
        int[] drawn = random.ints(0, size()).distinct().limit(support + query).toArray();
        return new Episode(
                graphs(drawn, 0, support),
                scores(drawn, 0, support),
                graphs(drawn, support, drawn.length),
                scores(drawn, support, drawn.length));
    }

    private List<UnifiedGraph> graphs(int[] indices, int from, int to) {
        return Arrays.stream(indices, from, to).mapToObj(graphs::get).toList();
    }

    private double[] scores(int[] indices, int from, int to) {
        return Arrays.stream(indices, from, to).mapToDouble(i -> scores[i]).toArray();
    }
}
