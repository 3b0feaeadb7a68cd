package org.fewshotnas.knime.nodes.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.StandardErrorColumn;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.knime.view.RowDrawings;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.ScoreScale;
import org.fewshotnas.predictor.StandardErrors;
import org.fewshotnas.predictor.Target;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.finetuning.FineTuneResult;
import org.fewshotnas.predictor.finetuning.FineTuning;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.FineTuneView;
import org.fewshotnas.view.result.KnownTasks;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
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

/** The node Predictor Fine-Tune: adapts a predictor to a task of which a few scores are known. */
public final class PredictorFineTuneNodeFactory extends DefaultNodeFactory {
    private static final String TABLE = "the input table";

    /** Architectures by which the new task is held against known ones. */
    private static final int REFERENCES = 300;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Predictor Fine-Tune")
            .icon("../../../../../icons/predictor-fine-tune.png")
            .shortDescription("Adapts a predictor to a new task with a handful of measured scores.")
            .fullDescription(
                    """
                    <p>Adapts a predictor of the <i>Meta-Learner</i> to the few scores of a new task. Five scores are enough to begin with; more
                    make it better.</p>
                    <p>A predictor of the learner <i>Multi-task</i> is fitted in closed form: there are no steps and no rate to choose.
                    It leans on the tasks that it knows, and on a random forest that knows nothing but your scores, as far as each foretells
                    scores that it has not seen. If you fine-tune on a cost, such as a latency, it also weighs how many of each operation a
                    cell has as it is written, those included that compute nothing: many devices spend time on them.
                    Other predictors take gradient steps from the starting point that the Meta-Learner has found. How many is chosen by
                    cross-validation: the predictor is fine-tuned on a part of the scores and judged by the rank correlation (Spearman) on
                    the others, for each of the numbers of steps in turn. The correlation that stands in the summary of the output port is
                    not the best of these, which would flatter the choice: every score is predicted by a predictor that has not seen it, in
                    a number of steps that was chosen without it too. Where there is nothing to learn, its mean over many such
                    choices is near 0, mostly a little below; in a single one it can be anything, and its standard error says how far it may be off.
                    With so few
                    scores that is far. Where the scores say nothing about the number of steps, because there are too few of them, the node
                    says so.</p>
                    <p>A predictor that was fine-tuned on something else, such as the latency on a device, can be fine-tuned on an accuracy: it
                    then starts from what it knows of latencies, turned round, because what is slow is often accurate; <i>Multi-task</i> starts
                    from the tasks that it was meta-learned on.</p>
                    <p>The predictor that comes out predicts in the unit and direction of the target. It can be fine-tuned again, on
                    another task or on more scores of the same one; with <i>Multi-task</i> connect all scores together then, the earlier
                    ones too, because it is fitted anew. An architecture that has several rows counts once, with their mean.</p>
                    <p><b>Scores that differ in certainty.</b> A training with another seed gives another score. If you have trained
                    architectures several times, or a table says how far each score may be off, choose that column under <i>Standard error of the
                    score</i>: a score then counts the less the larger its standard error is beside the smallest one, and predictions come
                    closer to the certain ones. Standard errors from two or three trainings are rough themselves.</p>
                    <p><b>What to measure next.</b> Add the port <i>Candidates</i> and connect the architectures that you could measure: the node
                    then says which of them would teach the predictor most. It chooses them one by one so that, once they are measured,
                    predictions of all candidates are as sure as possible; so they are neither alike nor like what has been measured. The 15
                    percent of the candidates that it ranks last are mostly passed over, because many of them hardly train at all, and their
                    scores say nothing about the order of the others; only every sixteenth architecture, counted with those measured, is a random
                    one of them, to show how far scores can fall. If the target is a cost, such as a latency, all count alike. Without any score it
                    chooses what to begin with: on the tasks of TransNAS-Bench-101 and NAS-Bench-201, five chosen architectures made
                    predictions as good as nine random ones did. After these, five more that were chosen made a mean rank correlation of
                    0.82; ten random ones 0.80, and ten that were chosen at once 0.83. To find a good architecture rather than a good
                    predictor, use <i>Predictor Search</i>.</p>
                    <p>Only differences between standard errors matter. Where one is missing it is taken to be the mean of the others. Of more than 20,000
                    candidates a random 20,000 are looked at.</p>
                    <p><b>Example.</b> You have trained the five architectures that the <i>Few-Shot Sampler</i> picked, and added a column
                    <i>my accuracy</i> with the results. Connect that table, choose the column, and rank the search space with <i>NAS
                    Predictor</i> or <i>Predictor Search</i>.</p>
                    """
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.MP_NAS))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup("Predictor", group -> group.name("Predictor")
                            .description("The predictor to adapt, from the Meta-Learner or fine-tuned before.")
                            .fixed(PredictorPortObject.TYPE))
                    .addInputPortGroup("Support set", group -> group.name("Support set")
                            .description(
                                    "The architectures with measured scores: columns Operations and Adjacency, and the target column. Rows "
                                            + "without a score are left out. Without any score (zero-shot), the predictor only ranks: one of "
                                            + "the learner Multi-task goes by what the column is, a latency or an accuracy, and any other "
                                            + "stays as it is.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Fine-tuned predictor", group -> group.name("Fine-tuned predictor")
                            .description("The predictor, adapted to the target.")
                            .fixed(PredictorPortObject.TYPE))
                    .addInputAndOutputPortGroup("Candidates", group -> group.inputName("Candidates")
                            .inputDescription(
                                    "Optional: architectures that could be measured next: columns Operations and Adjacency. Those "
                                            + "of the support set that have a score are passed over.")
                            .outputName("Suggestions")
                            .outputDescription(
                                    "The rows of the candidates to measure next, the most informative first, with their "
                                            + "predicted scores and standard deviations.")
                            .optional()
                            .supportedTypes(BufferedDataTable.TYPE)))
            .model(model -> model.parametersClass(PredictorFineTuneParameters.class)
                    .configure(PredictorFineTuneNodeFactory::configure)
                    .execute(PredictorFineTuneNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "How sure cross-validation is of the fine-tuned predictor, and of every number of steps that was tried; "
                                    + "what the predictor makes of the scores that it learned from, with intervals; and which of the known tasks "
                                    + "it now ranks architectures like (learner Multi-task).")))
            .nodeType(NodeType.Learner)
            .keywords("NAS", "neural architecture search", "few-shot", "fine-tuning", "adaptation", "transfer");

    /** For KNIME. */
    public PredictorFineTuneNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DataTableSpec spec = in.getInTableSpec(1);
        PredictorPortObjectSpec predictor = in.getInPortSpec(0);
        PredictorFineTuneParameters parameters = in.getParameters();
        Work.configure(() -> {
            new Graphs(spec, TABLE);
            Metric target = target(spec, parameters);
            new StandardErrorColumn(spec, TABLE, parameters.standardError, parameters.target);
            PredictorSpec tuned = provisional(predictor.predictor(), target);
            out.setOutSpec(0, new PredictorPortObjectSpec(tuned));
            if (in.getInPortSpecs().length > 2) {
                DataTableSpec candidates = in.getInTableSpec(2);
                new Graphs(candidates, Suggestions.TABLE);
                out.setOutSpec(1, Suggestions.spec(candidates, tuned));
            }
        });
    }

    /** What can be said before the rows are seen. How many scores there are and how they are scaled is not true yet. */
    private static PredictorSpec provisional(PredictorSpec learned, Metric target) {
        Target provisional =
                new Target(target, 1, new ScoreScale(0, target.direction().sign()));
        return new PredictorSpec(learned.shape(), learned.origin(), Optional.of(provisional), learned.provenance());
    }

    private static Metric target(DataTableSpec spec, PredictorFineTuneParameters parameters) {
        DataColumnSpec column =
                spec.getColumnSpec(Inputs.numberColumn(spec, TABLE, parameters.target, "Target column"));
        return Inputs.metric(column, parameters.direction, "Which scores are better");
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        PredictorFineTuneParameters parameters = in.getParameters();
        Work.run(in.getExecutionContext(), progress -> {
            PredictorPortObject predictor = in.getInPortObject(0);
            List<String> warnings = new ArrayList<>();
            Task support = support(in.getInTable(1), parameters, warnings, progress.part(0, 0.05));
            boolean suggests = in.getInPortObjects().length > 2;
            long seed = parameters.seed.value();
            FineTuneResult result = FineTuning.fineTune(
                    predictor.predictor(),
                    support,
                    parameters.fineTuning.value(seed),
                    parameters.device.value(),
                    progress.part(0.05, suggests ? 0.6 : 1));
            warnings.addAll(result.warnings());
            LearningMethod learner = predictor.predictor().spec().learner();
            if (!learner.takesSteps() && parameters.fineTuning.isChanged()) {
                warnings.add("The steps and the rate that are set have no effect: a predictor of the learner "
                        + learner.label() + " is fitted in closed form.");
            }
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
            out.setOutData(0, new PredictorPortObject(result.predictor()));
            NodeView.keep(
                    out,
                    in.getExecutionContext(),
                    view(in.getInTable(1), result, support, parameters.device.value(), progress.part(0.58, 0.6)));
            if (suggests) {
                out.setOutData(
                        1,
                        Suggestions.of(
                                in.getInTable(2),
                                result.predictor(),
                                support.metric(),
                                Set.copyOf(support.graphs()),
                                parameters.suggestions,
                                seed,
                                parameters.device.value(),
                                in.getExecutionContext(),
                                progress.part(0.6, 1)));
            }
        });
    }

    private static View view(
            BufferedDataTable table, FineTuneResult result, Task support, Device device, Progress progress) {
        RowDrawings rows = new RowDrawings(table.getDataTableSpec());
        Rows.forEach(table, progress, "Drawing", (row, i) -> rows.add(row));
        // The space of most architectures is that of the first, where a table has several.
        List<UnifiedGraph> reference = rows.sampled(0, REFERENCES, 1);
        return FineTuneView.of(
                result,
                support.metric(),
                support.scores(),
                support.size() == 0
                        ? Optional.empty()
                        : Optional.of(result.predictor().predictions(support.graphs(), device, progress)),
                support.graphs().stream().map(FineTuneView::drawing).toList(),
                KnownTasks.alike(result.predictor(), reference, device, progress));
    }

    private static Task support(
            BufferedDataTable table, PredictorFineTuneParameters parameters, List<String> warnings, Progress progress) {
        DataTableSpec spec = table.getDataTableSpec();
        Metric metric = target(spec, parameters);
        int target = spec.findColumnIndex(metric.name());
        Graphs reader = new Graphs(spec, TABLE);
        List<UnifiedGraph> graphs = new ArrayList<>();
        DoubleStream.Builder scores = DoubleStream.builder();
        StandardErrorColumn column = new StandardErrorColumn(spec, TABLE, parameters.standardError, parameters.target);
        List<OptionalDouble> errors = new ArrayList<>();
        Rows.forEach(table, progress, "Reading the scores", (row, i) -> {
            double score = Inputs.number(row, target, parameters.target);
            if (!Double.isNaN(score)) {
                graphs.add(reader.read(row));
                scores.add(score);
                errors.add(column.read(row));
            }
        });
        long unknown = errors.stream().filter(OptionalDouble::isEmpty).count();
        if (column.isChosen() && unknown > 0) {
            warnings.add(
                    unknown == errors.size()
                            ? "None of the scores has a standard error: all count as equally certain."
                            : unknown + " of " + errors.size()
                                    + " scores have no standard error; it is taken to be the mean of the others.");
        }
        return new Task(metric, graphs, scores.build().toArray(), StandardErrors.complete(errors));
    }
}
