package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.knime.nodes.search.SearchLoopEndNodeFactory;
import org.fewshotnas.knime.nodes.search.SearchLoopStartNodeFactory;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.port.PortObject;
import org.knime.node.HostNode;

/** The two nodes of a search as a loop, with a look-up between them, which can spoil what it gives back. */
class SearchLoopTest {
    private static final BufferedDataTable TABLE =
            TestNode.architectures(60, TestNode.metrics(TestNode.TARGET), TestNode::learnable);
    private static final BufferedDataTable CANDIDATES = TestNode.architectures(60, List.of(), TestNode::learnable);

    /** Runs until the end does not ask for more; gives what it gave last. */
    private static PortObject[] loop(TestNode start, TestNode end, UnaryOperator<List<DataRow>> spoil)
            throws Exception {
        return loop(start, end, spoil, Metric.of(TestNode.TARGET, Direction.MAXIMIZE));
    }

    private static PortObject[] loop(TestNode start, TestNode end, UnaryOperator<List<DataRow>> spoil, Metric metric)
            throws Exception {
        PredictorPortObject predictor = TestNode.predictor();
        start.configure(predictor.getSpec(), CANDIDATES.getSpec());
        end.node().endsLoopOf(start.node());
        while (true) {
            BufferedDataTable next = (BufferedDataTable) execute(start.node(), predictor, CANDIDATES)[0];
            DataTableSpec spec = new DataTableSpecCreator(next.getDataTableSpec())
                    .addColumns(Columns.metric(metric))
                    .createSpec();
            BufferedDataTable scores = TestNode.table(spec, spoil.apply(scored(next)));
            end.configure(scores.getSpec());
            PortObject[] outputs = execute(end.node(), scores);
            if (!end.node().continuesLoop()) {
                return outputs;
            }
            start.node().goesOnFrom(end.node());
        }
    }

    private static PortObject[] execute(HostNode node, PortObject... inputs) throws Exception {
        return node.execute(inputs, TestNode.context(new DefaultNodeProgressMonitor()));
    }

    private static List<DataRow> scored(BufferedDataTable proposals) {
        Map<String, DataCell> known = new TreeMap<>();
        TestNode.rows(TABLE).forEach(row -> known.put(row.getCell(1).toString(), row.getCell(4)));
        List<DataRow> rows = new ArrayList<>();
        for (DataRow row : TestNode.rows(proposals)) {
            rows.add(new DefaultRow(
                    row.getKey(), Rows.append(row, known.get(row.getCell(1).toString()))));
        }
        return rows;
    }

    private static TestNode search(NodeFactory<?> factory) throws InvalidSettingsException {
        return TestNode.of(factory)
                .with("candidates", "TABLE")
                .with("queries", 8)
                .with("steps", 4)
                .with("refitInterval", 1)
                .with("fineTuning/steps", "5");
    }

    private static TestNode start() throws InvalidSettingsException {
        return search(new SearchLoopStartNodeFactory()).with("score", TestNode.TARGET);
    }

    private static TestNode end() throws InvalidSettingsException {
        return TestNode.of(new SearchLoopEndNodeFactory()).with("score", TestNode.TARGET);
    }

    private static List<String> text(BufferedDataTable table) {
        return TestNode.rows(table).stream()
                .map(row -> {
                    List<String> cells = new ArrayList<>(List.of(row.getKey().getString()));
                    row.forEach(cell -> cells.add(cell.toString()));
                    return String.join(",", cells);
                })
                .toList();
    }

    @Test
    void theLoopIsThePredictorSearch() throws Exception {
        TestNode whole = TestNode.withTables(new PredictorSearchNodeFactory(), "Scores", 1)
                .with("candidates", "TABLE")
                .with("queries", 8)
                .with("steps", 4)
                .with("refitInterval", 1)
                .with("fineTuning/steps", "5")
                .with("target", TestNode.TARGET);
        TestNode.Result expected = whole.run(TestNode.predictor(), TABLE);
        PortObject[] found = loop(start(), end(), UnaryOperator.identity());
        assertEquals(8, text((BufferedDataTable) found[1]).size());
        assertEquals(text(expected.table(1)), text((BufferedDataTable) found[1]), "history");
        assertEquals(text(expected.table(0)), text((BufferedDataTable) found[0]), "ranking");
        assertEquals(
                8,
                ((PredictorPortObject) found[2])
                        .predictor()
                        .spec()
                        .target()
                        .orElseThrow()
                        .shots());
    }

    @Test
    void theIterationIsAVariable() throws Exception {
        TestNode start = start();
        loop(start, end(), UnaryOperator.identity());
        assertEquals(
                "[\"currentIteration\" (INTEGER: 3), \"maxIterations\" (INTEGER: 4)]",
                start.node().pushed().toString());
    }

    @Test
    void itEndsWhenNothingImproves() throws Exception {
        PortObject[] found = loop(start(), end().with("patience", 1), rows -> rows.stream()
                .<DataRow>map(row -> withCell(row, 5, new DoubleCell(1)))
                .toList());
        assertEquals(4, text((BufferedDataTable) found[1]).size(), "two iterations of two");
    }

    @Test
    void anArchitectureWithoutAScoreCostsAQuery() throws Exception {
        TestNode end = end();
        PortObject[] found = loop(start(), end, rows -> {
            List<DataRow> spoilt = new ArrayList<>(rows);
            spoilt.set(0, withCell(rows.get(0), 5, DataType.getMissingCell()));
            return spoilt;
        });
        assertEquals(8, text((BufferedDataTable) found[1]).size());
        String warning = end.node().warning().orElseThrow();
        assertTrue(warning.contains("has no score: the loop gave a missing value."), warning);
    }

    private static DataRow withCell(DataRow row, int place, DataCell cell) {
        List<DataCell> cells = new ArrayList<>();
        row.forEach(cells::add);
        cells.set(place, cell);
        return new DefaultRow(row.getKey(), cells.toArray(DataCell[]::new));
    }

    private static void fails(String part, UnaryOperator<List<DataRow>> spoil) {
        KNIMEException error = assertThrows(KNIMEException.class, () -> loop(start(), end(), spoil));
        assertTrue(error.getMessage().contains(part), error.getMessage());
        assertEquals(1, error.getKNIMEMessage().getResolutions().size(), "says what to do");
    }

    @Test
    void aLostRowIsNamed() {
        fails("1 of the 2 architectures of this iteration is not in the table", rows -> rows.subList(0, 1));
        fails("2 of the 2 architectures of this iteration are not in the table", rows -> List.of());
    }

    @Test
    void aChangedArchitectureIsNamed() {
        String other = TestNode.NB201.print(
                TestNode.NB201.enumerate().skip(17).findFirst().orElseThrow());
        fails(
                "The architecture " + other + " was not given to the loop in this iteration.",
                rows -> List.of(rows.get(0), withCell(rows.get(1), 1, new StringCell(other))));
    }

    @Test
    void anArchitectureThatComesTwiceIsNamed() {
        fails("is there a second time", rows -> {
            DataRow again = rows.get(0);
            List<DataCell> cells = new ArrayList<>();
            again.forEach(cells::add);
            return List.of(again, rows.get(1), new DefaultRow("again", cells.toArray(DataCell[]::new)));
        });
    }

    @Test
    void aScoreThatIsNoNumberIsNamed() {
        fails(
                "has NaN in the column \"target\"",
                rows -> List.of(rows.get(0), withCell(rows.get(1), 5, new DoubleCell(Double.NaN))));
    }

    @Test
    void scoresThatAreLessCertainTeachThePredictorLess() throws Exception {
        PortObject[] alike = loop(start(), end(), UnaryOperator.identity());
        PortObject[] weighed = loopWithErrors(1);
        assertNotEquals(text((BufferedDataTable) alike[0]), text((BufferedDataTable) weighed[0]));
        KNIMEException error = assertThrows(KNIMEException.class, () -> loopWithErrors(-1));
        assertTrue(error.getMessage().contains("in the column \"error\""), error.getMessage());
        assertTrue(error.getMessage().contains("a finite number of 0 or more is needed"), error.getMessage());
    }

    /** The last architecture of an iteration has a standard error of so much, the others of 0. */
    private static PortObject[] loopWithErrors(double error) throws Exception {
        PredictorPortObject predictor = TestNode.predictor();
        TestNode start = start();
        TestNode end = end().with("standardError", "error");
        start.configure(predictor.getSpec(), CANDIDATES.getSpec());
        end.node().endsLoopOf(start.node());
        while (true) {
            BufferedDataTable next = (BufferedDataTable) execute(start.node(), predictor, CANDIDATES)[0];
            DataTableSpec spec = new DataTableSpecCreator(next.getDataTableSpec())
                    .addColumns(Columns.metric(Metric.of(TestNode.TARGET, Direction.MAXIMIZE)), Columns.number("error"))
                    .createSpec();
            List<DataRow> rows = new ArrayList<>();
            List<DataRow> scored = scored(next);
            for (DataRow row : scored) {
                boolean last = rows.size() == scored.size() - 1;
                rows.add(new DefaultRow(row.getKey(), Rows.append(row, new DoubleCell(last ? error : 0))));
            }
            BufferedDataTable scores = TestNode.table(spec, rows);
            end.configure(scores.getSpec());
            PortObject[] outputs = execute(end.node(), scores);
            if (!end.node().continuesLoop()) {
                return outputs;
            }
            start.node().goesOnFrom(end.node());
        }
    }

    @Test
    void withoutAnyScoreTheLoopFails() {
        fails("None of the 8 architectures that were evaluated has a score.", rows -> rows.stream()
                .<DataRow>map(row -> withCell(row, 5, DataType.getMissingCell()))
                .toList());
    }

    @Test
    void anEndWithoutItsStartIsRefused() throws Exception {
        TestNode.refuses(end(), "no node before it begins one", TABLE.getSpec());
    }

    @Test
    void aScoreInTheOtherDirectionIsRefused() {
        Metric loss = Metric.of(TestNode.TARGET, Direction.MINIMIZE);
        InvalidSettingsException error = assertThrows(
                InvalidSettingsException.class, () -> loop(start(), end(), UnaryOperator.identity(), loss));
        assertTrue(error.getMessage().contains("Which scores are better"), error.getMessage());
    }

    @Test
    void aTableWithoutItsColumnOfScoresIsRefused() throws Exception {
        TestNode start = TestNode.of(new SearchLoopStartNodeFactory()).with("score", "accuracy");
        TestNode.refuses(
                start,
                "The table of known scores has no column \"accuracy\"",
                TestNode.predictor().getSpec(),
                CANDIDATES.getSpec());
    }
}
