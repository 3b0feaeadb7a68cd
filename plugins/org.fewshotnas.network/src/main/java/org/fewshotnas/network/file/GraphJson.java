package org.fewshotnas.network.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.NetworkGraph.Node;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.Json;

/** A network as JSON: an array of its layers, each with its type, the numbers of the layers that it reads, and its own numbers. */
final class GraphJson {
    private static final String WHAT = "graph";

    private GraphJson() {}

    static JsonArray write(NetworkGraph graph) {
        JsonArray layers = new JsonArray();
        graph.nodes().forEach(node -> layers.add(write(node)));
        return layers;
    }

    private static JsonObject write(Node node) {
        JsonObject object = LayerJson.write(node.layer());
        object.addProperty("name", node.name());
        object.add("inputs", numbers(node.inputs()));
        return object;
    }

    static JsonArray numbers(List<Integer> numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(array::add);
        return array;
    }

    /**
     * The network of an array, checked as one that is built here.
     *
     * @throws InvalidInputException if it is none, or too large
     */
    static NetworkGraph read(JsonArray layers) {
        GraphBounds.checkLayers(layers.size());
        if (layers.isEmpty() || !(layer(layers.get(0)) instanceof Layer.Input input)) {
            throw Json.invalid(WHAT, "the first layer is not the input");
        }
        NetworkGraph.Builder builder = NetworkGraph.builder(input.shape());
        for (int i = 1; i < layers.size(); i++) {
            add(builder, i, Json.object(layers.get(i), "a layer", WHAT));
        }
        NetworkGraph graph = builder.build();
        // Whatever is in the text beside what was understood is a sign of another format.
        for (int i = 0; i < layers.size(); i++) {
            if (!write(graph.nodes().get(i)).equals(layers.get(i))) {
                throw Json.invalid(WHAT, "layer " + i + " has entries that are not known");
            }
        }
        return graph;
    }

    private static Layer layer(JsonElement element) {
        return LayerJson.read(Json.object(element, "a layer", WHAT));
    }

    private static void add(NetworkGraph.Builder builder, int number, JsonObject object) {
        Layer layer = LayerJson.read(object);
        List<Integer> inputs = Json.list(object, "inputs", WHAT, element -> {
            long input = Json.count(element, "an input", WHAT);
            if (input >= number) {
                throw Json.invalid(WHAT, "layer " + number + " reads layer " + input + ", which is not before it");
            }
            return (int) input;
        });
        if (inputs.size() > GraphBounds.MOST_INPUTS) {
            throw Json.invalid(WHAT, "layer " + number + " reads " + inputs.size() + " others");
        }
        try {
            int added = builder.add(Json.text(object, "name", WHAT), layer, inputs);
            TensorShape shape = builder.shape(added);
            if (added != number) {
                throw Json.invalid(WHAT, "layer " + number + " repeats layer " + added);
            }
            if (shape.size() > GraphBounds.MOST_NUMBERS) {
                throw Json.invalid(WHAT, "layer " + number + " makes a tensor of shape " + shape);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InvalidInputException(
                    "The model cannot be read: in " + WHAT + ", layer " + number + " does not fit: "
                            + Json.shorten(String.valueOf(e.getMessage())) + ".",
                    Json.RESOLUTION,
                    e);
        }
    }
}
