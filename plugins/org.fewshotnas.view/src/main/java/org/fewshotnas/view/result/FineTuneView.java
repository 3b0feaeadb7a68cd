package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Adaptation;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.finetuning.FineTuneResult;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.CellDrawing;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Facts;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** How a predictor took to a new task: how sure cross-validation is of it, what it makes of the scores, and which known tasks it ranks like. */
public final class FineTuneView {
    private static final int MOST = 500;
    private static final double SHARE = 0.9;
    private static final int MOST_TASKS = 30;

    private FineTuneView() {}

    /**
     * @param scores that were learned from
     * @param predictions of these architectures by the fine-tuned predictor
     * @param drawings of these architectures
     * @param alike rank correlation of the fine-tuned predictor with each known task's predictions on architectures of the search space; empty
     *     where the learner keeps no known task
     */
    public static View of(
            FineTuneResult result,
            Metric target,
            double[] scores,
            Optional<Predictions> predictions,
            List<CellDrawing> drawings,
            Map<String, Double> alike) {
        Adaptation adaptation = result.adaptation();
        OptionalDouble spearman = adaptation.spearman();
        View.Builder view = View.of(
                        scores.length == 0
                                ? "No score to learn from: the predictor ranks, and has no unit"
                                : "Learned from " + Say.count(scores.length, "score")
                                        + (spearman.isPresent()
                                                ? "; scores that it had not seen were ranked with a correlation of "
                                                        + Say.correlation(spearman.getAsDouble())
                                                        + (adaptation
                                                                        .standardError()
                                                                        .isPresent()
                                                                ? " ± "
                                                                        + Say.correlation(adaptation
                                                                                .standardError()
                                                                                .getAsDouble())
                                                                : "")
                                                : "; too few to say how well"))
                .detail(target.name() + " – " + Say.better(target)
                        + ". The correlation is of predictions by predictors that had not seen the score (cross-validation); the first picture shows"
                        + " the scores that were learned from, which flatters.");
        predictions.ifPresent(made -> fit(view, target, scores, made, drawings));
        if (!result.spearmanBySteps().isEmpty()
                && result.predictor().spec().learner().takesSteps()) {
            view.add(Chart.of(
                            "Cross-validation for every number of steps that was tried",
                            Axis.of("Steps"),
                            Axis.of("Spearman correlation"),
                            List.of(Series.of(
                                    "Correlation",
                                    Series.Style.LINE,
                                    result.spearmanBySteps().entrySet().stream()
                                            .map(entry -> Point.of(entry.getKey(), entry.getValue())
                                                    .strong(entry.getKey() == adaptation.steps()))
                                            .toList())))
                    .withLines(List.of(new Chart.Line(adaptation.steps(), true, "taken"))));
        }
        if (!alike.isEmpty()) {
            view.add(tasks(alike));
        }
        view.add(Facts.of(
                "In numbers",
                List.of(
                        List.of("Learner", result.predictor().spec().learner().label()),
                        List.of("Scores", String.valueOf(scores.length)),
                        List.of(
                                "Steps taken",
                                result.predictor().spec().learner().takesSteps()
                                        ? String.valueOf(adaptation.steps())
                                        : "none: fitted in closed form"),
                        List.of("Cross-validated Spearman", Say.correlation(spearman.orElse(Double.NaN))),
                        List.of(
                                "Its standard error",
                                Say.correlation(adaptation.standardError().orElse(Double.NaN))))));
        return view.build();
    }

    /** The drawing of a graph, by its operations. */
    public static CellDrawing drawing(UnifiedGraph graph) {
        Cell cell = graph.cell();
        String text = cell.operations().stream().map(Operation::label).collect(Collectors.joining(" "));
        String wiring = CellDrawing.of("", "", cell).edges().stream()
                .map(edge -> edge[0] + "-" + edge[1])
                .collect(Collectors.joining(" "));
        return CellDrawing.of("Unified graph", text + "; edges " + wiring, cell);
    }

    private static void fit(
            View.Builder view, Metric target, double[] scores, Predictions predictions, List<CellDrawing> drawings) {
        double[] predicted = predictions.scores();
        double[] low = predictions.lower(SHARE);
        double[] high = predictions.upper(SHARE);
        List<Point> points = new ArrayList<>();
        for (int i : Sample.of(scores.length, MOST, List.of())) {
            points.add(Point.of(scores[i], predicted[i])
                    .within(low[i], high[i])
                    .ofCell(view.cell(drawings.get(i)))
                    .saying(
                            "Score " + (i + 1),
                            "Measured: " + Say.withUnit(scores[i], target),
                            "Fitted: " + Say.withUnit(predicted[i], target) + Say.interval(low[i], high[i])));
        }
        view.add(Chart.of(
                "Scores that were learned from, as the predictor now says them, with 90 % intervals",
                Axis.of(Say.axis("Score", target)),
                Axis.of(Say.axis("Predicted score", target)),
                List.of(Series.of("Architectures", Series.Style.POINTS, points))));
    }

    private static Chart tasks(Map<String, Double> alike) {
        List<String> names = alike.keySet().stream()
                .sorted(Comparator.comparingDouble(name -> -alike.get(name)))
                .limit(MOST_TASKS)
                .toList();
        return Chart.of(
                "Which known tasks it now ranks architectures like",
                Axis.fromZero("Rank correlation with the predictions for the known task"),
                Axis.downward("", names),
                List.of(Series.of(
                                "Correlation",
                                Series.Style.BARS,
                                IntStream.range(0, names.size())
                                        .mapToObj(i -> Point.of(alike.get(names.get(i)), i))
                                        .toList())
                        .in(Series.Color.GREEN)));
    }
}
