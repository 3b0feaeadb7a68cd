package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.latent.LatentMapNodeFactory;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObjectSpec;

/** The node Latent Map on small tables. */
class LatentMapTest {
    private static final int ROWS = 40;

    private final PredictorPortObject predictor = TestNode.predictor();
    private final BufferedDataTable table = TestNode.architectures(
            ROWS,
            TestNode.metrics(TestNode.TARGET),
            (graph, i, j) -> i % 5 == 0 ? DataType.getMissingCell() : new DoubleCell(i));

    private static TestNode node() throws InvalidSettingsException {
        return TestNode.of(new LatentMapNodeFactory()).with("device/device", "CPU");
    }

    private static String view(TestNode node) {
        return (String) node.node().viewData();
    }

    private static List<Double> places(BufferedDataTable table) {
        List<Double> places = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            places.add(number(table, row, "Map x"));
            places.add(number(table, row, "Map y"));
        }
        return places;
    }

    @Test
    void everyRowHasItsPlaceOnTheMap() throws Exception {
        TestNode node = node();
        PortObjectSpec[] promised = node.configure(predictor.getSpec(), table.getSpec());
        TestNode.Result result = node.run(predictor, table);
        BufferedDataTable map = result.table(0);
        assertTrue(((DataTableSpec) promised[0]).equalStructure(map.getDataTableSpec()));
        List<String> columns = Arrays.asList(map.getDataTableSpec().getColumnNames());
        assertEquals(List.of("Map x", "Map y"), columns.subList(columns.size() - 2, columns.size()));
        assertEquals(ROWS, map.size());
        double sum = 0;
        double squares = 0;
        double ofSecond = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += number(map, row, "Map x");
            squares += Math.pow(number(map, row, "Map x"), 2);
            ofSecond += Math.pow(number(map, row, "Map y"), 2);
        }
        assertEquals(0, sum, 1e-6);
        assertTrue(squares > ofSecond && ofSecond > 0, "the first axis holds more");
        assertEquals("", result.warning());
        assertTrue(view(node).contains("% of the variance of 40 embeddings"), view(node));
        assertTrue(view(node).contains("\"name\":\"Predicted score\",\"low\":"), view(node));
    }

    @Test
    void theEncodingsGiveTheMapOfTheirGraphs() throws Exception {
        List<DataRow> encoded = rows(table).stream()
                .map(row -> (DataRow) new DefaultRow(row.getKey(), row.getCell(0), row.getCell(1)))
                .toList();
        DataTableSpec spec = new DataTableSpec(Columns.text(Columns.SEARCH_SPACE), Columns.text(Columns.ARCHITECTURE));
        assertEquals(
                places(node().run(predictor, table).table(0)),
                places(node().run(predictor, TestNode.table(spec, encoded)).table(0)));
    }

    @Test
    void aSampleIsSaid() throws Exception {
        TestNode node = node().with("mostPoints", 10);
        TestNode.Result result = node.run(predictor, table);
        int column = result.table(0).getDataTableSpec().findColumnIndex("Map x");
        assertEquals(ROWS, result.table(0).size());
        for (int row = 0; row < ROWS; row++) {
            assertEquals(
                    row % 4 != 0, rows(result.table(0)).get(row).getCell(column).isMissing());
        }
        assertTrue(result.warning().contains("10 rows, evenly spread, of 40"), result.warning());
        assertTrue(view(node).contains("10 rows, evenly spread, of 40"), view(node));
    }

    @Test
    void tsneGivesTheSameMapWithTheSameSeed() throws Exception {
        TestNode node = node().with("method", "TSNE").with("perplexity", 5.0);
        List<Double> once = places(node.run(predictor, table).table(0));
        assertEquals(once, places(node.run(predictor, table).table(0)));
        assertTrue(view(node).contains("Kullback-Leibler divergence"), view(node));
        assertNotEquals(
                once, places(node.with("seed/seed", "2").run(predictor, table).table(0)));
    }

    @Test
    void columnsColourTheMap() throws Exception {
        TestNode node = node().with("colour", "COLUMN").with("colourColumn", TestNode.TARGET);
        node.run(predictor, table);
        assertTrue(view(node).contains("\"name\":\"" + TestNode.TARGET + "\",\"low\":2,\"high\":38"), view(node));
        assertTrue(view(node).contains("\"name\":\"No value\""), view(node));
        node.with("colourColumn", Columns.SEARCH_SPACE).run(predictor, table);
        assertTrue(view(node).contains("\"name\":\"NAS-Bench-201\",\"style\":\"points\""), view(node));
    }

    @Test
    void anEmptyTableAndOneOfASingleRowHaveTheirMaps() throws Exception {
        for (String method : List.of("PCA", "TSNE")) {
            for (int count = 0; count < 2; count++) {
                TestNode node = node().with("method", method);
                BufferedDataTable few =
                        TestNode.table(table.getDataTableSpec(), rows(table).subList(0, count));
                assertEquals(count, node.run(predictor, few).table(0).size());
                assertEquals(count == 0, view(node).contains("There is no architecture to show"), view(node));
            }
        }
    }

    @Test
    void whatCannotBeMappedIsSaid() throws Exception {
        TestNode node = node();
        PortObjectSpec known = predictor.getSpec();
        TestNode.refuses(node, "neither the columns \"Operations\"", known, new DataTableSpec(Columns.text("a")));
        DataTableSpec spec = new DataTableSpec(Columns.text(Columns.SEARCH_SPACE), Columns.text(Columns.ARCHITECTURE));
        TestNode.fails(
                node,
                List.of("NAS-Bench-999", "Use one of"),
                predictor,
                TestNode.table(
                        spec, List.of(new DefaultRow("a", new StringCell("NAS-Bench-999"), new StringCell("b")))));
        TestNode.refuses(
                node.with("colour", "COLUMN"), "No column is chosen under \"Colour column\"", known, table.getSpec());
        TestNode.refuses(node.with("colourColumn", "gone"), "\"gone\"", known, table.getSpec());
        TestNode.refuses(
                node.with("colourColumn", Columns.ADJACENCY), "numbers or text are needed", known, table.getSpec());
    }
}
