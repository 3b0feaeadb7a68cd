package org.fewshotnas.knime.nodes.learner;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.space.base.Curves;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.view.result.KnownTasks;
import org.fewshotnas.view.result.PredictorView;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node Meta-Learner: many scored architectures of several tasks in, a predictor that adapts to a new task out. */
public final class MetaLearnerNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Meta-Learner")
            .icon("../../../../../icons/meta-learner.png")
            .shortDescription(
                    "Learns from the tasks of published benchmarks how to predict the scores of architectures on a new task.")
            .fullDescription(
                    """
                    <p>Learns a predictor of architecture scores from many tasks at once, so that a handful of scores of a <i>new</i> task is
                    enough to adapt it (<i>Predictor Fine-Tune</i>), and a useful ranking is there even before the first score.</p>
                    <p>Every chosen column of the input table is a task: one data set's accuracy, one device's latency, and so on. The network
                    is a graph convolutional network that reads the unified graph of an architecture (columns <i>Operations</i> and
                    <i>Adjacency</i>, which the <i>Search-Space Unifier</i> adds); so tasks of different search spaces can be learned together.
                    Scores are standardised for every task, and turned so that larger is better; units therefore do not matter.</p>
                    <p>The default learner, <i>Multi-task</i>, trains on all tasks at once; a new task is then predicted from the known ones
                    that explain its few scores. A column to minimise whose name or metric says latency, energy, time, memory, FLOPs or
                    parameters counts as a cost: it is expected to resemble other costs and the size of the cell, and to run against
                    accuracies. Known tasks in the new one's own metric, accuracies for an accuracy, count more than others; and for the
                    error of a regression (L2, MSE, RMSE, MAE), where no known task has one, costs and size count as much as known tasks. The
                    learners <i>BOIL</i>, <i>MAML</i>, <i>ANIL</i> and <i>Meta-SGD</i> draw some tasks in every step, let the network adapt to a few
                    architectures of each (inner loop), and move the starting point so that other architectures of the same tasks are
                    predicted better (outer loop); <i>Reptile</i> moves the starting point to where the adaptation leads.</p>
                    """
                            + LearnerChoices.descriptions()
                            + """
                    <p><b>The task columns.</b> What a column's numbers are, and whether higher or lower is better, stands in its properties, as the
                    Benchmark Reader
                    writes them, or in its name; where neither says it, higher is taken to be better, with a warning. A column that holds scores of several
                    search spaces is one task for each of them. The name of the held-out column is best set by a flow variable that the later nodes
                    use too.</p>
                    <p><b>Size.</b> The predictor may have 256 MiB of weights: 4 layers of 4,000, 16 of 2,000, or with Meta-SGD 4 of 3,000.</p>
                    <p><b>Example.</b> A table holds the accuracies of NAS-Bench-201 on six data sets. Set <i>Held-out column</i> to one of
                    them, meta-learn from the other five, and fine-tune on five scores of the held-out one: the rank correlation on the rest
                    tells how well the predictor will serve a data set of your own. Choose the learners <i>Pre-training</i> and <i>No
                    meta-learning</i> to see what simpler means achieve.</p>
                    <p>The predictor can be kept with KNIME's <i>Model Writer</i> and used again with <i>Model Reader</i>.</p>
                    """
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.MP_NAS))
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addInputTable(
                            "Unified architectures",
                            "One row an architecture, from the Search-Space Unifier: columns Operations and Adjacency, and one number column per "
                                    + "task.")
                    .addOutputPort(
                            "Predictor",
                            "The predictor, ready to be fine-tuned. Before that it predicts standardised scores, of which larger ones are better.",
                            PredictorPortObject.TYPE))
            .model(model -> model.parametersClass(MetaLearnerParameters.class)
                    .configure(MetaLearnerNodeFactory::configure)
                    .execute(MetaLearnerNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "How the loss of each network fell while it learned, which tasks were learned, and, of the learner "
                                    + "Multi-task, how alike what it says of them is.")))
            .nodeType(NodeType.Learner)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "meta-learning",
                    "few-shot",
                    "BOIL",
                    "MAML",
                    "ANIL",
                    "Meta-SGD",
                    "Reptile",
                    "GCN",
                    "transfer")
            .addExternalResource(
                    "https://arxiv.org/abs/2008.08882",
                    "BOIL: Towards Representation Change for Few-shot Learning (Oh et al., 2021)")
            .addExternalResource(
                    "https://arxiv.org/abs/1703.03400",
                    "Model-Agnostic Meta-Learning for Fast Adaptation of Deep Networks (Finn et al., 2017)")
            .addExternalResource(
                    "https://arxiv.org/abs/1909.09157",
                    "Rapid Learning or Feature Reuse? The source of ANIL (Raghu et al., 2020)")
            .addExternalResource(
                    "https://arxiv.org/abs/1707.09835",
                    "Meta-SGD: Learning to Learn Quickly for Few-Shot Learning (Li et al., 2017)")
            .addExternalResource(
                    "https://arxiv.org/abs/1803.02999",
                    "On First-Order Meta-Learning Algorithms, the source of Reptile (Nichol et al., 2018)");

    /** For KNIME. */
    public MetaLearnerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        MetaLearnerParameters parameters = in.getParameters();
        Work.configure(() -> {
            MetaLearnerTasks tasks = new MetaLearnerTasks(in.getInTableSpec(0), parameters);
            MetaLearningSettings settings = parameters.toSettings();
            out.setOutSpec(
                    0,
                    new PredictorPortObjectSpec(PredictorSpec.learned(
                            settings.shape(), tasks.metrics(new ArrayList<>()), settings.learner(), Provenance.NONE)));
        });
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        MetaLearnerParameters parameters = in.getParameters();
        Work.run(in.getExecutionContext(), progress -> {
            List<String> warnings = new ArrayList<>();
            List<String> unused = parameters.withoutEffect();
            if (!unused.isEmpty()) {
                warnings.add("Without effect, since \"Network and learning time\" is a complete set: \""
                        + String.join("\", \"", unused) + "\". Choose \"Custom\" there to use them.");
            }
            List<Task> tasks = new MetaLearnerTasks(in.getInTable(0).getDataTableSpec(), parameters)
                    .read(in.getInTable(0), progress.part(0, 0.05), warnings);
            Curves curves = new Curves(progress);
            Predictor predictor =
                    MetaLearning.learn(tasks, parameters.toSettings(), parameters.device.value(), curves.part(0.05, 1));
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
            out.setOutData(0, new PredictorPortObject(predictor));
            NodeView.keep(
                    out,
                    in.getExecutionContext(),
                    PredictorView.of(predictor.spec(), curves.all(), KnownTasks.correlations(predictor)));
        });
    }
}
