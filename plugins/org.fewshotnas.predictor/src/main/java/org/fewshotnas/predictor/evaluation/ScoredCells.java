package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;

/**
 * The cells of a unified table and their scores: a row a cell, a column a metric. A cell that the table has more than once in one search
 * space is one cell with the mean of its scores, so that no cell can be learned from and tested on at once. Cells that are drawn differently
 * but compute the same are several, which {@link #withIsomorphsTogether} keeps on one side of every draw. Immutable.
 */
public final class ScoredCells {
    private final List<Metric> metrics;
    private final List<UnifiedGraph> graphs;
    private final List<String> spaces;
    /** For every cell a score of every metric; NaN where there is none. */
    private final List<double[]> scores;
    /** For every cell the first one that it is drawn together with. */
    private final int[] leaders;

    private ScoredCells(ScoredCells cells, int[] leaders) {
        metrics = cells.metrics;
        graphs = cells.graphs;
        spaces = cells.spaces;
        scores = cells.scores;
        this.leaders = leaders;
    }

    private ScoredCells(List<Metric> metrics, Builder builder) {
        this.metrics = metrics;
        leaders = IntStream.range(0, builder.graphs.size()).toArray();
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

    /** A sentence for every metric that no cell has a score of. */
    List<String> withoutScores() {
        return IntStream.range(0, metrics.size())
                .filter(metric -> IntStream.range(0, size()).allMatch(cell -> Double.isNaN(score(cell, metric))))
                .mapToObj(metric ->
                        "The task column \"" + metrics.get(metric).name() + "\" has no value and is left out.")
                .toList();
    }

    /**
     * The same cells, of which a draw takes those of one search space that compute the same all or none
     * ({@link org.fewshotnas.space.cell.SearchSpace#canonicalForm}). A cell of a search space that is not known is taken alone.
     *
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public ScoredCells withIsomorphsTogether(Progress progress) {
        Map<String, SearchSpace> known =
                SearchSpaces.all().stream().collect(Collectors.toMap(SearchSpace::name, space -> space));
        Map<String, Integer> firsts = new HashMap<>();
        int[] together = new int[size()];
        for (int cell = 0; cell < together.length; cell++) {
            if ((cell & 0xff) == 0) {
                progress.checkCanceled();
                progress.report((double) cell / together.length, "Looking for isomorphic architectures");
            }
            int own = cell;
            together[cell] = Optional.ofNullable(known.get(space(cell)))
                    .map(space ->
                            space(own) + " " + space.canonicalForm(graph(own).cell()))
                    .map(form -> firsts.merge(form, own, (first, later) -> first))
                    .orElse(cell);
        }
        return new ScoredCells(this, together);
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
        // Every cell behind the first of those that it is drawn with; without isomorphs together, all are first.
        Map<Integer, List<Integer>> groups = new HashMap<>();
        for (int cell : own) {
            groups.computeIfAbsent(leaders[cell], any -> new ArrayList<>(1)).add(cell);
        }
        BitSet drawn = new BitSet();
        int wanted = size.of(own.length);
        for (int i = 0; i < order.length && wanted > 0; i++) {
            List<Integer> group = groups.get(leaders[own[order[i]]]);
            if (group.get(0) == own[order[i]]) {
                group.forEach(drawn::set);
                wanted -= group.size();
            }
        }
        return drawn;
    }
}
