package org.fewshotnas.knime.nodes.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.knime.view.RowDrawings;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.result.Scores;
import org.fewshotnas.view.result.ScoresView;
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

/** The node Rank Scorer: how well predicted scores rank architectures. */
public final class RankScorerNodeFactory extends DefaultNodeFactory {
    private static final String TABLE = "the input table";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Rank Scorer")
            .icon("../../../../../icons/rank-scorer.png")
            .shortDescription(
                    "Measures how well predicted scores rank architectures: Spearman, Kendall, top-k overlap and regret.")
            .fullDescription(
                    """
                    <p>Compares predicted with measured scores. For a search it matters only that the order is right, so all four measures
                    look at ranks, or at what the top of the list is worth:</p>
                    <ul>
                    <li><b>Spearman</b>: the correlation of the ranks. 1 is the same order, 0 no relation, -1 the reverse.</li>
                    <li><b>Kendall</b>: tau-b, from the share of pairs that are in the right order; allows for equal scores.</li>
                    <li><b>Top-k overlap</b>: which share of the k best-predicted architectures belongs to the k best.</li>
                    <li><b>Regret at k</b>: how much worse the best of the k best-predicted architectures is than the best of all, in the
                    score's unit: what you lose if you train only those k.</li>
                    </ul>
                    <p>The output has a row for each measure: its value, the bounds of its 95 % confidence interval, and the number of
                    architectures that it is from. The bounds say how much would change with other architectures, not with another
                    fine-tuning: for that, repeat with several seeds.</p>
                    <p><b>Example.</b> Spearman 0.83 with bounds 0.82 and 0.84 from 4,091 architectures: the predictor that has seen five of
                    them ranks the rest well.</p>
                    """
                            + Literature.sources(Literature.PREDICTORS))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup(
                            "Predicted and measured scores", group -> group.name("Predicted and measured scores")
                                    .description(
                                            "One row an architecture, with a column of predicted and one of measured scores.")
                                    .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup("Measures", group -> group.name("Measures")
                            .description("One row a measure.")
                            .fixed(BufferedDataTable.TYPE))
                    .addOutputPortGroup(NodeView.PICTURE, group -> group.name(NodeView.PICTURE)
                            .description(NodeView.PICTURE_DESCRIPTION)
                            .optional()
                            .supportedTypes(ImagePortObject.TYPE)))
            .model(model -> model.parametersClass(RankScorerParameters.class)
                    .configure(RankScorerNodeFactory::configure)
                    .execute(RankScorerNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "Measured over predicted scores, a colour for each search space; the best-predicted architectures and the best of all are "
                                    + "marked. Below, how far predictions are off: in the scores' unit where both columns share it, else in ranks. "
                                    + "Point at a mark to see its cell.")))
            .nodeType(NodeType.Other)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "Spearman",
                    "Kendall",
                    "rank correlation",
                    "regret",
                    "evaluation");

    private static final DataTableSpec OUTPUT = new DataTableSpec(
            Columns.text("Measure"),
            Columns.number("Value"),
            Columns.number("Lower bound"),
            Columns.number("Upper bound"),
            Columns.integer("n"));

    /** For KNIME. */
    public RankScorerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        Work.configure(() -> doubts(in.getInTableSpec(0), in.getParameters()));
        out.setOutSpec(0, OUTPUT);
        NodeView.pictureOf(in.getOutPortTypes()).ifPresent(port -> out.setOutSpec(port, NodeView.pictureSpec()));
    }

    /** The places of the predicted and the measured scores. */
    private static int[] columns(DataTableSpec spec, RankScorerParameters parameters) {
        return new int[] {
            Inputs.numberColumn(spec, TABLE, parameters.predicted, "Predicted scores"),
            Inputs.numberColumn(spec, TABLE, parameters.actual, "Measured scores")
        };
    }

    private static Metric predicted(DataTableSpec spec, RankScorerParameters parameters) {
        return Inputs.metric(
                spec.getColumnSpec(columns(spec, parameters)[0]),
                parameters.predictedDirection,
                "Which predicted scores are better");
    }

    private static Metric actual(DataTableSpec spec, RankScorerParameters parameters) {
        return Inputs.metric(
                spec.getColumnSpec(columns(spec, parameters)[1]),
                parameters.actualDirection,
                "Which measured scores are better");
    }

    /** Why the comparison may not be what the user wants: whole sentences. */
    private static List<String> doubts(DataTableSpec spec, RankScorerParameters parameters) {
        Metric predicted = predicted(spec, parameters);
        Metric actual = actual(spec, parameters);
        List<String> doubts = new ArrayList<>();
        if (parameters.predicted.equals(parameters.actual)) {
            doubts.add("The column \"" + parameters.actual + "\" is compared with itself.");
        } else if (predicted.isOtherQuantityThan(actual)) {
            doubts.add("\"" + predicted.name() + "\" is " + predicted.what() + ", and \"" + actual.name() + "\" is "
                    + actual.what() + ": they are different things.");
        }
        if (predicted.direction() != actual.direction()) {
            doubts.add("Of \"" + predicted.name() + "\" " + better(predicted) + " numbers are better, and of \""
                    + actual.name()
                    + "\" " + better(actual)
                    + " ones. Where that is wrong, choose it under \"Which predicted scores are better\" or "
                    + "\"Which measured scores are better\".");
        }
        return doubts;
    }

    private static String better(Metric metric) {
        return metric.direction() == Direction.MAXIMIZE ? "larger" : "smaller";
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        RankScorerParameters parameters = in.getParameters();
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            BufferedDataTable table = in.getInTable(0);
            Scores scores = scores(table, parameters, progress.part(0, 0.5));
            Metric predicted = predicted(table.getDataTableSpec(), parameters);
            Metric actual = actual(table.getDataTableSpec(), parameters);
            RankMetrics metrics =
                    RankMetrics.of(scores.predicted(), predicted.direction(), scores.measured(), actual.direction());
            if (metrics.n() == 0) {
                throw new InvalidInputException(
                        "No row has both a predicted and a measured score (columns \"" + parameters.predicted
                                + "\" and \"" + parameters.actual + "\").",
                        "Choose the columns of the same architectures, or join the tables first.");
            }
            List<String> notes = doubts(table.getDataTableSpec(), parameters);
            BufferedDataContainer rows = exec.createDataContainer(OUTPUT);
            Estimate spearman = add(rows, "Spearman", metrics.spearman(), notes);
            progress.checkCanceled();
            add(rows, "Kendall", metrics.kendallTau(), notes);
            progress.checkCanceled();
            Estimate overlap =
                    add(rows, "Top-" + parameters.topK + " overlap", metrics.topKOverlap(parameters.topK), notes);
            progress.report(0.7, "Bootstrapping the regret");
            Estimate regret = add(
                    rows,
                    "Regret at " + parameters.topK,
                    metrics.regretAtK(parameters.topK, parameters.seed.value(), progress),
                    notes);
            rows.close();
            if (!notes.isEmpty()) {
                out.setWarningMessage(String.join("\n", notes));
            }
            out.setOutData(0, rows.getTable());
            NodeView.keep(
                    in,
                    out,
                    ScoresView.compared(scores, predicted, actual, parameters.topK, spearman, overlap, regret));
        });
    }

    private static Scores scores(BufferedDataTable table, RankScorerParameters parameters, Progress progress) {
        DataTableSpec spec = table.getDataTableSpec();
        int[] columns = columns(spec, parameters);
        int size = Math.toIntExact(table.size());
        double[] predicted = new double[size];
        double[] actual = new double[size];
        double[] none = new double[size];
        Arrays.fill(none, Double.NaN);
        RowDrawings drawings = new RowDrawings(spec);
        Rows.forEach(table, progress, "Reading the scores", (row, i) -> {
            predicted[i] = Inputs.number(row, columns[0], parameters.predicted);
            actual[i] = Inputs.number(row, columns[1], parameters.actual);
            drawings.add(row);
        });
        return new Scores(predicted, none, none, actual, drawings::space, drawings::of);
    }

    private static Estimate add(BufferedDataContainer rows, String measure, Estimate estimate, List<String> notes) {
        rows.addRowToTable(new DefaultRow(
                measure,
                new StringCell(measure),
                Rows.number(estimate.value()),
                Rows.number(estimate.lower()),
                Rows.number(estimate.upper()),
                new IntCell(estimate.n())));
        if (!estimate.note().isEmpty()) {
            notes.add(measure + ": " + estimate.note());
        }
        return estimate;
    }
}
