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
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/**
 * A network that predicts scores of architectures, and what is known about it. Immutable, and safe for use by several threads.
 *
 * <p>Its file is one safetensors file: the weights are the tensors, the {@link PredictorSpec} is the metadata. Reading one executes
 * nothing and believes nothing: see {@link #read}.
 */
public final class Predictor {
    private static final int MOST_FOR_SPREAD = 2048;
    /**
     * The variance of scores that embeddings do not explain, beside the 1 that they do. The larger it is, the more a choice of cells goes to
     * the most extreme ones, whose scores say something in spite of it; of 0.1 to 1, this chose the five cells that told most about the tasks
     * of TransNAS-Bench-101 and NAS-Bench-201.
     */
    private static final double PRIOR_NOISE = 0.2;

    private final PredictorSpec spec;
    private final Weights weights;
    /** What outputs have beside the network's. */
    private final Optional<GraphTerm> graphTerm;

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
        graphTerm = spec.graphTerm().map(shape -> GraphTerm.of(shape, weights));
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
     * @return one a graph: in the target's unit after fine-tuning (the median where the predictor says how sure it is), standardised and
     *     the larger the better before
     */
    public double[] predict(List<UnifiedGraph> graphs, Device device, Progress progress) {
        if (graphs.isEmpty()) {
            return new double[0];
        }
        try (NDManager manager = Torch.newManager(device, progress)) {
            double[] outputs = outputs(manager, graphs, progress);
            return Arrays.stream(outputs).map(spec::toScore).toArray();
        }
    }

    /** The outputs that scores are made of, one a graph. */
    public double[] outputs(NDManager manager, List<UnifiedGraph> graphs, Progress progress) {
        double[] outputs = Scoring.outputs(manager, spec.shape(), tensors(manager), graphs, progress);
        addGraphTerm(outputs, graphs, progress);
        return outputs;
    }

    private void addGraphTerm(double[] outputs, List<UnifiedGraph> graphs, Progress progress) {
        graphTerm.ifPresent(term -> {
            double[] values = term.of(graphs, progress.silent());
            Arrays.setAll(outputs, i -> outputs[i] + values[i]);
        });
    }

    /** Whether the predictor says how sure it is: after fine-tuning on three scores or more that are not all the same. */
    public boolean knowsUncertainty() {
        return spec.calibration().isPresent();
    }

    /** Predicts the scores of architectures, and says how sure it is of each; see {@link #knowsUncertainty}. */
    public Predictions predictions(List<UnifiedGraph> graphs, Device device, Progress progress) {
        double[] outputs = new double[graphs.size()];
        double[] variances = new double[graphs.size()];
        Optional<Calibration> calibration = spec.calibration();
        if (calibration.isEmpty()) {
            if (!graphs.isEmpty()) {
                try (NDManager manager = Torch.newManager(device, progress)) {
                    outputs = outputs(manager, graphs, progress);
                }
            }
            return new Predictions(spec, outputs, variances);
        }
        double[] found = outputs;
        double noise = calibration.get().noise();
        uncertain(weights.values(PredictorSpec.FACTOR), graphs, device, progress, (from, part, parts) -> {
            System.arraycopy(part, 0, found, from, part.length);
            for (int i = 0; i < parts.length; i++) {
                variances[from + i] = noise + LinearAlgebra.dot(parts[i], parts[i]);
            }
        });
        addGraphTerm(outputs, graphs, progress);
        return new Predictions(spec, outputs, variances);
    }

    /**
     * What the predictor believes about architectures, all together. It takes W + 1 numbers for each of them, so there should not be
     * millions. A predictor that does not say how sure it is believes what it did before it saw a score: every last layer is possible, with
     * outputs of variance 1 around their mean, and {@value #PRIOR_NOISE} of noise. Their level is no matter for their order, and taken
     * as known. Its variances compare architectures, and mean nothing by themselves.
     */
    public Posterior posterior(List<UnifiedGraph> graphs, Device device, Progress progress) {
        double[] outputs = new double[graphs.size()];
        float[][] all = new float[graphs.size()][];
        float[] factor = knowsUncertainty() ? weights.values(PredictorSpec.FACTOR) : prior(graphs, device, progress);
        uncertain(factor, graphs, device, progress, (from, part, parts) -> {
            System.arraycopy(part, 0, outputs, from, part.length);
            System.arraycopy(parts, 0, all, from, parts.length);
        });
        addGraphTerm(outputs, graphs, progress);
        return spec.calibration()
                .map(known -> new Posterior(outputs, all, known.noise(), known.bestOutput()))
                .orElseGet(() -> new Posterior(outputs, all, PRIOR_NOISE, Double.NaN));
    }

    /** The factor of a last layer about which nothing is known: it makes the embeddings' deviations from their mean s of variance 1. */
    private float[] prior(List<UnifiedGraph> graphs, Device device, Progress progress) {
        int width = spec.shape().width();
        float[] factor = new float[(width + 1) * (width + 1)];
        if (graphs.isEmpty()) {
            return factor;
        }
        try (NDManager manager = Torch.newManager(device, progress)) {
            int some = Math.min(MOST_FOR_SPREAD, graphs.size());
            List<UnifiedGraph> evenly = IntStream.range(0, some)
                    .mapToObj(i -> graphs.get((int) ((long) i * graphs.size() / some)))
                    .toList();
            double[][] embeddings = Scoring.embeddings(manager, spec.shape(), tensors(manager), evenly, progress);
            double scale = 1 / Math.sqrt(Calibrator.spread(embeddings));
            double[] mean = LinearAlgebra.mean(embeddings);
            for (int i = 0; i < width; i++) {
                factor[i * (width + 2)] = (float) scale;
                factor[i * (width + 1) + width] = (float) (-scale * mean[i]);
            }
        }
        return factor;
    }

    private void uncertain(
            float[] factor, List<UnifiedGraph> graphs, Device device, Progress progress, Scoring.Consumer consumer) {
        if (!graphs.isEmpty()) {
            try (NDManager manager = Torch.newManager(device, progress)) {
                Scoring.uncertain(manager, spec.shape(), tensors(manager), factor, graphs, consumer, progress);
            }
        }
    }

    private NDList tensors(NDManager manager) {
        return Parameters.toTensors(manager, DataType.FLOAT32, spec.shape(), weights);
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
