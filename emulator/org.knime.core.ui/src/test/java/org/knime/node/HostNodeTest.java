package org.knime.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.RowKey;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.HostTables;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.defaultdialog.HostDialog;

/** A node from its description to its result. */
class HostNodeTest {
    private final DefaultNodeProgressMonitor progress = new DefaultNodeProgressMonitor();
    private final ExecutionContext exec = HostTables.context(progress, HostTables.inMemory());

    private BufferedDataTable table(double... values) {
        BufferedDataContainer container = exec.createDataContainer(
                new DataTableSpec(new DataColumnSpecCreator("x", DoubleCell.TYPE).createSpec()));
        for (int i = 0; i < values.length; i++) {
            container.addRowToTable(new DefaultRow(new RowKey("Row" + i), new DoubleCell(values[i])));
        }
        container.close();
        return container.getTable();
    }

    private static List<String> cells(PortObject table) {
        List<String> cells = new ArrayList<>();
        for (DataRow row : (BufferedDataTable) table) {
            cells.add(row.getCell(0).toString());
        }
        return cells;
    }

    private static NodeSettings ports(int tables, int more) {
        NodeSettings settings = new NodeSettings("settings.xml");
        NodeSettings config = (NodeSettings) settings.addNodeSettings("node_creation_config");
        for (int[] group : new int[][] {{tables}, {more}}) {
            NodeSettings ports = (NodeSettings)
                    config.addNodeSettings(group[0] == tables && !config.containsKey("Tables") ? "Tables" : "More");
            for (int i = 0; i < group[0]; i++) {
                ports.addNodeSettings("port_" + i).addString("object_class", "org.knime.core.node.BufferedDataTable");
            }
        }
        config.addNodeSettings("Result");
        return settings;
    }

    @Test
    void aNewNodeRunsWithItsDefaults() throws Exception {
        HostNode node = HostNode.create(new SampleNodeFactory());
        BufferedDataTable in = table(1, 2);
        PortObjectSpec[] promised = node.configure(in.getSpec());
        PortObject[] out = node.execute(new PortObject[] {in}, exec);
        assertEquals(List.of("3.0", "6.0"), cells(out[0]));
        assertTrue(((DataTableSpec) promised[0]).equalStructure((DataTableSpec) out[0].getSpec()));
        assertEquals(Optional.empty(), node.warning());
    }

    @Test
    void settingsAreLoadedValidatedAndGivenBack() throws Exception {
        HostNode node = HostNode.create(new SampleNodeFactory());
        NodeSettings settings = node.defaultSettings();
        assertEquals(settings, node.settings());
        settings.addString("kind", "TWO");
        node.loadSettings(settings);
        assertEquals(settings, node.settings());
        BufferedDataTable in = table(1, 2);
        node.configure(in.getSpec());
        assertEquals(List.of("2.0", "4.0"), cells(node.execute(new PortObject[] {in}, exec)[0]));

        NodeSettings bad = node.defaultSettings();
        bad.addDouble("factor", -1);
        assertEquals(
                "\"Factor\" is negative.",
                assertThrows(InvalidSettingsException.class, () -> node.loadSettings(bad))
                        .getMessage());
        assertEquals(settings, node.settings());
    }

    @Test
    void portsAreThoseOfTheWorkflow() throws Exception {
        HostNode fresh = HostNode.create(new SampleNodeFactory());
        assertEquals(1, fresh.ports().getInputPorts().length);
        HostNode node = HostNode.create(new SampleNodeFactory(), ports(1, 1));
        assertArrayEquals(
                new PortType[] {BufferedDataTable.TYPE, BufferedDataTable.TYPE, BufferedDataTable.TYPE},
                node.ports().getInputPorts());
        assertEquals("Result", node.outPortName(0));

        BufferedDataTable in = table(1);
        node.configure(in.getSpec(), in.getSpec(), in.getSpec());
        assertEquals(List.of("3.0", "3.0", "3.0"), cells(node.execute(new PortObject[] {in, in, in}, exec)[0]));
        assertThrows(InvalidSettingsException.class, () -> HostNode.create(new SampleNodeFactory(), ports(0, 2)));
        NodeSettings unknown = ports(1, 0);
        unknown.getNodeSettings("node_creation_config")
                .getNodeSettings("Tables")
                .getNodeSettings("port_0")
                .addString("object_class", "x.Y");
        assertThrows(InvalidSettingsException.class, () -> HostNode.create(new SampleNodeFactory(), unknown));
    }

    @Test
    void aPortThatIsInputAndOutputIsAddedOnBothSides() throws Exception {
        DefaultNode both = DefaultNode.create()
                .name("Both")
                .icon("x.png")
                .shortDescription("x")
                .fullDescription("x")
                .sinceVersion(5, 8, 0)
                .dynamicPorts(p -> p.addInputAndOutputPortGroup("Pair", g -> g.inputName("In")
                        .inputDescription("Goes in.")
                        .outputName("Out")
                        .outputDescription("Comes out.")
                        .optional()
                        .supportedTypes(BufferedDataTable.TYPE)))
                .model(m -> m.withoutParameters().configure((in, out) -> {}).execute((in, out) -> {}));
        DefaultNodeFactory factory = new DefaultNodeFactory(both) {};
        assertEquals(0, HostNode.create(factory).ports().getOutputPorts().length);
        NodeSettings settings = new NodeSettings("node");
        NodeSettings pair =
                (NodeSettings) settings.addNodeSettings("node_creation_config").addNodeSettings("Pair");
        pair.addNodeSettings("port_0").addString("object_class", "org.knime.core.node.BufferedDataTable");
        HostNode node = HostNode.create(factory, settings);
        assertEquals(1, node.ports().getInputPorts().length);
        assertEquals(1, node.ports().getOutputPorts().length);
        assertEquals("Out", node.outPortName(0));
    }

    @Test
    void whatTheNodeSaysReachesTheUser() throws Exception {
        HostNode node = HostNode.create(new SampleNodeFactory());
        DataTableSpec other = new DataTableSpec(new DataColumnSpecCreator("y", DoubleCell.TYPE).createSpec());
        assertEquals(
                "There is no column \"x\".",
                assertThrows(InvalidSettingsException.class, () -> node.configure(other))
                        .getMessage());
        NodeSettings settings = node.defaultSettings();
        settings.addDouble("factor", 0);
        node.loadSettings(settings);
        node.configure(table().getSpec());
        assertEquals(Optional.of("All products will be 0."), node.warning());
        node.execute(new PortObject[] {table()}, exec);
        assertEquals(Optional.of("There was nothing to multiply."), node.warning());
    }

    @Test
    void aNodeThatMakesNoOutputFails() throws Exception {
        HostNode node = HostNode.create(new SampleNodeFactory());
        BufferedDataTable in = table(-1);
        node.configure(in.getSpec());
        assertTrue(assertThrows(KNIMEException.class, () -> node.execute(new PortObject[] {in}, exec))
                .getMessage()
                .contains("output 0 is null"));
    }

    @Test
    void aCancelledNodeStops() throws Exception {
        HostNode node = HostNode.create(new SampleNodeFactory());
        BufferedDataTable in = table(1);
        node.configure(in.getSpec());
        progress.setExecuteCanceled();
        assertThrows(CanceledExecutionException.class, () -> node.execute(new PortObject[] {in}, exec));
    }

    @Test
    void theDescriptionHoldsEverything() {
        HostDescription description = HostDescription.of(new SampleNodeFactory());
        assertEquals("Sample", description.name());
        assertEquals(NodeType.Manipulator, description.type());
        assertTrue(description.icon().orElseThrow().getPath().endsWith("org/knime/node/sample.png"));
        assertEquals(
                List.of("Tables", "More", "Result"),
                description.ports().stream().map(HostDescription.Group::id).toList());
        assertEquals(
                List.of("Column", "Word", "Kind", "Factor", "Note", "Draw"),
                description.options().stream().map(HostDialog.Option::title).toList());
        assertTrue(description.options().get(2).description().contains("<b>Fixed</b>: The factor of the settings."));
        assertEquals("Example", description.links().get("https://example.org"));
    }

    @Test
    void aTextThatIsNotWellFormedIsFound() {
        DefaultNode broken = DefaultNode.create()
                .name("Broken")
                .icon("x.png")
                .shortDescription("a < b")
                .fullDescription("")
                .sinceVersion(5, 8, 0)
                .ports(p -> p.addOutputTable("Out", "Out"))
                .model(m -> m.withoutParameters().configure((in, out) -> {}).execute((in, out) -> {}));
        DefaultNodeFactory factory = new DefaultNodeFactory(broken) {};
        assertTrue(assertThrows(IllegalStateException.class, () -> HostDescription.of(factory))
                .getMessage()
                .contains("short description"));
        assertEquals(NodeType.Source, factory.getType());
    }

    @Test
    void theDialogOffersWhatTheInputsHave() {
        SampleNodeFactory.Parameters parameters = new SampleNodeFactory.Parameters();
        HostDialog dialog = new HostDialog(parameters, table(1).getSpec());
        assertEquals(List.of("x"), dialog.choices("column"));
        assertEquals(List.of("one", "two"), dialog.choices("word"));
        assertEquals(List.of("FIXED", "TWO"), dialog.choices("kind"));
        assertEquals(List.of(), new HostDialog(parameters, new PortObjectSpec[] {null}).choices("column"));
    }

    @Test
    void theDialogShowsAndComputes() throws ReflectiveOperationException {
        SampleNodeFactory.Parameters parameters = new SampleNodeFactory.Parameters();
        HostDialog dialog = new HostDialog(parameters);
        assertTrue(dialog.isActive("factor"));
        assertTrue(!dialog.isActive("note"));
        parameters.kind = SampleNodeFactory.Kind.TWO;
        assertTrue(!dialog.isActive("factor"));
        assertTrue(dialog.isActive("note"));
        dialog.open();
        assertEquals(3, parameters.factor);
        dialog.press(Class.forName(SampleNodeFactory.class.getName() + "$Draw")
                .asSubclass(org.knime.node.parameters.updates.ButtonReference.class));
        assertEquals(42, parameters.factor);
    }
}
