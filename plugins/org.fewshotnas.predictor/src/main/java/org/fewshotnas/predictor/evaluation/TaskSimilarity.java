package org.fewshotnas.predictor.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * How alike tasks are: the rank correlation of their scores on the cells that both have (MP-NAS, figure 5). Scores are turned so that
 * larger is better; so a latency and an accuracy that grow together are unlike.
 *
 * <p>Cells are compared within their search space: scores of several spaces become ranks within each, from 0 to 1, before they are put
 * together. Otherwise two tasks would seem alike only because one space is better than another on both.
 */
public final class TaskSimilarity {
    /** The cells of each search space. */
    private final List<int[]> cellsOfSpaces;

    private final Measure measure;

    /** Which rank correlation. */
    public enum Measure {
        SPEARMAN,
        KENDALL
    }

    /**
     * A task's scores.
     *
     * @param metric what they are
     * @param scores one a cell; NaN where there is none
     */
    public record Scored(Metric metric, double[] scores) {
        private double oriented(int cell) {
            return metric.direction().sign() * scores[cell];
        }
    }

    /**
     * @param spaces the search space of every cell
     * @param measure which rank correlation
     */
    public TaskSimilarity(List<String> spaces, Measure measure) {
        Map<String, IntStream.Builder> cells = new LinkedHashMap<>();
        for (int cell = 0; cell < spaces.size(); cell++) {
            cells.computeIfAbsent(spaces.get(cell), space -> IntStream.builder())
                    .add(cell);
        }
        cellsOfSpaces = cells.values().stream()
                .map(builder -> builder.build().toArray())
                .toList();
        this.measure = measure;
    }

    /**
     * The similarity of two tasks, with a 95 % confidence interval (see {@link RankMetrics}) and the number of cells that it is from.
     *
     * @return a value of NaN where fewer than three cells are shared, or all have the same score: its note says so
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public Estimate between(Scored a, Scored b, Progress progress) {
        List<int[]> shared = cellsOfSpaces.stream()
                .map(cells -> IntStream.of(cells)
                        .filter(cell -> !Double.isNaN(a.scores[cell]) && !Double.isNaN(b.scores[cell]))
                        .toArray())
                .toList();
        double[] ofA = ranksWithin(shared, a, progress);
        double[] ofB = ranksWithin(shared, b, progress);
        RankMetrics metrics = RankMetrics.of(ofA, ofB, Direction.MAXIMIZE);
        progress.checkCanceled();
        return measure == Measure.SPEARMAN ? metrics.spearman() : metrics.kendallTau();
    }

    private static double[] ranksWithin(List<int[]> shared, Scored task, Progress progress) {
        progress.checkCanceled();
        return shared.stream()
                .flatMapToDouble(cells -> {
                    double[] scores =
                            IntStream.of(cells).mapToDouble(task::oriented).toArray();
                    return Arrays.stream(RankMetrics.meanRanks(scores)).map(rank -> rank / (scores.length + 1));
                })
                .toArray();
    }

    /** The similarities of all tasks to each other: a row and a column for each. */
    public Estimate[][] matrix(List<Scored> tasks, Progress progress) {
        int n = tasks.size();
        Estimate[][] matrix = new Estimate[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = between(tasks.get(i), tasks.get(j), progress);
                matrix[j][i] = matrix[i][j];
            }
            progress.report(
                    (i + 1.0) * (i + 2) / (n * (n + 1.0)),
                    "Comparing " + tasks.get(i).metric.name());
        }
        return matrix;
    }
}
