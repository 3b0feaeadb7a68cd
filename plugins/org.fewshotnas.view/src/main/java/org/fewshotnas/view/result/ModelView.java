package org.fewshotnas.view.result;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.metad2a.MetaD2aSpec;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.view.Facts;
import org.fewshotnas.view.Gallery;
import org.fewshotnas.view.View;

/** A MetaD2A model: what it makes, what it has learned from, and some of the cells that it has learned to make. */
public final class ModelView {
    private static final int MOST_CELLS = 12;

    private ModelView() {}

    /** Of a model that this describes. */
    public static View of(MetaD2aSpec spec) {
        View.Builder view = View.of("Makes architectures of " + spec.space() + " for a data set; has learned "
                        + Say.count(spec.rows(), "score") + " on " + Say.count(spec.dataSets(), "data set"))
                .detail("It looks at " + Say.count(spec.examplesPerClass(), "example") + " of each class, "
                        + Say.count(spec.features(), "number") + " each.");
        view.add(Facts.of(
                "In numbers",
                List.of(
                        List.of("Operations", String.join(", ", spec.operations())),
                        List.of("Better is", spec.scores().direction() == Direction.MINIMIZE ? "smaller" : "larger"),
                        List.of(
                                "Mean of the scores learned",
                                Say.number(spec.scores().mean())),
                        List.of(
                                "Good architectures learned",
                                String.valueOf(spec.goodCells().size())))));
        List<Gallery.Item> items = new ArrayList<>();
        try {
            SearchSpace space = SearchSpaces.ofName(spec.space());
            for (String text : spec.goodCells()
                    .subList(0, Math.min(MOST_CELLS, spec.goodCells().size()))) {
                items.add(new Gallery.Item(
                        "Cell " + (items.size() + 1),
                        view.cell(Architecture.parse(space, text)),
                        List.of(),
                        "",
                        List.of()));
            }
        } catch (InvalidInputException e) {
            view.note("The cells cannot be drawn: " + e.getMessage());
        }
        if (!items.isEmpty()) {
            view.add(new Gallery("Some of the architectures that it has learned to make", items, true));
        }
        return view.build();
    }
}
