package org.fewshotnas.predictor.learner;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.linear.RidgeHead;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;

/** A learner of this test alone: random features, a tensor of its own that says how noisy scores are, and a ridge regression. */
public final class MadeUpMethod implements LearningMethod {
    static final String NOISE = "made-up.noise";

    @Override
    public String name() {
        return "MADE_UP";
    }

    @Override
    public String label() {
        return "Made-up";
    }

    @Override
    public String description() {
        return "Knows that scores are noisy, and no more.";
    }

    @Override
    public boolean takesSteps() {
        return false;
    }

    @Override
    public Map<String, List<Integer>> tensors(GcnShape shape, List<Metric> tasks) {
        return Map.of(NOISE, List.of(tasks.size()));
    }

    @Override
    public Weights learn(List<Task> tasks, MetaLearningSettings settings, Device device, Progress progress) {
        Weights network = Parameters.random(settings.shape(), settings.seed());
        float[] noise = new float[tasks.size()];
        Arrays.fill(noise, 0.125f);
        Weights.Builder weights = new Weights.Builder();
        network.names().forEach(name -> weights.copy(network, name));
        return weights.put(NOISE, List.of(noise.length), noise).build();
    }

    /** All architectures are alike, but a constant. */
    @Override
    public Optional<double[]> zeroShotHead(Predictor predictor, Metric target) {
        double[] head = new double[predictor.spec().shape().width() + 1];
        head[head.length - 1] = 0.75;
        return Optional.of(head);
    }

    @Override
    public Tuner tuner(NDManager manager, Predictor start, Task support, double rate, long seed) {
        double[][] embeddings = Scoring.embeddings(
                manager,
                start.spec().shape(),
                Parameters.toTensors(manager, DataType.FLOAT32, start.spec().shape(), start.weights()),
                support.graphs(),
                Progress.NONE);
        float noise = start.weights().values(NOISE)[0];
        return (some, labels, steps, checkpoint, progress) -> {
            double[][] known = Arrays.stream(some).mapToObj(i -> embeddings[i]).toArray(double[][]::new);
            double[] head = new RidgeHead(known, 1, noise).change(labels);
            checkpoint.at(0, new Tuner.Tuned() {
                @Override
                public double[] outputs() {
                    return Arrays.stream(embeddings)
                            .mapToDouble(row -> LinearAlgebra.dot(row, head) + head[head.length - 1])
                            .toArray();
                }

                @Override
                public Weights weights() {
                    return Parameters.withHead(start.weights(), head);
                }
            });
        };
    }
}
