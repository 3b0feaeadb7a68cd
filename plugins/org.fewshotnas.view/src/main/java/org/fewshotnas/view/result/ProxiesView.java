package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.CellDrawing;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.HeatMap;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** Scores that need no training: how they agree with each other, and how they are distributed. */
public final class ProxiesView {
    private static final int MOST = 1_000;

    private ProxiesView() {}

    /**
     * @param scores of each proxy by its name, a row each; NaN for none
     * @param seconds that all took
     */
    public static View of(Map<String, double[]> scores, double seconds, IntFunction<Optional<CellDrawing>> drawing) {
        int rows =
                scores.values().stream().mapToInt(values -> values.length).max().orElse(0);
        View.Builder view = View.of(Say.count(rows, "row") + " scored by "
                        + Say.count(scores.size(), "proxy", "proxies") + " without any training")
                .detail("It took " + Say.number(seconds) + " seconds of computing. Larger is better for every proxy.");
        List<String> names = List.copyOf(scores.keySet());
        double[][] correlations = new double[names.size()][names.size()];
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < names.size(); j++) {
                correlations[i][j] = correlation(scores.get(names.get(i)), scores.get(names.get(j)));
            }
        }
        if (names.size() > 1) {
            view.add(HeatMap.ofCorrelations(
                    "Rank correlation of every two proxies", names, correlations, new String[0][]));
            view.add(both(view, names.get(0), names.get(1), scores, drawing));
        }
        Map<String, double[]> all = new LinkedHashMap<>(scores);
        all.forEach((name, values) -> view.add(Chart.of(
                        name,
                        Axis.of(name),
                        Axis.fromZero("Architectures"),
                        List.of(Series.of(name, Series.Style.BINS, Bins.of(values, values))))
                .beside()));
        return view.build();
    }

    private static double correlation(double[] a, double[] b) {
        int[] both = IntStream.range(0, a.length)
                .filter(i -> Double.isFinite(a[i]) && Double.isFinite(b[i]))
                .toArray();
        return both.length < 3
                ? Double.NaN
                : RankMetrics.spearman(
                        IntStream.of(both).mapToDouble(i -> a[i]).toArray(),
                        IntStream.of(both).mapToDouble(i -> b[i]).toArray());
    }

    private static Chart both(
            View.Builder view,
            String x,
            String y,
            Map<String, double[]> scores,
            IntFunction<Optional<CellDrawing>> drawing) {
        List<Point> points = new ArrayList<>();
        for (int row : Sample.of(scores.get(x).length, MOST, List.of())) {
            Optional<CellDrawing> cell = drawing.apply(row);
            Point point = Point.of(scores.get(x)[row], scores.get(y)[row])
                    .saying(
                            cell.map(CellDrawing::text).orElse("Row " + (row + 1)),
                            x + ": " + Say.number(scores.get(x)[row]),
                            y + ": " + Say.number(scores.get(y)[row]));
            points.add(cell.isPresent() ? point.ofCell(view.cell(cell.get())) : point);
        }
        return Chart.of(
                y + " over " + x,
                Axis.of(x),
                Axis.of(y),
                List.of(Series.of("Architectures", Series.Style.POINTS, points)));
    }
}
