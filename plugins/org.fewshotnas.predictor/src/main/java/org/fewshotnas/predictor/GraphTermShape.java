package org.fewshotnas.predictor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.predictor.forest.Forest;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Vocabulary;

/**
 * Of what size the part of a predictor is that goes by the features of the cell as written.
 *
 * @param operations the labels of the operations that the features are over
 * @param trees of the forest on them
 * @param nodes of all trees together
 */
public record GraphTermShape(List<String> operations, int trees, int nodes) {
    /**
     * @throws InvalidInputException if an operation is none of cells, or a number is out of its range
     */
    public GraphTermShape {
        operations = List.copyOf(operations);
        if (trees < 1 || nodes < trees || nodes > Forest.MOST_NODES) {
            throw new InvalidInputException(
                    "A forest of " + trees + " trees with " + nodes
                            + " nodes was found; expected are at least one tree, "
                            + "as many nodes as trees, and at most " + Forest.MOST_NODES + " nodes.",
                    "Fine-tune the predictor again with this release.");
        }
        new GraphFeatures(operations.stream().map(Vocabulary::ofLabel).toList());
    }

    public GraphFeatures features() {
        return new GraphFeatures(operations.stream().map(Vocabulary::ofLabel).toList());
    }

    /** Names and shapes of the weights. */
    public Map<String, List<Integer>> tensors() {
        Map<String, List<Integer>> tensors = new LinkedHashMap<>();
        tensors.put(GraphTerm.LINEAR_WEIGHTS, List.of(features().linearCount()));
        tensors.put(GraphTerm.FOREST_NODES, List.of(nodes, Forest.OF_A_NODE));
        return tensors;
    }
}
