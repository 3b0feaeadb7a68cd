package org.fewshotnas.view.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.CellDrawing;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;
import org.fewshotnas.view.map.Pca;
import org.fewshotnas.view.map.Tsne;
import org.fewshotnas.view.result.Sample;
import org.fewshotnas.view.result.Say;

/** A map of architectures as a predictor sees them. */
public final class LatentView {
    /** More texts than these share one colour. */
    private static final int MOST_SERIES = 6;

    /** The share of numbers at either end that have the colour of the end. */
    private static final double OFF = 0.05;

    private static final String OTHERS = "Others";
    private static final String NONE = "No value";

    /**
     * What the points are coloured by: numbers, or texts.
     *
     * @param name of the column
     * @param numbers one a point, NaN for none; empty where texts colour
     * @param texts one a point, empty for none; empty where numbers colour
     */
    public record Colour(String name, double[] numbers, List<String> texts) {
        public static Colour of(String name, double[] numbers) {
            return new Colour(name, numbers, List.of());
        }

        public static Colour of(String name, List<String> texts) {
            return new Colour(name, new double[0], List.copyOf(texts));
        }
    }

    /**
     * What is known of the points.
     *
     * @param rows how many rows the table has, of which the points may be a sample
     * @param names one a point
     * @param predicted scores, one a point
     * @param drawing of a point's cell
     */
    public record Points(
            long rows, List<String> names, double[] predicted, IntFunction<Optional<CellDrawing>> drawing) {}

    private LatentView() {}

    /** A map by principal components. */
    public static View of(Pca map, Points points, Colour colour) {
        double both = map.explained()[0] + map.explained()[1];
        String headline = points.names().isEmpty()
                ? "There is no architecture to show"
                : both == 0
                        ? "The predictor takes all of these architectures for the same"
                        : "The two axes explain " + Say.percent(both) + " of the variance of "
                                + Say.count(points.names().size(), "embedding");
        return build(
                headline,
                "Principal components of the predictor's last hidden layer: architectures that it takes for alike lie close together.",
                Axis.of("Component 1 (" + Say.percent(map.explained()[0]) + " of the variance)"),
                Axis.of("Component 2 (" + Say.percent(map.explained()[1]) + " of the variance)"),
                map.places(),
                points,
                colour);
    }

    /** A map by t-SNE. */
    public static View of(Tsne map, Points points, Colour colour) {
        return build(
                points.names().isEmpty()
                        ? "There is no architecture to show"
                        : "t-SNE of " + Say.count(points.names().size(), "embedding") + ": Kullback-Leibler divergence "
                                + Say.number(map.divergence()),
                "Neighbours in the predictor's last hidden layer stay neighbours (perplexity "
                        + Say.number(map.perplexity()) + "); distances between groups and their sizes mean little.",
                Axis.of("t-SNE 1"),
                Axis.of("t-SNE 2"),
                map.places(),
                points,
                colour);
    }

    private static View build(
            String headline, String detail, Axis x, Axis y, double[][] places, Points points, Colour colour) {
        View.Builder view = View.of(headline)
                .detail(detail + " Coloured by " + colour.name()
                        + (colour.texts().isEmpty() ? "; the lowest 5 % have one colour, and the highest 5 %." : "."));
        int n = points.names().size();
        if (n < points.rows()) {
            view.note("The map is of " + Say.count(n, "row") + ", evenly spread, of " + Say.count(points.rows(), "row")
                    + "; the others have no place on it.");
        }
        int[] sample = Sample.of(n, View.MOST_POINTS, Set.of());
        if (sample.length < n) {
            view.note(Sample.note(sample.length, n));
        }
        if (n == 0) {
            return view.build();
        }
        List<Point> all = new ArrayList<>();
        for (int i : sample) {
            Optional<CellDrawing> drawing = points.drawing().apply(i);
            Point point = Point.of(places[i][0], places[i][1])
                    .saying(
                            points.names().get(i),
                            colour.name() + ": " + value(colour, i),
                            "Predicted: " + Say.number(points.predicted()[i]));
            all.add(drawing.isPresent() ? point.ofCell(view.cell(drawing.get())) : point);
        }
        view.add(colour.texts().isEmpty() ? shaded(x, y, all, sample, colour) : series(x, y, all, sample, colour));
        return view.build();
    }

    private static String value(Colour colour, int i) {
        if (colour.texts().isEmpty()) {
            return Say.number(colour.numbers()[i]);
        }
        return colour.texts().get(i).isEmpty() ? NONE : colour.texts().get(i);
    }

    private static Chart shaded(Axis x, Axis y, List<Point> all, int[] sample, Colour colour) {
        List<Point> shaded = new ArrayList<>();
        List<Point> without = new ArrayList<>();
        for (int k = 0; k < sample.length; k++) {
            double number = colour.numbers()[sample[k]];
            if (Double.isFinite(number)) {
                shaded.add(all.get(k).shaded(number));
            } else {
                without.add(all.get(k));
            }
        }
        if (shaded.isEmpty()) {
            return Chart.of(title(colour), x, y, List.of(Series.of(NONE, Series.Style.POINTS, without)));
        }
        double[] ends = ends(colour.numbers());
        shaded.replaceAll(point -> point.shaded(Math.max(ends[0], Math.min(ends[1], point.shade()))));
        List<Series> series = new ArrayList<>(List.of(Series.of(colour.name(), Series.Style.POINTS, shaded)));
        if (!without.isEmpty()) {
            series.add(Series.of(NONE, Series.Style.HOLLOW, without).in(Series.Color.QUIET));
        }
        return Chart.of(title(colour), x, y, series)
                .withShade(new Chart.Shade(colour.name(), ends[0], ends[1] > ends[0] ? ends[1] : ends[0] + 1));
    }

    /** Where the colours end: a few numbers far off, such as accuracies of failed trainings, leave no colours for the others. */
    private static double[] ends(double[] numbers) {
        double[] sorted =
                Arrays.stream(numbers).filter(Double::isFinite).sorted().toArray();
        int off = (int) (OFF * sorted.length);
        return new double[] {sorted[off], sorted[sorted.length - 1 - off]};
    }

    /** A series for each text, the most frequent first. */
    private static Chart series(Axis x, Axis y, List<Point> all, int[] sample, Colour colour) {
        Map<String, Long> counts = IntStream.of(sample)
                .mapToObj(i -> value(colour, i))
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        List<String> names = counts.keySet().stream()
                .sorted(Comparator.comparingLong(name -> -counts.get(name)))
                .toList();
        Set<String> own = new LinkedHashSet<>(names.size() <= MOST_SERIES ? names : names.subList(0, MOST_SERIES - 1));
        Map<String, List<Point>> points = new LinkedHashMap<>();
        own.forEach(name -> points.put(name, new ArrayList<>()));
        for (int k = 0; k < sample.length; k++) {
            String name = value(colour, sample[k]);
            points.computeIfAbsent(own.contains(name) ? name : OTHERS, none -> new ArrayList<>())
                    .add(all.get(k));
        }
        List<Series> series = new ArrayList<>();
        points.forEach((name, some) -> series.add(Series.of(name, Series.Style.POINTS, some)));
        return Chart.of(title(colour), x, y, series);
    }

    private static String title(Colour colour) {
        return "Architectures as the predictor sees them, coloured by " + colour.name();
    }
}
