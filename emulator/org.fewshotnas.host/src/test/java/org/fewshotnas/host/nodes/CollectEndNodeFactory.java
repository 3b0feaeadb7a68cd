package org.fewshotnas.host.nodes;

import java.util.ArrayList;
import java.util.List;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.LoopEndNode;
import org.knime.core.node.workflow.LoopStartNodeTerminator;
import org.knime.core.webui.node.impl.WebUINodeConfiguration;
import org.knime.core.webui.node.impl.WebUINodeFactory;
import org.knime.core.webui.node.impl.WebUINodeModel;
import org.knime.node.parameters.NodeParameters;

/** Ends a loop and collects the rows of all iterations, as KNIME's Loop End does. */
public final class CollectEndNodeFactory extends WebUINodeFactory<CollectEndNodeFactory.Model> {
    private static final WebUINodeConfiguration NODE = WebUINodeConfiguration.builder()
            .name("CollectEnd")
            .icon("none.png")
            .shortDescription("Ends a loop.")
            .fullDescription("Ends a loop.")
            .modelSettingsClass(Parameters.class)
            .addInputTable("Table", "A table.")
            .addOutputTable("Tables", "All rows.")
            .nodeType(NodeType.LoopEnd)
            .sinceVersion(5, 8, 0)
            .build();

    /** The settings. */
    public static final class Parameters implements NodeParameters {
        boolean endless;
    }

    /** For the host. */
    public CollectEndNodeFactory() {
        super(NODE);
    }

    @Override
    public Model createNodeModel() {
        return new Model();
    }

    /** Collects. */
    public static final class Model extends WebUINodeModel<Parameters> implements LoopEndNode {
        private final List<DataRow> rows = new ArrayList<>();

        Model() {
            super(NODE, Parameters.class);
        }

        @Override
        protected PortObjectSpec[] configure(PortObjectSpec[] specs, Parameters parameters) {
            return specs;
        }

        @Override
        protected PortObject[] execute(PortObject[] inputs, ExecutionContext exec, Parameters parameters) {
            BufferedDataTable table = (BufferedDataTable) inputs[0];
            try (CloseableRowIterator iterator = table.iterator()) {
                iterator.forEachRemaining(rows::add);
            }
            if (parameters.endless || !((LoopStartNodeTerminator) getLoopStartNode()).terminateLoop()) {
                continueLoop();
                return new PortObject[1];
            }
            BufferedDataContainer all = exec.createDataContainer(table.getDataTableSpec());
            for (int i = 0; i < rows.size(); i++) {
                List<DataCell> cells = new ArrayList<>();
                rows.get(i).forEach(cells::add);
                String key = rows.get(i).getKey().getString() + "#" + i;
                all.addRowToTable(new DefaultRow(key, cells.toArray(DataCell[]::new)));
            }
            all.close();
            return new PortObject[] {all.getTable()};
        }

        @Override
        protected void reset() {
            rows.clear();
        }
    }
}
