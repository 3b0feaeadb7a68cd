package org.fewshotnas.view.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fewshotnas.view.Axis;
import org.fewshotnas.view.Chart;
import org.fewshotnas.view.HeatMap;
import org.fewshotnas.view.Point;
import org.fewshotnas.view.Series;
import org.fewshotnas.view.View;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ViewImageTest {
    private static final View CHART = View.of("Best 1.69 ms <found> & kept")
            .detail("smaller is better")
            .add(Chart.of(
                    "Scores",
                    Axis.of("Query"),
                    Axis.of("Score [ms]"),
                    List.of(
                            Series.of("Score", Series.Style.POINTS, List.of(Point.of(1, 2), Point.of(2, 1.69))),
                            Series.of("Best so far", Series.Style.STEPS, List.of(Point.of(1, 2), Point.of(2, 1.69))))))
            .build();

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void aChartIsDrawnAsWellFormedSvgWithItsHeadline() throws Exception {
        Document svg = parsed(ViewImage.svg(CHART, 800, 500));
        assertEquals("800", svg.getDocumentElement().getAttribute("width"));
        String texts = svg.getDocumentElement().getTextContent();
        for (String text : List.of("Best 1.69 ms <found> & kept", "smaller is better", "Best so far", "Score [ms]")) {
            assertTrue(texts.contains(text), text + " is not in " + texts);
        }
        assertTrue(svg.getElementsByTagName("path").getLength() > 4, "marks are drawn");
    }

    @Test
    void aHeatMapIsDrawn() throws Exception {
        View view = View.of("Tasks")
                .add(HeatMap.ofCorrelations(
                        "", List.of("a task", "b task"), new double[][] {{1, -0.42}, {Double.NaN, 1}}, new String[0][]))
                .build();
        String texts =
                parsed(ViewImage.svg(view, 600, 400)).getDocumentElement().getTextContent();
        assertTrue(texts.contains("−0.42") && texts.contains("b task"), texts);
    }

    @Test
    void aPngHasTwoPixelsForEachOfTheDrawingAndIsTheSameAgain() throws Exception {
        byte[] png = ViewImage.png(CHART, 400, 300);
        var image = ImageIO.read(new ByteArrayInputStream(png));
        assertEquals(800, image.getWidth());
        assertEquals(600, image.getHeight());
        long dark = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                dark += (image.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
            }
        }
        assertTrue(dark > 1_000, dark + " dark pixels");
        assertArrayEquals(png, ViewImage.png(CHART, 400, 300));
    }

    @Test
    void aViewWithoutAChartIsItsHeadline() throws Exception {
        String texts = parsed(ViewImage.svg(View.of("Nothing").build(), 400, 300))
                .getDocumentElement()
                .getTextContent();
        assertTrue(texts.contains("Nothing"), texts);
    }

    @Test
    void aPictureHasASensibleSize() {
        assertThrows(IllegalArgumentException.class, () -> ViewImage.svg(CHART, 10, 300));
        assertThrows(IllegalArgumentException.class, () -> ViewImage.svg(CHART, 300, 100_000));
    }
}
