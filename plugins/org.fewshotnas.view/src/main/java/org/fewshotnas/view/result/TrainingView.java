package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Panel;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** Trainings: how networks learned, what they reached, and the best network part by part. */
public final class TrainingView {
    /** Curves that a picture can hold; of more, those of the best and the others evenly spread. */
    private static final int MOST_CURVES = 6;

    private static final int MOST = 1_000;

    /**
     * A network that was trained.
     *
     * @param name for users
     * @param architecture its cell, if it has one
     * @param curve of its first training that ended, if any did
     * @param score NaN for none
     * @param standardError of the score; NaN where it is not known
     * @param multiplyAccumulates for an example; NaN where there is no network
     * @param reason why there is no score; empty where there is one
     */
    public record Trained(
            String name,
            Optional<Architecture> architecture,
            Optional<LearningCurve> curve,
            double score,
            double standardError,
            double multiplyAccumulates,
            String reason) {}

    private final List<Trained> trained;
    private final Metric metric;
    private final View.Builder view;

    private TrainingView(List<Trained> trained, Metric metric, String headline) {
        this.trained = trained;
        this.metric = metric;
        view = View.of(headline);
    }

    /**
     * @param metric of the scores
     * @param network the best one, if it is to be drawn
     */
    public static View of(List<Trained> trained, Metric metric, Optional<NetworkGraph> network) {
        OptionalInt best = best(trained, metric);
        long failed =
                trained.stream().filter(one -> !Double.isFinite(one.score())).count();
        TrainingView made = new TrainingView(
                trained,
                metric,
                best.isEmpty()
                        ? "No network has a score"
                        : trained.size() == 1
                                ? "Score " + Say.withUnit(trained.get(0).score(), metric)
                                : "Best "
                                        + Say.withUnit(
                                                trained.get(best.getAsInt()).score(), metric) + " of "
                                        + Say.count(trained.size(), "network"));
        made.view.detail(metric.name() + " on the validation data – " + Say.better(metric)
                + (failed > 0 ? "; " + Say.count(failed, "network has", "networks have") + " no score" : "") + ".");
        if (trained.size() > 1) {
            made.scores(best);
        }
        curves(trained, metric).forEach(made.view::add);
        network.map(NetworkPanels::of).ifPresent(panels -> panels.forEach(made.view::add));
        return made.view.build();
    }

    private static OptionalInt best(List<Trained> trained, Metric metric) {
        int sign = metric.direction() == Direction.MINIMIZE ? -1 : 1;
        double[] oriented =
                trained.stream().mapToDouble(one -> sign * one.score()).toArray();
        int[] first = Sample.best(oriented, 1);
        return first.length == 0 ? OptionalInt.empty() : OptionalInt.of(first[0]);
    }

    private Point saying(Point point, Trained one, boolean strong) {
        List<String> lines = new ArrayList<>(List.of(one.name() + (strong ? " – the best" : "")));
        lines.add("Score: " + (Double.isFinite(one.score()) ? Say.withUnit(one.score(), metric) : one.reason())
                + (Double.isFinite(one.standardError()) ? " ± " + Say.number(one.standardError()) : ""));
        if (Double.isFinite(one.multiplyAccumulates())) {
            lines.add(Say.count((long) one.multiplyAccumulates(), "multiply-accumulate"));
        }
        Point said = point.saying(lines.toArray(String[]::new)).strong(strong);
        return one.architecture().isPresent()
                ? said.ofCell(view.cell(one.architecture().get()))
                : said;
    }

    /** What networks reached, over what they cost. */
    private void scores(OptionalInt best) {
        List<Point> points = new ArrayList<>();
        for (int place : Sample.of(trained.size(), MOST, best.stream().boxed().toList())) {
            Trained one = trained.get(place);
            points.add(saying(
                    Point.of(one.multiplyAccumulates() / 1e6, one.score())
                            .within(one.score() - one.standardError(), one.score() + one.standardError()),
                    one,
                    best.isPresent() && best.getAsInt() == place));
        }
        view.add(Chart.of(
                "Scores over the work for an example",
                Axis.of("Multiply-accumulates [millions]"),
                Axis.of(Say.axis("Score", metric)),
                List.of(Series.of("Networks", Series.Style.POINTS, points))));
    }

    /** How the best and some of the others learned: loss and score over epochs, beside each other. */
    static List<Panel> curves(List<Trained> trained, Metric metric) {
        OptionalInt best = best(trained, metric);
        int[] shown =
                Sample.of(trained.size(), MOST_CURVES - 1, best.stream().boxed().toList());
        List<Series> losses = new ArrayList<>();
        List<Series> scores = new ArrayList<>();
        for (int place : shown) {
            Trained one = trained.get(place);
            if (one.curve().isEmpty()) {
                continue;
            }
            List<LearningCurve.Epoch> epochs = one.curve().get().epochs();
            List<Point> loss = new ArrayList<>();
            List<Point> score = new ArrayList<>();
            for (int i = 0; i < epochs.size(); i++) {
                loss.add(Point.of(i + 1, epochs.get(i).loss()));
                score.add(Point.of(i + 1, epochs.get(i).score().orElse(Double.NaN)));
            }
            String name = shown.length == 1
                    ? one.name()
                    : one.name() + (best.isPresent() && best.getAsInt() == place ? " (the best)" : "");
            losses.add(Series.of(name, Series.Style.LINE, loss));
            scores.add(Series.of(name, Series.Style.LINE, score));
        }
        if (!losses.isEmpty()) {
            String which = losses.size() < trained.size() ? " of " + Say.count(losses.size(), "network") : "";
            return List.of(
                    Chart.of("Loss while learning" + which, Axis.of("Epoch"), Axis.of("Loss"), losses)
                            .beside(),
                    Chart.of(
                                    "Score on the validation data" + which,
                                    Axis.of("Epoch"),
                                    Axis.of(Say.axis("Score", metric)),
                                    scores)
                            .beside());
        }
        return List.of();
    }
}
