package org.fewshotnas.metad2a;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.fewshotnas.metad2a.MetaD2aSettings.Network;
import org.fewshotnas.metad2a.generator.Generator;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.graph.VertexSpace;
import org.fewshotnas.metad2a.set.Scaling;
import org.fewshotnas.metad2a.set.SetEncoder;
import org.fewshotnas.metad2a.surrogate.PerformancePredictor;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.tensor.file.Provenance;

/**
 * What a MetaD2A model is, without its weights: all that a node needs to know about its input before it runs.
 *
 * @param space the name of its search space
 * @param operations labels of the operations of the space, in the order of the vertices' types
 * @param vertices the most that a graph has
 * @param features how many features an example has
 * @param network its size
 * @param examplesPerClass drawn each time that a data set is looked at
 * @param scores what is predicted
 * @param dataSets how many it has learned from
 * @param rows how many scores it has learned from
 * @param goodCells texts of the architectures that the generator has learned to make
 * @param provenance how it came to be
 */
public record MetaD2aSpec(
        String space,
        List<String> operations,
        int vertices,
        int features,
        Network network,
        int examplesPerClass,
        ScoreScale scores,
        int dataSets,
        int rows,
        List<String> goodCells,
        Provenance provenance) {
    static final String PREDICTOR_SET = "predictor.set";
    static final String GENERATOR_SET = "generator.set";

    private static final int MAX_FEATURES = 100_000;

    /**
     * @throws InvalidInputException if a number is out of its range
     */
    public MetaD2aSpec {
        operations = List.copyOf(operations);
        goodCells = List.copyOf(goodCells);
        Objects.requireNonNull(provenance, "provenance");
        if (operations.isEmpty() || Set.copyOf(operations).size() < operations.size() || operations.size() > 1000) {
            throw invalid("its operations are " + operations);
        }
        if (vertices < 2 || vertices > 62 || features < 1 || features > MAX_FEATURES) {
            throw invalid("it has " + vertices + " vertices and " + features + " features; 2 to 62 and 1 to "
                    + MAX_FEATURES + " are expected");
        }
        if (examplesPerClass < 1 || examplesPerClass > 1000 || dataSets < 2 || rows < 2) {
            throw invalid("it draws " + examplesPerClass + " examples of a class, and has learned " + rows
                    + " scores on " + dataSets + " data sets");
        }
    }

    /**
     * How scores are scaled.
     *
     * @param mean of those that were learned
     * @param deviation of those, which is positive
     * @param direction whether larger or smaller ones are better
     */
    public record ScoreScale(double mean, double deviation, Direction direction) {
        /**
         * @throws InvalidInputException if a number is not finite, the deviation not positive or the direction not known
         */
        public ScoreScale {
            if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation <= 0 || !direction.isKnown()) {
                throw invalid("scores have the mean " + mean + ", the deviation " + deviation + " and the direction "
                        + direction);
            }
        }

        double standardized(double score) {
            return (score - mean) / deviation;
        }

        double toScore(double standardized) {
            return mean + deviation * standardized;
        }
    }

    private static InvalidInputException invalid(String found) {
        return new InvalidInputException(
                "This is not the description of a MetaD2A model: " + found + ".",
                "The file is damaged or is not a model of this extension. Copy or write it again.");
    }

    /**
     * The search space, as it is now.
     *
     * @throws InvalidInputException if it is not known, or is not what it was when the model learned
     */
    VertexSpace vertexSpace() {
        VertexSpace found = VertexSpace.of(org.fewshotnas.space.SearchSpaces.ofName(space));
        List<String> labels = labels(found);
        if (!labels.equals(operations) || found.maxVertices() != vertices) {
            throw new InvalidInputException(
                    "The model has learned " + space + " with the operations " + operations + " and up to " + vertices
                            + " vertices; here that space has " + labels + " and " + found.maxVertices() + ".",
                    "Learn the model again with this release.");
        }
        return found;
    }

    static List<String> labels(VertexSpace space) {
        return space.operations().stream().map(operation -> operation.label()).toList();
    }

    /** The tensors of the performance predictor. */
    Layout predictorLayout() {
        Layout layout = new Layout();
        SetEncoder.describe(layout, PREDICTOR_SET, features, network.codeSize(), network.statistics());
        PerformancePredictor.describe(
                layout, operations.size() + 2, vertices, network.codeSize(), network.predictorHidden());
        return layout;
    }

    /** The tensors of the generator. */
    Layout generatorLayout() {
        Layout layout = new Layout();
        SetEncoder.describe(layout, GENERATOR_SET, features, network.codeSize(), network.statistics());
        Generator.describe(layout, operations.size() + 2, vertices, network.codeSize(), network.generatorHidden());
        return layout;
    }

    /** Names and shapes of all tensors, in their order. */
    public Map<String, List<Integer>> tensors() {
        Map<String, List<Integer>> tensors = new LinkedHashMap<>(Scaling.shapes(features));
        tensors.putAll(predictorLayout().shapes());
        tensors.putAll(generatorLayout().shapes());
        return tensors;
    }

    /** This spec as texts by name, which are the metadata of a model's file; {@link #fromProperties} reads them again. */
    public Map<String, String> toProperties() {
        return MetaD2aSpecJson.write(this);
    }

    /**
     * The spec of these properties.
     *
     * @throws InvalidInputException if they are not what {@link #toProperties} gives
     */
    public static MetaD2aSpec fromProperties(Map<String, String> properties) {
        return MetaD2aSpecJson.read(properties);
    }
}
