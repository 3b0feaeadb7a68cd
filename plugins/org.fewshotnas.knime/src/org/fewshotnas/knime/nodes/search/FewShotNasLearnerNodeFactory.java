package org.fewshotnas.knime.nodes.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.training.BestNetwork;
import org.fewshotnas.knime.training.TrainedScore;
import org.fewshotnas.knime.training.TrainingData;
import org.fewshotnas.knime.training.WorkParameters;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.ready.ReadyMadePredictor;
import org.fewshotnas.search.evaluate.TrainingEvaluator.Best;
import org.fewshotnas.search.fewshot.FewShotNas;
import org.fewshotnas.search.fewshot.FewShotNasResult;
import org.fewshotnas.search.fewshot.FewShotNasSettings;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.result.SearchView;
import org.knime.core.data.DataTableSpec;
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

/** The node Few-Shot NAS Learner: data in, a trained network out. */
public final class FewShotNasLearnerNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Few-Shot NAS Learner")
            .icon("../../../../../icons/few-shot-nas-learner.png")
            .shortDescription("Finds a good neural network for your data within a time limit, and trains it.")
            .fullDescription(
                    """
                    <p>Data goes in, a trained neural network comes out. You need not know how networks are built: the node looks for an
                    architecture that suits your data, trains it, and ends when the time that you allow is over, or before. Apply the network with
                    the node <i>Network Predictor</i>; take it elsewhere with the <i>Network Writer</i>.</p>
                    <p><b>The data</b> is one row an example: a column of PNG images or of paths of pictures, columns of lists of numbers (series, or
                    fields), or columns of numbers; and a column with what is to be learned: a class, a number, or a list of numbers. The node
                    <i>Labelled Data Reader</i> reads such tables; or take the paths of <i>List Files/Folders</i> with a column of classes.
                    Some hundred examples of each class are a good start. Keep data apart that this node does not
                    see, to test the network with: what is the best of many by the data that it was chosen by looks better than it is.</p>
                    <p><b>What it does.</b> A predictor, which has learned from published benchmarks which architectures do well, chooses four
                    of the search space. Their networks are trained on most of the data, and judged by the rest. The predictor
                    learns from the four scores, and chooses the next four; and so on. In the end the best network is trained once more, for twice
                    as many epochs, if there is time; the better of its two trainings comes out. Without a predictor at the optional port, the
                    one that comes with the extension chooses.</p>
                    <p><b>The time limit</b> is all that needs a decision. Everything else follows from the data unless you set it: the
                    network's width and depth from the size of the examples, the batch from their number, and the epochs, 5 to 30, from what a
                    training is estimated to take. Of data so large that 20 trainings of 5 epochs would not fit, networks see a part, of 2,000
                    examples at least, and a warning says how many. The plan is made for a single core; trainings run side by
                    side, one on each core, at most four at once, so the node mostly ends earlier.</p>
                    <p>Shortly before the limit, trainings that are not finished end with the best of the epochs that they have come to, and the best
                    network so far comes out; a warning says how many were done. A training that fails costs its architecture alone. Only if not
                    one came to the end of an epoch is there no network, and an error says why. Stopping the node stops all trainings at once;
                    those that had finished are kept, so that the next run goes on from there.</p>
                    <p>The same data, settings and seed give the same architectures, scores and weights on the same machine, also with more or fewer
                    trainings at once, unless the time limit was what ended the search.</p>
                    <p>If you set the number of epochs, all examples are used, however long that takes.</p>
                    <p><b>Example.</b> Read the sample with the <i>Labelled Data Reader</i> and connect its training table: after some minutes the
                    network recognises about four in five of the test table's clothes, when the <i>Network Predictor</i> applies it.</p>
                    """
                            + ExampleParameters.MANUAL
                            + WorkParameters.MANUAL
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.MP_NAS, Literature.NAS_BENCH_201))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup("Training data", group -> group.name("Training data")
                            .description("What networks learn from and are judged by, one row an example.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Predictor", group -> group.name("Predictor")
                            .description(
                                    "Optional: the predictor that chooses architectures, fine-tuned or not, instead of the one that comes with the "
                                            + "extension.")
                            .optional()
                            .supportedTypes(PredictorPortObject.TYPE))
                    .addOutputPortGroup("Network", group -> group.name("Network")
                            .description("The best network, trained.")
                            .fixed(NetworkPortObject.TYPE))
                    .addOutputPortGroup("Ranking", group -> group.name("Ranking")
                            .description(
                                    "The architectures that were trained, the best score first, then others that were looked at, the best prediction "
                                            + "first. The column Proposed marks those that the search has chosen to train.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("History", group -> group.name("History")
                            .description(
                                    "The trainings in their order: score, best score so far, epochs, seconds, and the reason where there is no "
                                            + "score. The last row is the longer training of the best network, if there was time for it.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(model -> model.parametersClass(FewShotNasLearnerParameters.class)
                    .configure(FewShotNasLearnerNodeFactory::configure)
                    .execute(FewShotNasLearnerNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "The search query by query: measured and predicted scores, the best so far, and in the background what the "
                                    + "predictor had learned from at that time; and the best network, part by part. Point at a mark to see its "
                                    + "cell.")))
            .nodeType(NodeType.Learner)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "AutoML",
                    "deep learning",
                    "image classification",
                    "time series",
                    "train");

    /** For KNIME. */
    public FewShotNasLearnerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        FewShotNasLearnerParameters parameters = in.getParameters();
        DataTableSpec training = in.getInTableSpec(0);
        Work.configure(() -> {
            parameters.examples.check(training, TrainingData.TRAINING);
            Metric metric = TrainedScore.metric(score(parameters, training));
            // Of the network nothing is known before the examples have been read.
            out.setOutSpec(1, SearchOutput.ranking(Optional.of(metric)));
            out.setOutSpec(2, LearnerHistory.spec(metric));
        });
    }

    private static Score score(FewShotNasLearnerParameters parameters, DataTableSpec training) {
        return parameters.score.of(training, TrainingData.TRAINING, parameters.examples);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        FewShotNasLearnerParameters parameters = in.getParameters();
        BufferedDataTable table = in.getInTable(0);
        Optional<PredictorPortObject> connected =
                in.getInPortObjects().length > 1 ? Optional.of(in.getInPortObject(1)) : Optional.empty();
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            long start = System.nanoTime();
            Predictor predictor = connected.map(PredictorPortObject::predictor).orElseGet(ReadyMadePredictor::get);
            Score score = score(parameters, table.getDataTableSpec());
            long seed = parameters.seed.value();
            TrainingData data = TrainingData.read(
                    table,
                    Optional.empty(),
                    parameters.examples,
                    parameters.validationPercent / 100,
                    seed,
                    progress.part(0, .03));
            DataSet training = data.split().training();
            MacroArchitecture macro = parameters.network.value(training);
            FewShotNasSettings settings = parameters.value(training.shape(), score, seed);
            FewShotNas search = new FewShotNas(
                    predictor,
                    parameters.device.value(),
                    parameters.work.workers(parameters.device.value()),
                    parameters.work.cache());
            FewShotNasResult result = search.run(data.split(), macro, settings, progress.part(.03, .97));
            Metric metric = TrainedScore.metric(score);
            out.setOutData(0, new NetworkPortObject(network(result, data, macro, target(parameters, table), start)));
            out.setOutData(
                    1, SearchOutput.ranking(result.search(), Optional.of(metric), exec, progress.part(.97, .99)));
            out.setOutData(2, LearnerHistory.table(result, metric, exec, progress.part(.99, 1)));
            NodeView.keep(
                    out,
                    exec,
                    SearchView.of(
                            result.search(),
                            Optional.of(metric),
                            result.trainings(),
                            Optional.of(result.best().network().graph())));
            List<String> warnings = new ArrayList<>(data.warnings());
            warnings.addAll(result.warnings());
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
        });
    }

    private static String target(FewShotNasLearnerParameters parameters, BufferedDataTable table) {
        return parameters.examples.target(table.getDataTableSpec(), TrainingData.TRAINING);
    }

    private static NetworkModel network(
            FewShotNasResult result, TrainingData data, MacroArchitecture macro, String target, long start) {
        Best best = result.best();
        TrainingData used = new TrainingData(data.examples(), result.data(), data.warnings());
        double seconds = (System.nanoTime() - start) / 1e9;
        return BestNetwork.of(
                best.network(), best.score(), seconds, best.architecture(), used, macro, best.settings(), target);
    }
}
