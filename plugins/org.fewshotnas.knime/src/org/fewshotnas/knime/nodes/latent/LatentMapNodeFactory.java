package org.fewshotnas.knime.nodes.latent;

import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.Literature;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.nodes.latent.LatentMapParameters.ColourChoice;
import org.fewshotnas.knime.nodes.latent.LatentMapParameters.MethodChoice;
import org.fewshotnas.knime.port.PredictorPortObject;
import org.fewshotnas.knime.view.NodeView;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.view.View;
import org.fewshotnas.view.architecture.LatentView;
import org.fewshotnas.view.map.Pca;
import org.fewshotnas.view.map.Tsne;
import org.fewshotnas.view.result.Embeddings;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
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

/** The node Latent Map: architectures in two dimensions, as a predictor sees them. */
public final class LatentMapNodeFactory extends DefaultNodeFactory {
    private static final DefaultNode NODE = DefaultNode.create()
            .name("Latent Map")
            .icon("../../../../../icons/latent-map.png")
            .shortDescription("Maps architectures in two dimensions, as the predictor sees them.")
            .fullDescription(
                    """
                    <p>A predictor makes of each architecture a list of numbers, its embedding, from which its last layer tells the score:
                    architectures that it takes for alike have embeddings that lie close together. This node draws them as a map, and
                    appends each architecture's place on it to the table.</p>
                    <p>The map shows what the predictor knows. Good architectures in one corner, and bad ones in another: it tells them apart.
                    All mixed up, coloured by measured scores: it does not, and more scores for the <i>Predictor Fine-Tune</i> may help.
                    Search spaces in islands of their own, coloured by the column <i>Search space</i>: what was learned in one may
                    say little of the other. Proposals of a search in one spot: it looks where it has looked before.</p>
                    <p><b>PCA</b> is a straight view of the embeddings from the side where they differ most. <b>t-SNE</b> bends the map so that
                    neighbours stay together; how far groups lie apart and how large they are means little there. The same input, settings and
                    seed give the same map.</p>
                    <p>The table needs the columns <i>Operations</i> and <i>Adjacency</i>, as the <i>Search-Space Unifier</i> writes them, or
                    <i>Architecture</i> with the benchmark's own encoding and <i>Search space</i>.</p>
                    <p><b>Example.</b> Connect a fine-tuned predictor and all architectures of a benchmark, coloured by their measured accuracy:
                    does the bright corner of the map hold the best ones?</p>
                    """
                            + Literature.sources(Literature.TSNE))
            .sinceVersion(5, 8, 0)
            .ports(
                    ports -> ports.addInputPort(
                                    "Predictor", "The predictor, fine-tuned or not.", PredictorPortObject.TYPE)
                            .addInputTable(
                                    "Architectures",
                                    "One row an architecture: columns Operations and Adjacency, or Architecture and Search space.")
                            .addOutputTable(
                                    "Architectures with places",
                                    "The input table with the columns Map x and Map y; they are missing for rows beyond the most points."))
            .model(model -> model.parametersClass(LatentMapParameters.class)
                    .configure(LatentMapNodeFactory::configure)
                    .execute(LatentMapNodeFactory::execute))
            .addView(view -> NodeView.on(view.withoutParameters()
                    .description(
                            "The map, coloured by a column or by the predicted score. Point at a mark to see its cell. The headline says how much of the "
                                    + "variance the two axes explain (PCA), or the divergence that is left (t-SNE).")))
            .nodeType(NodeType.Visualizer)
            .keywords(
                    "NAS",
                    "neural architecture search",
                    "embedding",
                    "latent space",
                    "t-SNE",
                    "PCA",
                    "principal components",
                    "map");

    /** For KNIME. */
    public LatentMapNodeFactory() {
        super(NODE);
    }

    private static void configure(ConfigureInput in, ConfigureOutput out) throws InvalidSettingsException {
        DataTableSpec spec = in.getInTableSpec(1);
        LatentMapParameters parameters = in.getParameters();
        Work.configure(() -> {
            new MapRows(spec);
            colourColumn(spec, parameters).ifPresent(column -> MapRows.checkColour(spec, column));
        });
        out.setOutSpecs(output(spec));
    }

    private static Optional<String> colourColumn(DataTableSpec spec, LatentMapParameters parameters) {
        return parameters.colour == ColourChoice.COLUMN ? Optional.of(parameters.colourColumn) : Optional.empty();
    }

    private static DataTableSpec output(DataTableSpec spec) {
        return new DataTableSpecCreator(spec)
                .addColumns(
                        Columns.number(DataTableSpec.getUniqueColumnName(spec, "Map x")),
                        Columns.number(DataTableSpec.getUniqueColumnName(spec, "Map y")))
                .createSpec();
    }

    private static void execute(ExecuteInput in, ExecuteOutput out) throws CanceledExecutionException, KNIMEException {
        LatentMapParameters parameters = in.getParameters();
        BufferedDataTable table = in.getInTable(1);
        PredictorPortObject port = in.getInPortObject(0);
        ExecutionContext exec = in.getExecutionContext();
        Work.run(exec, progress -> {
            DataTableSpec spec = table.getDataTableSpec();
            int size = Math.toIntExact(table.size());
            int[] places = sample(size, parameters.mostPoints);
            MapRows rows = new MapRows(spec);
            rows.read(table, places, colourColumn(spec, parameters), progress.part(0, 0.15));
            Predictor predictor = port.predictor();
            Device device = parameters.device.value();
            double[][] embeddings = Embeddings.of(predictor, rows.graphs(), device, progress.part(0.15, 0.25));
            double[] predicted = predictor.predict(rows.graphs(), device, progress.part(0.25, 0.35));
            LatentView.Points points = new LatentView.Points(size, rows.names(), predicted, rows::drawing);
            LatentView.Colour colour =
                    rows.colour().orElseGet(() -> LatentView.Colour.of("Predicted score", predicted));
            double[][] map;
            View view;
            if (parameters.method == MethodChoice.PCA) {
                Pca found = Pca.of(embeddings);
                map = found.places();
                view = LatentView.of(found, points, colour);
            } else {
                Tsne found =
                        Tsne.of(embeddings, parameters.perplexity, parameters.seed.value(), progress.part(0.35, 0.95));
                map = found.places();
                view = LatentView.of(found, points, colour);
            }
            if (places.length < size) {
                out.setWarningMessage("The map is of " + places.length + " rows, evenly spread, of " + size
                        + "; the others have no place on it. Raise \"Most points\" for more.");
            }
            out.setOutData(write(table, places, map, exec, progress.part(0.95, 1)));
            NodeView.keep(out, exec, view);
        });
    }

    /** Rows that lie evenly in the table. */
    private static int[] sample(int size, int most) {
        int count = Math.min(size, most);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * size / count))
                .toArray();
    }

    private static BufferedDataTable write(
            BufferedDataTable table, int[] places, double[][] map, ExecutionContext exec, Progress progress) {
        BufferedDataContainer container = exec.createDataContainer(output(table.getDataTableSpec()));
        int[] next = new int[1];
        Rows.forEach(table, progress, "Writing the places", (row, i) -> {
            boolean placed = next[0] < places.length && places[next[0]] == i;
            container.addRowToTable(new DefaultRow(
                    row.getKey(),
                    placed
                            ? Rows.append(row, new DoubleCell(map[next[0]][0]), new DoubleCell(map[next[0]][1]))
                            : Rows.append(row, DataType.getMissingCell(), DataType.getMissingCell())));
            next[0] += placed ? 1 : 0;
        });
        container.close();
        return container.getTable();
    }
}
