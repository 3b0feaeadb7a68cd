package org.fewshotnas.predictor;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;

/**
 * A network that predicts scores of architectures, and what is known about it. Immutable, and safe for use by several threads.
 *
 * <p>Its file is one safetensors file: the weights are the tensors, the {@link PredictorSpec} is the metadata. Reading one executes
 * nothing and believes nothing: see {@link #read}.
 */
public final class Predictor {
    private final PredictorSpec spec;
    private final Weights weights;

    /**
     * @param spec what the predictor is
     * @param weights of the shapes that the spec implies, finite
     * @throws IllegalArgumentException if they are of others
     * @throws InvalidInputException if a weight is not finite
     */
    public Predictor(PredictorSpec spec, Weights weights) {
        this.spec = Objects.requireNonNull(spec, "spec");
        this.weights = Objects.requireNonNull(weights, "weights");
        PredictorFile.checkWeights(spec, weights);
    }

    public PredictorSpec spec() {
        return spec;
    }

    public Weights weights() {
        return weights;
    }

    /**
     * Predicts the scores of architectures.
     *
     * @return one a graph: in the target's unit after fine-tuning, standardised and the larger the better before
     */
    public double[] predict(List<UnifiedGraph> graphs, Device device, Progress progress) {
        if (graphs.isEmpty()) {
            return new double[0];
        }
        try (NDManager manager = Torch.newManager(device)) {
            NDList parameters = Parameters.toTensors(manager, DataType.FLOAT32, spec.shape(), weights);
            double[] outputs = Scoring.outputs(manager, parameters, graphs, progress);
            return Arrays.stream(outputs).map(spec.scale()::toScore).toArray();
        }
    }

    /** Writes the predictor's file; the same predictor always gives the same bytes. The stream stays open. */
    public void write(OutputStream out) throws IOException {
        PredictorFile.write(this, out);
    }

    /**
     * Reads a predictor's file to its end. No more memory is taken than the file has bytes, twice over, and never more than 512 MiB of
     * weights. The stream stays open.
     *
     * @throws InvalidInputException if it is not one, is damaged, or was made by a later release: the message says what was found where
     * @throws IOException if the stream cannot be read
     */
    public static Predictor read(InputStream in) throws IOException {
        return PredictorFile.read(in);
    }
}
