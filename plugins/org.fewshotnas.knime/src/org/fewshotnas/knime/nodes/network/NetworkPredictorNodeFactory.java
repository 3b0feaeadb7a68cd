package org.fewshotnas.knime.nodes.network;

import java.util.List;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.dataset.InputColumns;
import org.fewshotnas.knime.dataset.TrainedInput;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.knime.port.NetworkPortObjectSpec;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.training.LoadedNetwork;
import org.fewshotnas.space.base.Progress;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node Network Predictor: appends what a trained network says of each row. */
public final class NetworkPredictorNodeFactory extends DefaultNodeFactory {
    private static final String TABLE = "the input table";

    private static final String MEASURES =
            "How right the network is, where the data has the target column; without rows where it has not. "
                    + "For classes: accuracy (the share of examples that are right), balanced accuracy (the mean over classes of the share that is "
                    + "right, which counts rare classes as much as others), macro F1 (the mean over classes of F1); and for each class the number of "
                    + "its examples, recall (the share of them that is right), precision (the share of what was said to be of this class that is), "
                    + "and F1, their harmonic mean. For numbers: mean absolute error and root mean squared error in the target's unit, R² (1: all "
                    + "right, 0: no better than the mean), and relative L2 error (the mean over examples of the error's norm over the target's).";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Network Predictor")
            .icon("../../../../../icons/network-predictor.png")
            .shortDescription(
                    "Applies a trained network to data: appends classes and their probabilities, or predicted values.")
            .fullDescription(
                    """
                    <p>Appends to each row what a trained network says of it.</p>
                    <p>The network reads the columns that it learned from, by their names: a column of PNG images or of paths of pictures, columns of
                    lists of numbers, or columns of numbers. Pictures of any size and colour are brought to the size that it learned with, in the
                    same way as in
                    training; numbers are scaled as in training. Nothing of the data is learned here, and rows do not influence each other. The
                    target column need not be there; if it is, the second and third output say how right the network is. On data that it has
                    learned from, or that was used to choose it, that says too much: keep some data aside for it.</p>
                    <p>The new columns are named as those of KNIME's other predictors:</p>
                    <ul>
                    <li><b>A network for classes</b> gives <i>Prediction (target)</i>, the class that it finds the likeliest, and, if wanted,
                    <i>P (target=class)</i> for every class that it knows. It never says that an example is of none of its classes:
                    look at rows whose largest probability is low.</li>
                    <li><b>A network for a number</b> gives <i>Prediction (target)</i> in the unit of the training data.</li>
                    <li><b>A network for several numbers or for a field</b> gives a list of them, in the order of the training data; the shape of a
                    field stands in the column's properties.</li>
                    </ul>
                    <p>Where the table has a column of that name already, a number is put behind the new one's.</p>
                    <p>Rows are read, predicted and written in batches, so that the table may be larger than the memory.</p>
                    <p>A network is often surer than it is right: read a probability of 0.99 as "very sure", not as 99 of 100.</p>
                    <p><b>Example.</b> Connect the test data of the <i>Labelled Data Reader</i> and a network that was trained on its training data:
                    each picture gets <i>Prediction (Class)</i> and the probabilities <i>P (Class=healthy)</i> and <i>P (Class=rust)</i>. The table
                    <i>Measures</i> says which share of the pictures is right, and the table <i>Confusion matrix</i> which classes are taken
                    for which.</p>
                    """
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.CALIBRATION))
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addInputPort("Network", "The trained network.", NetworkPortObject.TYPE)
                    .addInputTable("Data", "One row an example, with the columns that the network learned from.")
                    .addOutputTable("Predictions", "The input table with what the network says of each row.")
                    .addOutputTable("Measures", MEASURES)
                    .addOutputTable(
                            "Confusion matrix",
                            "For classes: a row for each true class, a column for each predicted one, and the number of examples. Where all is "
                                    + "right, there are zeros but on the diagonal. Without rows where the data has no target column, or the "
                                    + "network predicts numbers."))
            .model(model -> model.parametersClass(NetworkPredictorParameters.class)
                    .configure(NetworkPredictorNodeFactory::configure)
                    .execute(NetworkPredictorNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "How many examples are right, which class is taken for which, and pictures of examples that go wrong; for "
                                    + "numbers predicted over true values and their errors; and the network part by part, with its parameters "
                                    + "and multiply-accumulates.")))
            .nodeType(NodeType.Predictor)
            .keywords("neural network", "apply", "inference", "classification", "regression", "image", "probability");

    /** For KNIME. */
    public NetworkPredictorNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        NetworkPredictorParameters parameters = in.getParameters();
        DataTableSpec spec = in.getInTableSpec(1);
        NetworkPortObjectSpec known = in.getInPortSpec(0);
        if (known == null) {
            return;
        }
        Work.configure(() -> TrainedInput.of(known.network()).in(spec, TABLE));
        out.setOutSpecs(
                new PredictedColumns(known.network(), parameters.appendProbabilities).appendedTo(spec),
                TargetComparison.measures(),
                TargetComparison.confusion(known.network()));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        NetworkPredictorParameters parameters = in.getParameters();
        NetworkPortObject port = in.getInPortObject(0);
        BufferedDataTable table = in.getInTable(1);
        Work.run(in.getExecutionContext(), progress -> {
            PredictedColumns columns = new PredictedColumns(port.network().spec(), parameters.appendProbabilities);
            BufferedDataContainer written =
                    in.getExecutionContext().createDataContainer(columns.appendedTo(table.getDataTableSpec()));
            TargetComparison comparison = new TargetComparison(port.network().spec(), table.getDataTableSpec());
            List<String> notes = predict(port.network(), table, columns, parameters, comparison, written, progress);
            written.close();
            ExecutionContext context = in.getExecutionContext();
            out.setOutData(written.getTable(), comparison.measures(context), comparison.confusion(context));
            NodeView.keep(out, context, comparison.view(table.size()));
            if (!notes.isEmpty()) {
                out.setWarningMessage(String.join("\n", notes));
            }
        });
    }

    private static List<String> predict(
            NetworkModel model,
            BufferedDataTable table,
            PredictedColumns columns,
            NetworkPredictorParameters parameters,
            TargetComparison comparison,
            BufferedDataContainer written,
            Progress progress) {
        InputColumns inputs = TrainedInput.of(model.spec()).in(table.getDataTableSpec(), TABLE);
        boolean failing = parameters.unusable == NetworkPredictorParameters.Unusable.FAIL;
        try (LoadedNetwork network = model.network().load(parameters.device.value(), progress.part(0, .05))) {
            RowPredictions predictions = new RowPredictions(network, inputs, columns, failing, comparison, written);
            Progress rows = progress.part(.05, 1);
            Rows.forEach(table, rows, "Applying the network", (row, i) -> predictions.add(row, rows));
            predictions.write(rows);
            return predictions.notes();
        }
    }
}
