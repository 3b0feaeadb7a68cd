package org.fewshotnas.predictor.gcn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Operation;

/**
 * The size of the graph convolutional network that predicts scores (MP-NAS, appendix B): hidden layers of one width, then a linear layer
 * on the global node's state.
 *
 * @param layers hidden layers, 1 to {@value #MAX_LAYERS}
 * @param width features of every hidden layer, 1 to {@value #MAX_WIDTH}
 * @param dropout the share of features that training drops after every hidden layer, 0 to below 1
 */
public record GcnShape(int layers, int width, double dropout) {
    public static final int MAX_LAYERS = 16;
    public static final int MAX_WIDTH = 4096;
    /** The length of a node's one-hot vector: the unified vocabulary. */
    public static final int FEATURES = Operation.values().length;

    /** The names of the last layer's weights. */
    public static final String HEAD_WEIGHT = "head.weight";

    public static final String HEAD_BIAS = "head.bias";

    /**
     * @throws InvalidInputException if a number is out of its range
     */
    public GcnShape {
        if (layers < 1 || layers > MAX_LAYERS || width < 1 || width > MAX_WIDTH || !(dropout >= 0 && dropout < 1)) {
            throw new InvalidInputException(
                    "A network of " + layers + " layers, width " + width + " and dropout " + dropout
                            + " was asked for.",
                    "Use 1 to " + MAX_LAYERS + " layers, a width of 1 to " + MAX_WIDTH
                            + ", and a dropout of at least 0 and below 1.");
        }
    }

    /** The size that two processor cores meta-learn within a few minutes. */
    public static GcnShape defaults() {
        return new GcnShape(4, 192, 0);
    }

    /** The size of the MP-NAS paper (table 9): 4 layers of 600, dropout 0.2. */
    public static GcnShape paper() {
        return new GcnShape(4, 600, 0.2);
    }

    /**
     * Names and shapes of the network's weights, in their order: for every layer l from 0, {@code layer.l.weight} of (inputs, width) and
     * {@code layer.l.bias} of (width), then {@code head.weight} of (width) and {@code head.bias} of (1).
     */
    public Map<String, List<Integer>> tensors() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        for (int layer = 0; layer < layers; layer++) {
            shapes.put("layer." + layer + ".weight", List.of(layer == 0 ? FEATURES : width, width));
            shapes.put("layer." + layer + ".bias", List.of(width));
        }
        shapes.put(HEAD_WEIGHT, List.of(width));
        shapes.put(HEAD_BIAS, List.of(1));
        return shapes;
    }
}
