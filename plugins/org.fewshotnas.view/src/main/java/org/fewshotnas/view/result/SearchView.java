package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.cells.LiveNodes;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.search.SearchResult;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.search.evaluate.TrainingEvaluator;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Facts;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** What a search found, query by query: measured and predicted scores, the best so far, and what the predictor had learned from. */
public final class SearchView {
    private static final int ROWS = 10;

    private final List<Query> history;
    private final Metric metric;
    private final Optional<Query> best;
    private final View.Builder view;

    private SearchView(List<Query> history, Optional<Metric> metric) {
        this.history = history;
        this.metric = metric.orElseGet(() -> Metric.of("score", Direction.UNKNOWN));
        best = history.stream()
                .filter(query -> Double.isFinite(query.score()))
                .max(Comparator.comparingDouble(this::worth));
        view = View.of(headline());
    }

    /**
     * @param history the queries, or the proposals
     * @param metric what the scores are; empty where nothing is known about them
     * @param warnings what the user should know
     */
    public static View of(List<Query> history, Optional<Metric> metric, List<String> warnings) {
        return new SearchView(history, metric).build(warnings, List.of(), Optional.empty());
    }

    /**
     * As the other method, of a search that has ended.
     *
     * @param trained the trainings, in the order of the queries; empty where scores come from elsewhere
     * @param network the best one, where networks were trained
     */
    public static View of(
            SearchResult result,
            Optional<Metric> metric,
            List<TrainingEvaluator.Trained> trained,
            Optional<NetworkGraph> network) {
        return new SearchView(result.history(), metric).build(result.warnings(), trained, network);
    }

    /** The larger the better; the least where there is no score. */
    private double worth(Query query) {
        double oriented = metric.direction() == Direction.MINIMIZE ? -query.score() : query.score();
        return Double.isFinite(oriented) ? oriented : Double.NEGATIVE_INFINITY;
    }

    private String headline() {
        if (history.isEmpty()) {
            return "No architecture was evaluated or proposed";
        }
        String what = metric.quantity().isEmpty() ? "Best " : "Best " + metric.quantity() + " ";
        return best.map(query -> what + Say.withUnit(query.score(), metric) + " found with query " + query.number()
                        + " of " + history.size())
                .orElseGet(() -> Say.count(history.size(), "architecture") + " proposed, to be trained next");
    }

    private View build(List<String> warnings, List<TrainingEvaluator.Trained> trained, Optional<NetworkGraph> network) {
        view.detail(metric.name() + " – " + Say.better(metric) + "; searched in "
                + String.join(
                        ", ",
                        history.stream()
                                .map(query -> query.architecture().space().name())
                                .distinct()
                                .toList()));
        warnings.forEach(view::note);
        if (best.isPresent() && !LiveNodes.connected(best.get().architecture().cell())) {
            view.note("The best cell computes nothing: no path leads from its input to its output.");
        }
        List<Series> series = new ArrayList<>();
        List<Point> scores = points(true);
        if (!scores.isEmpty()) {
            series.add(Series.of("Score", Series.Style.POINTS, scores).in(Series.Color.BLUE));
        }
        List<Point> predicted = points(false);
        if (!predicted.isEmpty()) {
            series.add(Series.of("Predicted", Series.Style.HOLLOW, predicted).in(Series.Color.VERMILION));
        }
        if (best.isPresent()) {
            series.add(Series.of(
                            "Best so far",
                            Series.Style.STEPS,
                            history.stream()
                                    .filter(query -> Double.isFinite(query.bestSoFar()))
                                    .map(query -> Point.of(query.number(), query.bestSoFar()))
                                    .toList())
                    .in(Series.Color.DARK));
        }
        if (!series.isEmpty()) {
            view.add(Chart.of(
                            "Architectures in the order in which they were chosen",
                            Axis.of(
                                    best.isPresent()
                                            ? "Architectures evaluated"
                                            : "Proposals, the best prediction first"),
                            Axis.of(Say.axis(best.isPresent() ? "Score" : "Predicted score", metric)),
                            series)
                    .withBands(bands()));
        }
        view.add(table());
        TrainingView.curves(trainings(trained), metric).forEach(view::add);
        network.map(NetworkPanels::of).ifPresent(panels -> panels.forEach(view::add));
        return view.build();
    }

    private static List<TrainingView.Trained> trainings(List<TrainingEvaluator.Trained> trained) {
        List<TrainingView.Trained> all = new ArrayList<>();
        for (TrainingEvaluator.Trained one : trained) {
            all.add(new TrainingView.Trained(
                    "Query " + (all.size() + 1),
                    Optional.of(one.architecture()),
                    one.curve().epochs().isEmpty() ? Optional.empty() : Optional.of(one.curve()),
                    one.evaluation().score().orElse(Double.NaN),
                    Double.NaN,
                    Double.NaN,
                    one.evaluation().reason()));
        }
        return all;
    }

    private List<Point> points(boolean measured) {
        List<Point> points = new ArrayList<>();
        for (Query query : history) {
            double value = measured ? query.score() : query.predicted();
            if (Double.isFinite(value)) {
                boolean interval = !measured && Double.isFinite(query.low());
                points.add(Point.of(query.number(), value)
                        .within(interval ? query.low() : Double.NaN, interval ? query.high() : Double.NaN)
                        .ofCell(view.cell(query.architecture()))
                        .strong(measured && best.filter(query::equals).isPresent())
                        .saying(
                                "Query " + query.number()
                                        + (best.filter(query::equals).isPresent() ? " – the best" : ""),
                                "Score: "
                                        + (Double.isFinite(query.score())
                                                ? Say.withUnit(query.score(), metric)
                                                : "not measured"),
                                "Predicted: "
                                        + (Double.isFinite(query.predicted())
                                                ? Say.withUnit(query.predicted(), metric)
                                                : "ranked only")
                                        + Say.interval(query.low(), query.high()),
                                "Step " + query.step() + ", predictor " + query.predictorState()));
            }
        }
        return points;
    }

    /** From one state of the predictor to the next; none where it is always the same. */
    private List<Chart.Band> bands() {
        List<Chart.Band> bands = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= history.size(); i++) {
            if (i == history.size()
                    || !history.get(i)
                            .predictorState()
                            .equals(history.get(start).predictorState())) {
                bands.add(
                        new Chart.Band(start + 0.5, i + 0.5, history.get(start).predictorState()));
                start = i;
            }
        }
        return bands.size() > 1 ? bands : List.of();
    }

    private Facts table() {
        List<List<String>> rows = history.stream()
                .sorted(Comparator.comparingDouble(this::worth).reversed())
                .limit(ROWS)
                .map(query -> List.of(
                        String.valueOf(query.number()),
                        Say.number(query.score()),
                        Say.number(query.predicted()),
                        query.architecture().text()))
                .toList();
        return new Facts(
                best.isPresent() ? "The best that were evaluated" : "The first that were proposed",
                List.of("Query", "Score", "Predicted", "Architecture"),
                rows,
                "No query was made.");
    }
}
