package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.knime.nodes.similarity.TaskSimilarityNodeFactory;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.core.node.port.image.ImagePortObjectSpec;

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
    void theViewShowsEveryPairWithItsNumberOfArchitectures() throws Exception {
        TestNode node = TestNode.of(new TaskSimilarityNodeFactory()).with("newTask", "new");
        node.run(table);
        JsonObject record = ViewRecord.of(node.node());
        assertEquals(
                "new is most like up: correlation 0.90", record.get("headline").getAsString());
        JsonObject map = record.getAsJsonArray("panels").get(1).getAsJsonObject();
        assertEquals("heat", map.get("kind").getAsString());
        assertTrue(map.getAsJsonArray("rows").toString().contains("latency <ms>"), "as text, whatever the name holds");
        assertEquals("[[1,-1],[-1,1]]", map.get("values").toString());
        assertTrue(map.get("texts").toString().contains("40 shared architectures"), map.toString());
    }

    @Test
    void aPictureOfTheViewComesOutWhereThePortWasAdded() throws Exception {
        TestNode node = TestNode.withPorts(new TaskSimilarityNodeFactory(), "Picture", ImagePortObject.class, 1);
        PortObject[] outputs = node.run(table).outputs();
        assertEquals(4, outputs.length);
        assertEquals(new ImagePortObjectSpec(PNGImageContent.TYPE), ((ImagePortObject) outputs[3]).getSpec());
        assertTrue(outputs[3].getSummary().startsWith("PNG Image 1800 x 1120"), outputs[3].getSummary());
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
