package org.fewshotnas.network.export;

import java.util.List;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.NetworkGraph.Node;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.tensor.file.Weights;

/**
 * A network as it is used elsewhere: what is done to examples before, and to outputs after, are layers of it. Its output is called {@code
 * probabilities} where it says classes, otherwise {@code values}.
 *
 * @param graph the trained network's, between two layers more
 * @param weights of all its tensors
 */
record Deployment(NetworkGraph graph, Weights weights) {
    private static final String FIRST = "input_standardisation";

    static Deployment of(NetworkModel model) {
        boolean classes = !model.spec().classes().isEmpty();
        NetworkGraph trained = model.spec().graph();
        NetworkGraph.Builder builder = NetworkGraph.builder(trained.input());
        Weights.Builder weights = new Weights.Builder();
        int[] places = new int[trained.nodes().size()];
        places[NetworkGraph.INPUT] = builder.add(FIRST, new Layer.Standardisation(), NetworkGraph.INPUT);
        put(weights, FIRST, trained.input(), model.spec().inputs());
        for (int i = 1; i < places.length; i++) {
            Node node = trained.nodes().get(i);
            List<Integer> inputs =
                    node.inputs().stream().map(input -> places[input]).toList();
            places[i] = builder.add(node.name(), node.layer(), inputs);
        }
        model.weights().names().forEach(name -> weights.copy(model.weights(), name));
        int output = places[places.length - 1];
        if (classes) {
            builder.add("probabilities", new Layer.Softmax(), output);
        } else {
            builder.add("values", new Layer.Rescaling(), output);
            put(weights, "values", trained.output(), model.spec().outputs());
        }
        return new Deployment(builder.build(), weights.build());
    }

    private static void put(Weights.Builder weights, String layer, TensorShape shape, Normalisation normalisation) {
        List<Integer> broadcast = new TensorShape(
                        shape.channels(),
                        shape.extents().stream().map(extent -> 1).toList())
                .asList();
        weights.put(layer + ".shift", broadcast, floats(normalisation.shifts()));
        weights.put(layer + ".scale", broadcast, floats(normalisation.scales()));
    }

    private static float[] floats(List<Float> numbers) {
        float[] values = new float[numbers.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i);
        }
        return values;
    }

    /** The name of the output. */
    String output() {
        return graph.nodes().get(graph.nodes().size() - 1).name();
    }
}
