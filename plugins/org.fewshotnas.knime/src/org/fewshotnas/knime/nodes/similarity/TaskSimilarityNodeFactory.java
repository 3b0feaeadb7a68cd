package org.fewshotnas.knime.nodes.similarity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.TaskColumns;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.predictor.evaluation.TaskSimilarity;
import org.fewshotnas.predictor.evaluation.TaskSimilarity.Scored;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.result.SimilarityView;
import org.knime.core.data.DataTableSpec;
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

/** The node Task Similarity: which tasks rank architectures alike? */
public final class TaskSimilarityNodeFactory extends DefaultNodeFactory {
    private static final String TABLE = "the input table";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Task Similarity")
            .icon("../../../../../icons/task-similarity.png")
            .shortDescription("Compares how tasks rank architectures: which known task is a new one like?")
            .fullDescription(
                    """
                    <p>Compares the chosen tasks with each other: for every two of them, the rank correlation of their scores on the
                    architectures that have both. 1 means that both put the architectures in the same order, 0 that one says nothing about
                    the other, -1 that the best of one are the worst of the other. A predictor learns from the tasks that a new one is
                    like; tasks that are like none of the others help little, and many of them harm.</p>
                    <p>Scores are turned so that larger is better. So an accuracy and a latency that grow together have a negative
                    correlation: what is good for one is bad for the other. In a table with several search spaces architectures are
                    compared within their own; otherwise tasks would seem alike only because one space is better than another.</p>
                    <p><b>A new task.</b> If a few scores of a new task are known, put them into a column of the same table, choose it under
                    <i>New-task column</i>, and the third output says how alike it is to each known task, the most alike first, with the
                    bounds of a 95 % confidence interval. With five scores the bounds are far apart, and that is the point: five scores
                    seldom tell which task is the nearest. Do not drop tasks because of them; the learner <i>Multi-task</i> weighs the
                    known tasks by itself.</p>
                    <p><b>Example.</b> On NAS-Bench-201, CIFAR-10 and CIFAR-100 have a correlation of 0.98 from 15,625 architectures, and
                    CIFAR-10 and NinaPro one of 0.27: five scores of NinaPro must teach much more than five of CIFAR-100.</p>
                    """
                            + Literature.sources(Literature.MP_NAS))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup("Architectures", group -> group.name("Architectures")
                            .description(
                                    "One row an architecture and one number column per task, such as from the Search-Space Unifier. A missing value "
                                            + "means that the architecture was not measured for this task.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Correlations", group -> group.name("Correlations")
                            .description(
                                    "A row and a column for each task. Missing where two tasks share fewer than three architectures, or all of "
                                            + "these have the same score.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Shared architectures", group -> group.name("Shared architectures")
                            .description("From how many architectures each correlation is: the same rows and columns.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("New task", group -> group.name("New task")
                            .description(
                                    "A row for each known task: its correlation with the new task, the bounds of the 95 % confidence interval, and "
                                            + "the number of architectures with both scores. No row without a new task.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup(NodeView.PICTURE, group -> group.name(NodeView.PICTURE)
                            .description(NodeView.PICTURE_DESCRIPTION)
                            .optional()
                            .supportedTypes(ImagePortObject.TYPE)))
            .model(model -> model.parametersClass(TaskSimilarityParameters.class)
                    .configure(TaskSimilarityNodeFactory::configure)
                    .execute(TaskSimilarityNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "The correlations as a matrix, in an order that keeps like tasks together: blue where tasks are alike, red "
                                    + "where they are opposed, white where one says nothing about the other; intervals and how many "
                                    + "architectures they are from show when the mouse rests on a field. Above it the new task beside the known "
                                    + "ones, with intervals; below, the tree of which tasks belong together.")))
            .nodeType(NodeType.Other)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "task",
                    "similarity",
                    "correlation",
                    "matrix",
                    "heat map",
                    "Spearman",
                    "Kendall");

    /** For KNIME. */
    public TaskSimilarityNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        Work.configure(() -> {
            String[] tasks = tasks(in.getInTableSpec(0), in.getParameters());
            out.setOutSpec(0, SimilarityTables.correlations(tasks));
            out.setOutSpec(1, SimilarityTables.counts(tasks));
            out.setOutSpec(2, SimilarityTables.NEW_TASK);
            NodeView.pictureOf(in.getOutPortTypes()).ifPresent(port -> out.setOutSpec(port, NodeView.pictureSpec()));
        });
    }

    /** The names of the known tasks' columns. */
    private static String[] tasks(DataTableSpec spec, TaskSimilarityParameters parameters) {
        if (hasNewTask(parameters)) {
            Inputs.numberColumn(spec, TABLE, parameters.newTask, "New-task column");
        }
        String[] tasks = Arrays.stream(TaskColumns.chosen(spec, TABLE, parameters.taskColumns, "Task columns"))
                .filter(name -> !name.equals(parameters.newTask))
                .toArray(String[]::new);
        if (tasks.length == 0) {
            throw new InvalidInputException(
                    "There is no known task: no number column is chosen under \"Task columns\""
                            + (hasNewTask(parameters) ? ", or only the new task's." : "."),
                    "Choose at least one number column of scores.");
        }
        return tasks;
    }

    private static boolean hasNewTask(TaskSimilarityParameters parameters) {
        return !OpenChoice.isOpen(parameters.newTask);
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        TaskSimilarityParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        BufferedDataTable table = in.getInTable(0);
        Work.run(exec, progress -> {
            String[] tasks = tasks(table.getDataTableSpec(), parameters);
            String[] columns = hasNewTask(parameters)
                    ? Stream.concat(Arrays.stream(tasks), Stream.of(parameters.newTask))
                            .toArray(String[]::new)
                    : tasks;
            List<String> spaces = new ArrayList<>();
            List<String> warnings = new ArrayList<>();
            List<Scored> scored = read(table, columns, spaces, warnings, progress.part(0, 0.3));
            TaskSimilarity similarity = new TaskSimilarity(spaces, parameters.measure.measure());
            List<Scored> known = scored.subList(0, tasks.length);
            Estimate[][] matrix = similarity.matrix(known, progress.part(0.3, 1));
            Estimate[] ofNew = scored.stream()
                    .skip(tasks.length)
                    .flatMap(newTask -> known.stream().map(task -> similarity.between(newTask, task, progress)))
                    .toArray(Estimate[]::new);
            BufferedDataTable[] tables = {
                SimilarityTables.correlations(exec, tasks, matrix),
                SimilarityTables.counts(exec, tasks, matrix),
                SimilarityTables.newTask(exec, tasks, ofNew)
            };
            if (hasNewTask(parameters) && Arrays.stream(ofNew).allMatch(estimate -> Double.isNaN(estimate.value()))) {
                warnings.add(
                        "The new task \"" + parameters.newTask + "\" shares fewer than three architectures with every "
                                + "known task, or their scores are all the same: it cannot be compared.");
            }
            if (table.size() == 0) {
                warnings.add("The input table has no rows: there is nothing to compare.");
            }
            if (!warnings.isEmpty()) {
                out.setWarningMessage(String.join("\n", warnings));
            }
            for (int i = 0; i < tables.length; i++) {
                out.setOutData(i, tables[i]);
            }
            NodeView.keep(
                    in,
                    out,
                    SimilarityView.of(List.of(tasks), matrix, hasNewTask(parameters) ? parameters.newTask : "", ofNew));
        });
    }

    private static List<Scored> read(
            BufferedDataTable table, String[] columns, List<String> spaces, List<String> warnings, Progress progress) {
        DataTableSpec spec = table.getDataTableSpec();
        int space = TaskColumns.searchSpace(spec);
        int[] indices = Arrays.stream(columns).mapToInt(spec::findColumnIndex).toArray();
        double[][] scores = new double[columns.length][Math.toIntExact(table.size())];
        Rows.forEach(table, progress, "Reading the scores", (row, number) -> {
            spaces.add(TaskColumns.searchSpace(row, space));
            for (int i = 0; i < indices.length; i++) {
                scores[i][number] = Inputs.number(row, indices[i], columns[i]);
            }
        });
        List<Metric> metrics = TaskColumns.metrics(spec, columns, warnings);
        List<Scored> tasks = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            tasks.add(new Scored(metrics.get(i), scores[i]));
        }
        return tasks;
    }
}
