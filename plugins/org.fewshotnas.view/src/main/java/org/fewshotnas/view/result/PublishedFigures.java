package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;

/**
 * What MP-NAS reports of its tasks (Loya, Dudziak et al., "How Much Is Hidden in the NAS Benchmarks? Few-Shot Adaptation of a NAS Predictor"):
 * Spearman correlations with standard errors, tables 3 (within TransNAS-Bench-101, by shots) and 4 (within NAS-Bench-201, five shots).
 */
final class PublishedFigures {
    private static final int[] SHOTS = {0, 5, 25, 50};

    private static final List<Published> ALL = List.of(
            by(3, "class_scene", 0.76, 0, 0.88, 0.01, 0.89, 0.04, 0.91, 0),
            by(3, "class_object", 0.78, 0, 0.78, 0.02, 0.82, 0.01, 0.83, 0),
            by(3, "jigsaw", 0.76, 0, 0.77, 0.02, 0.79, 0, 0.80, 0),
            by(3, "room_layout", 0.64, 0, 0.79, 0.05, 0.92, 0.01, 0.93, 0),
            by(3, "segment_?semantic", 0.62, 0, 0.83, 0.03, 0.91, 0.01, 0.92, 0),
            by(3, "surface_normal", 0.74, 0, 0.81, 0.01, 0.81, 0, 0.84, 0.01),
            by(3, "autoencod\\w*", 0.28, 0, 0.42, 0.05, 0.68, 0, 0.76, 0),
            by(4, "cifar-?100", 0.93, 0.01),
            by(4, "cifar-?10", 0.92, 0.01),
            by(4, "imagenet16-?120", 0.89, 0.01),
            by(4, "ninapro", 0.32, 0.03),
            by(4, "darcy[-_ ]?flow", 0.73, 0.03));

    /** Means and standard errors in turn: of all numbers of shots, or of five alone. */
    private record Published(int table, Pattern task, double[] values) {}

    private PublishedFigures() {}

    private static Published by(int table, String task, double... values) {
        return new Published(
                table, Pattern.compile("(?<![a-z0-9])" + task + "(?![a-z0-9])", Pattern.CASE_INSENSITIVE), values);
    }

    /** A line of a task by its column's name, with two standard errors; empty where the task is none of the paper's, or a cost. */
    static Optional<Series> of(String task) {
        if (task.toLowerCase(Locale.ROOT).contains("latency")) {
            return Optional.empty();
        }
        return ALL.stream()
                .filter(published ->
                        published.task.matcher(task.replace(' ', '_')).find())
                .findFirst()
                .map(PublishedFigures::series);
    }

    private static Series series(Published published) {
        int[] shots = published.values.length == 2 ? new int[] {5} : SHOTS;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < shots.length; i++) {
            double value = published.values[2 * i];
            double error = 2 * published.values[2 * i + 1];
            points.add(Point.of(shots[i], value).within(value - error, value + error));
        }
        return Series.of("MP-NAS paper, table " + published.table, Series.Style.LINE, points)
                .in(Series.Color.QUIET);
    }
}
