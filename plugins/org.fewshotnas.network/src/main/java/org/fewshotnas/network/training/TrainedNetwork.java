package org.fewshotnas.network.training;

import java.util.List;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;

/**
 * A network with its weights, and what it needs to be applied to new data.
 *
 * @param graph its layers
 * @param weights of all tensors of the graph
 * @param inputs how examples are normalised before
 * @param outputs how outputs are normalised, to be reverted after
 * @param classes their names, in the order of the outputs; empty where outputs are numbers
 */
public record TrainedNetwork(
        NetworkGraph graph, Weights weights, Normalisation inputs, Normalisation outputs, List<String> classes) {
    /** Copies the names. */
    public TrainedNetwork {
        classes = List.copyOf(classes);
    }

    /**
     * What the network says of examples, one after another: a number for each class, of which the largest is the class that it takes, or
     * the numbers of the target.
     *
     * @param examples of the graph's input shape, one after another, as they were before normalisation
     */
    public float[] predict(float[] examples, Progress progress) {
        try (LoadedNetwork loaded = load(Device.cpu(), progress)) {
            return loaded.predict(examples, progress);
        }
    }

    /**
     * The network, ready to be applied again and again.
     *
     * @throws org.fewshotnas.space.base.InvalidInputException if the engine or the device is not there
     */
    public LoadedNetwork load(Device device, Progress progress) {
        return LoadedNetwork.of(this, device, progress);
    }

    /** The score of what the network says of a data set. */
    public double score(DataSet data, Score score, Progress progress) {
        return score.of(predict(data.inputs(), progress), data.targets());
    }
}
