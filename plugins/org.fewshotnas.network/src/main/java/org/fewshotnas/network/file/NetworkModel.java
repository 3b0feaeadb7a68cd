package org.fewshotnas.network.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.fewshotnas.network.training.TrainedNetwork;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.ModelFile;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;

/**
 * A trained network that is kept, with all that is known of it: the kind "network" of {@link ModelFile}.
 *
 * @param spec all but its weights
 * @param weights of all tensors of its graph, in their order
 */
public record NetworkModel(NetworkSpec spec, Weights weights) {
    static final String KIND = "network";

    /**
     * @throws IllegalArgumentException if the weights are of another network
     * @throws InvalidInputException if a weight is not finite
     */
    public NetworkModel {
        ModelFile.checkWeights(KIND, spec.tensors(), weights);
    }

    /** Of a network that was trained here. */
    public static NetworkModel of(
            TrainedNetwork network,
            Optional<LearnedColumns> columns,
            Target target,
            Optional<MeasuredScore> score,
            Optional<CellOrigin> origin,
            Provenance provenance) {
        NetworkSpec spec = new NetworkSpec(
                network.graph(),
                columns,
                network.inputs(),
                network.outputs(),
                target,
                network.classes(),
                score,
                origin,
                provenance);
        return new NetworkModel(spec, network.weights());
    }

    /** What applies it. */
    public TrainedNetwork network() {
        return new TrainedNetwork(spec.graph(), weights, spec.inputs(), spec.outputs(), spec.classes());
    }

    /** Writes the file; the same model always gives the same bytes. The stream stays open. */
    public void write(OutputStream out) throws IOException {
        new ModelFile(KIND, spec.toProperties(), weights).write(out);
    }

    /**
     * Reads a file to its end. The stream stays open.
     *
     * @throws InvalidInputException if it is something else or damaged
     * @throws IOException if the stream cannot be read
     */
    public static NetworkModel read(InputStream in) throws IOException {
        ModelFile file = ModelFile.read(
                KIND, in, description -> NetworkSpec.fromProperties(description).tensors());
        return new NetworkModel(NetworkSpec.fromProperties(file.description()), file.weights());
    }
}
