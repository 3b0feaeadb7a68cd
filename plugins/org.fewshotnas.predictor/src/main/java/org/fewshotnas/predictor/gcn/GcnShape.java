package org.fewshotnas.predictor.gcn;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Texts;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.Vocabulary;

/**
 * The size of the graph convolutional network that predicts scores (MP-NAS, appendix B): hidden layers of one width, then a linear layer
 * on the global node's state.
 *
 * @param vocabulary the labels of the operations that the network knows, in the order of its one-hot features: those of the
 *     {@link Vocabulary} when it was made, and of any other operation it knows nothing
 * @param layers hidden layers, 1 to {@value #MAX_LAYERS}
 * @param width features of every hidden layer, 1 to {@value #MAX_WIDTH}
 * @param dropout the share of features that training drops after every hidden layer, 0 to below 1
 */
public record GcnShape(List<String> vocabulary, int layers, int width, double dropout) {
    public static final int MAX_LAYERS = 16;
    public static final int MAX_WIDTH = 4096;
    /** The names of the last layer's weights. */
    public static final String HEAD_WEIGHT = "head.weight";

    public static final String HEAD_BIAS = "head.bias";

    /**
     * @throws InvalidInputException if a number is out of its range, or the vocabulary has an operation that is not known here, has one
     *     twice, or lacks a node that every graph has
     */
    public GcnShape {
        vocabulary = List.copyOf(vocabulary);
        check(vocabulary);
        if (layers < 1 || layers > MAX_LAYERS || width < 1 || width > MAX_WIDTH || !(dropout >= 0 && dropout < 1)) {
            throw new InvalidInputException(
                    "A network of " + layers + " layers, width " + width + " and dropout " + dropout
                            + " was asked for.",
                    "Use 1 to " + MAX_LAYERS + " layers, a width of 1 to " + MAX_WIDTH
                            + ", and a dropout of at least 0 and below 1.");
        }
    }

    /** A network that knows all operations. */
    public GcnShape(int layers, int width, double dropout) {
        this(Vocabulary.labels(), layers, width, dropout);
    }

    private static void check(List<String> vocabulary) {
        List<String> unknown = vocabulary.stream()
                .filter(label -> !Vocabulary.labels().contains(label))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidInputException(
                    "The predictor knows the operations " + Texts.shorten(unknown.toString())
                            + ", which this installation does not have.",
                    "Install the extension that adds them, or learn the predictor again.");
        }
        if (new HashSet<>(vocabulary).size() < vocabulary.size()
                || !Stream.of(Operation.INPUT, Operation.OUTPUT, Operation.GLOBAL)
                        .map(Operation::label)
                        .allMatch(vocabulary::contains)) {
            throw new InvalidInputException(
                    "The operations of a predictor are " + Texts.shorten(vocabulary.toString())
                            + "; expected are different ones, among them Input, Output and Global.",
                    "Learn the predictor again.");
        }
    }

    /** A network of another width. */
    public GcnShape withWidth(int newWidth) {
        return new GcnShape(vocabulary, layers, newWidth, dropout);
    }

    /** The length of a node's one-hot vector. */
    public int features() {
        return vocabulary.size();
    }

    /** For each operation of the vocabulary its place in one-hot vectors. */
    Map<Operation, Integer> featureOf() {
        Map<Operation, Integer> features = new HashMap<>();
        vocabulary.forEach(label -> features.put(Vocabulary.ofLabel(label), features.size()));
        return features;
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
            shapes.put("layer." + layer + ".weight", List.of(layer == 0 ? features() : width, width));
            shapes.put("layer." + layer + ".bias", List.of(width));
        }
        shapes.put(HEAD_WEIGHT, List.of(width));
        shapes.put(HEAD_BIAS, List.of(1));
        return shapes;
    }
}
