package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.CellDrawing;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Gallery;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;
import org.fewshotnas.view.map.Pca;

/** Where the architectures that were picked lie among the others. */
public final class SamplerView {
    private static final int MOST = 1_000;
    private static final int MOST_CELLS = 24;

    private SamplerView() {}

    /**
     * The rows that a map is to show: all picked ones, and of the others some that are evenly spread.
     *
     * @param rows how many there are
     */
    public static int[] shown(int rows, List<Integer> picked) {
        return Sample.of(rows, MOST, new TreeSet<>(picked));
    }

    /**
     * @param rows how many architectures could have been picked
     * @param picked the numbers of those that were
     * @param shown the numbers of rows on the map, see {@link #shown}
     * @param points of these rows, (n, numbers); empty without a map
     * @param what the numbers are, in words
     * @param drawing of a row, where it can be drawn
     */
    public static View of(
            int rows,
            List<Integer> picked,
            int[] shown,
            double[][] points,
            String what,
            IntFunction<Optional<CellDrawing>> drawing) {
        View.Builder view = View.of(Say.count(picked.size(), "architecture") + " picked of " + Say.count(rows, "row"))
                .detail(
                        points.length == 0
                                ? "The table has no graphs that a map could be made of."
                                : "The map shows what architectures are alike by " + what + ".");
        TreeSet<Integer> chosen = new TreeSet<>(picked);
        if (points.length > 0) {
            Pca map = Pca.of(points);
            List<Point> others = new ArrayList<>();
            List<Point> own = new ArrayList<>();
            for (int i = 0; i < shown.length; i++) {
                Optional<CellDrawing> cell = drawing.apply(shown[i]);
                boolean isPicked = chosen.contains(shown[i]);
                Point point = Point.of(map.places()[i][0], map.places()[i][1])
                        .saying(
                                cell.map(CellDrawing::text).orElse("Row " + (shown[i] + 1)),
                                isPicked ? "Picked" : "Not picked");
                (isPicked ? own : others).add(cell.isPresent() ? point.ofCell(view.cell(cell.get())) : point);
            }
            view.add(Chart.of(
                    "Architectures on a map (principal components)",
                    Axis.of(Say.direction(map, 0)),
                    Axis.of(Say.direction(map, 1)),
                    List.of(
                            Series.of("Others", Series.Style.POINTS, others).in(Series.Color.QUIET),
                            Series.of("Picked", Series.Style.POINTS, own).in(Series.Color.VERMILION))));
            if (shown.length < rows) {
                view.note(Sample.note(shown.length, rows));
            }
        }
        List<Gallery.Item> items = new ArrayList<>();
        for (int row : picked.subList(0, Math.min(MOST_CELLS, picked.size()))) {
            Optional<CellDrawing> cell = drawing.apply(row);
            if (cell.isPresent()) {
                items.add(new Gallery.Item("Row " + (row + 1), view.cell(cell.get()), List.of(), "", List.of()));
            }
        }
        if (!items.isEmpty()) {
            view.add(new Gallery("The cells that were picked", items, true));
        }
        return view.build();
    }
}
