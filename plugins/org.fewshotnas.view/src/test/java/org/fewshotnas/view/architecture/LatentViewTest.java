package org.fewshotnas.view.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;
import org.fewshotnas.view.architecture.LatentView.Colour;
import org.fewshotnas.view.map.Pca;
import org.junit.jupiter.api.Test;

class LatentViewTest {
    private static View view(int n, Colour colour) {
        double[][] points =
                IntStream.range(0, n).mapToObj(i -> new double[] {i, i % 3, 1}).toArray(double[][]::new);
        return LatentView.of(
                Pca.of(points),
                new LatentView.Points(
                        n,
                        IntStream.range(0, n).mapToObj(i -> "Row" + i).toList(),
                        new double[n],
                        i -> Optional.empty()),
                colour);
    }

    private static Chart chart(View view) {
        return (Chart) view.panels().get(0);
    }

    @Test
    void aFewNumbersFarOffLeaveColoursForTheOthers() {
        double[] numbers =
                IntStream.range(0, 100).mapToDouble(i -> 80 + i / 10.0).toArray();
        numbers[0] = 1;
        numbers[1] = Double.NaN;
        Chart chart = chart(view(100, Colour.of("accuracy", numbers)));
        // 99 numbers, of which four at either end have the colour of the end.
        assertEquals(80.5, chart.shade().orElseThrow().low(), 1e-9);
        assertEquals(89.5, chart.shade().orElseThrow().high(), 1e-9);
        assertEquals(80.5, chart.series().get(0).points().get(0).shade(), 1e-9);
        assertEquals(99, chart.series().get(0).points().size());
        assertEquals(1, chart.series().get(1).points().size(), "the row without a number is there too");
        assertTrue(chart.series().get(0).points().get(0).text().contains("accuracy: 1\n"), "and says what it was");
    }

    @Test
    void textsBeyondTheMostFrequentShareASeries() {
        List<String> texts = IntStream.range(0, 60)
                .mapToObj(i -> i < 30 ? "often" : i == 30 ? "" : "t" + i % 9)
                .toList();
        List<Series> series = chart(view(60, Colour.of("kind", texts))).series();
        assertEquals(6, series.size());
        assertEquals("often", series.get(0).name());
        assertEquals("Others", series.get(5).name());
        assertEquals(60, series.stream().mapToInt(one -> one.points().size()).sum(), "no row is lost");
    }

    @Test
    void largeMapsShowASampleAndSayIt() {
        View view = view(3_000, Colour.of("x", new double[3_000]));
        assertEquals(View.MOST_POINTS, chart(view).series().get(0).points().size());
        assertTrue(
                view.notes().get(0).contains("2,000 rows, evenly spread, of 3,000"),
                view.notes().toString());
    }

    @Test
    void theHeadlineSaysHowMuchTheAxesExplain() {
        assertTrue(view(50, Colour.of("x", new double[50])).headline().startsWith("The two axes explain 100.0 %"));
        String[] none = {
            view(0, Colour.of("x", List.of())).headline(),
            view(1, Colour.of("x", new double[1])).headline()
        };
        assertEquals(
                "[There is no architecture to show, The predictor takes all of these architectures for the same]",
                Arrays.toString(none));
    }
}
