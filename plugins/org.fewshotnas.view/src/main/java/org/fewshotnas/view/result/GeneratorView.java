package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.fewshotnas.metad2a.Generation;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Gallery;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;

/** What was generated for a data set, beside random architectures (MetaD2A, figure 5), by the predicted score. */
public final class GeneratorView {
    private static final int BEST = 8;

    private GeneratorView() {}

    /**
     * @param kept how many of the best-predicted are handed on
     * @param random predicted scores of random architectures
     */
    public static View of(Generation generation, int kept, double[] random) {
        double[] scores = generation.architectures().stream()
                .mapToDouble(Generation.Generated::score)
                .toArray();
        double[] sorted = random.clone();
        Arrays.sort(sorted);
        double quarter = sorted.length == 0 ? Double.NaN : sorted[(int) (0.75 * (sorted.length - 1))];
        double above = scores.length == 0
                ? Double.NaN
                : (double) Arrays.stream(scores)
                                .filter(score -> score > quarter)
                                .count()
                        / scores.length;
        View.Builder view = View.of(
                        Say.count(Math.min(kept, scores.length), "architecture") + " handed on, the best-predicted of "
                                + Say.count(scores.length, "one", "ones") + " that were generated")
                .detail(Say.percent(above)
                        + " of what was generated is predicted to be among the best quarter of random architectures: predicted, not measured. "
                        + Say.percent(generation.validity()) + " of "
                        + Say.count(generation.drawn(), "graph") + " drawn are valid, "
                        + Say.percent(generation.uniqueness())
                        + " of the valid ones are different from each other, " + Say.percent(generation.novelty())
                        + " of them are none that the generator has learned.");
        double[] all = DoubleStream.concat(Arrays.stream(scores), Arrays.stream(random))
                .toArray();
        view.add(Chart.of(
                "Generated and random architectures",
                Axis.of("Predicted score"),
                Axis.fromZero("Architectures"),
                List.of(
                        Series.of("Random", Series.Style.BINS, Bins.of(random, all))
                                .in(Series.Color.ORANGE),
                        Series.of("Generated", Series.Style.BINS, Bins.of(scores, all))
                                .in(Series.Color.BLUE))));
        List<Gallery.Item> items = new ArrayList<>();
        List<Point> ranked = new ArrayList<>();
        for (int i = 0; i < Math.min(BEST * 8, scores.length); i++) {
            Generation.Generated one = generation.architectures().get(i);
            int cell = view.cell(one.architecture());
            String known = one.novel() ? "Not learned by the generator" : "The generator has learned to make it";
            ranked.add(Point.of(i + 1, one.score())
                    .ofCell(cell)
                    .strong(i == 0)
                    .saying("Rank " + (i + 1), "Predicted score " + Say.number(one.score()), known));
            if (i < BEST) {
                items.add(new Gallery.Item(
                        "Rank " + (i + 1),
                        cell,
                        List.of("Predicted score " + Say.number(one.score()), known),
                        "",
                        List.of()));
            }
        }
        view.add(Chart.of(
                "The best-predicted",
                Axis.of("Rank"),
                Axis.of("Predicted score"),
                List.of(Series.of("Generated", Series.Style.POINTS, ranked))));
        view.add(new Gallery("The best-predicted cells", items, true));
        return view.build();
    }
}
