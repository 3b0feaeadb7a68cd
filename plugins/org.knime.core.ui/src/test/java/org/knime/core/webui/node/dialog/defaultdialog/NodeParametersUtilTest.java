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
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
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
import org.knime.node.parameters.persistence.Persist;
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

        Inner() {}

        Inner(int count) {
            m_count = count;
        }
    }

    static class Base implements NodeParameters {
        boolean m_first = true;
    }

    static final class All extends Base {
        static final int CONSTANT = 1;
        private int ignored = 5;
        String m_camelCase = "text";
        String nothing;
        long big = 1L << 40;
        double number = 0.5;
        Mode mode = Mode.LOWER;
        String[] texts = {"a", "b"};
        int[] ints = {1};
        double[] doubles = {};
        Inner inner = new Inner();
        Inner[] inners = {new Inner(1), new Inner(2)};
        FileSelection file = new FileSelection(new FSLocation(FSCategory.RELATIVE, "knime.workflow", "data.csv"));
        Optional<Integer> some = Optional.of(4);
        Optional<String> none = Optional.empty();

        @Persist(configKey = "other_key")
        int renamed = 7;

        @Persist(hidden = true)
        int hidden = 8;

        @Persistor(Twice.class)
        int twice = 21;

        Void button;

        int ignored() {
            return ignored;
        }
    }

    static final class Twice implements NodeParametersPersistor<Integer> {
        @Override
        public Integer load(NodeSettingsRO settings) throws InvalidSettingsException {
            return settings.getInt("doubled") / 2;
        }

        @Override
        public void save(Integer param, NodeSettingsWO settings) {
            settings.addInt("doubled", param * 2);
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[][] {{"doubled"}};
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
                    <entry key="big" type="xlong" value="1099511627776"/>
                    <entry key="number" type="xdouble" value="0.5"/>
                    <entry key="mode" type="xstring" value="LOWER"/>
                    <config key="texts">
                        <entry key="array-size" type="xint" value="2"/>
                        <entry key="0" type="xstring" value="a"/>
                        <entry key="1" type="xstring" value="b"/>
                    </config>
                    <config key="ints">
                        <entry key="array-size" type="xint" value="1"/>
                        <entry key="0" type="xint" value="1"/>
                    </config>
                    <config key="doubles">
                        <entry key="array-size" type="xint" value="0"/>
                    </config>
                    <config key="inner">
                        <entry key="count" type="xint" value="3"/>
                        <entry key="name" type="xstring" value="n"/>
                    </config>
                    <config key="inners">
                        <config key="0">
                            <entry key="count" type="xint" value="1"/>
                            <entry key="name" type="xstring" value="n"/>
                        </config>
                        <config key="1">
                            <entry key="count" type="xint" value="2"/>
                            <entry key="name" type="xstring" value="n"/>
                        </config>
                    </config>
                    <config key="file">
                        <config key="path">
                            <entry key="location_present" type="xboolean" value="true"/>
                            <entry key="file_system_type" type="xstring" value="RELATIVE"/>
                            <entry key="file_system_specifier" type="xstring" value="knime.workflow"/>
                            <entry key="path" type="xstring" value="data.csv"/>
                        </config>
                    </config>
                    <entry key="some" type="xint" value="4"/>
                    <entry key="some_is_present" type="xboolean" value="true"/>
                    <entry key="none" type="xstring" isnull="true" value=""/>
                    <entry key="none_is_present" type="xboolean" value="false"/>
                    <entry key="other_key" type="xint" value="7"/>
                    <entry key="hidden_Internals" type="xint" value="8"/>
                    <entry key="doubled" type="xint" value="42"/>
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
        all.inners = new Inner[] {new Inner(9)};
        all.some = Optional.empty();
        all.none = Optional.of("one");
        all.twice = 4;
        All back = NodeParametersUtil.loadSettings(saved(all), All.class);
        assertEquals(saved(all), saved(back));
        assertFalse(back.m_first);
        assertNull(back.m_camelCase);
        assertNull(back.texts);
        assertEquals(9, back.inners[0].m_count);
        assertEquals(Optional.of("one"), back.none);
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
        Inner group = new Inner(6);

        @Migrate(loadDefaultIfAbsent = true)
        @Persistor(Twice.class)
        int twice = 3;
    }

    @Test
    void whatOlderSettingsDoNotHaveKeepsItsDefault() throws InvalidSettingsException {
        NodeSettings older = new NodeSettings("model");
        older.addInt("old", 10);
        Grown loaded = NodeParametersUtil.loadSettings(older, Grown.class);
        assertEquals(10, loaded.old);
        assertEquals(2, loaded.added);
        assertEquals(6, loaded.group.m_count);
        assertEquals(3, loaded.twice);
        older.addInt("doubled", 20);
        assertEquals(10, NodeParametersUtil.loadSettings(older, Grown.class).twice);
        older.addString("added", "not a number");
        assertThrows(InvalidSettingsException.class, () -> NodeParametersUtil.loadSettings(older, Grown.class));
    }

    static final class Unpack implements NodeParameters {
        String column;
        int limit;
        Mode mode;

        @Persist(configKey = "own_key")
        boolean own;

        String[] names;
    }

    @Test
    void theModelThatKnimeWroteIsReadAndWrittenTheSame() throws IOException, InvalidSettingsException {
        Path file = Path.of(System.getProperty("facts.dir", "../../../shared/facts"))
                .resolve("example-workflow/Example Unpack (#4)/settings.xml");
        Assumptions.assumeTrue(Files.exists(file), "no example workflow at " + file);
        NodeSettingsRO model;
        try (InputStream in = Files.newInputStream(file)) {
            model = NodeSettings.loadFromXML(in).getNodeSettings("model");
        }
        Unpack unpack = NodeParametersUtil.loadSettings(model, Unpack.class);
        assertEquals("changed", unpack.column);
        assertEquals(2, unpack.limit);
        assertEquals(Mode.UPPER, unpack.mode);
        assertFalse(unpack.own);
        assertArrayEquals(new String[] {"x"}, unpack.names);
        assertEquals(model, saved(unpack));
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
        assertArrayEquals(new String[] {"a"}, filter.filterFromFullSpec(table));
        assertArrayEquals(new String[] {"gone"}, filter.getMissingSelectedFromFullSpec(table));
        filter.m_manualFilter.m_manuallyDeselected = new String[] {"a"};
        assertArrayEquals(
                new String[] {"Ab", "c.d"}, filter.withIncludeUnknownColumns().filterFromFullSpec(table));

        NodeSettings settings = saved(new Chosen());
        NodeSettings stored = settings.getNodeSettings("columns");
        stored.addString("mode", "WILDCARD");
        stored.getNodeSettings("patternFilter").addString("pattern", "A*");
        assertArrayEquals(new String[] {"a", "Ab"}, load(settings).filterFromFullSpec(table));
        stored.getNodeSettings("patternFilter").addBoolean("isCaseSensitive", true);
        assertArrayEquals(new String[] {"Ab"}, load(settings).filterFromFullSpec(table));
        stored.getNodeSettings("patternFilter").addBoolean("isInverted", true);
        assertArrayEquals(new String[] {"a", "c.d"}, load(settings).filterFromFullSpec(table));
        stored.addString("mode", "REGEX");
        stored.getNodeSettings("patternFilter").addString("pattern", "..d|.");
        assertArrayEquals(new String[] {"Ab"}, load(settings).filterFromFullSpec(table));
        stored.addString("mode", "TYPE");
        stored.getNodeSettings("typeFilter").addStringArray("selectedTypes", "org.knime.core.data.DoubleValue");
        assertArrayEquals(new String[] {"a", "c.d"}, load(settings).filterFromFullSpec(table));
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
}
