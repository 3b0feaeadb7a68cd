package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Pictures;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;
import org.fewshotnas.view.map.Pca;

/** A data set: how many examples of which class, what some of them look like, and where they lie. */
public final class DataView {
    private static final int MOST_CLASSES = 60;
    private static final int MOST_SERIES = 7;

    private DataView() {}

    /**
     * Examples that were read.
     *
     * @param what examples are, such as "pictures"
     * @param counts of each part, by class; the class "" where targets are no classes
     * @param pictures of some of them
     */
    public static View ofExamples(
            String what, Map<String, Map<String, Integer>> counts, List<Pictures.Item> pictures, List<String> notes) {
        List<String> parts = counts.entrySet().stream()
                .map(part -> Say.number(part.getValue().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()) + " " + part.getKey())
                .toList();
        List<String> classes = counts.values().stream()
                .flatMap(part -> part.keySet().stream())
                .distinct()
                .toList();
        boolean named =
                classes.size() > 1 || classes.size() == 1 && !classes.get(0).isEmpty();
        View.Builder view = View.of(String.join(", ", parts) + " examples"
                        + (named ? " of " + Say.count(classes.size(), "class", "classes") : ""))
                .detail(what);
        notes.forEach(view::note);
        if (named) {
            List<String> shown = classes.subList(0, Math.min(MOST_CLASSES, classes.size()));
            if (shown.size() < classes.size()) {
                view.note("The picture shows the first " + MOST_CLASSES + " of " + classes.size() + " classes.");
            }
            List<Series> series = new ArrayList<>();
            counts.forEach((part, byClass) -> series.add(Series.of(
                    part,
                    Series.Style.BARS,
                    IntStream.range(0, shown.size())
                            .mapToObj(i -> Point.of(byClass.getOrDefault(shown.get(i), 0), i))
                            .toList())));
            view.add(Chart.of("Examples by class", Axis.fromZero("Examples"), Axis.downward("", shown), series));
        }
        if (!pictures.isEmpty()) {
            view.add(new Pictures("Some of the examples", pictures));
        }
        return view.build();
    }

    /**
     * Features of examples.
     *
     * @param dataSets which the examples are of, at least one; of several an example may be in more than one
     * @param classes of each
     * @param features (n, numbers), of a sample at most
     * @param rows how many examples there are
     */
    public static View ofFeatures(List<String> dataSets, List<String> classes, double[][] features, long rows) {
        Pca map = Pca.of(features);
        String where = dataSets.size() == 1 ? dataSets.get(0) : "";
        Map<String, List<Point>> points = new LinkedHashMap<>();
        for (int i = 0; i < features.length; i++) {
            String name = classes.get(i);
            String key = points.containsKey(name) || points.size() < MOST_SERIES - 1 ? name : "Other classes";
            points.computeIfAbsent(key, any -> new ArrayList<>())
                    .add(Point.of(map.places()[i][0], map.places()[i][1])
                            .saying(where.isEmpty() ? new String[] {name} : new String[] {name, where}));
        }
        List<Series> series = new ArrayList<>();
        points.forEach((name, own) -> series.add(Series.of(name, Series.Style.POINTS, own)));
        View.Builder view = View.of(Say.count(rows, "example") + " of "
                        + Say.count(classes.stream().distinct().count(), "class", "classes") + " described by "
                        + Say.count(features.length == 0 ? 0 : features[0].length, "number") + " each")
                .detail(
                        (dataSets.size() == 1
                                        ? "Data set " + dataSets.get(0)
                                        : Say.number(dataSets.size()) + " data sets, \"" + dataSets.get(0) + "\" to \""
                                                + dataSets.get(dataSets.size() - 1) + "\"")
                                + ". Examples that are alike lie near each other; classes that lie apart are easy to tell apart.");
        if (features.length < rows) {
            view.note(Sample.note(features.length, (int) Math.min(Integer.MAX_VALUE, rows)));
        }
        view.add(Chart.of(
                "Examples on a map (principal components of their features)",
                Axis.of(Say.direction(map, 0)),
                Axis.of(Say.direction(map, 1)),
                series));
        return view.build();
    }
}
