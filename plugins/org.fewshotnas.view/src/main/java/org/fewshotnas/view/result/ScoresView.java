package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.CellDrawing;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Gallery;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** Predicted scores: against measured ones, or by themselves. */
public final class ScoresView {
    private static final int MOST_SPACES = 6;
    private static final int BEST = 8;
    private static final int MOST = 1_000;
    private static final int BARS = 60;

    private final Scores scores;
    private final Metric predicted;
    private final View.Builder view;

    private ScoresView(String headline, Scores scores, Metric predicted) {
        this.scores = scores;
        this.predicted = predicted;
        view = View.of(headline);
    }

    /**
     * Predictions held against measurements.
     *
     * @param spearman the rank correlation with its interval
     * @param overlap the share of the k best-predicted that are among the k best
     * @param regret by how much the best of them is worse than the best of all
     */
    public static View compared(
            Scores scores,
            Metric predicted,
            Metric measured,
            int k,
            Estimate spearman,
            Estimate overlap,
            Estimate regret) {
        String interval = Double.isFinite(spearman.lower())
                ? " (95 % interval " + Say.correlation(spearman.lower()) + " to " + Say.correlation(spearman.upper())
                        + ")"
                : "";
        ScoresView made = new ScoresView(
                "Rank correlation " + Say.correlation(spearman.value()) + interval + " over "
                        + Say.count(spearman.n(), "architecture"),
                scores,
                predicted);
        made.view.detail("Of the " + k + " best-predicted, " + Say.percent(overlap.value()) + " are among the " + k
                + " best; the best of them is " + Say.withUnit(regret.value(), measured)
                + " worse than the best of all. "
                + measured.name() + ": " + Say.better(measured) + ".");
        made.comparison(measured, k);
        made.residuals(measured);
        return made.view.build();
    }

    /** Predictions by themselves; beside measured scores, where some are known. */
    public static View predicted(Scores scores, Metric predicted, boolean hasUnit, Optional<Metric> measured) {
        int[] best = Sample.best(
                Sample.oriented(scores.predicted(), predicted.direction().sign()), BARS);
        String value = best.length == 0 ? "–" : Say.withUnit(scores.predicted()[best[0]], predicted);
        ScoresView made = new ScoresView(
                best.length == 0
                        ? "There was no architecture to predict"
                        : hasUnit
                                ? "Best predicted score " + value + " of " + Say.count(scores.size(), "architecture")
                                : Say.count(scores.size(), "architecture") + " ranked; the numbers have no unit",
                scores,
                predicted);
        made.view.detail(predicted.name() + " – " + Say.better(predicted) + ".");
        made.ranking(best);
        made.distribution();
        measured.ifPresent(metric -> made.comparison(metric, BEST));
        made.gallery(best);
        return made.view.build();
    }

    private Point point(int row, double x, double y, String... more) {
        Optional<CellDrawing> drawing = scores.drawing().apply(row);
        List<String> lines =
                new ArrayList<>(List.of(drawing.map(CellDrawing::text).orElse("Row " + (row + 1))));
        lines.addAll(List.of(more));
        Point point = Point.of(x, y).saying(lines.toArray(String[]::new));
        return drawing.isPresent() ? point.ofCell(view.cell(drawing.get())) : point;
    }

    private String prediction(int row) {
        String interval = Double.isFinite(scores.low()[row])
                ? " (" + Say.number(scores.low()[row]) + " to " + Say.number(scores.high()[row]) + ")"
                : "";
        return "Predicted: " + Say.withUnit(scores.predicted()[row], predicted) + interval;
    }

    /** Measured over predicted, a series a space, with the k best-predicted in a series of their own. */
    private void comparison(Metric measured, int k) {
        int[] both = IntStream.range(0, scores.size())
                .filter(i -> Double.isFinite(scores.predicted()[i]) && Double.isFinite(scores.measured()[i]))
                .toArray();
        double[] byPrediction = new double[both.length];
        double[] byMeasure = new double[both.length];
        for (int i = 0; i < both.length; i++) {
            byPrediction[i] = predicted.direction().sign() * scores.predicted()[both[i]];
            byMeasure[i] = measured.direction().sign() * scores.measured()[both[i]];
        }
        Collection<Integer> top =
                Arrays.stream(Sample.best(byPrediction, k)).boxed().collect(Collectors.toCollection(TreeSet::new));
        int[] best = Sample.best(byMeasure, 1);
        Collection<Integer> needed = new TreeSet<>(top);
        Arrays.stream(best).forEach(needed::add);
        int[] sample = Sample.of(both.length, MOST, needed);
        Map<String, List<Point>> spaces = new LinkedHashMap<>();
        List<Point> chosen = new ArrayList<>();
        double bestChosen = Double.NaN;
        for (int place : sample) {
            int row = both[place];
            Point point = point(
                            row,
                            scores.predicted()[row],
                            scores.measured()[row],
                            "Measured: " + Say.withUnit(scores.measured()[row], measured),
                            prediction(row))
                    .strong(best.length > 0 && best[0] == place);
            if (top.contains(place)) {
                chosen.add(point);
                double better = measured.direction().sign() * scores.measured()[row];
                bestChosen = Double.isNaN(bestChosen) ? better : Math.max(bestChosen, better);
            } else {
                spaces.computeIfAbsent(space(row, spaces), name -> new ArrayList<>())
                        .add(point);
            }
        }
        List<Series> series = new ArrayList<>();
        spaces.forEach((name, points) -> series.add(Series.of(name, Series.Style.POINTS, points)));
        series.add(Series.of("The " + k + " best-predicted", Series.Style.POINTS, chosen)
                .in(Series.Color.VERMILION));
        List<Chart.Line> lines = new ArrayList<>();
        if (best.length > 0) {
            lines.add(new Chart.Line(scores.measured()[both[best[0]]], false, "the best of all"));
            double value = measured.direction().sign() * bestChosen;
            if (value != scores.measured()[both[best[0]]]) {
                lines.add(new Chart.Line(value, false, "the best of the " + k + " best-predicted"));
            }
        }
        view.add(Chart.of(
                        "Measured over predicted scores",
                        Axis.of(Say.axis("Predicted score", predicted)),
                        Axis.of(Say.axis("Measured score", measured)),
                        series)
                .withLines(lines));
        if (sample.length < both.length) {
            view.note(Sample.note(sample.length, both.length));
        }
    }

    private String space(int row, Map<String, ?> known) {
        String name = scores.space().apply(row);
        return known.containsKey(name) || known.size() < MOST_SPACES
                ? name
                : known.keySet().iterator().next();
    }

    /** Errors of the predictions where both are of one unit, else errors of the ranks; a histogram a space. */
    private void residuals(Metric measured) {
        boolean unit = predicted.unit().equals(measured.unit()) && predicted.measuresTheSame(measured)
                || predicted.isPredictionOf(measured);
        double[] errors = unit ? differences(scores.predicted(), scores.measured()) : rankErrors(measured);
        Map<String, List<Double>> bySpace = new LinkedHashMap<>();
        for (int i = 0; i < errors.length; i++) {
            if (Double.isFinite(errors[i])) {
                bySpace.computeIfAbsent(space(i, bySpace), name -> new ArrayList<>())
                        .add(errors[i]);
            }
        }
        List<Series> series = new ArrayList<>();
        bySpace.forEach((name, values) -> series.add(Series.of(
                name,
                Series.Style.BINS,
                Bins.of(values.stream().mapToDouble(Double::doubleValue).toArray(), errors))));
        view.add(Chart.of(
                unit ? "Errors of the predictions" : "Errors of the predicted ranks",
                Axis.of(
                        unit
                                ? Say.axis("Predicted less measured", measured)
                                : "Predicted less measured rank [% of the rows]"),
                Axis.fromZero("Architectures"),
                series));
    }

    private static double[] differences(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    }

    private double[] rankErrors(Metric measured) {
        int[] both = IntStream.range(0, scores.size())
                .filter(i -> Double.isFinite(scores.predicted()[i]) && Double.isFinite(scores.measured()[i]))
                .toArray();
        double[] a = new double[both.length];
        double[] b = new double[both.length];
        for (int i = 0; i < both.length; i++) {
            a[i] = -predicted.direction().sign() * scores.predicted()[both[i]];
            b[i] = -measured.direction().sign() * scores.measured()[both[i]];
        }
        double[] ranksA = org.fewshotnas.predictor.rank.RankMetrics.meanRanks(a);
        double[] ranksB = org.fewshotnas.predictor.rank.RankMetrics.meanRanks(b);
        double[] errors = new double[scores.size()];
        Arrays.fill(errors, Double.NaN);
        for (int i = 0; i < both.length; i++) {
            errors[both[i]] = 100 * (ranksA[i] - ranksB[i]) / both.length;
        }
        return errors;
    }

    private void ranking(int[] best) {
        if (best.length == 0) {
            return;
        }
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            int row = best[i];
            points.add(point(row, i + 1, scores.predicted()[row], "Rank " + (i + 1), prediction(row))
                    .within(scores.low()[row], scores.high()[row])
                    .strong(i == 0));
        }
        boolean intervals = Double.isFinite(scores.low()[best[0]]);
        view.add(Chart.of(
                "The " + best.length + " best-predicted" + (intervals ? ", with their intervals" : ""),
                Axis.of("Rank"),
                Axis.of(Say.axis("Predicted score", predicted)),
                List.of(Series.of("Predicted", Series.Style.POINTS, points))));
    }

    private void distribution() {
        Map<String, List<Double>> bySpace = new LinkedHashMap<>();
        for (int i = 0; i < scores.size(); i++) {
            bySpace.computeIfAbsent(space(i, bySpace), name -> new ArrayList<>())
                    .add(scores.predicted()[i]);
        }
        List<Series> series = new ArrayList<>();
        bySpace.forEach((name, values) -> series.add(Series.of(
                name,
                Series.Style.BINS,
                Bins.of(values.stream().mapToDouble(Double::doubleValue).toArray(), scores.predicted()))));
        view.add(Chart.of(
                "All predictions",
                Axis.of(Say.axis("Predicted score", predicted)),
                Axis.fromZero("Architectures"),
                series));
    }

    private void gallery(int[] best) {
        List<Gallery.Item> items = new ArrayList<>();
        for (int i = 0; i < Math.min(BEST, best.length); i++) {
            int row = best[i];
            Optional<CellDrawing> drawing = scores.drawing().apply(row);
            if (drawing.isPresent()) {
                items.add(new Gallery.Item(
                        "Rank " + (i + 1), view.cell(drawing.get()), List.of(prediction(row)), "", List.of()));
            }
        }
        if (!items.isEmpty()) {
            view.add(new Gallery("The best-predicted cells", items, true));
        }
    }
}
