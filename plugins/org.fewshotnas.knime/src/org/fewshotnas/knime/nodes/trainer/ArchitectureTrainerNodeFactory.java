package org.fewshotnas.knime.nodes.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Candidates;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.port.NetworkPortObject;
import org.fewshotnas.knime.training.BestNetwork;
import org.fewshotnas.knime.training.TrainedScore;
import org.fewshotnas.knime.training.TrainingData;
import org.fewshotnas.knime.training.WorkParameters;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.network.cache.CachedTrainings;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.search.trainings.CandidateTrainings;
import org.fewshotnas.search.trainings.Outcome;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.result.TrainingView;
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

/** The node Architecture Trainer: trains the networks of a table's architectures on a data set. */
public final class ArchitectureTrainerNodeFactory extends DefaultNodeFactory {
    /** Days of work, and still a table of learning curves that can be looked at. */
    private static final int MOST_TRAININGS = 1_000;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Architecture Trainer")
            .icon("../../../../../icons/architecture-trainer.png")
            .shortDescription(
                    "Trains the network of each architecture on a data set, scores it, and keeps the best one.")
            .fullDescription(
                    """
                    <p>Builds a network of each architecture in a table, trains it on your data, and says how well it did: the scores that the
                    nodes <i>Predictor Fine-Tune</i> and <i>Predictor Search</i> ask for. The best network comes out trained.</p>
                    <p><b>The data</b> is one row an example: a column of PNG images or of paths of pictures, columns of lists of numbers (series, or
                    fields), or columns of numbers; and a column with what is to be learned: a class, a number, or a list of numbers. The node
                    <i>Labelled Data Reader</i> reads such tables; or take the paths of <i>List Files/Folders</i> with a column of classes.
                    Networks are judged by the validation data; where none is connected, by a share of the training data,
                    taken of every class alike. Do not judge by the data that you will test the final network with: what is best
                    of many looks better than it is.</p>
                    <p><b>The network</b> is the published one, made smaller: a convolution, stacks of the cell with twice the channels and half
                    the height and width each, and a last layer for the target. Its default size suits a processor and some thousand
                    small examples; the advanced settings make it larger. An operation on which nothing depends is left out, also in the
                    columns <i>Parameters</i> and <i>Multiply-accumulates</i>.</p>
                    <p><b>What it takes.</b> 1,000 grey pictures of 28 x 28 pixels for 10 epochs take a core 10 to 40 seconds for each architecture;
                    half as wide and high, a fourth. Trainings run side by side, one on each core. The same data, settings and seed give the
                    same scores, whatever runs beside.</p>
                    <p><b>What to make of the scores.</b> A training begins at random, and scores of one architecture differ from seed to seed;
                    with few examples for validation they differ by chance too. Train each architecture several times to see how far: the column
                    <i>Score</i> is then the mean, <i>Score spread</i> the standard deviation of single trainings, and <i>Score standard error</i>
                    how far the mean may be off: the spread divided by the root of the number of trainings. Differences below that mean
                    nothing, and <i>Predictor Fine-Tune</i> can weigh the scores by it. A few trainings tell little about the spread of one
                    architecture; so a message says what all of them together say: how far two trainings of one architecture lie apart.</p>
                    <p><b>Many architectures.</b> With <i>Stop the worst early</i> all of them are trained for a third of the epochs, then the best third
                    of them again for three times as long, and so on: successive halving. It takes about a third of the time, and finds the best
                    one as long as short trainings tell the good ones from the bad ones; a message says how far their ranks agreed with those of
                    longer trainings. What was stopped has no score: the column <i>Reason</i> says how it stood.</p>
                    <p>An architecture whose training diverges, or whose network does not fit the examples, has no score, and the column
                    <i>Reason</i> says why; the others go on. Rows with the same architecture are trained once. At most 1,000 trainings are done in
                    a run: pick the architectures that are worth it with the <i>Few-Shot Sampler</i>.</p>
                    <p><b>Networks around the cell.</b> In most of them further stacks have twice as many channels each, and begin with halving
                    height and width, unless
                    the target is a field. The published networks of NAS-Bench-201 repeat the cell 5 times in each stack, those of NAS-Bench-101 3 times: take
                    these for the final network of much data. Cells of the network <i>Speech</i> are normalised as a whole, and their operations see
                    few steps ahead. A
                    connected table of validation data without rows counts as none.</p>
                    <p><b>Example.</b> Read the sample with the <i>Labelled Data Reader</i>, pick five cells of NAS-Bench-201 with the <i>Few-Shot
                    Sampler</i>, and connect both: after some minutes the table has five accuracies, from which <i>Predictor Fine-Tune</i>
                    learns to rank all the others.</p>
                    """
                            + ExampleParameters.MANUAL
                            + WorkParameters.MANUAL
                            + DeviceParameters.MANUAL
                            + Literature.sources(
                                    Literature.NAS_BENCH_201, Literature.MP_NAS, Literature.SUCCESSIVE_HALVING))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup("Architectures", group -> group.name("Architectures")
                            .description(
                                    "What to train: the column Architecture, and Search space where there are several. Other columns pass "
                                            + "through.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Training data", group -> group.name("Training data")
                            .description("What networks learn from, one row an example.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Validation data", group -> group.name("Validation data")
                            .description(
                                    "Optional: what networks are judged by, with the columns of the training data. Without it, or if it has no "
                                            + "rows, a share of the training data is kept for that.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Scores", group -> group.name("Scores")
                            .description(
                                    "The table of architectures with their scores, epochs, seconds of a training, parameters, multiplications and "
                                            + "additions for one example, and the reason where there is no score.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Learning curves", group -> group.name("Learning curves")
                            .description(
                                    "One row for every epoch of every training: loss, validation score, and seconds since the training began. The "
                                            + "column Seed says which of an architecture's trainings it is.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Best network", group -> group.name("Best network")
                            .description(
                                    "The trained network of the architecture with the best score; of several trainings of it, the best one.")
                            .fixed(NetworkPortObject.TYPE)))
            .model(model -> model.parametersClass(ArchitectureTrainerParameters.class)
                    .configure(ArchitectureTrainerNodeFactory::configure)
                    .execute(ArchitectureTrainerNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "What the networks reached, over the work that they are for an example; how the best and some others "
                                    + "learned, epoch by epoch; and the best network, part by part, with its parameters and "
                                    + "multiply-accumulates. Point at a mark to see its cell.")))
            .nodeType(NodeType.Learner)
            .keywords(
                    "NAS", "neural architecture search", "train", "deep learning", "image classification", "accuracy");

    /** For KNIME. */
    public ArchitectureTrainerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        ArchitectureTrainerParameters parameters = in.getParameters();
        DataTableSpec table = in.getInTableSpec(0);
        DataTableSpec training = in.getInTableSpec(1);
        Work.configure(() -> {
            new Architectures(table, Candidates.TABLE);
            parameters.examples.check(training, TrainingData.TRAINING);
            Metric metric = metric(parameters, score(parameters, training));
            out.setOutSpec(0, TrainerTables.scores(table, metric, parameters.repeats));
            out.setOutSpec(1, TrainerTables.curves(metric));
            // Of the network nothing is known before the examples have been read.
        });
    }

    private static void checkTrainings(long rows, int architectures, int repeats) {
        if ((long) architectures * repeats > MOST_TRAININGS) {
            throw new InvalidInputException(
                    rows + " rows, with " + repeats + (repeats == 1 ? " training" : " trainings")
                            + " of each architecture, are more than the " + MOST_TRAININGS
                            + " trainings that the node does at most.",
                    "Pick some of the architectures with the node Few-Shot Sampler, or let the node Predictor Search propose them.");
        }
    }

    private static Score score(ArchitectureTrainerParameters parameters, DataTableSpec training) {
        return parameters.training.score(training, TrainingData.TRAINING, parameters.examples);
    }

    private static Metric metric(ArchitectureTrainerParameters parameters, Score score) {
        return TrainedScore.metric(score, parameters.training.epochs(), parameters.repeats);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ArchitectureTrainerParameters parameters = in.getParameters();
        BufferedDataTable table = in.getInTable(0);
        BufferedDataTable training = in.getInTable(1);
        Optional<BufferedDataTable> validation =
                in.getInPortObjects().length > 2 ? Optional.of(in.getInTable(2)) : Optional.empty();
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            long seed = parameters.seed.value();
            Candidates candidates = Candidates.read(
                    table, count -> checkTrainings(table.size(), count, parameters.repeats), progress.part(0, .01));
            Score score = score(parameters, training.getDataTableSpec());
            TrainingData data = TrainingData.read(
                    training,
                    validation,
                    parameters.examples,
                    parameters.validationPercent / 100,
                    seed,
                    progress.part(.01, .05));
            MacroArchitecture macro = parameters.network.value(data.split().training());
            TrainingSettings settings = parameters.training.value(data.split().training(), score, seed);
            CandidateTrainings trainings = new CandidateTrainings(
                    candidates.architectures(), data.split(), macro, settings, parameters.repeats);
            CachedTrainings cached =
                    new CachedTrainings(parameters.work.workers(parameters.device.value()), parameters.work.cache());
            Progress part = progress.part(.05, .97);
            List<Outcome> outcomes =
                    parameters.halving ? trainings.runHalving(cached, part) : trainings.run(cached, part);
            Metric metric = metric(parameters, score);
            out.setOutData(
                    0,
                    TrainerTables.scores(
                            table,
                            TrainerTables.scores(table.getDataTableSpec(), metric, parameters.repeats),
                            candidates.places(),
                            outcomes,
                            parameters.repeats,
                            exec,
                            progress.part(.97, .98)));
            out.setOutData(
                    1,
                    TrainerTables.curves(
                            TrainerTables.curves(metric),
                            candidates.architectures(),
                            outcomes,
                            seed,
                            parameters.repeats,
                            exec,
                            progress.part(.98, .99)));
            CandidateTrainings.Best best = trainings.best();
            NodeView.keep(
                    out,
                    exec,
                    TrainingView.of(
                            TrainerTables.trained(candidates.architectures(), outcomes),
                            metric,
                            Optional.of(best.network().graph())));
            out.setOutData(
                    2,
                    new NetworkPortObject(BestNetwork.of(
                            best.network(),
                            best.score(),
                            best.seconds(),
                            candidates.architectures().get(best.place()),
                            data,
                            macro,
                            settings.withSeed(best.seed()),
                            parameters.examples.target(training.getDataTableSpec(), TrainingData.TRAINING))));
            List<String> warnings = new ArrayList<>(data.warnings());
            warnings.addAll(trainings.warnings());
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
        });
    }
}
