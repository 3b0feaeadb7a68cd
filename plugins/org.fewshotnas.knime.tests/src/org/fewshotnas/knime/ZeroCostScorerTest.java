package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.number;
import static org.fewshotnas.knime.TestNode.rows;
import static org.fewshotnas.knime.TestNode.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.zerocost.ZeroCostScorerNodeFactory;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** The Zero-Cost Scorer on series. */
class ZeroCostScorerTest {
    private static final BufferedDataTable CELLS = TestNode.architectures(4, List.of(), TestNode::learnable);
    private static final BufferedDataTable WAVES = ArchitectureTrainerTest.waves(30, 1, false);

    private static TestNode scorer() throws InvalidSettingsException {
        return TestNode.of(new ZeroCostScorerNodeFactory())
                .with("count", 16)
                .with("network/channels", 4)
                .with("dataSet", "waves");
    }

    @Test
    void everyProxyIsAColumnThatSaysWhatItIs() throws Exception {
        TestNode.Result result = scorer().run(CELLS, WAVES);
        DataTableSpec spec = result.table(0).getDataTableSpec();
        long lacking = rows(result.table(0)).stream()
                .filter(row -> !row.getCell(spec.findColumnIndex("Reason")).isMissing())
                .count();
        assertTrue(lacking < CELLS.size(), "most cells have every proxy");
        assertEquals(lacking == 0, result.warning().isEmpty(), result.warning());
        int own = CELLS.getDataTableSpec().getNumColumns();
        assertEquals(
                List.of(
                        "waves naswot",
                        "waves jacob_cov",
                        "waves grad_norm",
                        "waves snip",
                        "waves synflow",
                        "waves zen_score",
                        "waves parameters",
                        "waves macs",
                        "Seconds",
                        "Reason"),
                Arrays.asList(spec.getColumnNames()).subList(own, own + 10));
        Metric naswot = Columns.metric(spec.getColumnSpec("waves naswot"));
        assertEquals("waves", naswot.dataSet());
        assertEquals(Direction.MAXIMIZE, naswot.direction());
        Metric macs = Columns.metric(spec.getColumnSpec("waves macs"));
        assertEquals(Direction.MINIMIZE, macs.direction());
        assertTrue(macs.isCost());
        assertEquals(
                number(result.table(0), 1, "waves naswot"),
                number(scorer().run(CELLS, WAVES).table(0), 1, "waves naswot"));
    }

    @Test
    void aCellThroughWhichNothingFlowsHasAReason() throws Exception {
        BufferedDataTable none = TestNode.table(
                new DataTableSpec(Columns.text(Columns.SEARCH_SPACE), Columns.text(Columns.ARCHITECTURE)),
                List.of(new DefaultRow(
                        "Row0",
                        new StringCell("NAS-Bench-201"),
                        new StringCell("|none~0|+|none~0|none~1|+|none~0|none~1|none~2|"))));
        TestNode.Result result =
                scorer().with("proxies", new String[] {"synflow", "macs"}).run(none, WAVES);
        assertTrue(rows(result.table(0)).get(0).getCell(2).isMissing());
        assertTrue(number(result.table(0), 0, "waves macs") > 0);
        assertEquals("synflow: nothing flows from the input to the output", text(result.table(0), 0, "Reason"));
        assertTrue(result.warning().contains("One architecture lacks some of the proxies"), result.warning());
    }

    @Test
    void whatCannotBeScoredIsRefused() throws Exception {
        BufferedDataTable empty = TestNode.table(CELLS.getDataTableSpec(), List.of());
        fails(scorer(), List.of("no rows", "the table of architectures"), empty, WAVES);
        fails(
                scorer(),
                List.of("no rows", "the training data"),
                CELLS,
                TestNode.table(WAVES.getDataTableSpec(), List.of()));
    }
}
