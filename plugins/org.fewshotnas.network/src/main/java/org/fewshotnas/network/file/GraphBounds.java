package org.fewshotnas.network.file;

import java.util.List;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.NetworkGraph.Node;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.ModelFile;

/**
 * How large a network may be to be stored: far above any that is trained on an analyst's machine, and small enough that a file which lies
 * about its network cannot take all memory.
 */
public final class GraphBounds {
    static final int MOST_LAYERS = 4_000;
    static final int MOST_INPUTS = 100;
    /** Of a layer's output for one example: 64 channels of 512 x 512. */
    static final long MOST_NUMBERS = 1 << 24;
    /** Of what comes in and goes out. */
    static final int MOST_CHANNELS = 10_000;

    private GraphBounds() {}

    /**
     * Refuses a network that is too large, before it is trained or its memory is taken.
     *
     * @throws InvalidInputException if it has too many layers or weights, or a layer's output is too large
     */
    public static void check(NetworkGraph graph) {
        checkLayers(graph.nodes().size());
        if (graph.input().channels() > MOST_CHANNELS || graph.output().channels() > MOST_CHANNELS) {
            throw tooLarge("reads " + graph.input() + " and says " + graph.output() + "; at most " + MOST_CHANNELS
                    + " channels of both");
        }
        try {
            graph.nodes().forEach(GraphBounds::check);
            ModelFile.checkStorable(
                    NetworkModel.KIND,
                    graph.tensors().stream()
                            .map(parameter -> parameter.tensor().shape())
                            .toList());
        } catch (ArithmeticException e) {
            throw tooLarge("has more numbers than can be counted; 256 MiB");
        }
    }

    static void checkLayers(int count) {
        if (count > MOST_LAYERS) {
            throw tooLarge("has " + count + " layers; at most " + MOST_LAYERS);
        }
    }

    static void check(Node node) {
        List<Integer> inputs = node.inputs();
        if (inputs.size() > MOST_INPUTS) {
            throw tooLarge("has a layer \"" + node.name() + "\" that reads " + inputs.size() + " others; at most "
                    + MOST_INPUTS);
        }
        if (node.shape().size() > MOST_NUMBERS) {
            throw tooLarge("has a layer \"" + node.name() + "\" whose output is of shape " + node.shape() + "; at most "
                    + MOST_NUMBERS + " numbers an example");
        }
    }

    private static InvalidInputException tooLarge(String found) {
        return new InvalidInputException(
                "The network " + found + " can be stored.",
                "Use fewer cells or less depth, fewer channels, or smaller examples.");
    }
}
