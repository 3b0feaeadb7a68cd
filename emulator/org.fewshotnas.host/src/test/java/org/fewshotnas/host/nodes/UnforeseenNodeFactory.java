package org.fewshotnas.host.nodes;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Passes a table on, but does not say beforehand what it will look like. */
public final class UnforeseenNodeFactory extends DefaultNodeFactory {
    /** The settings. */
    public static final class Parameters implements NodeParameters {
        int rows = 3;
        String text = "default";

        @Override
        public void validate() throws InvalidSettingsException {
            if (rows < 0) {
                throw new InvalidSettingsException("\"Rows\" is " + rows + ", but must not be negative.");
            }
        }
    }

    /** For the host. */
    public UnforeseenNodeFactory() {
        super(DefaultNode.create()
                .name("Unforeseen")
                .icon("none.png")
                .shortDescription("Unforeseen.")
                .fullDescription("Unforeseen.")
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable("In", "In.").addOutputTable("Out", "Out."))
                .model(model -> model.parametersClass(Parameters.class)
                        .configure((in, out) -> {})
                        .execute((in, out) -> out.setOutData(0, in.getInTable(0)))));
    }
}
