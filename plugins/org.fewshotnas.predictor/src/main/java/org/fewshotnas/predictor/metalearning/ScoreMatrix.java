package org.fewshotnas.predictor.metalearning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.structure.Structure;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;

/**
 * All scores of all tasks in one matrix: a row an architecture, a column a measured task, then a column each of the numbers of the
 * {@link Structure}, standardised. Behind the architectures of the tasks come cells of search spaces, which have no score but a structure.
 */
final class ScoreMatrix {
    /** Cells drawn of each search space, for their structure. */
    private static final int CELLS_PER_SPACE = 1000;

    private final List<UnifiedGraph> graphs = new ArrayList<>();
    /** For every architecture a score of every task, then its structure; NaN where there is no score. */
    private final List<float[]> scores = new ArrayList<>();
    /** For every task the architectures that have a score. */
    private final int[][] rows;

    private final int columns;
    private final int firstCell;

    /**
     * @param references names of the search spaces that cells without scores are drawn from, each as often as the others
     * @param seed of these cells
     */
    ScoreMatrix(List<StandardizedTask> tasks, List<String> references, long seed) {
        rows = new int[tasks.size()][];
        columns = tasks.size() + Structure.COUNT;
        Map<UnifiedGraph, Integer> known = new HashMap<>();
        for (int t = 0; t < rows.length; t++) {
            StandardizedTask task = tasks.get(t);
            rows[t] = new int[task.size()];
            for (int i = 0; i < task.size(); i++) {
                int row = known.computeIfAbsent(task.graph(i), this::addRow);
                scores.get(row)[t] = (float) task.score(i);
                rows[t][i] = row;
            }
        }
        firstCell = graphs.size();
        SplittableRandom random = new SplittableRandom(seed);
        for (String reference : references) {
            SearchSpace space = SearchSpaces.ofName(reference);
            for (int i = 0; i < CELLS_PER_SPACE; i++) {
                addRow(UnifiedGraph.of(space.sample(random)));
            }
        }
        standardizeStructure();
    }

    private int addRow(UnifiedGraph graph) {
        graphs.add(graph);
        float[] values = new float[columns];
        Arrays.fill(values, 0, rows.length, Float.NaN);
        double[] structure = Structure.of(graph);
        for (int i = 0; i < structure.length; i++) {
            values[rows.length + i] = (float) structure[i];
        }
        scores.add(values);
        return graphs.size() - 1;
    }

    /** To mean 0 and standard deviation 1 over all architectures. */
    private void standardizeStructure() {
        for (int c = rows.length; c < columns; c++) {
            int column = c;
            double[] values = scores.stream().mapToDouble(row -> row[column]).toArray();
            double[] standardized = StandardizedTask.standardize(values).orElse(new double[values.length]);
            for (int i = 0; i < values.length; i++) {
                scores.get(i)[c] = (float) standardized[i];
            }
        }
    }

    /** Of measured tasks and the structure. */
    int columns() {
        return columns;
    }

    /** Measured ones. */
    int tasks() {
        return rows.length;
    }

    /** NaN where there is no score. */
    float score(int row, int column) {
        return scores.get(row)[column];
    }

    List<UnifiedGraph> graphs(int[] some) {
        return Arrays.stream(some).mapToObj(graphs::get).toList();
    }

    /** Draws architectures of tasks: every task equally often, whatever it has of scores, and every architecture of a task. */
    int[] draw(int count, SplittableRandom random) {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int[] task = rows[random.nextInt(rows.length)];
            drawn[i] = task[random.nextInt(task.length)];
        }
        return drawn;
    }

    /** Draws one of the cells that have no scores. */
    int drawCell(SplittableRandom random) {
        return random.nextInt(firstCell, graphs.size());
    }
}
