package org.fewshotnas.knime.nodes.wideresnet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.knime.training.BestNetwork;
import org.fewshotnas.knime.training.NetworkParameters;
import org.fewshotnas.knime.training.TrainedScore;
import org.fewshotnas.knime.training.TrainingData;
import org.fewshotnas.knime.training.WorkParameters;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.network.cache.CachedTrainings;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.file.GraphBounds;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.LearningCurve;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.result.TrainingView;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
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

/** The node Wide ResNet Learner: trains a network that people made, to compare found ones with. */
public final class WideResNetLearnerNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Wide ResNet Learner")
            .icon("../../../../../icons/wide-resnet-learner.png")
            .shortDescription("Trains a Wide ResNet on your data: a network made by hand, to compare found ones with.")
            .fullDescription(
                    """
                    <p>Is it worth while to search for an architecture? This node trains one that people made long before and that does well on many
                    data sets: a Wide ResNet. Train it on the same data as the <i>Few-Shot NAS Learner</i> or the <i>Predictor Search</i>, apply both
                    networks to the same test data with the <i>Network Predictor</i>, and compare the measures. The papers on NAS-Bench-360 and
                    MP-NAS compare with a Wide ResNet of depth 16 and width 4, which are the default here.</p>
                    <p><b>The data</b> is one row an example: a column of PNG images, columns of lists of numbers (series, or fields), or columns of
                    numbers; and a column with what is to be learned: a class, a number, or a list of numbers.</p>
                    <p><b>What to compare.</b> A network of depth 16 and width 4 takes some hundred times as long as those that the
                    searches find with their default settings, which are small. With the width factor 1 and fewer channels it costs as
                    much as they do: the measures of the network's own page, a click on the output port, say how many multiplications and
                    additions an example takes.</p>
                    <p>The same data, settings and seed give the same network on the same machine. If the training fails, there is no network, and an
                    error says why.</p>
                    <p><b>Example.</b> Read the sample with the <i>Labelled Data Reader</i>, connect its training table, set the width factor to 1,
                    and let the
                    <i>Network Predictor</i> apply the network to the test table. Do the same with the <i>Few-Shot NAS Learner</i>, and compare the
                    accuracies.</p>
                    <p>Dropout, which Zagoruyko and Komodakis try too, is left out.</p>
                    """
                            + ExampleParameters.MANUAL
                            + WorkParameters.MANUAL
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.WIDE_RESNETS, Literature.NAS_BENCH_360))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup("Training data", group -> group.name("Training data")
                            .description("What the network learns from, one row an example.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Validation data", group -> group.name("Validation data")
                            .description(
                                    "Optional: what the network is judged by, with the columns of the training data. Without it, or if it has no "
                                            + "rows, a share of the training data is kept for that.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Network", group -> group.name("Network")
                            .description("The trained network, with the weights of its best epoch.")
                            .fixed(NetworkPortObject.TYPE))
                    .addOutputPortGroup("Learning curve", group -> group.name("Learning curve")
                            .description(
                                    "One row for every epoch: loss, validation score, and seconds since the training began.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(model -> model.parametersClass(WideResNetLearnerParameters.class)
                    .configure(WideResNetLearnerNodeFactory::configure)
                    .execute(WideResNetLearnerNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "How the network learned, epoch by epoch, and the network part by part, with its parameters and "
                                    + "multiply-accumulates.")))
            .nodeType(NodeType.Learner)
            .keywords(
                    "baseline", "residual network", "ResNet", "WRN", "deep learning", "image classification", "train");

    /** For KNIME. */
    public WideResNetLearnerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        WideResNetLearnerParameters parameters = in.getParameters();
        DataTableSpec training = in.getInTableSpec(0);
        Work.configure(() -> {
            parameters.examples.check(training, TrainingData.TRAINING);
            // Of the network nothing is known before the examples have been read.
            out.setOutSpec(1, curve(metric(parameters, score(parameters, training))));
        });
    }

    private static Score score(WideResNetLearnerParameters parameters, DataTableSpec training) {
        return parameters.training.score(training, TrainingData.TRAINING, parameters.examples);
    }

    private static Metric metric(WideResNetLearnerParameters parameters, Score score) {
        return TrainedScore.metric(score, parameters.training.epochs(), 1);
    }

    private static DataTableSpec curve(Metric score) {
        return new DataTableSpec(
                Columns.integer(Columns.EPOCH),
                Columns.number(Columns.LOSS),
                Columns.metric(score.withName(Columns.VALIDATION_SCORE)),
                Columns.number(Columns.SECONDS));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        WideResNetLearnerParameters parameters = in.getParameters();
        BufferedDataTable training = in.getInTable(0);
        Optional<BufferedDataTable> validation =
                in.getInPortObjects().length > 1 ? Optional.of(in.getInTable(1)) : Optional.empty();
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            DataTableSpec spec = training.getDataTableSpec();
            long seed = parameters.seed.value();
            Score score = score(parameters, spec);
            TrainingData data = TrainingData.read(
                    training,
                    validation,
                    parameters.examples,
                    parameters.validationPercent / 100,
                    seed,
                    progress.part(0, .05));
            DataSet examples = data.split().training();
            NetworkGraph graph = parameters.network().of(examples.shape(), NetworkParameters.head(examples));
            GraphBounds.check(graph);
            TrainingSettings settings = parameters.training.value(examples, score, seed);
            SingleTraining single = new SingleTraining();
            TrainingResult result = single.run(
                    "Training",
                    graph,
                    data.split(),
                    settings,
                    new CachedTrainings(parameters.work.workers(parameters.device.value()), parameters.work.cache()),
                    progress.part(.05, 1));
            List<LearningCurve.Epoch> epochs = result.curve().epochs();
            Map<String, String> structure = new LinkedHashMap<>();
            structure.put("network", parameters.network().toString());
            out.setOutData(
                    0,
                    new NetworkPortObject(BestNetwork.of(
                            result.network().orElseThrow(),
                            result.score().orElseThrow(),
                            epochs.get(epochs.size() - 1).seconds(),
                            structure,
                            Optional.empty(),
                            data,
                            settings,
                            parameters.examples.target(spec, TrainingData.TRAINING))));
            out.setOutData(1, curve(curve(metric(parameters, score)), epochs, exec));
            TrainingView.Trained trained = new TrainingView.Trained(
                    parameters.network().toString(),
                    Optional.empty(),
                    Optional.of(result.curve()),
                    result.score().orElseThrow(),
                    Double.NaN,
                    graph.multiplyAccumulates(),
                    "");
            NodeView.keep(out, exec, TrainingView.of(List.of(trained), metric(parameters, score), Optional.of(graph)));
            List<String> warnings = new ArrayList<>(data.warnings());
            warnings.addAll(single.warnings());
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
        });
    }

    private static BufferedDataTable curve(
            DataTableSpec spec, List<LearningCurve.Epoch> epochs, ExecutionContext exec) {
        BufferedDataContainer rows = exec.createDataContainer(spec);
        for (int i = 0; i < epochs.size(); i++) {
            LearningCurve.Epoch epoch = epochs.get(i);
            rows.addRowToTable(new DefaultRow(
                    "Row" + (i + 1),
                    new IntCell(i + 1),
                    Rows.number(epoch.loss()),
                    Rows.number(epoch.score().orElse(Double.NaN)),
                    Rows.number(epoch.seconds())));
        }
        rows.close();
        return rows.getTable();
    }
}
