package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Facts;
import org.fewshotnas.view.HeatMap;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** What a table of architectures holds: how many of which search space have a score of which task, and how the scores are distributed. */
public final class TableView {
    /** Of more, the first are drawn, and the table names all. */
    private static final int MOST_HISTOGRAMS = 8;

    private static final int MOST_TASKS = 60;

    private TableView() {}

    /**
     * A file that was read.
     *
     * @param space its search space
     * @param rows how many were read
     * @param different how many different architectures these are
     * @param left what was left out, a sentence each
     */
    public static View ofFile(String space, int rows, long different, List<ScoreColumn> tasks, List<String> left) {
        View.Builder view = View.of(Say.count(different, "architecture") + " of " + space + " with "
                        + Say.count(tasks.size(), "score column"))
                .detail(Say.count(rows, "row") + (rows > different ? ": an architecture can have several" : "") + ".");
        left.forEach(view::note);
        view.add(table(tasks));
        histograms(view, tasks, List.of());
        return view.build();
    }

    /**
     * Tables that were put together.
     *
     * @param spaces the search space of each row
     * @param joined how many rows of the tables were joined with an earlier one of the same architecture
     * @param differing how many scores differ from an earlier one of the same architecture and column
     * @param isomorphs how many architectures compute the same as an earlier one
     */
    public static View ofUnified(
            List<String> spaces, List<ScoreColumn> tasks, int joined, int differing, int isomorphs) {
        Map<String, Long> counts = new LinkedHashMap<>();
        spaces.forEach(space -> counts.merge(space, 1L, Long::sum));
        List<String> said = new ArrayList<>();
        if (joined > 0) {
            said.add(Say.count(joined, "row was", "rows were")
                    + " joined with an earlier one of the same architecture.");
        }
        if (differing > 0) {
            said.add(Say.count(differing, "score differs", "scores differ")
                    + " from an earlier one of the same architecture.");
        }
        if (isomorphs > 0) {
            said.add(Say.count(isomorphs, "architecture computes", "architectures compute")
                    + " the same as another one.");
        }
        View.Builder view = View.of(Say.count(spaces.size(), "architecture") + " of "
                        + Say.count(counts.size(), "search space") + " with " + Say.count(tasks.size(), "task"))
                .detail(String.join(" ", said));
        List<String> names = List.copyOf(counts.keySet());
        List<ScoreColumn> shown = tasks.subList(0, Math.min(MOST_TASKS, tasks.size()));
        if (shown.size() < tasks.size()) {
            view.note("The picture shows the first " + MOST_TASKS + " of " + tasks.size() + " tasks.");
        }
        double[][] values = new double[shown.size()][names.size()];
        for (int i = 0; i < shown.size(); i++) {
            for (int row = 0; row < spaces.size(); row++) {
                if (Double.isFinite(shown.get(i).scores()[row])) {
                    values[i][names.indexOf(spaces.get(row))]++;
                }
            }
        }
        if (!shown.isEmpty() && !names.isEmpty()) {
            view.add(HeatMap.ofCounts(
                    "How many architectures have a score",
                    shown.stream().map(task -> task.metric().name()).toList(),
                    names.stream()
                            .map(name -> name + " (" + counts.get(name) + ")")
                            .toList(),
                    values));
        }
        histograms(view, tasks, spaces);
        return view.build();
    }

    private static Facts table(List<ScoreColumn> tasks) {
        return new Facts(
                "Score columns",
                List.of("Column", "Better is", "Rows with a score", "Least", "Median", "Largest"),
                tasks.stream()
                        .map(task -> {
                            double[] sorted = Arrays.stream(task.scores())
                                    .filter(Double::isFinite)
                                    .sorted()
                                    .toArray();
                            return List.of(
                                    task.metric().name(),
                                    Say.betterIs(task.metric()),
                                    String.format(java.util.Locale.ROOT, "%,d", sorted.length),
                                    Say.number(sorted.length == 0 ? Double.NaN : sorted[0]),
                                    Say.number(sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2]),
                                    Say.number(sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1]));
                        })
                        .toList(),
                "The table has no column of scores.");
    }

    private static void histograms(View.Builder view, List<ScoreColumn> tasks, List<String> spaces) {
        List<String> names = spaces.stream().distinct().limit(6).toList();
        for (ScoreColumn task : tasks.subList(0, Math.min(MOST_HISTOGRAMS, tasks.size()))) {
            List<Series> series = new ArrayList<>();
            if (names.size() < 2) {
                series.add(Series.of("Architectures", Series.Style.BINS, Bins.of(task.scores(), task.scores())));
            } else {
                for (String name : names) {
                    double[] own = IntStream.range(0, spaces.size())
                            .filter(row -> spaces.get(row).equals(name))
                            .mapToDouble(row -> task.scores()[row])
                            .toArray();
                    if (Arrays.stream(own).anyMatch(Double::isFinite)) {
                        series.add(Series.of(name, Series.Style.BINS, Bins.of(own, task.scores())));
                    }
                }
            }
            if (task.count() > 0) {
                view.add(Chart.of(
                                task.metric().name(),
                                Axis.of(Say.axis(task.metric().name(), task.metric())),
                                Axis.fromZero("Architectures"),
                                series)
                        .beside());
            }
        }
        if (tasks.size() > MOST_HISTOGRAMS) {
            view.note("Distributions are drawn of the first " + MOST_HISTOGRAMS + " of " + tasks.size()
                    + " score columns.");
        }
    }
}
