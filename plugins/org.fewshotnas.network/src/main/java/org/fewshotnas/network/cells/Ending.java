package org.fewshotnas.network.cells;

import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.Window;

/** The last layers of a network. */
final class Ending {
    private Ending() {}

    /** Adds batch normalisation and ReLU. */
    static int normalised(NetworkGraph.Builder network, String name, int input) {
        return network.add(name + "_relu", new Layer.Relu(), network.add(name + "_norm", new Layer.BatchNorm(), input));
    }

    /** Adds what a head says of features. */
    static void add(NetworkGraph.Builder network, Head head, int features) {
        if (head instanceof Head.Field) {
            network.add("head", new Layer.Convolution(head.outputs(), Window.same(1, 1), 1, true), features);
        } else {
            int mean = network.add("mean", new Layer.GlobalAverage(), features);
            network.add("head", new Layer.Linear(head.outputs(), true), mean);
        }
    }
}
