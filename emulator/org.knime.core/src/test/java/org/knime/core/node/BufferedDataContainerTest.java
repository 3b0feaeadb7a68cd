package org.knime.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnDomain;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.util.DuplicateKeyException;

/** Tables on their way from rows to the next node. */
class BufferedDataContainerTest {
    private static final DataTableSpec SPEC = new DataTableSpec(
            new DataColumnSpecCreator("name", StringCell.TYPE).createSpec(),
            new DataColumnSpecCreator("x", DoubleCell.TYPE).createSpec());

    private final ExecutionContext exec = HostTables.context(new DefaultNodeProgressMonitor(), HostTables.inMemory());

    private static DataRow row(String key, String name, double x) {
        return new DefaultRow(new RowKey(key), new StringCell(name), new DoubleCell(x));
    }

    @Test
    void rowsComeBackInOrder() {
        BufferedDataContainer container = exec.createDataContainer(SPEC);
        List<DataRow> rows = List.of(row("b", "one", 1), row("a", "two", 2));
        rows.forEach(container::addRowToTable);
        assertThrows(IllegalStateException.class, container::getTable);
        container.close();
        BufferedDataTable table = container.getTable();
        assertEquals(2, table.size());
        assertEquals("Rows: 2, Cols: 2", table.getSummary());
        List<DataRow> read = new ArrayList<>();
        try (CloseableRowIterator iterator = table.iterator()) {
            iterator.forEachRemaining(read::add);
        }
        assertEquals(rows, read);
        assertThrows(IllegalStateException.class, () -> container.addRowToTable(row("c", "three", 3)));
    }

    @Test
    void aSecondRowOfTheSameKeyIsRefused() {
        BufferedDataContainer container = exec.createDataContainer(SPEC);
        container.addRowToTable(row("a", "one", 1));
        assertEquals(
                "a",
                assertThrows(DuplicateKeyException.class, () -> container.addRowToTable(row("a", "two", 2)))
                        .getKey());
    }

    @Test
    void cellsMustFitTheirColumns() {
        BufferedDataContainer container = exec.createDataContainer(SPEC);
        assertThrows(
                IllegalArgumentException.class,
                () -> container.addRowToTable(new DefaultRow("a", new StringCell("one"))));
        DataRow wrong = new DefaultRow("a", new StringCell("one"), new StringCell("two"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> container.addRowToTable(wrong))
                .getMessage()
                .contains("\"x\""));
        container.addRowToTable(new DefaultRow("a", DataType.getMissingCell(), new IntCell(2)));
        container.close();
        assertEquals(1, container.getTable().size());
    }

    @Test
    void domainsAreThoseOfTheRows() {
        BufferedDataContainer container = exec.createDataContainer(SPEC);
        container.addRowToTable(row("a", "one", 3));
        container.addRowToTable(row("b", "two", Double.NaN));
        container.addRowToTable(row("c", "one", -1));
        container.addRowToTable(new DefaultRow("d", DataType.getMissingCell(), DataType.getMissingCell()));
        container.close();
        DataTableSpec spec = container.getTable().getDataTableSpec();
        assertEquals(
                Set.of(new StringCell("one"), new StringCell("two")),
                spec.getColumnSpec(0).getDomain().getValues());
        DataColumnDomain numbers = spec.getColumnSpec(1).getDomain();
        assertEquals(new DoubleCell(-1), numbers.getLowerBound());
        assertEquals(new DoubleCell(3), numbers.getUpperBound());
        assertFalse(numbers.hasValues());
        assertTrue(SPEC.equalStructure(spec));
    }

    @Test
    void moreThanSixtyTextsAreNoDomain() {
        BufferedDataContainer container = exec.createDataContainer(SPEC);
        for (int i = 0; i < 61; i++) {
            container.addRowToTable(row("r" + i, "name " + i, i));
        }
        container.close();
        assertNull(container.getTable().getSpec().getColumnSpec(0).getDomain().getValues());
    }
}
