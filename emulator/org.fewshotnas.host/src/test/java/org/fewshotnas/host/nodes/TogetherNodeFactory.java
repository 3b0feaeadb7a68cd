package org.fewshotnas.host.nodes;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** Passes a table on, as soon as another such node executes at the same time. */
public final class TogetherNodeFactory extends DefaultNodeFactory {
    private static final CyclicBarrier TWO = new CyclicBarrier(2);

    /** For the host. */
    public TogetherNodeFactory() {
        super(DefaultNode.create()
                .name("Together")
                .icon("none.png")
                .shortDescription("Together.")
                .fullDescription("Together.")
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addInputTable("In", "In.").addOutputTable("Out", "Out."))
                .model(model -> model.withoutParameters()
                        .configure((in, out) -> out.setOutSpec(0, in.getInTableSpec(0)))
                        .execute(TogetherNodeFactory::execute)));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws KNIMEException {
        try {
            TWO.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            TWO.reset();
            throw new KNIMEException("No other node executes at the same time.", e);
        }
        out.setOutData(0, in.getInTable(0));
    }
}
