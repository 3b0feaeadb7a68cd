package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fewshotnas.knime.nodes.similarity.TaskSimilarityNodeFactory;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The node Task Similarity on a small table, and its view. */
class TaskSimilarityTest {
    private static final List<Metric> METRICS = List.of(
            Metric.of("up", Direction.MAXIMIZE),
            Metric.of("latency <ms>", Direction.MINIMIZE),
            Metric.of("new", Direction.MAXIMIZE));

    /** The first two grow together; the third is known of five architectures, 3 and 4 of which are exchanged. */
    private final BufferedDataTable table = TestNode.architectures(40, METRICS, (graph, row, column) -> {
        if (column == 2 && row >= 5) {
            return DataType.getMissingCell();
        }
        return new DoubleCell(column == 2 ? new int[] {1, 2, 4, 3, 5}[row] : row);
    });

    @Test
    void tasksAreComparedWithLargerScoresBetter() throws Exception {
        TestNode.Result result = TestNode.of(new TaskSimilarityNodeFactory()).run(table);
        assertEquals(
                List.of("Task", "up", "latency <ms>", "new"),
                Arrays.asList(result.table(0).getDataTableSpec().getColumnNames()));
        assertEquals(1, number(result.table(0), 0, "up"), 1e-12);
        assertEquals(-1, number(result.table(0), 0, "latency <ms>"), 1e-12);
        assertEquals(0.9, number(result.table(0), 2, "up"), 1e-12);
        assertEquals("40", text(result.table(1), 0, "latency <ms>"));
        assertEquals("5", text(result.table(1), 0, "new"));
        assertEquals(0, result.table(2).size());
    }

    @Test
    void aNewTaskIsComparedWithTheKnownOnesAndItsIntervalsAreWide() throws Exception {
        TestNode.Result result = TestNode.of(new TaskSimilarityNodeFactory())
                .with("newTask", "new")
                .with("measure", "KENDALL")
                .run(table);
        assertEquals(2, result.table(0).size());
        assertEquals(2, result.table(2).size());
        assertEquals("up", text(result.table(2), 0, "Known task"));
        assertEquals(0.8, number(result.table(2), 0, "Correlation"), 1e-12);
        assertTrue(number(result.table(2), 0, "Lower bound") < 0, "five scores do not tell");
        assertEquals("5", text(result.table(2), 0, "Shared architectures"));
    }

    @Test
    void everyTextOfTheViewFitsWithNamesOfThirtyCharacters() throws Exception {
        String first = "cifar100_test_accuracy_200_eps";
        List<Metric> metrics = List.of(
                Metric.of(first, Direction.MAXIMIZE),
                Metric.of("a second one with a name that is far too long for any label", Direction.MAXIMIZE),
                Metric.of("new", Direction.MAXIMIZE));
        TestNode node = TestNode.of(new TaskSimilarityNodeFactory()).with("newTask", "new");
        BufferedDataTable intervals = node.run(TestNode.architectures(
                        40, metrics, (graph, row, column) -> new DoubleCell(Math.sin(row * (column + 1)))))
                .table(2);
        Element image = image(node);
        String[] box = image.getAttribute("viewBox").split(" ");
        NodeList texts = image.getElementsByTagName("text");
        Set<String> shown = new HashSet<>();
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            String words =
                    text.getLastChild() == null ? "" : text.getLastChild().getTextContent();
            shown.add(words);
            // A letter of 12 pixels is about 6 wide, and hardly ever 8 on average.
            double width = 8.0 * words.length();
            boolean turned = text.hasAttribute("transform");
            double start = Double.parseDouble(text.getAttribute(turned ? "y" : "x"));
            switch (text.getAttribute("text-anchor")) {
                case "end" -> assertTrue(start - width >= 0, words);
                case "middle" -> assertTrue(start - width / 2 >= 0, words);
                default -> {
                    double end = turned ? start - width : start + width;
                    assertTrue(end >= 0 && end <= Double.parseDouble(box[2]), words + " ends at " + end);
                }
            }
        }
        assertTrue(shown.contains(first), "a name of thirty characters is whole");
        for (int row = 0; row < 2; row++) {
            String interval = String.format(
                    Locale.ROOT,
                    "%.2f to %.2f",
                    number(intervals, row, "Lower bound"),
                    number(intervals, row, "Upper bound"));
            assertTrue(shown.contains(interval), interval + " is not among " + shown);
        }
    }

    @Test
    void theViewDrawsEveryFieldAsWellFormedSvg() throws Exception {
        TestNode node = TestNode.of(new TaskSimilarityNodeFactory()).with("newTask", "new");
        node.run(table);
        Element image = image(node);
        assertEquals("svg", image.getTagName());
        assertEquals(2 * 2 + 2, image.getElementsByTagName("rect").getLength());
        assertTrue(image.getTextContent().contains("latency <ms>"), "as text, whatever the name holds");
        assertTrue(image.getTextContent().contains("-1.00"));
        assertTrue(image.getTextContent().contains("40 shared architectures"));
        try (InputStream page = node.node().viewPage().orElseThrow().openStream()) {
            assertTrue(new String(page.readAllBytes(), StandardCharsets.UTF_8).contains("export default"));
        }
    }

    private static Element image(TestNode node) throws Exception {
        byte[] svg = ((String) node.node().viewData()).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg))
                .getDocumentElement();
    }

    @Test
    void aColumnThatHasVanishedIsNamed() throws Exception {
        InvalidSettingsException error =
                assertThrows(InvalidSettingsException.class, () -> TestNode.of(new TaskSimilarityNodeFactory())
                        .with("newTask", "gone")
                        .configure(table.getSpec()));
        assertTrue(error.getMessage().contains("\"gone\""), error.getMessage());
    }
}
