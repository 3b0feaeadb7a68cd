package org.fewshotnas.knime.nodes.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.predictor.evaluation.Protocol;
import org.fewshotnas.predictor.evaluation.TransferEvaluation;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Outcome;
import org.fewshotnas.predictor.evaluation.TransferResult;
import org.fewshotnas.predictor.evaluation.TransferSummary;
import org.fewshotnas.view.result.TransferView;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.image.ImagePortObject;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node Transfer Evaluation: how well would few-shot prediction work on tasks like these? */
public final class TransferEvaluationNodeFactory extends DefaultNodeFactory {
    private static final int MOST_WARNINGS = 10;

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Transfer Evaluation")
            .icon("../../../../../icons/transfer-evaluation.png")
            .shortDescription(
                    "Tells how well a predictor would do on a new task, by playing that known tasks were new.")
            .fullDescription(
                    """
                    <p>Answers the question <i>how well would this work on my tasks?</i> before you train a single network: one known task
                    after the other plays the new one. The node meta-learns from the other tasks, fine-tunes on a few architectures of
                    the task that plays the new one, ranks the architectures that are left, and compares the ranking with their scores.
                    It repeats that with other architectures to fine-tune on, and gives the means and how sure they are.</p>
                    <p>The protocol is strict, as it will be with a new task: the architectures are split at random. Learning sees the
                    scores of one part on the known tasks only. Fine-tuning and testing use the other part, and of it only the scores of
                    the task that plays the new one. Architectures without a score of a task are left out of that task alone. An
                    architecture that the table has more than once in a search space counts once, with the mean of its scores.
                    Architectures that are drawn differently but compute the same count as several; a setting keeps them on one side of the
                    split, and the <i>Search-Space Unifier</i> can merge them. A column without values is left out, as is a task that has
                    too few of them or always the same to be learned from or tested on; the warning says so.</p>
                    <p>That is the least that a user knows. Two settings add rows for a user who has more, each under a learner's name of its
                    own: <i>chosen cells</i> fine-tunes on the architectures that the predictor finds most informative, as you will if you
                    let it say what to train; <i>scores of other tasks known</i> also learns from the scores that the tested architectures
                    have on the other tasks, as you can if your candidates are architectures of a published benchmark.</p>
                    <p>The measures:</p>
                    <ul>
                    <li><b>Spearman</b>: the correlation of the predicted and the measured ranks. 1 is the same order, 0 no relation.</li>
                    <li><b>Kendall tau</b>: tau-b, from the share of pairs that are in the right order.</li>
                    <li><b>Regret@10</b>: by how much the best of the ten best-predicted architectures is worse than the best of all, in
                    the score's unit: what you lose if you train only those ten.</li>
                    <li><b>Learn [s]</b> and <b>Fine-tune [s]</b>: how long it took, in seconds.</li>
                    <li><b>Within 90 % intervals</b>: the share of the measured scores that lie within the predictor's 90 % intervals, 0.9 if
                    it knows how sure it is. It takes three scores or more to have intervals.</li>
                    </ul>
                    <p>Where there is no value, all predictions were the same, or there are too few architectures; the warning says so.
                    The same seed gives the same rows, but for the times. Nothing comes out of a run that was stopped.</p>
                    <p><b>How sure the means are.</b> Two things are left to chance: which few architectures are fine-tuned on, and how learning
                    came out, from which architectures and weights. Runs tell about the first, learnings about the second. With one learning
                    the standard errors hold the first only, and another seed may give a mean further away than they say. With several, the
                    mean is that of the learnings' means, and its standard error what these say of it, or what the runs within them say if
                    that is more. Three learnings show whether learning matters; how much it does, they show roughly.</p>
                    <p><b>How long it takes.</b> Every learner learns for each target as often as there are learnings, or for each run if it is
                    to learn anew; that is nearly all of the time. Across search spaces one learning serves all targets. Rows with
                    <i>chosen cells</i> need no more learning, those with <i>scores of other tasks known</i> twice as much. The progress
                    tells how much is left. Choose one
                    target and few runs to begin with.</p>
                    <p><b>The baselines.</b> <i>Naive transfer</i> is that of the paper: pre-training on one known task alone, on each in turn, with
                    the mean of
                    their measures. <i>Graph features + random forest</i> knows no other task: what the scores of the new one say by themselves. It
                    learns in no
                    time, and what does not do better than it has learned nothing of use for that target. All see the same architectures.</p>
                    <p><b>Isomorphic architectures</b> are split at random, as in the paper, unless they are kept on one side: many tested
                    architectures then have
                    a like among those that were learned from, whose scores on other tasks tell much. So it will be if you predict architectures of a
                    published
                    benchmark. All of them still count when the results are compared, unlike in a table whose isomorphic rows the Search-Space Unifier has
                    merged. It takes the column Search space, and makes no difference for architectures of spaces that are not known.</p>
                    <p><b>Rows for those who know more.</b> With <i>chosen architectures</i>, named as in "Multi-task, chosen cells", every learner
                    that can choose
                    takes them as the Few-Shot Sampler does, among the first 1,000 of the run's random order, or among half of those that are left if
                    these are
                    fewer, and is tested on all others. There are no such rows for No meta-learning, which knows nothing to choose by, nor for Naive
                    transfer. With
                    <i>known scores of the other tasks</i>, named as in "Multi-task, scores of other tasks known", it is fine-tuned and tested on the same
                    architectures as without; every learner but No meta-learning learns anew for it.</p>
                    <p><b>Learnings and runs.</b> Each learning starts from other architectures and other weights, and the runs are drawn for each:
                    three learnings of
                    ten runs are thirty results. If every run learns anew, the number of learnings counts for nothing.</p>
                    <p><b>Example.</b> A table holds the scores of 4,096 architectures on seven tasks. With half of the architectures to
                    learn from and 0, 5, 25 and 50 shots, the second output's row <i>(mean of targets)</i> for 5 shots says 0.77 with a
                    standard error of 0.01: on a task like these, five trainings are enough to rank the rest that well. Compare it with
                    the learners <i>Pre-training</i>, <i>No meta-learning</i> and <i>Graph features + random forest</i> to see what simpler means
                    achieve.</p>
                    """
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.MP_NAS, Literature.PREDICTORS))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup(
                            "Unified architectures", group -> group.name("Unified architectures")
                                    .description(
                                            "One row an architecture, from the Search-Space Unifier: columns Operations and Adjacency, and one number column "
                                                    + "per task; for transfer across search spaces also Search space.")
                                    .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Results", group -> group.name("Results")
                            .description(
                                    "One row for every target, learner, number of shots, learning and run; rows with chosen cells and with known scores of "
                                            + "other tasks stand under a learner's name of their own.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Summary", group -> group.name("Summary")
                            .description(
                                    "The mean of the learnings and runs and its standard error, for every learner, number of shots and target. A run "
                                            + "without a rank correlation, because its fine-tuning failed or all its predictions were the same, is left out; "
                                            + "the column Runs says how many count, of all learnings together. The row (mean of targets) is the mean of all "
                                            + "targets; its standard error says how much it would differ with other runs and learnings on the same "
                                            + "targets, and its Runs and "
                                            + "Learnings are those of the target with the fewest. It has no value if a target has no run that counts, "
                                            + "and never a regret, because the targets' units differ.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup(NodeView.PICTURE, group -> group.name(NodeView.PICTURE)
                            .description(NodeView.PICTURE_DESCRIPTION)
                            .optional()
                            .supportedTypes(ImagePortObject.TYPE)))
            .model(model -> model.parametersClass(TransferEvaluationParameters.class)
                    .configure(TransferEvaluationNodeFactory::configure)
                    .execute(TransferEvaluationNodeFactory::execute))
            .addView(
                    view -> NodeView.on(
                            view.withoutParameters()
                                    .description(
                                            "The rank correlation of each learner over the number of scores that it was fine-tuned on, with two "
                                                    + "standard errors, for all tasks and for each; every single run; and the numbers as a table.")))
            .nodeType(NodeType.Other)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "few-shot",
                    "transfer",
                    "leave one out",
                    "benchmark",
                    "cross-validation",
                    "Spearman",
                    "evaluation");

    private static final DataTableSpec RESULTS = new DataTableSpec(
            Columns.text("Target"),
            Columns.text("Learner"),
            Columns.integer("Shots"),
            Columns.integer("Learning"),
            Columns.integer("Run"),
            Columns.number("Spearman"),
            Columns.number("Kendall tau"),
            Columns.number("Regret@10"),
            Columns.number("Learn [s]"),
            Columns.number("Fine-tune [s]"),
            Columns.number("Within 90 % intervals"));

    private static final DataTableSpec SUMMARY = new DataTableSpec(
            Columns.text("Target"),
            Columns.text("Learner"),
            Columns.integer("Shots"),
            Columns.integer("Learnings"),
            Columns.integer("Runs"),
            Columns.number("Spearman"),
            Columns.number("Spearman standard error"),
            Columns.number("Kendall tau"),
            Columns.number("Kendall tau standard error"),
            Columns.number("Regret@10"),
            Columns.number("Regret@10 standard error"),
            Columns.number("Learn [s]"),
            Columns.number("Fine-tune [s]"),
            Columns.number("Within 90 % intervals"),
            Columns.number("Within 90 % intervals standard error"));

    /** For KNIME. */
    public TransferEvaluationNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        Work.configure(() -> new TaskTable(in.getInTableSpec(0), in.getParameters()));
        out.setOutSpec(0, RESULTS);
        out.setOutSpec(1, SUMMARY);
        NodeView.pictureOf(in.getOutPortTypes()).ifPresent(port -> out.setOutSpec(port, NodeView.pictureSpec()));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        TransferEvaluationParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            BufferedDataTable table = in.getInTable(0);
            List<String> warnings = new ArrayList<>();
            Protocol protocol =
                    new TaskTable(table.getDataTableSpec(), parameters).read(table, warnings, progress.part(0, 0.02));
            Outcome outcome = TransferEvaluation.run(protocol, parameters.toSettings(), progress.part(0.02, 1));
            warnings.addAll(outcome.warnings());
            if (parameters.learnAnew && parameters.learnings > 1) {
                warnings.add("Every run has a learning of its own; the number of learnings, " + parameters.learnings
                        + ", counts for nothing.");
            }
            if (!warnings.isEmpty()) {
                out.setWarningMessage(shortened(warnings));
            }
            NodeView.keep(in, out, TransferView.of(outcome.results()));
            out.setOutData(0, results(exec, outcome.results()));
            out.setOutData(1, summary(exec, TransferSummary.of(outcome.results())));
        });
    }

    /** The first warnings, and how many more there are. */
    private static String shortened(List<String> warnings) {
        int shown = Math.min(MOST_WARNINGS, warnings.size());
        String more = warnings.size() > shown ? "\nAnd " + (warnings.size() - shown) + " more." : "";
        return String.join("\n", warnings.subList(0, shown)) + more;
    }

    private static BufferedDataTable results(ExecutionContext exec, List<TransferResult> results) {
        BufferedDataContainer rows = exec.createDataContainer(RESULTS);
        for (int i = 0; i < results.size(); i++) {
            TransferResult result = results.get(i);
            rows.addRowToTable(new DefaultRow(
                    "Row" + i,
                    new StringCell(result.target()),
                    new StringCell(result.learner()),
                    new IntCell(result.shots()),
                    new IntCell(result.learning()),
                    new IntCell(result.run()),
                    Rows.number(result.spearman()),
                    Rows.number(result.kendallTau()),
                    Rows.number(result.regretAt10()),
                    Rows.number(result.learnSeconds()),
                    Rows.number(result.fineTuneSeconds()),
                    Rows.number(result.coverage())));
        }
        rows.close();
        return rows.getTable();
    }

    private static BufferedDataTable summary(ExecutionContext exec, List<TransferSummary> summaries) {
        BufferedDataContainer rows = exec.createDataContainer(SUMMARY);
        for (int i = 0; i < summaries.size(); i++) {
            TransferSummary summary = summaries.get(i);
            rows.addRowToTable(new DefaultRow(
                    "Row" + i,
                    new StringCell(summary.target()),
                    new StringCell(summary.learner()),
                    new IntCell(summary.shots()),
                    new IntCell(summary.learnings()),
                    new IntCell(summary.runs()),
                    Rows.number(summary.spearman().value()),
                    Rows.number(summary.spearman().standardError()),
                    Rows.number(summary.kendallTau().value()),
                    Rows.number(summary.kendallTau().standardError()),
                    Rows.number(summary.regretAt10().value()),
                    Rows.number(summary.regretAt10().standardError()),
                    Rows.number(summary.learnSeconds()),
                    Rows.number(summary.fineTuneSeconds()),
                    Rows.number(summary.coverage().value()),
                    Rows.number(summary.coverage().standardError())));
        }
        rows.close();
        return rows.getTable();
    }
}
