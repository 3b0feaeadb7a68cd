package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.UnifiedGraph;

/**
 * The cells of a unified table and their scores: a row a cell, a column a metric. A cell that the table has more than once in one search
 * space is one cell with the mean of its scores, so that no cell can be learned from and tested on at once. Immutable.
 */
public final class ScoredCells {
    private final List<Metric> metrics;
    private final List<UnifiedGraph> graphs;
    private final List<String> spaces;
    /** For every cell a score of every metric; NaN where there is none. */
    private final List<double[]> scores;

    private ScoredCells(List<Metric> metrics, Builder builder) {
        this.metrics = metrics;
        graphs = List.copyOf(builder.graphs);
        spaces = List.copyOf(builder.spaces);
        scores = builder.sums;
        for (int cell = 0; cell < scores.size(); cell++) {
            double[] row = scores.get(cell);
            for (int metric = 0; metric < row.length; metric++) {
                row[metric] /= builder.counts.get(cell)[metric];
            }
        }
    }

    /** Collects the rows of a table. */
    public static final class Builder {
        private final List<Metric> metrics;
        private final List<UnifiedGraph> graphs = new ArrayList<>();
        private final List<String> spaces = new ArrayList<>();
        private final List<double[]> sums = new ArrayList<>();
        private final List<int[]> counts = new ArrayList<>();
        private final Map<Place, Integer> places = new HashMap<>();

        private record Place(String space, UnifiedGraph graph) {}

        /** @param metrics what the scores of a row are, in their order */
        public Builder(List<Metric> metrics) {
            this.metrics = List.copyOf(metrics);
        }

        /**
         * Adds a row.
         *
         * @param space name of the search space; empty where it is not known
         * @param scores one a metric; NaN where it was not measured
         */
        public void add(UnifiedGraph graph, String space, double[] scores) {
            int cell = places.computeIfAbsent(new Place(space, graph), place -> {
                graphs.add(graph);
                spaces.add(space);
                sums.add(new double[metrics.size()]);
                counts.add(new int[metrics.size()]);
                return graphs.size() - 1;
            });
            for (int metric = 0; metric < metrics.size(); metric++) {
                if (!Double.isNaN(scores[metric])) {
                    sums.get(cell)[metric] += scores[metric];
                    counts.get(cell)[metric]++;
                }
            }
        }

        /** What was added; the builder is of no use after that. */
        public ScoredCells build() {
            return new ScoredCells(metrics, this);
        }
    }

    /**
     * One metric on one search space.
     *
     * @param metric its name is the column's, with the search space behind where the column has scores of several
     * @param column place of the metric
     * @param space name of the search space
     */
    public record ScoredTask(Metric metric, int column, String space) {
        public String name() {
            return metric.name();
        }
    }

    /** How many cells there are. */
    public int size() {
        return graphs.size();
    }

    public List<Metric> metrics() {
        return metrics;
    }

    public UnifiedGraph graph(int cell) {
        return graphs.get(cell);
    }

    public String space(int cell) {
        return spaces.get(cell);
    }

    /** A cell's score, NaN where it was not measured. */
    public double score(int cell, int metric) {
        return scores.get(cell)[metric];
    }

    /** The names of the search spaces, in the order of their first cells. */
    public Set<String> spaces() {
        return new LinkedHashSet<>(spaces);
    }

    /** Every metric on every search space that has a score of it. */
    public List<ScoredTask> tasks() {
        List<ScoredTask> tasks = new ArrayList<>();
        for (int metric = 0; metric < metrics.size(); metric++) {
            int column = metric;
            Set<String> measured = new LinkedHashSet<>();
            IntStream.range(0, size())
                    .filter(cell -> !Double.isNaN(score(cell, column)))
                    .forEach(cell -> measured.add(space(cell)));
            for (String space : measured) {
                Metric named = measured.size() == 1
                        ? metrics.get(metric)
                        : metrics.get(metric).withName(metrics.get(metric).name() + " (" + space + ")");
                tasks.add(new ScoredTask(named, column, space));
            }
        }
        return tasks;
    }

    /** The cells that have a score of a task. */
    int[] measured(ScoredTask task) {
        return IntStream.range(0, size())
                .filter(cell -> space(cell).equals(task.space()) && !Double.isNaN(score(cell, task.column())))
                .toArray();
    }

    /**
     * The scores that a task has on some of its cells.
     *
     * @param chosen which cells may be among them
     */
    public Task task(ScoredTask task, IntPredicate chosen) {
        int[] cells = Arrays.stream(measured(task)).filter(chosen).toArray();
        return new Task(
                task.metric(),
                IntStream.of(cells).mapToObj(graphs::get).toList(),
                IntStream.of(cells)
                        .mapToDouble(cell -> score(cell, task.column()))
                        .toArray());
    }

    /** Draws cells of each of these search spaces at random. */
    BitSet draw(Set<String> from, TrainSize size, long seed) {
        BitSet drawn = new BitSet();
        for (String space : from) {
            drawn.or(draw(space, cell -> true, size, seed));
        }
        return drawn;
    }

    /** Draws at random among the cells that have a score of a task. */
    BitSet draw(ScoredTask task, TrainSize size, long seed) {
        return draw(task.space(), cell -> !Double.isNaN(score(cell, task.column())), size, seed);
    }

    private BitSet draw(String space, IntPredicate among, TrainSize size, long seed) {
        int[] own = IntStream.range(0, size())
                .filter(cell -> space(cell).equals(space) && among.test(cell))
                .toArray();
        int[] order = Seeds.order(own.length, Seeds.derive(seed, "cells to learn from", space));
        BitSet drawn = new BitSet();
        for (int i = 0; i < size.of(own.length); i++) {
            drawn.set(own[order[i]]);
        }
        return drawn;
    }
}
