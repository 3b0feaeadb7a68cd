package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.HostTables;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeProgressMonitor;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.HostNode;

/** A node to test: set it, and run it on small tables in memory. */
final class TestNode {
    static final SearchSpace NB201 = SearchSpaces.ofName("NAS-Bench-201");
    static final String TARGET = "target";

    private final HostNode node;
    private final NodeSettings settings;

    private TestNode(HostNode node) {
        this.node = node;
        settings = node.defaultSettings();
    }

    static TestNode of(NodeFactory<?> factory) {
        return new TestNode(HostNode.create(factory));
    }

    /** A node to whose group of ports these tables were added. */
    static TestNode withTables(NodeFactory<?> factory, String group, int tables) throws InvalidSettingsException {
        return withPorts(factory, group, BufferedDataTable.class, tables);
    }

    /** A node to whose group of ports these were added. */
    static TestNode withPorts(NodeFactory<?> factory, String group, Class<? extends PortObject> type, int count)
            throws InvalidSettingsException {
        NodeSettings settings = new NodeSettings("settings.xml");
        NodeSettings ports =
                (NodeSettings) ((NodeSettings) settings.addNodeSettings("node_creation_config")).addNodeSettings(group);
        for (int i = 0; i < count; i++) {
            ports.addNodeSettings("port_" + i).addString("object_class", type.getName());
        }
        return new TestNode(HostNode.create(factory, settings));
    }

    /** A node with the ports that were added: to a group one of a type. */
    static TestNode withPorts(NodeFactory<?> factory, Map<String, Class<? extends PortObject>> groups)
            throws InvalidSettingsException {
        NodeSettings settings = new NodeSettings("settings.xml");
        NodeSettings added = (NodeSettings) settings.addNodeSettings("node_creation_config");
        groups.forEach((group, type) -> ((NodeSettings) added.addNodeSettings(group))
                .addNodeSettings("port_0")
                .addString("object_class", type.getName()));
        return new TestNode(HostNode.create(factory, settings));
    }

    /** Sets a setting; slashes lead into nested ones. */
    TestNode with(String path, Object value) throws InvalidSettingsException {
        String[] keys = path.split("/");
        NodeSettings config = settings;
        for (String key : Arrays.copyOf(keys, keys.length - 1)) {
            config = (NodeSettings) config.getNodeSettings(key);
        }
        String key = keys[keys.length - 1];
        if (!config.containsKey(key)) {
            throw new InvalidSettingsException("no setting " + path);
        }
        if (value instanceof Integer number) {
            config.addInt(key, number);
        } else if (value instanceof Double number) {
            config.addDouble(key, number);
        } else if (value instanceof Boolean truth) {
            config.addBoolean(key, truth);
        } else if (value instanceof String[] texts) {
            config.addStringArray(key, texts);
        } else {
            config.addString(key, (String) value);
        }
        return this;
    }

    HostNode node() {
        return node;
    }

    NodeSettings settings() {
        return settings;
    }

    /** What a run gave. */
    record Result(PortObject[] outputs, String warning) {
        BufferedDataTable table(int port) {
            return (BufferedDataTable) outputs[port];
        }

        PredictorPortObject predictor() {
            return (PredictorPortObject) outputs[0];
        }
    }

    PortObjectSpec[] configure(PortObjectSpec... specs) throws InvalidSettingsException {
        node.loadSettings(settings);
        return node.configure(specs);
    }

    Result run(PortObject... inputs) throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        return run(context(new DefaultNodeProgressMonitor()), inputs);
    }

    Result run(ExecutionContext context, PortObject... inputs)
            throws InvalidSettingsException, CanceledExecutionException, KNIMEException {
        configure(Arrays.stream(inputs).map(PortObject::getSpec).toArray(PortObjectSpec[]::new));
        PortObject[] outputs = node.execute(inputs, context);
        ViewRecord.check(node);
        return new Result(outputs, node.warning().orElse(""));
    }

    static ExecutionContext context(NodeProgressMonitor progress) {
        return HostTables.context(progress, HostTables.inMemory());
    }

    static BufferedDataTable table(DataTableSpec spec, List<DataRow> rows) {
        BufferedDataContainer container =
                context(new DefaultNodeProgressMonitor()).createDataContainer(spec);
        rows.forEach(container::addRowToTable);
        container.close();
        return container.getTable();
    }

    static List<DataRow> rows(BufferedDataTable table) {
        List<DataRow> rows = new ArrayList<>();
        try (CloseableRowIterator iterator = table.iterator()) {
            iterator.forEachRemaining(rows::add);
        }
        return rows;
    }

    static double number(BufferedDataTable table, int row, String column) {
        return ((DoubleValue)
                        rows(table).get(row).getCell(table.getDataTableSpec().findColumnIndex(column)))
                .getDoubleValue();
    }

    static String text(BufferedDataTable table, int row, String column) {
        return rows(table)
                .get(row)
                .getCell(table.getDataTableSpec().findColumnIndex(column))
                .toString();
    }

    /** So many architectures of NAS-Bench-201, evenly through the space, with these scores: those of column j of row i. */
    static BufferedDataTable architectures(int count, List<Metric> metrics, Scores scores) {
        List<DataColumnSpec> columns = new ArrayList<>(List.of(
                Columns.text(Columns.SEARCH_SPACE),
                Columns.text(Columns.ARCHITECTURE),
                Columns.operations(),
                Columns.adjacency()));
        metrics.forEach(metric -> columns.add(Columns.metric(metric)));
        List<DataRow> rows = new ArrayList<>();
        int step = 15_625 / count;
        List<Cell> cells = NB201.enumerate().toList();
        for (int i = 0; i < count; i++) {
            UnifiedGraph graph = UnifiedGraph.of(cells.get(i * step));
            List<DataCell> row = new ArrayList<>(List.of(
                    new StringCell(NB201.name()),
                    new StringCell(NB201.print(cells.get(i * step))),
                    Graphs.operationsCell(graph),
                    Graphs.adjacencyCell(graph)));
            for (int j = 0; j < metrics.size(); j++) {
                row.add(scores.cell(graph, i, j));
            }
            rows.add(new DefaultRow("Row" + i, row.toArray(DataCell[]::new)));
        }
        return table(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)), rows);
    }

    /** Gives the scores of a table. */
    @FunctionalInterface
    interface Scores {
        DataCell cell(UnifiedGraph graph, int row, int column);
    }

    /** A score that a network can learn: how many convolutions there are, with a little of each column's own. */
    static DataCell learnable(UnifiedGraph graph, int row, int column) {
        long convolutions = graph.operations().stream()
                .filter(operation -> operation.label().startsWith("Conv"))
                .count();
        return new DoubleCell(10 * convolutions + (row * (column + 3) % 7) * 0.1);
    }

    static List<Metric> metrics(String... names) {
        return Arrays.stream(names)
                .map(name -> Metric.of(name, Direction.MAXIMIZE))
                .toList();
    }

    /** A predictor with some weights. */
    static PredictorPortObject predictor() {
        GcnShape shape = new GcnShape(2, 8, 0);
        Weights.Builder weights = new Weights.Builder();
        Random random = new Random(1);
        shape.tensors().forEach((name, extents) -> {
            float[] values = new float[extents.stream().reduce(1, Math::multiplyExact)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.3f;
            }
            weights.put(name, extents, values);
        });
        return new PredictorPortObject(new Predictor(
                PredictorSpec.learned(shape, metrics("a", "b"), LearningMethods.ofName("BOIL"), Provenance.NONE),
                weights.build()));
    }

    /** Fails when it is executed, with a message that has these parts and says what to do. */
    static void fails(TestNode node, List<String> parts, PortObject... inputs) {
        KNIMEException error = assertThrows(KNIMEException.class, () -> node.run(inputs));
        assertEquals(1, error.getKNIMEMessage().getResolutions().size(), "says what to do");
        String said = error.getMessage() + " "
                + error.getKNIMEMessage().getResolutions().get(0);
        parts.forEach(part -> assertTrue(said.contains(part), said));
    }

    static void fails(TestNode node, String... parts) {
        fails(node, List.of(parts));
    }

    /** Refuses to be executed on such inputs. */
    static void refuses(TestNode node, String part, PortObjectSpec... inputs) {
        InvalidSettingsException error = assertThrows(InvalidSettingsException.class, () -> node.configure(inputs));
        assertTrue(error.getMessage().contains(part), error.getMessage());
    }
}
