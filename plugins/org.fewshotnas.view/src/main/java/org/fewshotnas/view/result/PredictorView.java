package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Facts;
import org.fewshotnas.view.HeatMap;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** A predictor: how it learned, what tasks it has learned, and how alike they are. */
public final class PredictorView {
    private static final int MOST_TASKS = 40;

    private PredictorView() {}

    /**
     * @param losses over steps, by network; empty for a predictor that has not just learned
     * @param alike of the tasks, (tasks, tasks) correlations of their scores; empty where not known
     */
    public static View of(PredictorSpec spec, Map<String, List<double[]>> losses, double[][] alike) {
        View.Builder view = View.of("Learned from " + Say.count(spec.tasks().size(), "task") + " by the learner "
                        + spec.learner().label())
                .detail("A network of " + spec.shape().layers() + " graph convolutions of width "
                        + spec.shape().width()
                        + spec.targetMetric()
                                .map(target -> ", fine-tuned to predict " + target.what() + " on "
                                        + Say.count(spec.shots(), "score") + ".")
                                .orElse(". It has seen no score of a new task: it ranks, without a unit."));
        if (!losses.isEmpty()) {
            List<Series> series = new ArrayList<>();
            losses.forEach((name, points) -> series.add(Series.of(
                    name,
                    Series.Style.LINE,
                    points.stream().map(point -> Point.of(point[0], point[1])).toList())));
            view.add(Chart.of("Loss while learning", Axis.of("Step"), Axis.fromZero("Loss, a running mean"), series));
        }
        List<Metric> tasks = new ArrayList<>(spec.tasks());
        if (alike.length > 1) {
            int n = Math.min(MOST_TASKS, alike.length);
            double[][] distances = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    distances[i][j] = 1 - alike[i][j];
                }
            }
            List<Integer> order = Clustering.of(distances).leaves();
            double[][] values = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    values[i][j] = alike[order.get(i)][order.get(j)];
                }
            }
            tasks = order.stream().map(spec.tasks()::get).collect(Collectors.toCollection(ArrayList::new));
            tasks.addAll(spec.tasks().subList(n, spec.tasks().size()));
            view.add(HeatMap.ofCorrelations(
                    "How alike the tasks are: correlation of what the predictor says of them",
                    order.stream().map(i -> spec.tasks().get(i).name()).toList(),
                    values,
                    new String[0][]));
        }
        view.add(new Facts(
                "Tasks learned",
                List.of("Task", "What it is", "Better is"),
                tasks.stream()
                        .map(task -> List.of(task.name(), task.what(), Say.betterIs(task)))
                        .toList(),
                "It has learned from no task."));
        return view.build();
    }
}
