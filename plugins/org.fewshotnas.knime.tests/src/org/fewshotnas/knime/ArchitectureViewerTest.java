package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.finetune.PredictorFineTuneNodeFactory;
import org.fewshotnas.knime.nodes.viewer.ArchitectureViewerNodeFactory;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.view.CellDrawing;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObjectSpec;

/** The node Architecture Viewer on small tables. */
class ArchitectureViewerTest {
    private static final String AFTER = "Predicted score after the change";

    private final BufferedDataTable table = TestNode.architectures(
            30,
            TestNode.metrics(TestNode.TARGET),
            (graph, i, j) -> i == 7 ? DataType.getMissingCell() : new DoubleCell(i * 7 % 30));
    private final PredictorPortObject predictor = TestNode.predictor();

    private static TestNode withPredictor() throws InvalidSettingsException {
        return TestNode.withPorts(new ArchitectureViewerNodeFactory(), "Predictor", PredictorPortObject.class, 1)
                .with("device/device", "CPU");
    }

    private static String view(TestNode node) {
        return (String) node.node().viewData();
    }

    private double predicted(String architecture) {
        return predictor.predictor()
                .predict(
                        List.of(Architecture.parse(TestNode.NB201, architecture).graph()), Device.cpu(), Progress.NONE)[
                0];
    }

    @Test
    void everyChangeIsPredicted() throws Exception {
        TestNode node = withPredictor().with("order", "PREDICTION").with("count", 5);
        PortObjectSpec[] promised = node.configure(table.getSpec(), predictor.getSpec());
        BufferedDataTable changes = node.run(table, predictor).table(0);
        assertTrue(((DataTableSpec) promised[0]).equalStructure(changes.getDataTableSpec()));
        assertEquals(5 * 6 * 4, changes.size(), "six places, four other operations");
        double best = rows(table).stream()
                .mapToDouble(row -> predicted(row.getCell(1).toString()))
                .max()
                .orElseThrow();
        assertEquals(best, number(changes, 0, Columns.PREDICTED_SCORE), 1e-5);
        for (int row = 0; row < changes.size(); row += 11) {
            double before = number(changes, row, Columns.PREDICTED_SCORE);
            double after = number(changes, row, AFTER);
            assertEquals(predicted(text(changes, row, Columns.ARCHITECTURE)), before, 1e-5);
            assertEquals(predicted(text(changes, row, "Changed architecture")), after, 1e-5);
            assertEquals(after - before, number(changes, row, "Difference"), 1e-12);
            assertFalse(text(changes, row, "From").equals(text(changes, row, "To")));
        }
        String view = view(node);
        assertTrue(view.contains("\"worths\":[{\"node\":1,"), view);
        assertTrue(view.contains("The 5 best-predicted of 30."), view);
        assertTrue(view.contains("import torch"), view);
    }

    @Test
    void withoutAPredictorTheBestOfAColumnComeFirst() throws Exception {
        TestNode node = TestNode.of(new ArchitectureViewerNodeFactory())
                .with("order", "COLUMN")
                .with("column", TestNode.TARGET)
                .with("count", 3);
        assertEquals(0, node.run(table).table(0).size());
        assertArrayEquals(new String[] {"29", "28", "27"}, targets(view(node)));
        node.with("direction", "MINIMIZE").run(table);
        assertArrayEquals(new String[] {"0", "1", "2"}, targets(view(node)));
        node.with("direction", "COLUMN").with("count", 60).run(table);
        assertEquals(29, targets(view(node)).length, "the row without a number is shown last, without a fact");
        assertTrue(view(node).contains("\"Rank 30 – Row7\""), view(node));
    }

    /** The numbers of the target in the view, in their order. */
    private static String[] targets(String view) {
        List<String> found = new ArrayList<>();
        Arrays.stream(view.split("\"" + TestNode.TARGET + ": "))
                .skip(1)
                .forEach(rest -> found.add(rest.substring(0, rest.indexOf('"'))));
        return found.toArray(String[]::new);
    }

    @Test
    void ofACostLessIsBetter() throws Exception {
        Metric latency = new Metric(TestNode.TARGET, "phone", "", "latency", "ms", Direction.MINIMIZE, "", "", "", "");
        BufferedDataTable measured = TestNode.architectures(8, List.of(latency), TestNode::learnable);
        PredictorPortObject tuned = TestNode.of(new PredictorFineTuneNodeFactory())
                .with("target", TestNode.TARGET)
                .with("fineTuning/steps", "5, 10")
                .with("device/device", "CPU")
                .run(predictor, measured)
                .predictor();
        TestNode node = withPredictor().with("order", "PREDICTION").with("count", 1);
        BufferedDataTable changes = node.run(table, tuned).table(0);
        Metric metric = Columns.metric(changes.getDataTableSpec().getColumnSpec(AFTER));
        assertEquals("ms", metric.unit());
        for (DataRow row : rows(table)) {
            double other = tuned.predictor()
                    .predict(
                            List.of(Architecture.parse(
                                            TestNode.NB201, row.getCell(1).toString())
                                    .graph()),
                            Device.cpu(),
                            Progress.NONE)[0];
            assertTrue(number(changes, 0, Columns.PREDICTED_SCORE) <= other + 1e-5, "the least comes first");
        }
        String view = view(node);
        for (DataRow row : rows(changes)) {
            double difference = ((DoubleCell) row.getCell(9)).getDoubleValue();
            String said = "\"text\":\"node " + row.getCell(3) + ": " + named(row.getCell(4)) + " → "
                    + named(row.getCell(5)) + "\",\"to\":\"" + row.getCell(5) + "\",\"difference\":";
            int at = view.indexOf(said);
            assertTrue(at >= 0, said);
            String rest = view.substring(at, view.indexOf('}', at));
            assertTrue(rest.endsWith("\"better\":" + (difference < 0)), rest);
        }
    }

    private static BufferedDataTable encoded(String space, String... architectures) {
        List<DataRow> rows = new ArrayList<>();
        for (String architecture : architectures) {
            rows.add(new DefaultRow("Row" + rows.size(), new StringCell(space), new StringCell(architecture)));
        }
        return TestNode.table(
                new DataTableSpec(Columns.text(Columns.SEARCH_SPACE), Columns.text(Columns.ARCHITECTURE)), rows);
    }

    @Test
    void edgesAreTakenAwayWhereTheSpaceHasCellsWithout() throws Exception {
        BufferedDataTable changes = withPredictor()
                .run(
                        encoded(
                                "NAS-Bench-101",
                                SearchSpaces.ofName("NAS-Bench-101").notation().split(" ")[0]),
                        predictor)
                .table(0);
        assertTrue(
                rows(changes).stream().anyMatch(row -> row.getCell(5).toString().equals("No edge")));
    }

    @Test
    void anEmptyTableAndOneOfASingleRowAreShown() throws Exception {
        TestNode node = withPredictor().with("order", "PREDICTION");
        BufferedDataTable none =
                node.run(encoded(TestNode.NB201.name()), predictor).table(0);
        assertEquals(0, none.size());
        assertTrue(view(node).contains("There is no architecture to show"), view(node));
        String one = TestNode.NB201.notation();
        assertEquals(
                24,
                node.run(encoded(TestNode.NB201.name(), one), predictor)
                        .table(0)
                        .size());
    }

    @Test
    void whatCannotBeShownIsSaid() throws Exception {
        TestNode node = TestNode.of(new ArchitectureViewerNodeFactory());
        TestNode.refuses(node, "The column \"Architecture\" is not in", new DataTableSpec(Columns.text("a")));
        TestNode.fails(node, List.of("NAS-Bench-999", "Use one of"), encoded("NAS-Bench-999", "a"));
        TestNode.fails(
                node, List.of("Row \"Row1\"", "\"a\""), encoded("NAS-Bench-201", TestNode.NB201.notation(), "a"));
        String sizes = SearchSpaces.encodings().stream()
                .filter(encoding -> encoding.cells().isEmpty())
                .findFirst()
                .orElseThrow()
                .name();
        TestNode.fails(node, List.of("are no cells", sizes), encoded(sizes, "8:16:64:24:8"));
        TestNode.refuses(node.with("order", "PREDICTION"), "no predictor is connected", table.getSpec());
        TestNode.refuses(node.with("order", "COLUMN").with("column", "gone"), "\"gone\"", table.getSpec());
        TestNode.refuses(node.with("column", ""), "No column is chosen under \"Score column\"", table.getSpec());
    }

    /** As pictures have it. */
    private static String named(DataCell operation) {
        return CellDrawing.nameOf(operation.toString(), "NAS-Bench-201");
    }
}
