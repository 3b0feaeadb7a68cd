package org.fewshotnas.host.nodes;

import java.util.concurrent.atomic.AtomicInteger;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** A source: numbers from 1 on, and a label. */
public final class NumbersNodeFactory extends DefaultNodeFactory {
    /** How often such nodes have executed in this JVM. */
    public static final AtomicInteger EXECUTIONS = new AtomicInteger();

    /** A choice. */
    enum Unit {
        ONE,
        DOZEN
    }

    /** The settings. */
    public static final class Parameters implements NodeParameters {
        int rows = 3;
        String label = "default";
        boolean warn;
        Unit unit = Unit.ONE;

        @Override
        public void validate() throws InvalidSettingsException {
            if (rows < 0) {
                throw new InvalidSettingsException("\"Rows\" is " + rows + ", but must not be negative.");
            }
        }
    }

    private static final DataTableSpec SPEC = new DataTableSpec(
            new DataColumnSpecCreator("number", IntCell.TYPE).createSpec(),
            new DataColumnSpecCreator("label", StringCell.TYPE).createSpec());

    /** For the host. */
    public NumbersNodeFactory() {
        super(DefaultNode.create()
                .name("Numbers")
                .icon("none.png")
                .shortDescription("Numbers.")
                .fullDescription("Numbers.")
                .sinceVersion(5, 8, 0)
                .ports(ports -> ports.addOutputTable("Numbers made", "The numbers."))
                .model(model -> model.parametersClass(Parameters.class)
                        .configure((in, out) -> out.setOutSpec(0, SPEC))
                        .execute(NumbersNodeFactory::execute)));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException {
        EXECUTIONS.incrementAndGet();
        Parameters parameters = in.getParameters();
        BufferedDataContainer container = in.getExecutionContext().createDataContainer(SPEC);
        for (int i = 1; i <= parameters.rows; i++) {
            in.getExecutionContext().checkCanceled();
            container.addRowToTable(new DefaultRow("Row" + i, new IntCell(i), new StringCell(parameters.label)));
        }
        container.close();
        out.setOutData(0, container.getTable());
        if (parameters.warn) {
            out.setWarningMessage("These numbers are made up.");
        }
    }
}
