package org.fewshotnas.benchmark.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.fewshotnas.space.cell.Encoding;
import org.fewshotnas.space.metric.Metric;

/**
 * Architectures of one search space with their scores: one row an architecture, one column a metric. Immutable; every architecture is
 * written as its search space prints it, and stands in one row only; or in one row a seed where single trainings were asked for, or one row
 * a result where a benchmark has small data sets by the thousand, each with a few architectures, and rows name theirs.
 *
 * <pre>{@code
 * ArchitectureTable table = BenchmarkFiles.open(path).read(ReadOptions.defaults(), Progress.NONE);
 * double first = table.score(0, 0); // NaN where it was not measured
 * }</pre>
 */
public final class ArchitectureTable {
    private final Encoding space;
    private final List<String> architectures;
    /** One a row, or empty. */
    private final List<String> seeds;
    /** One a row, or empty. */
    private final List<String> dataSets;

    private final List<Metric> metrics;
    private final double[][] scores;
    private final List<String> notes;

    /** Takes the arrays as they are: whoever calls must not keep them. */
    ArchitectureTable(
            Encoding space,
            List<String> architectures,
            List<String> seeds,
            List<String> dataSets,
            List<Metric> metrics,
            double[][] scores,
            List<String> notes) {
        this.space = space;
        this.architectures = List.copyOf(architectures);
        this.seeds = List.copyOf(seeds);
        this.dataSets = List.copyOf(dataSets);
        this.metrics = List.copyOf(metrics);
        this.scores = scores;
        this.notes = List.copyOf(notes);
    }

    /**
     * A table of these columns.
     *
     * @param space that the architectures are of
     * @param architectures native encodings, each once
     * @param metrics of the score columns
     * @param scores (metrics, architectures); NaN for not measured
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public static ArchitectureTable of(
            Encoding space, List<String> architectures, List<Metric> metrics, double[][] scores) {
        Objects.requireNonNull(space, "space");
        if (scores.length != metrics.size()) {
            throw new IllegalArgumentException(scores.length + " score columns for " + metrics.size() + " metrics");
        }
        double[][] copy = new double[scores.length][];
        for (int i = 0; i < copy.length; i++) {
            if (scores[i].length != architectures.size()) {
                throw new IllegalArgumentException(scores[i].length + " scores of "
                        + metrics.get(i).name() + " for " + architectures.size() + " architectures");
            }
            copy[i] = scores[i].clone();
        }
        return new ArchitectureTable(space, architectures, List.of(), List.of(), metrics, copy, List.of());
    }

    public Encoding space() {
        return space;
    }

    public int rowCount() {
        return architectures.size();
    }

    /** The native encoding of a row's architecture. */
    public String architecture(int row) {
        return architectures.get(row);
    }

    /** All native encodings, in row order. */
    public List<String> architectures() {
        return architectures;
    }

    /** Whether each row is one training, so that an architecture can have several. */
    public boolean isBySeed() {
        return !seeds.isEmpty();
    }

    /** The seed of a row's training; empty where the architecture was not trained, or the table is not by seed. */
    public String seed(int row) {
        return seeds.isEmpty() ? "" : seeds.get(row);
    }

    /** Whether each row names the data set that its scores are of, so that an architecture can have several. */
    public boolean isByDataSet() {
        return !dataSets.isEmpty();
    }

    /** The data set of a row's scores; empty where the table is not by data set: then the metrics tell it. */
    public String dataSet(int row) {
        return dataSets.isEmpty() ? "" : dataSets.get(row);
    }

    public List<Metric> metrics() {
        return metrics;
    }

    /** The score of a row, NaN where it was not measured; never infinite when it was read from a file. */
    public double score(int row, int metric) {
        return scores[metric][row];
    }

    /** A copy of one metric's scores, in row order. */
    public double[] scores(int metric) {
        return scores[metric].clone();
    }

    /** The same rows with other columns, whose scores are taken as they are. */
    ArchitectureTable with(List<Metric> newMetrics, double[][] newScores) {
        return new ArchitectureTable(space, architectures, seeds, dataSets, newMetrics, newScores, notes);
    }

    /** The same table, read from this file. */
    public ArchitectureTable withSource(String file, String sha256) {
        List<Metric> sourced =
                metrics.stream().map(metric -> metric.withSource(file, sha256)).toList();
        return new ArchitectureTable(space, architectures, seeds, dataSets, sourced, scores, notes);
    }

    /** The same table with more to say. */
    public ArchitectureTable withNotes(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new ArchitectureTable(space, architectures, seeds, dataSets, metrics, scores, all);
    }

    /** What the user should know about how the table was read, such as repeated rows that were left out: whole sentences. */
    public List<String> notes() {
        return notes;
    }
}
