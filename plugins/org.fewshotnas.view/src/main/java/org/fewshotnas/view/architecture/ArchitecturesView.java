package org.fewshotnas.view.architecture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.explanation.Occlusion;
import org.fewshotnas.predictor.explanation.Occlusion.Explanation;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.CellDrawing;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Gallery;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.Say;

/** Architectures to look at and compare, and what their predictions owe to their operations. */
public final class ArchitecturesView {
    private final List<ShownCell> shown;
    private final Metric predicted;
    private final View.Builder view;

    private ArchitecturesView(List<ShownCell> shown, Metric predicted, String headline) {
        this.shown = shown;
        this.predicted = predicted;
        view = View.of(headline);
    }

    /**
     * @param shown in their order
     * @param rows how many there are in all
     * @param order a sentence that says which are shown, in which order
     * @param ranked whether the first is the best; else they are in the order of their rows
     * @param predicted what predictions are; without a predictor it is not looked at
     */
    public static View of(List<ShownCell> shown, long rows, String order, boolean ranked, Metric predicted) {
        Optional<ShownCell> first = shown.stream().findFirst();
        Optional<Explanation> explanation = first.flatMap(ShownCell::explanation);
        String headline = first.isEmpty()
                ? "There is no architecture to show"
                : explanation
                        .map(known -> headline(known, predicted))
                        .orElseGet(() -> Say.count(shown.size(), "architecture")
                                + (shown.size() < rows ? " of " + Say.count(rows, "row") : ""));
        ArchitecturesView made = new ArchitecturesView(shown, predicted, headline);
        made.view.detail(order
                + (explanation.isPresent()
                        ? " Every operation was exchanged for each other one that the search space has there, and the"
                                + " changed cell predicted: " + predicted.name() + ", " + Say.better(predicted) + "."
                        : ""));
        if (explanation.isPresent()) {
            made.operations();
        }
        made.gallery(ranked ? "Rank " : "Row ");
        return made.view.build();
    }

    private static String headline(Explanation explanation, Metric predicted) {
        double[] worths = explanation.contributions();
        int sign = predicted.direction().sign();
        String said = "The first is predicted " + Say.withUnit(explanation.score(), predicted);
        Optional<Integer> most = IntStream.range(0, worths.length)
                .filter(node -> Double.isFinite(worths[node]))
                .boxed()
                .max(Comparator.comparingDouble(node -> sign * worths[node]));
        return most.filter(node -> sign * worths[node] > 0)
                .map(node -> said + ", and owes most to " + operation(explanation.architecture(), node) + " at node "
                        + node + ": " + signed(worths[node], predicted))
                .orElse(said + "; no operation of it is better than what else could be there");
    }

    private static String operation(Architecture architecture, int node) {
        return CellDrawing.nameOf(
                architecture.cell().operation(node).label(),
                architecture.space().name());
    }

    private static String signed(double value, Metric metric) {
        return (value > 0 ? "+" : "") + Say.withUnit(value, metric);
    }

    private void gallery(String numbered) {
        List<Gallery.Item> items = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            ShownCell one = shown.get(i);
            List<String> facts = new ArrayList<>();
            one.explanation().ifPresent(known -> facts.add("Predicted: " + Say.withUnit(known.score(), predicted)));
            facts.addAll(one.facts());
            String name = one.name().contains(one.architecture().text()) ? "" : " – " + one.name();
            items.add(new Gallery.Item(
                    numbered + (i + 1) + name,
                    view.cell(one.architecture()),
                    facts,
                    one.code(),
                    one.explanation().map(this::changes).orElse(List.of()),
                    one.explanation().map(this::worths).orElse(List.of())));
        }
        view.add(new Gallery(items.size() > 1 ? "Choose two to compare" : "", items, items.size() > 1));
    }

    private List<Gallery.Change> changes(Explanation explanation) {
        return explanation.changes().stream()
                .map(change -> new Gallery.Change(
                        change.node(),
                        words(change, explanation.architecture().space().name()),
                        change.after(),
                        change.difference(),
                        predicted.direction().sign() * change.difference() > 0))
                .toList();
    }

    /** A change in words. */
    static String words(Occlusion.Change change, String space) {
        return change.isOfEdge()
                ? "no edge from node " + change.before() + " to node " + change.node()
                : "node " + change.node() + ": " + CellDrawing.nameOf(change.before(), space) + " → "
                        + CellDrawing.nameOf(change.after(), space);
    }

    private List<Gallery.Worth> worths(Explanation explanation) {
        double[] worths = explanation.contributions();
        return IntStream.range(0, worths.length)
                .filter(node -> Double.isFinite(worths[node]))
                .mapToObj(node -> new Gallery.Worth(
                        node,
                        "predicted " + signed(worths[node], predicted) + " against the mean of the others there",
                        worths[node],
                        predicted.direction().sign() * worths[node] > 0))
                .toList();
    }

    /** What each kind of operation was worth on average wherever it stands: one bar each. */
    private void operations() {
        Map<String, List<Double>> byOperation = new LinkedHashMap<>();
        for (ShownCell one : shown) {
            one.explanation().ifPresent(known -> {
                Cell cell = known.architecture().cell();
                for (int node = 0; node < cell.nodeCount(); node++) {
                    if (Double.isFinite(known.contributions()[node])) {
                        byOperation
                                .computeIfAbsent(operation(known.architecture(), node), label -> new ArrayList<>())
                                .add(known.contributions()[node]);
                    }
                }
            });
        }
        Map<String, Double> means = new LinkedHashMap<>();
        byOperation.forEach((label, worths) -> means.put(
                label,
                worths.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
        List<String> order = means.keySet().stream()
                .sorted(Comparator.comparingDouble(
                        label -> -predicted.direction().sign() * means.get(label)))
                .toList();
        List<Point> bars = IntStream.range(0, order.size())
                .mapToObj(i -> Point.of(means.get(order.get(i)), i))
                .toList();
        if (!bars.isEmpty()) {
            view.add(Chart.of(
                    "What operations are worth in these cells: by how much the prediction is larger with one than with the others in its place, on average",
                    Axis.fromZero(Say.axis("Mean worth", predicted)),
                    Axis.downward("", order),
                    List.of(Series.of("Operation", Series.Style.BARS, bars).in(Series.Color.BLUE))));
        }
    }
}
