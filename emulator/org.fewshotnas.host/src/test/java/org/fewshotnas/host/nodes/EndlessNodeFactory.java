package org.fewshotnas.host.nodes;

import java.util.concurrent.Semaphore;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Works until it is cancelled. */
public final class EndlessNodeFactory extends DefaultNodeFactory {
    /** Has a permit for every such node that has begun. */
    public static final Semaphore BEGUN = new Semaphore(0);

    /** The settings. */
    public static final class Parameters implements NodeParameters {
        boolean deaf;
    }

    /** For the host. */
    public EndlessNodeFactory() {
        super(DefaultNode.create()
                .name("Endless")
                .icon("none.png")
                .shortDescription("Endless.")
                .fullDescription("Endless.")
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable("In", "In.").addOutputTable("Out", "Out."))
                .model(model -> model.parametersClass(Parameters.class)
                        .configure((in, out) -> out.setOutSpec(0, in.getInTableSpec(0)))
                        .execute((in, out) -> {
                            Parameters parameters = in.getParameters();
                            work(in.getExecutionContext(), parameters.deaf);
                        })));
    }

    private static void work(ExecutionContext context, boolean deaf) throws CanceledExecutionException {
        BEGUN.release();
        for (long step = 0; ; step++) {
            context.setProgress(0.5, "step " + step);
            if (!deaf) {
                context.checkCanceled();
            }
            Thread.onSpinWait();
        }
    }
}
