package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.Confusion;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Facts;
import org.fewshotnas.view.HeatMap;
import org.fewshotnas.view.Pictures;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** What a network says of examples, beside what they are: which class is taken for which, how far numbers are off, and what goes wrong. */
public final class PredictionsView {
    private static final int MOST = 1_000;
    private static final int MOST_CLASSES = 60;

    private PredictionsView() {}

    /**
     * Of classes.
     *
     * @param rows that were predicted
     * @param wrong pictures of examples that were taken for something else
     */
    public static View ofClasses(long rows, Confusion confusion, List<Pictures.Item> wrong, NetworkGraph network) {
        int examples = confusion.examples();
        if (examples == 0) {
            return unknown(rows, network);
        }
        int n = confusion.classes().size();
        View.Builder view = View.of(
                        Say.percent(confusion.accuracy()) + " of " + Say.count(examples, "example") + " are right")
                .detail("Balanced accuracy " + Say.percent(confusion.balancedAccuracy()) + ", macro F1 "
                        + Say.percent(confusion.macroF1()) + ".");
        int[] shown = IntStream.range(0, n)
                .boxed()
                .sorted((a, b) -> Integer.compare(confusion.examples(b), confusion.examples(a)))
                .limit(MOST_CLASSES)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        if (shown.length < n) {
            view.note("The picture shows the " + MOST_CLASSES + " classes with the most examples of " + n + ".");
        }
        double[][] shares = new double[shown.length][shown.length];
        String[][] texts = new String[shown.length][shown.length];
        for (int i = 0; i < shown.length; i++) {
            for (int j = 0; j < shown.length; j++) {
                int count = confusion.count(shown[i], shown[j]);
                int all = confusion.examples(shown[i]);
                shares[i][j] = all == 0 ? Double.NaN : 100.0 * count / all;
                texts[i][j] = Say.count(count, "example") + " of class "
                        + confusion.classes().get(shown[i]) + " taken for "
                        + confusion.classes().get(shown[j]);
            }
        }
        List<String> names =
                Arrays.stream(shown).mapToObj(i -> confusion.classes().get(i)).toList();
        view.add(new HeatMap(
                "Rows: the true class; columns: what the network says [% of the class]",
                names, names, shares, texts, 0, 100, false, 0));
        if (!wrong.isEmpty()) {
            view.add(new Pictures("Examples that go wrong", wrong));
        }
        view.add(new Facts(
                "Class by class",
                List.of("Class", "Examples", "Recall", "Precision", "F1"),
                Arrays.stream(shown)
                        .mapToObj(i -> List.of(
                                confusion.classes().get(i),
                                String.valueOf(confusion.examples(i)),
                                Say.percent(confusion.recall(i)),
                                Say.percent(confusion.precision(i)),
                                Say.percent(confusion.f1(i))))
                        .toList(),
                ""));
        NetworkPanels.of(network).forEach(view::add);
        return view.build();
    }

    /**
     * Of numbers.
     *
     * @param said and
     * @param actual a number each of examples that have both; of fields, of some of their places
     * @param error the root mean squared error of all
     * @param determination R² of all
     */
    public static View ofNumbers(
            long rows,
            double[] said,
            double[] actual,
            String unit,
            double error,
            double determination,
            NetworkGraph network) {
        if (said.length == 0) {
            return unknown(rows, network);
        }
        View.Builder view = View.of("Off by " + Say.number(error) + (unit.isEmpty() ? "" : " " + unit)
                        + " (root mean squared error)")
                .detail("R² " + Say.correlation(determination) + ": 1 is perfect, 0 is as good as the mean of all.");
        int[] shown = Sample.of(said.length, MOST, List.of());
        List<Point> points = new ArrayList<>();
        for (int i : shown) {
            points.add(Point.of(actual[i], said[i]));
        }
        double low = Math.min(
                Arrays.stream(said).min().orElse(0), Arrays.stream(actual).min().orElse(0));
        double high = Math.max(
                Arrays.stream(said).max().orElse(1), Arrays.stream(actual).max().orElse(1));
        String suffix = unit.isEmpty() ? "" : " [" + unit + "]";
        view.add(Chart.of(
                "Predicted over true values",
                Axis.of("True value" + suffix),
                Axis.of("Predicted value" + suffix),
                List.of(
                        Series.of("Examples", Series.Style.POINTS, points),
                        Series.of("Perfect", Series.Style.LINE, List.of(Point.of(low, low), Point.of(high, high)))
                                .in(Series.Color.QUIET))));
        double[] errors = IntStream.range(0, said.length)
                .mapToDouble(i -> said[i] - actual[i])
                .toArray();
        view.add(Chart.of(
                "Errors",
                Axis.of("Predicted less true value" + suffix),
                Axis.fromZero("Values"),
                List.of(Series.of("Errors", Series.Style.BINS, Bins.of(errors, errors)))));
        if (shown.length < said.length) {
            view.note(Sample.note(shown.length, said.length));
        }
        NetworkPanels.of(network).forEach(view::add);
        return view.build();
    }

    private static View unknown(long rows, NetworkGraph network) {
        View.Builder view = View.of(Say.count(rows, "example") + " predicted")
                .detail(
                        "The data have no column with the true values, so nothing is known of how right the predictions are.");
        NetworkPanels.of(network).forEach(view::add);
        return view.build();
    }

    /** Of a network alone. */
    public static View ofNetwork(NetworkGraph network, Optional<String> score) {
        View.Builder view = View.of(Say.count(network.parameters(), "parameter") + ", "
                        + Say.count(network.multiplyAccumulates(), "multiply-accumulate") + " an example")
                .detail(score.map(text -> "Score of the network: " + text + ".").orElse(""));
        NetworkPanels.of(network).forEach(view::add);
        return view.build();
    }
}
