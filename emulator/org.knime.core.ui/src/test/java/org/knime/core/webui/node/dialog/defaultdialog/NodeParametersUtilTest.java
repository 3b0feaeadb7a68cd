package org.knime.core.webui.node.dialog.defaultdialog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;

/** Parameters and how they are stored: KNIME's rules, written out. */
class NodeParametersUtilTest {
    enum Mode {
        UPPER,
        LOWER
    }

    static final class Inner implements NodeParameters {
        int m_count = 3;
        String name = "n";
    }

    static class Base implements NodeParameters {
        boolean m_first = true;
    }

    static final class All extends Base {
        static final int CONSTANT = 1;
        private int ignored = 5;
        String m_camelCase = "text";
        String nothing;
        double number = 0.5;
        Mode mode = Mode.LOWER;
        String[] texts = {"a", "b"};
        Inner inner = new Inner();
        FileSelection file = new FileSelection(new FSLocation(FSCategory.RELATIVE, "knime.workflow", "data.csv"));

        Void button;

        int ignored() {
            return ignored;
        }
    }

    private static NodeSettings saved(NodeParameters parameters) {
        NodeSettings settings = new NodeSettings("model");
        NodeParametersUtil.saveSettings(parameters.getClass(), parameters, settings);
        return settings;
    }

    @Test
    void everyKindOfFieldIsStoredAsKnimeStoresIt() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        saved(new All()).saveToXML(out);
        assertEquals(
                """
                    <entry key="first" type="xboolean" value="true"/>
                    <entry key="camelCase" type="xstring" value="text"/>
                    <entry key="nothing" type="xstring" isnull="true" value=""/>
                    <entry key="number" type="xdouble" value="0.5"/>
                    <entry key="mode" type="xstring" value="LOWER"/>
                    <config key="texts">
                        <entry key="array-size" type="xint" value="2"/>
                        <entry key="0" type="xstring" value="a"/>
                        <entry key="1" type="xstring" value="b"/>
                    </config>
                    <config key="inner">
                        <entry key="count" type="xint" value="3"/>
                        <entry key="name" type="xstring" value="n"/>
                    </config>
                    <config key="file">
                        <config key="path">
                            <entry key="location_present" type="xboolean" value="true"/>
                            <entry key="file_system_type" type="xstring" value="RELATIVE"/>
                            <entry key="file_system_specifier" type="xstring" value="knime.workflow"/>
                            <entry key="path" type="xstring" value="data.csv"/>
                        </config>
                    </config>
                </config>
                """
                        .stripIndent(),
                "    " + out.toString(StandardCharsets.UTF_8).split("\n", 3)[2].strip() + "\n");
    }

    @Test
    void parametersComeBackAsTheyWent() throws InvalidSettingsException {
        All all = new All();
        all.m_first = false;
        all.m_camelCase = null;
        all.mode = Mode.UPPER;
        all.texts = null;
        All back = NodeParametersUtil.loadSettings(saved(all), All.class);
        assertEquals(saved(all), saved(back));
        assertFalse(back.m_first);
        assertNull(back.m_camelCase);
        assertNull(back.texts);
        assertEquals(all.file, back.file);
        assertEquals(5, back.ignored());
    }

    @Test
    void aMissingEntryAndAnUnknownConstantAreErrors() {
        NodeSettings settings = saved(new All());
        settings.addString("mode", "SIDEWAYS");
        String message = assertThrows(
                        InvalidSettingsException.class, () -> NodeParametersUtil.loadSettings(settings, All.class))
                .getMessage();
        assertEquals("Invalid value 'SIDEWAYS'. Possible values: UPPER, LOWER", message);
        assertThrows(
                InvalidSettingsException.class,
                () -> NodeParametersUtil.loadSettings(new NodeSettings("model"), Inner.class));
    }

    static final class Grown implements NodeParameters {
        int old = 1;

        @Migrate(loadDefaultIfAbsent = true)
        int added = 2;

        @Migrate(loadDefaultIfAbsent = true)
        Inner group = new Inner();

        @Migrate
        int wanted = 3;
    }

    @Test
    void settingsFromBeforeAFieldLoadWithItsDefault() throws InvalidSettingsException {
        NodeSettings settings = new NodeSettings("model");
        settings.addInt("old", 5);
        settings.addInt("wanted", 6);
        Grown grown = NodeParametersUtil.loadSettings(settings, Grown.class);
        assertEquals(List.of(5, 2, 3, 6), List.of(grown.old, grown.added, grown.group.m_count, grown.wanted));
        settings.addNodeSettings("group").addInt("count", 7);
        assertThrows(
                InvalidSettingsException.class,
                () -> NodeParametersUtil.loadSettings(settings, Grown.class),
                "a group that is there must be whole");
        NodeSettings without = new NodeSettings("model");
        without.addInt("old", 5);
        assertThrows(InvalidSettingsException.class, () -> NodeParametersUtil.loadSettings(without, Grown.class));
    }

    static final class Sorter implements NodeParameters {
        String column;
        int limit;
        Mode mode;

        boolean own_key;

        String[] names;
    }

    @Test
    void theModelOfASavedNodeIsReadAndWrittenTheSame() throws IOException, InvalidSettingsException {
        NodeSettingsRO model;
        try (InputStream in = Files.newInputStream(Path.of("../foreign-workflow/Plum Sorter (#7)/settings.xml"))) {
            model = NodeSettings.loadFromXML(in).getNodeSettings("model");
        }
        Sorter sorter = NodeParametersUtil.loadSettings(model, Sorter.class);
        assertEquals("weight", sorter.column);
        assertEquals(3, sorter.limit);
        assertEquals(Mode.LOWER, sorter.mode);
        assertTrue(sorter.own_key);
        assertArrayEquals(new String[] {"red \"Victoria\"", ""}, sorter.names);
        assertEquals(model, saved(sorter));
    }

    static final class Chosen implements NodeParameters {
        ColumnFilter columns = new ColumnFilter(new String[] {"a", "gone"});
    }

    @Test
    void aChoiceOfColumnsIsStoredInItsParts() throws InvalidSettingsException {
        Chosen chosen = new Chosen();
        chosen.columns.m_patternFilter.m_pattern = "x*";
        NodeSettings settings = saved(chosen);
        NodeSettings columns = settings.getNodeSettings("columns");
        assertEquals(List.of("mode", "patternFilter", "manualFilter", "typeFilter"), List.copyOf(columns.keySet()));
        assertEquals(
                List.of("pattern", "isCaseSensitive", "isInverted"),
                List.copyOf(columns.getNodeSettings("patternFilter").keySet()));
        assertEquals(
                List.of("manuallySelected", "manuallyDeselected", "includeUnknownColumns"),
                List.copyOf(columns.getNodeSettings("manualFilter").keySet()));
        assertEquals(
                List.of("selectedTypes"),
                List.copyOf(columns.getNodeSettings("typeFilter").keySet()));
        assertEquals(settings, saved(NodeParametersUtil.loadSettings(settings, Chosen.class)));
    }

    @Test
    void columnsAreChosenOneByOneByPatternOrByType() throws InvalidSettingsException {
        DataTableSpec table = new DataTableSpec(
                new DataColumnSpecCreator("a", DoubleCell.TYPE).createSpec(),
                new DataColumnSpecCreator("Ab", StringCell.TYPE).createSpec(),
                new DataColumnSpecCreator("c.d", DoubleCell.TYPE).createSpec());
        ColumnFilter filter = new Chosen().columns;
        assertArrayEquals(new String[] {"a"}, filter.filter(table.stream().toList()));
        assertArrayEquals(new String[] {"gone"}, filter.getMissingSelectedFromFullSpec(table));
        filter.m_manualFilter.m_manuallyDeselected = new String[] {"a"};
        assertArrayEquals(
                new String[] {"Ab", "c.d"},
                filter.withIncludeUnknownColumns().filter(table.stream().toList()));

        NodeSettings settings = saved(new Chosen());
        NodeSettings stored = settings.getNodeSettings("columns");
        stored.addString("mode", "WILDCARD");
        stored.getNodeSettings("patternFilter").addString("pattern", "A*");
        assertArrayEquals(
                new String[] {"a", "Ab"}, load(settings).filter(table.stream().toList()));
        stored.getNodeSettings("patternFilter").addBoolean("isCaseSensitive", true);
        assertArrayEquals(
                new String[] {"Ab"}, load(settings).filter(table.stream().toList()));
        stored.getNodeSettings("patternFilter").addBoolean("isInverted", true);
        assertArrayEquals(
                new String[] {"a", "c.d"}, load(settings).filter(table.stream().toList()));
        stored.addString("mode", "REGEX");
        stored.getNodeSettings("patternFilter").addString("pattern", "..d|.");
        assertArrayEquals(
                new String[] {"Ab"}, load(settings).filter(table.stream().toList()));
        stored.addString("mode", "TYPE");
        stored.getNodeSettings("typeFilter").addStringArray("selectedTypes", "org.knime.core.data.DoubleValue");
        assertArrayEquals(
                new String[] {"a", "c.d"}, load(settings).filter(table.stream().toList()));
        assertEquals(0, load(settings).getMissingSelectedFromFullSpec(table).length);
    }

    private static ColumnFilter load(NodeSettings settings) throws InvalidSettingsException {
        return NodeParametersUtil.loadSettings(settings, Chosen.class).columns;
    }

    static final class Guessing implements NodeParameters {
        String column = "";

        Guessing() {}

        Guessing(NodeParametersInput input) {
            column = input.getInTableSpec(0)
                    .map(s -> s.getColumnSpec(0).getName())
                    .orElse("unknown");
        }
    }

    @Test
    void defaultsCanBeGuessedFromTheInputs() {
        DataTableSpec table = new DataTableSpec(new DataColumnSpecCreator("a", DoubleCell.TYPE).createSpec());
        assertEquals("a", NodeParametersUtil.createSettings(Guessing.class, new PortObjectSpec[] {table}).column);
        assertEquals("unknown", NodeParametersUtil.createSettings(Guessing.class, new PortObjectSpec[] {null}).column);
        assertEquals("", NodeParametersUtil.createSettings(Guessing.class).column);
        assertTrue(NodeParametersUtil.createSettings(All.class, new PortObjectSpec[0]).m_first);
    }

    /** Stores a text in capitals. */
    static final class Capitals implements NodeParametersPersistor<String> {
        @Override
        public String load(NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getString("capitals").toLowerCase(Locale.ROOT);
        }

        @Override
        public void save(String text, NodeSettingsWO settings) {
            settings.addString("capitals", text.toUpperCase(Locale.ROOT));
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][] {{"capitals"}};
        }
    }

    /** Is stored nowhere. */
    static final class Nowhere implements NodeParametersPersistor<String> {
        @Override
        public String load(NodeSettingsRO settings) {
            return "";
        }

        @Override
        public void save(String text, NodeSettingsWO settings) {
            // Nowhere.
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[0][];
        }
    }

    static final class InAWayOfItsOwn implements NodeParameters {
        @Persistor(Capitals.class)
        @Migrate(loadDefaultIfAbsent = true)
        String text = "a";
    }

    static final class Absent implements NodeParameters {
        @Persistor(Nowhere.class)
        @Migrate(loadDefaultIfAbsent = true)
        String text = "a";
    }

    @Test
    void aParameterIsStoredInAWayOfItsOwn() throws InvalidSettingsException {
        InAWayOfItsOwn parameters = new InAWayOfItsOwn();
        parameters.text = "b";
        NodeSettings settings = saved(parameters);
        assertEquals("B", settings.getString("capitals"));
        assertFalse(settings.containsKey("text"));
        assertEquals("b", NodeParametersUtil.loadSettings(settings, InAWayOfItsOwn.class).text);
        assertEquals(
                "a",
                NodeParametersUtil.loadSettings(new NodeSettings("model"), InAWayOfItsOwn.class).text,
                "the path is absent");
        assertThrows(
                IllegalStateException.class,
                () -> NodeParametersUtil.loadSettings(new NodeSettings("model"), Absent.class),
                "KNIME cannot say either whether it is absent");
    }
}
