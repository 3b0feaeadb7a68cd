package org.fewshotnas.predictor;

import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.forest.Forest;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.file.Weights;

/**
 * What a fine-tuned predictor's output has beside the network's: a weighted sum of the {@linkplain GraphFeatures#linear linear features} of the cell as
 * written, and a {@link Forest} on all {@link GraphFeatures}. Immutable.
 */
public final class GraphTerm {
    /** Weights of the linear features. */
    public static final String LINEAR_WEIGHTS = "features.linear.weight";
    /** The forest's nodes, (nodes, {@value Forest#OF_A_NODE}); values are those that are added. */
    public static final String FOREST_NODES = "features.forest.nodes";

    private final GraphFeatures definition;
    private final float[] weights;
    private final Forest forest;

    private GraphTerm(GraphFeatures definition, float[] weights, Forest forest) {
        this.definition = definition;
        this.weights = weights;
        this.forest = forest;
    }

    /** The term that is in a predictor's weights. */
    public static GraphTerm of(GraphTermShape shape, Weights weights) {
        GraphFeatures definition = shape.features();
        return new GraphTerm(
                definition,
                weights.values(LINEAR_WEIGHTS),
                new Forest(shape.trees(), weights.values(FOREST_NODES), definition.count()));
    }

    /**
     * Weights with a term's.
     *
     * @param linear weights of the linear features
     * @param share what the forest's values are multiplied by
     */
    public static Weights put(Weights network, double[] linear, Forest forest, double share) {
        Weights.Builder all = new Weights.Builder();
        network.names().stream()
                .filter(name -> !name.equals(LINEAR_WEIGHTS) && !name.equals(FOREST_NODES))
                .forEach(name -> all.copy(network, name));
        float[] weights = new float[linear.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) linear[i];
        }
        float[] nodes = forest.nodes();
        for (int at = Forest.OF_A_NODE - 1; at < nodes.length; at += Forest.OF_A_NODE) {
            nodes[at] = (float) (share * nodes[at]);
        }
        return all.put(LINEAR_WEIGHTS, List.of(weights.length), weights)
                .put(FOREST_NODES, List.of(forest.nodeCount(), Forest.OF_A_NODE), nodes)
                .build();
    }

    /** The term of every graph. */
    double[] of(List<UnifiedGraph> graphs, Progress progress) {
        return IntStream.range(0, graphs.size())
                .parallel()
                .mapToDouble(i -> {
                    if ((i & 0xff) == 0) {
                        progress.checkCanceled();
                    }
                    return of(graphs.get(i));
                })
                .toArray();
    }

    private double of(UnifiedGraph graph) {
        double[] features = definition.of(graph);
        double term = forest.value(features);
        for (int c = 0; c < weights.length; c++) {
            term += weights[c] * features[c];
        }
        return term;
    }
}
