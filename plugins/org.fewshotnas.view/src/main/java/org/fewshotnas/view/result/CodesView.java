package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.fewshotnas.metad2a.LearningResult;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;
import org.fewshotnas.view.map.Pca;

/** What a MetaD2A model has learned: data sets' codes on a map, each mark a draw (MetaD2A, figure 4), and how learning went. */
public final class CodesView {
    /** Data sets that can be told apart by colour and symbol. */
    private static final int MOST_NAMED = 7;

    private CodesView() {}

    /**
     * @param names of the data sets
     * @param codes of each, (draws, numbers)
     */
    public static View of(LearningResult result, List<String> names, double[][][] codes) {
        OptionalDouble correlation =
                result.predictor().epochs().get(result.predictor().kept() - 1).correlation();
        OptionalDouble within =
                result.predictor().epochs().get(result.predictor().kept() - 1).correlationWithin();
        View.Builder view = View.of(
                        correlation.isPresent()
                                ? "On data sets that were held out, predictions correlate with scores by "
                                        + Say.correlation(correlation.getAsDouble())
                                : "Learned from " + Say.count(names.size(), "data set"))
                .detail(
                        within.isPresent()
                                ? "Within a data set, once its mean is taken away, by "
                                        + Say.correlation(within.getAsDouble())
                                        + ": that is what tells its architectures apart."
                                : "No data set was held out, so nothing is known of how well it does on new ones.");
        view.add(map(names, codes));
        view.add(course("Predictor: loss", "Squared error", result.predictor()).beside());
        view.add(course("Generator: loss", "Minus log likelihood", result.generator())
                .beside());
        return view.build();
    }

    private static Chart map(List<String> names, double[][][] codes) {
        int draws = codes.length == 0 ? 0 : codes[0].length;
        int sets = draws == 0 ? 0 : Math.min(codes.length, View.MOST_POINTS / draws);
        double[][] all = new double[sets * draws][];
        int[] shown = Sample.of(codes.length, Math.max(1, sets), List.of());
        for (int i = 0; i < sets; i++) {
            System.arraycopy(codes[shown[i]], 0, all, i * draws, draws);
        }
        Pca map = Pca.of(all);
        List<Series> series = new ArrayList<>();
        List<Point> others = new ArrayList<>();
        for (int i = 0; i < sets; i++) {
            List<Point> points = new ArrayList<>();
            for (int draw = 0; draw < draws; draw++) {
                double[] place = map.places()[i * draws + draw];
                points.add(Point.of(place[0], place[1]).saying(names.get(shown[i]), "Draw " + (draw + 1)));
            }
            if (series.size() < MOST_NAMED - 1 || sets <= MOST_NAMED) {
                series.add(Series.of(names.get(shown[i]), Series.Style.POINTS, points));
            } else {
                others.addAll(points);
            }
        }
        if (!others.isEmpty()) {
            series.add(Series.of("Other data sets", Series.Style.POINTS, others).in(Series.Color.QUIET));
        }
        return Chart.of(
                "Codes of data sets: each mark is a draw of examples, like data sets are near each other",
                Axis.of(Say.direction(map, 0)),
                Axis.of(Say.direction(map, 1)),
                series);
    }

    private static Chart course(String title, String axis, LearningResult.Course course) {
        List<Point> learned = new ArrayList<>();
        List<Point> heldOut = new ArrayList<>();
        for (LearningResult.Epoch epoch : course.epochs()) {
            learned.add(Point.of(epoch.number(), epoch.loss()));
            epoch.heldOutLoss().ifPresent(loss -> heldOut.add(Point.of(epoch.number(), loss)));
        }
        List<Series> series = new ArrayList<>(List.of(Series.of("Learned data sets", Series.Style.LINE, learned)));
        if (!heldOut.isEmpty()) {
            series.add(Series.of("Held out", Series.Style.LINE, heldOut));
        }
        return Chart.of(title, Axis.of("Epoch"), Axis.of(axis), series)
                .withLines(List.of(new Chart.Line(course.kept(), true, "kept")));
    }
}
