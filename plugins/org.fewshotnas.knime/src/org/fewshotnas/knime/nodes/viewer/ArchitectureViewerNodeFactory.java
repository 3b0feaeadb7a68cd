package org.fewshotnas.knime.nodes.viewer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.PredictedScores;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.nodes.viewer.ArchitectureViewerParameters.OrderChoice;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.explanation.Occlusion;
import org.fewshotnas.predictor.explanation.Occlusion.Change;
import org.fewshotnas.predictor.explanation.Occlusion.Explanation;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.architecture.ArchitecturesView;
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
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The node Architecture Viewer: cells drawn and compared, and why one is predicted better than another. */
public final class ArchitectureViewerNodeFactory extends DefaultNodeFactory {
    private static final String TABLE = "the table of architectures";

    private static final DefaultNode NODE = DefaultNode.create()
            .name("Architecture Viewer")
            .icon("../../../../../icons/architecture-viewer.png")
            .shortDescription(
                    "Draws architectures, compares them, and says which operations a prediction owes itself to.")
            .fullDescription(
                    """
                    <p>Shows what the rows of a table are: the cell of each architecture as a graph of operations, its encoding and the numbers of
                    its row. Choose any two to see them side by side, with what they differ in. Each can be taken along: its encoding, a small
                    PyTorch module of its cell, and a picture (SVG).</p>
                    <p><b>Why one is predicted better than another.</b> With a predictor at the second input, each operation of each
                    architecture shown is exchanged for every other one that the search space has at its place, and the changed cell is
                    predicted. Where the search space has cells with fewer edges, as NAS-Bench-101 does, each edge is taken away as well.
                    Nothing is estimated. Below each operation stands what it is worth: the prediction with it less the mean of the
                    predictions with the others. A list says which changes would make the prediction better, and which ones worse. Of two
                    architectures of the same wiring, a list says what each operation in which they differ is worth by itself. All this
                    explains the predictor, which may be wrong: to be sure, train the changed cells, with the <i>Architecture Trainer</i>
                    say.</p>
                    <p>The method is known as occlusion, here on operations instead of parts of a picture.</p>
                    <p>The table needs a column <i>Architecture</i> with the benchmark's own encoding, and a column <i>Search space</i>; without
                    the latter, the architectures tell their search space. Architectures that are no cells, such as the channel numbers of
                    NATS-Bench's size space, cannot be shown.</p>
                    <p><b>Example.</b> Connect the ranking of <i>Predictor Search</i> and its predictor: why is the first better than the
                    second, and which single change would make it better still?</p>
                    """
                            + Literature.sources(Literature.OCCLUSION))
            .sinceVersion(5, 8, 0)
            .dynamicPorts(ports -> ports.addInputPortGroup("Architectures", group -> group.name("Architectures")
                            .description(
                                    "One row an architecture: columns Architecture and, if there is one, Search space.")
                            .fixed(BufferedDataTable.TYPE))
                    .addInputPortGroup("Predictor", group -> group.name("Predictor")
                            .description(
                                    "Optional: the predictor whose predictions are to be explained, fine-tuned or not.")
                            .optional()
                            .supportedTypes(PredictorPortObject.TYPE))
                    .addOutputPortGroup("Changes", group -> group.name("Changes")
                            .description(
                                    "One row for each change of each architecture shown: the node, what was there and what is there instead, the "
                                            + "changed architecture, the predictions before and after, and their difference. Without a "
                                            + "predictor it has no rows.")
                            .fixed(BufferedDataTable.TYPE)))
            .model(model -> model.parametersClass(ArchitectureViewerParameters.class)
                    .configure(ArchitectureViewerNodeFactory::configure)
                    .execute(ArchitectureViewerNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "The cells of the architectures; any two are seen side by side. With a predictor, what each operation is worth to the "
                                    + "prediction, and what single changes would do to it.")))
            .nodeType(NodeType.Visualizer)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "cell",
                    "graph",
                    "explain",
                    "explanation",
                    "occlusion",
                    "compare",
                    "PyTorch");

    /** For KNIME. */
    public ArchitectureViewerNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DataTableSpec spec = in.getInTableSpec(0);
        ArchitectureViewerParameters parameters = in.getParameters();
        boolean connected = in.getInPortSpecs().length > 1;
        PredictorPortObjectSpec predictor = connected ? in.getInPortSpec(1) : null;
        Work.configure(() -> {
            new Architectures(spec, TABLE);
            order(spec, parameters, connected);
        });
        if (!connected || predictor != null) {
            out.setOutSpecs(output(Optional.ofNullable(predictor).map(PredictorPortObjectSpec::predictor)));
        }
    }

    /** The column that architectures are ordered by; empty for another order. */
    private static Optional<Metric> order(
            DataTableSpec spec, ArchitectureViewerParameters parameters, boolean connected) {
        if (parameters.order == OrderChoice.PREDICTION && !connected) {
            throw new InvalidInputException(
                    "Architectures are to be ordered by prediction, but no predictor is connected.",
                    "Add the port \"Predictor\" and connect one, or choose another order under \"Order by\".");
        }
        if (parameters.order != OrderChoice.COLUMN) {
            return Optional.empty();
        }
        int column = Inputs.numberColumn(spec, TABLE, parameters.column, "Score column");
        return Optional.of(Inputs.metric(spec.getColumnSpec(column), parameters.direction, "Which scores are better"));
    }

    private static DataTableSpec output(Optional<PredictorSpec> predictor) {
        Optional<Metric> target = predictor.flatMap(PredictorSpec::targetMetric);
        return new DataTableSpec(
                Columns.text("Row"),
                Columns.text(Columns.SEARCH_SPACE),
                Columns.text(Columns.ARCHITECTURE),
                Columns.integer("Node"),
                Columns.text("From"),
                Columns.text("To"),
                Columns.text("Changed architecture"),
                Columns.metric(PredictedScores.metric(Columns.PREDICTED_SCORE, target)),
                Columns.metric(PredictedScores.metric("Predicted score after the change", target)),
                Columns.number("Difference"));
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        ArchitectureViewerParameters parameters = in.getParameters();
        BufferedDataTable table = in.getInTable(0);
        Optional<PredictorPortObject> port =
                in.getInPortObjects().length > 1 ? Optional.of(in.getInPortObject(1)) : Optional.empty();
        Optional<Predictor> predictor = port.map(PredictorPortObject::predictor);
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            DataTableSpec spec = table.getDataTableSpec();
            Optional<Metric> order = order(spec, parameters, predictor.isPresent());
            Architectures reader = new Architectures(spec, TABLE);
            if (table.size() > 0) {
                reader.detect(table, progress.part(0, 0.1));
            }
            double[] scores = scores(table, reader, parameters, predictor, progress.part(0.1, 0.6));
            Direction direction = order.map(Metric::direction)
                    .orElseGet(() ->
                            predictor.map(known -> known.spec().direction()).orElse(Direction.MAXIMIZE));
            int[] chosen = best(scores, direction, parameters.count);
            List<ShownRow> rows = ShownRow.read(table, reader, chosen, order, progress.part(0.6, 0.7));
            List<Explanation> explanations = predictor.isEmpty()
                    ? List.of()
                    : Occlusion.of(
                            rows.stream().map(ShownRow::architecture).toList(),
                            (graphs, part) -> predictor.get().predict(graphs, parameters.device.value(), part),
                            progress.part(0.7, 1));
            out.setOutData(changes(rows, explanations, output(predictor.map(Predictor::spec)), exec));
            Metric predicted = predictor
                    .flatMap(known -> known.spec().targetMetric())
                    .orElseGet(() -> Metric.of("Predicted score", Direction.MAXIMIZE));
            NodeView.keep(
                    out,
                    exec,
                    ArchitecturesView.of(
                            IntStream.range(0, rows.size())
                                    .mapToObj(i -> rows.get(i)
                                            .shown(
                                                    explanations.isEmpty()
                                                            ? Optional.empty()
                                                            : Optional.of(explanations.get(i))))
                                    .toList(),
                            table.size(),
                            sentence(parameters, order, rows.size(), table.size()),
                            parameters.order != OrderChoice.TABLE,
                            predicted));
        });
    }

    private static String sentence(
            ArchitectureViewerParameters parameters, Optional<Metric> order, int shown, long rows) {
        String which =
                switch (parameters.order) {
                    case TABLE -> shown < rows ? "The first " + shown + " rows" : "All rows, in the order of the table";
                    case PREDICTION -> shown < rows ? "The " + shown + " best-predicted" : "The best-predicted first";
                    case COLUMN ->
                        shown < rows
                                ? "The " + shown + " best by \""
                                        + order.orElseThrow().name() + "\""
                                : "The best by \"" + order.orElseThrow().name() + "\" first";
                };
        return which + (shown < rows ? " of " + String.format(Locale.ROOT, "%,d", rows) + "." : ".");
    }

    /** What rows are ordered by; all the same where it is the table's order. */
    private static double[] scores(
            BufferedDataTable table,
            Architectures reader,
            ArchitectureViewerParameters parameters,
            Optional<Predictor> predictor,
            Progress progress) {
        double[] scores = new double[Math.toIntExact(table.size())];
        if (parameters.order == OrderChoice.COLUMN) {
            int column = table.getDataTableSpec().findColumnIndex(parameters.column);
            Rows.forEach(
                    table,
                    progress,
                    "Reading the scores",
                    (row, i) -> scores[i] = Inputs.number(row, column, parameters.column));
        } else if (parameters.order == OrderChoice.PREDICTION) {
            List<UnifiedGraph> graphs = new ArrayList<>();
            Rows.forEach(
                    table,
                    progress.part(0, 0.3),
                    "Reading the architectures",
                    (row, i) -> reader.at(
                            row,
                            () -> graphs.add(Architecture.parse(reader.space(row), reader.text(row))
                                    .graph())));
            return predictor.orElseThrow().predict(graphs, parameters.device.value(), progress.part(0.3, 1));
        }
        return scores;
    }

    /** The places of the best scores, the best first, equal ones in their order; missing ones last. */
    private static int[] best(double[] scores, Direction direction, int count) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> Double.isNaN(scores[i]) ? Double.POSITIVE_INFINITY : -direction.sign() * scores[i]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static BufferedDataTable changes(
            List<ShownRow> rows, List<Explanation> explanations, DataTableSpec spec, ExecutionContext exec) {
        BufferedDataContainer container = exec.createDataContainer(spec);
        long number = 0;
        for (int i = 0; i < explanations.size(); i++) {
            Explanation explanation = explanations.get(i);
            for (Change change : explanation.changes()) {
                container.addRowToTable(new DefaultRow(
                        "Change" + number++,
                        new StringCell(rows.get(i).key()),
                        new StringCell(explanation.architecture().space().name()),
                        new StringCell(explanation.architecture().text()),
                        new IntCell(change.node()),
                        new StringCell(change.isOfEdge() ? "Edge from node " + change.before() : change.before()),
                        new StringCell(change.isOfEdge() ? "No edge" : change.after()),
                        new StringCell(change.changed().text()),
                        Rows.number(explanation.score()),
                        Rows.number(change.score()),
                        Rows.number(change.difference())));
            }
        }
        container.close();
        return container.getTable();
    }
}
