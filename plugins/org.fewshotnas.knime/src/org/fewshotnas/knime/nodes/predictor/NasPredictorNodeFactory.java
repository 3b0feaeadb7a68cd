package org.fewshotnas.knime.nodes.predictor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Graphs;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.PredictedScores;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.knime.view.RowDrawings;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.View;
import org.fewshotnas.view.result.Scores;
import org.fewshotnas.view.result.ScoresView;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataContainer;
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

/** The node NAS Predictor: appends predicted scores and ranks to a table of architectures. */
public final class NasPredictorNodeFactory extends DefaultNodeFactory {
    private static final String TABLE = "the input table";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("NAS Predictor")
            .icon("../../../../../icons/nas-predictor.png")
            .shortDescription("Predicts the scores of architectures, and ranks them.")
            .fullDescription(
                    """
                    <p>Appends columns to a table of architectures: the predicted score and, if wanted, how sure it is, and the rank.</p>
                    <p>After <i>Predictor Fine-Tune</i>, scores are in the unit and direction of the target: percent of accuracy, say, of which
                    more is better, or milliseconds, of which less is better. Before it (zero-shot), they are standardised and larger is
                    better: good for ranking, and not to be read as accuracies.</p>
                    <p>The predictor is good at order and not at values: trust that the first ranks are better than the last ones rather than
                    the second digit of a predicted accuracy.</p>
                    <p>A predictor that was fine-tuned on three or more different scores also says how sure it is. <i>Append how sure it
                    is</i> adds a standard deviation and an interval: of a hundred architectures about ninety should have their true scores
                    within 90 % intervals. How far predictions lie off is learned from the few scores themselves, each predicted by a
                    predictor that has not seen it; intervals are wide with five scores and become narrow with fifty, and wider for
                    architectures that are unlike all measured ones. They are as skewed as the scores: an accuracy has little room above
                    and much below.</p>
                    <p><b>Example.</b> Connect the query set of the <i>Few-Shot Sampler</i>, and check the predictions with the <i>Rank
                    Scorer</i>; or connect all architectures of a search space and train the ten best.</p>
                    <p>The columns are named <i>Predicted score</i>, <i>Predicted score standard deviation</i>, <i>Predicted score lower
                    bound</i>, <i>Predicted score upper bound</i> and <i>Predicted rank</i>; where a table has such columns already, a number
                    is put behind the names.</p>
                    """
                            + DeviceParameters.MANUAL
                            + Literature.sources(Literature.MP_NAS))
            .sinceVersion(5, 8, 0)
            .ports(ports -> ports.addInputPort(
                            "Predictor", "The predictor, fine-tuned or not.", PredictorPortObject.TYPE)
                    .addInputTable("Architectures", "One row an architecture: columns Operations and Adjacency.")
                    .addOutputTable("Predictions", "The input table with predicted score and rank."))
            .model(model -> model.parametersClass(NasPredictorParameters.class)
                    .configure(NasPredictorNodeFactory::configure)
                    .execute(NasPredictorNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "The best-predicted architectures with their intervals, the distribution of all predictions by search "
                                    + "space, and the best cells, drawn. Where the table has measured scores of the predictor's target, "
                                    + "predictions are held against them.")))
            .nodeType(NodeType.Predictor)
            .keywords("NAS", "neural architecture search", "prediction", "ranking", "performance predictor");

    /** For KNIME. */
    public NasPredictorNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DataTableSpec spec = in.getInTableSpec(1);
        PredictorPortObjectSpec predictor = in.getInPortSpec(0);
        NasPredictorParameters parameters = in.getParameters();
        Work.configure(() -> new Graphs(spec, TABLE));
        if (predictor != null) {
            out.setOutSpecs(output(spec, predictor.predictor(), parameters));
        }
    }

    private static DataTableSpec output(
            DataTableSpec spec, PredictorSpec predictor, NasPredictorParameters parameters) {
        boolean uncertainty = parameters.appendUncertainty;
        DataTableSpecCreator creator = new DataTableSpecCreator(spec)
                .addColumns(PredictedScores.columns(spec, predictor, uncertainty, uncertainty)
                        .toArray(DataColumnSpec[]::new));
        if (parameters.appendRank) {
            creator.addColumns(Columns.integer(DataTableSpec.getUniqueColumnName(spec, Columns.PREDICTED_RANK)));
        }
        return creator.createSpec();
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        NasPredictorParameters parameters = in.getParameters();
        BufferedDataTable table = in.getInTable(1);
        PredictorPortObject port = in.getInPortObject(0);
        Work.run(in.getExecutionContext(), progress -> {
            Graphs reader = new Graphs(table.getDataTableSpec(), TABLE);
            List<UnifiedGraph> graphs = new ArrayList<>();
            RowDrawings drawings = new RowDrawings(table.getDataTableSpec());
            OptionalInt target =
                    measured(table.getDataTableSpec(), port.predictor().spec());
            double[] measured = new double[Math.toIntExact(table.size())];
            Rows.forEach(table, progress.part(0, 0.2), "Reading the architectures", (row, i) -> {
                graphs.add(reader.read(row));
                drawings.add(row);
                measured[i] = target.isPresent() ? Inputs.number(row, target.getAsInt(), "measured score") : Double.NaN;
            });
            Predictor predictor = port.predictor();
            boolean uncertainty = parameters.appendUncertainty;
            Predictions predictions = predictor.predictions(graphs, parameters.device.value(), progress.part(0.2, 0.8));
            int[] ranks = ranks(predictions.scores(), predictor.spec().direction());
            if (uncertainty && !predictor.knowsUncertainty()) {
                out.setWarningMessage("The predictor cannot say how sure it is: it was not fine-tuned on three or more"
                        + " different scores with this release. Standard deviations and bounds are missing.");
            }
            BufferedDataContainer rows = in.getExecutionContext()
                    .createDataContainer(output(table.getDataTableSpec(), predictor.spec(), parameters));
            Rows.forEach(table, progress.part(0.8, 1), "Writing the predictions", (row, i) -> {
                List<DataCell> appended = new ArrayList<>(PredictedScores.cells(
                        predictions, i, uncertainty, uncertainty, parameters.intervalPercent / 100));
                if (parameters.appendRank) {
                    appended.add(new IntCell(ranks[i]));
                }
                rows.addRowToTable(new DefaultRow(row.getKey(), Rows.append(row, appended.toArray(DataCell[]::new))));
            });
            rows.close();
            out.setOutData(rows.getTable());
            NodeView.keep(
                    out,
                    in.getExecutionContext(),
                    view(predictor, predictions, parameters.intervalPercent / 100, measured, target, drawings));
        });
    }

    /** The column of the target's measured scores, if the table has it. */
    private static OptionalInt measured(DataTableSpec spec, PredictorSpec predictor) {
        return IntStream.range(0, spec.getNumColumns())
                .filter(i -> spec.getColumnSpec(i).getType().isCompatible(DoubleValue.class)
                        && predictor
                                .targetMetric()
                                .filter(target -> target.name()
                                        .equals(spec.getColumnSpec(i).getName()))
                                .isPresent())
                .findFirst();
    }

    private static View view(
            Predictor predictor,
            Predictions predictions,
            double share,
            double[] measured,
            OptionalInt target,
            RowDrawings drawings) {
        Optional<Metric> metric = predictor.spec().targetMetric();
        Metric predicted = metric.orElseGet(
                () -> Metric.of("Predicted score", predictor.spec().direction()));
        return ScoresView.predicted(
                new Scores(
                        predictions.scores(),
                        predictions.lower(share),
                        predictions.upper(share),
                        measured,
                        drawings::space,
                        drawings::of),
                predicted,
                metric.isPresent(),
                target.isPresent() ? metric : Optional.empty());
    }

    /** Places from 1, the best score first; equal scores in their order. */
    static int[] ranks(double[] scores, Direction direction) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -direction.sign() * scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[scores.length];
        for (int place = 0; place < order.length; place++) {
            ranks[order[place]] = place + 1;
        }
        return ranks;
    }
}
