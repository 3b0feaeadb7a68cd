package org.fewshotnas.view.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.explanation.Occlusion;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Gallery;
import org.fewshotnas.view.View;
import org.junit.jupiter.api.Test;

class ArchitecturesViewTest {
    private static final Architecture CELL =
            Architecture.parse(NasBench201.INSTANCE, "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|none~2|");

    /** The number of 3x3 convolutions. */
    private static final Occlusion.Scorer CONVOLUTIONS = (graphs, progress) -> graphs.stream()
            .mapToDouble(graph -> graph.operations().stream()
                    .filter(Operation.CONV3_D1::equals)
                    .count())
            .toArray();

    private static View view(Direction direction, boolean explained) {
        Optional<Occlusion.Explanation> explanation = explained
                ? Optional.of(
                        Occlusion.of(List.of(CELL), CONVOLUTIONS, Progress.NONE).get(0))
                : Optional.empty();
        return ArchitecturesView.of(
                List.of(new ShownCell("Row7", CELL, List.of(ShownCell.fact("a", 0.123456)), "code", explanation)),
                9,
                "Some.",
                true,
                Metric.of("count", direction));
    }

    private static Gallery.Item item(View view) {
        return ((Gallery) view.panels().get(view.panels().size() - 1)).items().get(0);
    }

    @Test
    void theConvolutionIsWorthOneAndEachOtherPlaceLacksAQuarter() {
        View view = view(Direction.MAXIMIZE, true);
        assertEquals("The first is predicted 1, and owes most to 3×3 conv at node 1: +1", view.headline());
        Gallery.Item item = item(view);
        assertEquals("Rank 1 – Row7", item.title());
        assertEquals(List.of("Predicted: 1", "a: 0.1235"), item.facts());
        assertEquals(6, item.worths().size());
        for (Gallery.Worth worth : item.worths()) {
            assertEquals(worth.node() == 1 ? 1 : -0.25, worth.difference(), 1e-12);
            assertEquals(worth.node() == 1, worth.better());
        }
        for (Gallery.Change change : item.changes()) {
            double expected = change.node() == 1 ? -1 : change.to().equals("Conv3-D1") ? 1 : 0;
            assertEquals(expected, change.difference(), change.text());
            assertEquals(expected > 0, change.better(), "no difference is not better");
        }
        Chart chart = (Chart) view.panels().get(0);
        assertEquals(List.of("3×3 conv", "none", "skip"), chart.y().labels());
        assertEquals(
                List.of(1.0, -0.25, -0.25),
                IntStream.range(0, 3)
                        .mapToObj(i -> chart.series().get(0).points().get(i).x())
                        .toList());
    }

    @Test
    void ofACostLessIsBetter() {
        View view = view(Direction.MINIMIZE, true);
        assertTrue(view.headline().endsWith(": −0.25"), view.headline());
        item(view).worths().forEach(worth -> assertEquals(worth.node() != 1, worth.better()));
        item(view).changes().forEach(change -> assertEquals(change.difference() < 0, change.better()));
    }

    @Test
    void withoutAPredictorCellsAreShownAlone() {
        View view = view(Direction.UNKNOWN, false);
        assertEquals("1 architecture of 9 rows", view.headline());
        assertEquals(1, view.panels().size());
        assertEquals(List.of("a: 0.1235"), item(view).facts());
        assertEquals(List.of(), item(view).worths());
        View none = ArchitecturesView.of(List.of(), 0, "None.", false, Metric.of("a", Direction.MAXIMIZE));
        assertEquals("There is no architecture to show", none.headline());
    }
}
