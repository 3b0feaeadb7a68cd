package org.knime.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;

/** What tables and columns are, and how that is stored. */
class DataTableSpecTest {
    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    @Test
    void theSpecOfASavedTableIsReadAndWrittenTheSame() throws IOException, InvalidSettingsException {
        NodeSettings stored;
        try (InputStream in = Files.newInputStream(Path.of("../foreign-workflow/Plum Picker (#2)/port_1/spec.xml"))) {
            stored = (NodeSettings) NodeSettings.loadFromXML(in);
        }
        DataTableSpec spec = DataTableSpec.load(stored);
        assertArrayEquals(new String[] {"tree", "branch", "weight", "seconds", "ripe"}, spec.getColumnNames());
        assertEquals(LongCell.TYPE, spec.getColumnSpec("seconds").getType());
        assertEquals(
                new DoubleCell(1.00000025),
                spec.getColumnSpec("weight").getDomain().getUpperBound());
        assertEquals(new IntCell(-1), spec.getColumnSpec("branch").getDomain().getLowerBound());
        assertEquals(
                new LongCell(5_000_000_000L),
                spec.getColumnSpec("seconds").getDomain().getUpperBound());
        assertEquals(
                Set.of(BooleanCell.get(true), BooleanCell.get(false)),
                spec.getColumnSpec("ripe").getDomain().getValues());
        NodeSettings written = new NodeSettings("spec.xml");
        spec.save(written);
        assertEquals(stored, written);
    }

    @Test
    void propertiesAreKept() throws InvalidSettingsException {
        DataColumnSpecCreator creator = new DataColumnSpecCreator(" accuracy ", DoubleCell.TYPE);
        creator.setProperties(new DataColumnProperties(Map.of("unit", "%", "direction", "maximize")));
        DataTableSpec spec =
                new DataTableSpecCreator().addColumns(creator.createSpec()).createSpec();
        NodeSettings settings = new NodeSettings("spec");
        spec.save(settings);
        DataTableSpec back = DataTableSpec.load(settings);
        assertEquals(spec, back);
        assertEquals("%", back.getColumnSpec("accuracy").getProperties().getProperty("unit"));
    }

    @Test
    void twoColumnsCannotHaveOneName() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new DataTableSpec(column("a", IntCell.TYPE), column("a", StringCell.TYPE)));
    }

    @Test
    void columnsAreFoundByName() {
        DataTableSpec spec = new DataTableSpec(column("a", IntCell.TYPE), column("b", StringCell.TYPE));
        assertEquals(1, spec.findColumnIndex("b"));
        assertEquals(-1, spec.findColumnIndex("c"));
        assertEquals(null, spec.getColumnSpec("c"));
        assertTrue(spec.containsName("a"));
        assertEquals("c", DataTableSpec.getUniqueColumnName(spec, " c "));
        assertEquals("a (#1)", DataTableSpec.getUniqueColumnName(spec, "a"));
        assertNotEquals(spec, new DataTableSpec(column("a", IntCell.TYPE)));
        assertTrue(spec.equalStructure(
                new DataTableSpec("other", column("a", IntCell.TYPE), column("b", StringCell.TYPE))));
    }

    @Test
    void aCountOfColumnsThatAreNotThereTakesNoMemory() {
        NodeSettings settings = new NodeSettings("spec");
        settings.addString("spec_name", "x");
        settings.addInt("number_columns", Integer.MAX_VALUE);
        assertThrows(InvalidSettingsException.class, () -> DataTableSpec.load(settings));
    }
}
