package org.fewshotnas.host.nodes;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.workflow.LoopStartNodeTerminator;
import org.knime.core.webui.node.impl.WebUINodeConfiguration;
import org.knime.core.webui.node.impl.WebUINodeFactory;
import org.knime.core.webui.node.impl.WebUINodeModel;
import org.knime.node.parameters.NodeParameters;

/** Begins a loop of a number of iterations: KNIME's Counting Loop Start, with the same variables and the same expectations of who runs it. */
public final class CountStartNodeFactory extends WebUINodeFactory<CountStartNodeFactory.Model> {
    private static final WebUINodeConfiguration NODE = WebUINodeConfiguration.builder()
            .name("CountStart")
            .icon("none.png")
            .shortDescription("Begins a loop.")
            .fullDescription("Begins a loop.")
            .modelSettingsClass(Parameters.class)
            .addInputTable("Table", "A table.")
            .addOutputTable("Table", "The same table.")
            .nodeType(NodeType.LoopStart)
            .sinceVersion(5, 8, 0)
            .build();

    /** The settings. */
    public static final class Parameters implements NodeParameters {
        int loops = 3;
    }

    /** For the host. */
    public CountStartNodeFactory() {
        super(NODE);
    }

    @Override
    public Model createNodeModel() {
        return new Model();
    }

    /** Counts. */
    public static final class Model extends WebUINodeModel<Parameters> implements LoopStartNodeTerminator {
        private int iteration;

        Model() {
            super(NODE, Parameters.class);
        }

        @Override
        protected PortObjectSpec[] configure(PortObjectSpec[] specs, Parameters parameters) {
            if (iteration != 0) {
                throw new IllegalStateException("A loop start is not configured between iterations.");
            }
            push(parameters);
            return specs;
        }

        @Override
        protected PortObject[] execute(PortObject[] inputs, ExecutionContext exec, Parameters parameters) {
            if ((getLoopEndNode() == null) != (iteration == 0)) {
                throw new IllegalStateException("The end is known from the second iteration on.");
            }
            push(parameters);
            iteration++;
            return new PortObject[] {(BufferedDataTable) inputs[0]};
        }

        private void push(Parameters parameters) {
            pushFlowVariableInt("currentIteration", iteration);
            pushFlowVariableInt("maxIterations", parameters.loops);
        }

        @Override
        public boolean terminateLoop() {
            return iteration >= getSettings().orElseThrow().loops;
        }

        @Override
        protected void reset() {
            iteration = 0;
        }
    }
}
