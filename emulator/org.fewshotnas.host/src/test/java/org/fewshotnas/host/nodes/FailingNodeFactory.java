package org.fewshotnas.host.nodes;

import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Fails, in a way that can be chosen. */
public final class FailingNodeFactory extends DefaultNodeFactory {
    /** The settings. */
    public static final class Parameters implements NodeParameters {
        String how = "message";
    }

    /** For the host. */
    public FailingNodeFactory() {
        super(DefaultNode.create()
                .name("Failing")
                .icon("none.png")
                .shortDescription("Failing.")
                .fullDescription("Failing.")
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable("In", "In.").addOutputTable("Out", "Out."))
                .model(model -> model.parametersClass(Parameters.class)
                        .configure((in, out) -> out.setOutSpec(0, in.getInTableSpec(0)))
                        .execute((in, out) -> {
                            Parameters parameters = in.getParameters();
                            fail(parameters.how);
                        })));
    }

    private static void fail(String how) throws KNIMEException {
        switch (how) {
            case "memory" -> throw new OutOfMemoryError("Java heap space");
            case "bug" -> throw new IllegalStateException("the impossible happened");
            default ->
                throw KNIMEException.of(Message.builder()
                        .withSummary("There is nothing to learn from.")
                        .addTextIssue("All 3 scores are 0.5.")
                        .addResolutions("Choose another target column.")
                        .build()
                        .orElseThrow());
        }
    }
}
