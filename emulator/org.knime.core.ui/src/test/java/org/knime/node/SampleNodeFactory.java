package org.knime.node;

import java.util.List;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.RowKey;
import org.knime.core.data.container.CloseableRowIterator;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.webui.node.dialog.defaultdialog.internal.button.SimpleButtonWidget;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider.DoubleColumnsProvider;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** A node as users write them: the column of any number of tables, times a factor. */
public final class SampleNodeFactory extends DefaultNodeFactory {
    enum Kind {
        @Label(value = "Fixed", description = "The factor of the settings.")
        FIXED,
        @Label("Two")
        TWO
    }

    private interface KindReference extends ParameterReference<Kind> {}

    private interface Draw extends ButtonReference {}

    private static final class IsFixed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(KindReference.class).isOneOf(Kind.FIXED);
        }
    }

    private static final class Numbers extends DoubleColumnsProvider {}

    private static final class Words implements StringChoicesProvider {
        @Override
        public List<String> choices(NodeParametersInput context) {
            return List.of("one", "two");
        }
    }

    private static final class Drawn implements StateProvider<Double> {
        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeOnButtonClick(Draw.class);
        }

        @Override
        public Double computeState(NodeParametersInput input) {
            return 42.0;
        }
    }

    /** The node's parameters. */
    static final class Parameters implements NodeParameters {
        @Widget(title = "Column", description = "What is multiplied.")
        @ChoicesProvider(Numbers.class)
        String column = "x";

        @Widget(title = "Word", description = "Of no <i>use</i>.")
        @ChoicesProvider(Words.class)
        String word = "one";

        @Widget(title = "Kind", description = "Which factor.")
        @ValueSwitchWidget
        @ValueReference(KindReference.class)
        Kind kind = Kind.FIXED;

        @Widget(title = "Factor", description = "The factor.")
        @Effect(predicate = IsFixed.class, type = EffectType.SHOW)
        @ValueProvider(Drawn.class)
        double factor = 3;

        @Widget(title = "Note", description = "What to say where the factor is not fixed.")
        @Effect(predicate = IsFixed.class, type = EffectType.HIDE)
        @TextInputWidget
        String note = "";

        @Widget(title = "Draw", description = "Draws a factor.")
        @SimpleButtonWidget(ref = Draw.class)
        Void draw;

        @Override
        public void validate() throws InvalidSettingsException {
            if (factor < 0) {
                throw new InvalidSettingsException("\"Factor\" is negative.");
            }
        }
    }

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Sample")
            .icon("./sample.png")
            .shortDescription("Multiplies.")
            .fullDescription("<p>Multiplies a <b>column</b>.</p>")
            .sinceVersion(5, 8, 0)
            .dynamicPorts(p -> p.addInputPortGroup("Tables", g -> g.name("Table")
                            .description("What is multiplied.")
                            .extendable()
                            .supportedTypes(BufferedDataTable.TYPE)
                            .fixedTypes(BufferedDataTable.TYPE))
                    .addInputPortGroup("More", g -> g.name("More")
                            .description("Not needed.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup(
                            "Result",
                            g -> g.name("Result").description("The products.").fixed(BufferedDataTable.TYPE)))
            .model(m -> m.parametersClass(Parameters.class)
                    .configure(SampleNodeFactory::configure)
                    .execute(SampleNodeFactory::execute))
            .nodeType(NodeType.Manipulator)
            .keywords("product")
            .addExternalResource("https://example.org", "Example");

    /** For KNIME. */
    public SampleNodeFactory() {
        super(NODE);
    }

    private static DataTableSpec spec() {
        return new DataTableSpec(new DataColumnSpecCreator("product", DoubleCell.TYPE).createSpec());
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        Parameters parameters = in.getParameters();
        for (DataTableSpec table : in.getInTableSpecs()) {
            DataColumnSpec column = table.getColumnSpec(parameters.column);
            if (column == null) {
                throw new InvalidSettingsException("There is no column \"" + parameters.column + "\".");
            }
        }
        if (parameters.factor == 0) {
            out.setWarningMessage("All products will be 0.");
        }
        out.setOutSpecs(spec());
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        Parameters parameters = in.getParameters();
        double factor = parameters.kind == Kind.TWO ? 2 : parameters.factor;
        BufferedDataContainer container = in.getExecutionContext().createDataContainer(spec());
        long number = 0;
        for (BufferedDataTable table : in.getInTables()) {
            int column = table.getDataTableSpec().findColumnIndex(parameters.column);
            try (CloseableRowIterator rows = table.iterator()) {
                while (rows.hasNext()) {
                    in.getExecutionContext().checkCanceled();
                    DataRow row = rows.next();
                    double value = ((DoubleValue) row.getCell(column)).getDoubleValue();
                    if (value < 0) {
                        return; // a broken node: no output
                    }
                    container.addRowToTable(
                            new DefaultRow(new RowKey("Row" + number++), new DoubleCell(value * factor)));
                }
            }
        }
        container.close();
        out.setWarningMessage(number == 0 ? "There was nothing to multiply." : null);
        out.setOutData(0, container.getTable());
    }
}
