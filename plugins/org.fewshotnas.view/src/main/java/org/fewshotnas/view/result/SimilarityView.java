package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.HeatMap;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** How alike tasks are: a heat map in the order of a clustering, the tree of that, and the new task beside the known ones. */
public final class SimilarityView {
    private SimilarityView() {}

    /**
     * @param tasks the known tasks
     * @param matrix their correlations with each other
     * @param newTask the name of the new one; empty without
     * @param ofNew its correlations with the known ones; empty without
     */
    public static View of(List<String> tasks, Estimate[][] matrix, String newTask, Estimate[] ofNew) {
        int n = tasks.size();
        View.Builder view = View.of(headline(tasks, matrix, newTask, ofNew))
                .detail(
                        "Rank correlations of tasks over the architectures that both have: 1 is the same order, 0 no relation,"
                                + " −1 the reverse. Like tasks stand together.");
        if (ofNew.length > 0) {
            view.add(newTask(tasks, newTask, ofNew));
        }
        if (n == 0) {
            return view.build();
        }
        double[][] distances = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                distances[i][j] = 1 - matrix[i][j].value();
            }
        }
        Clustering.Node tree = Clustering.of(distances);
        List<Integer> order = tree.leaves();
        double[][] values = new double[n][n];
        String[][] texts = new String[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                Estimate estimate = matrix[order.get(i)][order.get(j)];
                values[i][j] = estimate.value();
                texts[i][j] = (Double.isFinite(estimate.lower()) && i != j
                                ? "95 % interval " + Say.correlation(estimate.lower()) + " to "
                                        + Say.correlation(estimate.upper()) + "; "
                                : "")
                        + Say.count(estimate.n(), "shared architecture");
            }
        }
        List<String> names = order.stream().map(tasks::get).toList();
        view.add(HeatMap.ofCorrelations("Correlation of every two tasks", names, values, texts));
        if (n > 2) {
            view.add(dendrogram(tree, names));
        }
        return view.build();
    }

    private static String headline(List<String> tasks, Estimate[][] matrix, String newTask, Estimate[] ofNew) {
        int nearest = best(ofNew);
        if (nearest >= 0) {
            return newTask + " is most like " + tasks.get(nearest) + ": correlation "
                    + Say.correlation(ofNew[nearest].value());
        }
        int bestI = -1;
        int bestJ = -1;
        for (int i = 0; i < matrix.length; i++) {
            for (int j = i + 1; j < matrix.length; j++) {
                if (!Double.isNaN(matrix[i][j].value())
                        && (bestI < 0 || matrix[i][j].value() > matrix[bestI][bestJ].value())) {
                    bestI = i;
                    bestJ = j;
                }
            }
        }
        return bestI < 0
                ? "No two tasks share enough architectures to be compared"
                : "Most alike: " + tasks.get(bestI) + " and " + tasks.get(bestJ) + ", correlation "
                        + Say.correlation(matrix[bestI][bestJ].value());
    }

    private static int best(Estimate[] estimates) {
        return IntStream.range(0, estimates.length)
                .filter(i -> !Double.isNaN(estimates[i].value()))
                .boxed()
                .max(Comparator.comparingDouble(i -> estimates[i].value()))
                .orElse(-1);
    }

    private static Chart newTask(List<String> tasks, String newTask, Estimate[] ofNew) {
        List<Integer> order = IntStream.range(0, ofNew.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> Double.isNaN(ofNew[i].value()) ? Double.POSITIVE_INFINITY : -ofNew[i].value()))
                .toList();
        List<Point> points = new ArrayList<>();
        for (int place = 0; place < order.size(); place++) {
            Estimate estimate = ofNew[order.get(place)];
            points.add(Point.of(estimate.value(), place)
                    .within(estimate.lower(), estimate.upper())
                    .saying(
                            tasks.get(order.get(place)),
                            "Correlation with " + newTask + ": " + Say.correlation(estimate.value()),
                            "95 % interval " + Say.correlation(estimate.lower()) + " to "
                                    + Say.correlation(estimate.upper()),
                            Say.count(estimate.n(), "shared architecture")));
        }
        return Chart.of(
                newTask + " beside the known tasks, with 95 % intervals",
                Axis.of("Rank correlation"),
                Axis.downward("", order.stream().map(tasks::get).toList()),
                List.of(Series.of(newTask, Series.Style.POINTS, points)));
    }

    /** Lines that join where tasks are put together, at the distance of that: drawn as one line with gaps. */
    private static Chart dendrogram(Clustering.Node tree, List<String> names) {
        List<Point> line = new ArrayList<>();
        draw(tree, new double[1], line);
        return Chart.of(
                "Which tasks belong together (average linkage)",
                Axis.fromZero("Distance: 1 less the correlation"),
                Axis.downward("", names),
                List.of(Series.of("Tasks", Series.Style.LINE, line).in(Series.Color.BLUE)));
    }

    private static double draw(Clustering.Node node, double[] nextLeaf, List<Point> line) {
        if (node.isLeaf()) {
            return nextLeaf[0]++;
        }
        double left = draw(node.left(), nextLeaf, line);
        double right = draw(node.right(), nextLeaf, line);
        line.add(Point.of(node.left().distance(), left));
        line.add(Point.of(node.distance(), left));
        line.add(Point.of(node.distance(), right));
        line.add(Point.of(node.right().distance(), right));
        line.add(Point.of(node.right().distance(), Double.NaN));
        return (left + right) / 2;
    }
}
