package org.fewshotnas.host.nodes;

import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.IntValue;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;

/** Adds up the column "number" of one or more tables. */
public final class SumNodeFactory extends DefaultNodeFactory {
    /** The settings. */
    public static final class Parameters implements NodeParameters {
        String name = "sum";
        boolean refuse;
    }

    private static final DataTableSpec SPEC = new DataTableSpec(
            new DataColumnSpecCreator("sum", IntCell.TYPE).createSpec(),
            new DataColumnSpecCreator("label", StringCell.TYPE).createSpec());

    /** For the host. */
    public SumNodeFactory() {
        super(DefaultNode.create()
                .name("Sum")
                .icon("none.png")
                .shortDescription("Sum.")
                .fullDescription("Sum.")
                .sinceVersion(5, 8, 0)
                .dynamicPorts(ports -> ports.addInputPortGroup("Tables", group -> group.name("Numbers")
                                .description("Numbers.")
                                .extendable()
                                .supportedTypes(BufferedDataTable.TYPE)
                                .fixedTypes(BufferedDataTable.TYPE))
                        .addOutputPortGroup(
                                "Sum",
                                group -> group.name("Sum").description("Sum.").fixed(BufferedDataTable.TYPE)))
                .model(model -> model.parametersClass(Parameters.class)
                        .configure((in, out) -> {
                            Parameters parameters = in.getParameters();
                            if (parameters.refuse) {
                                throw new InvalidSettingsException("The setting \"refuse\" is on.");
                            }
                            out.setOutSpec(0, SPEC);
                        })
                        .execute(SumNodeFactory::execute)));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) {
        Parameters parameters = in.getParameters();
        int sum = 0;
        StringBuilder labels = new StringBuilder();
        for (BufferedDataTable table : in.getInTables()) {
            try (CloseableRowIterator rows = table.iterator()) {
                while (rows.hasNext()) {
                    DataRow row = rows.next();
                    sum += ((IntValue) row.getCell(0)).getIntValue();
                    labels.append(row.getCell(1));
                }
            }
        }
        BufferedDataContainer container = in.getExecutionContext().createDataContainer(SPEC);
        container.addRowToTable(new DefaultRow(parameters.name, new IntCell(sum), new StringCell(labels.toString())));
        container.close();
        out.setOutData(0, container.getTable());
    }
}
