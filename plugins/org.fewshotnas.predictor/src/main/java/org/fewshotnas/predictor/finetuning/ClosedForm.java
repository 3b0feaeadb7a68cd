package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.GraphTerm;
import org.fewshotnas.predictor.GraphTermShape;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.predictor.finetuning.HeadMixture.Mixed;
import org.fewshotnas.predictor.forest.ForestGrower;
import org.fewshotnas.predictor.forest.ForestGrower.Grown;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.metalearning.StandardizedTask;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Weights;

/**
 * How a predictor of all tasks at once is adapted, which takes no steps and changes no embedding: a {@link HeadMixture}, which leans on
 * the known tasks, and beside it a forest on {@link GraphFeatures}, which knows nothing but the scores. What each says of the scores that it
 * has not seen tells how much of each to believe (stacked generalisation: Wolpert, 1992; Breiman, 1996): with g and f these predictions of
 * k labels y, the share of the forest is
 *
 * <pre>
 *   ω = (f - g)ᵀ (y - g) / (|f - g|² + 1000 / k²), between 0 and 1.
 * </pre>
 *
 * Where scores have {@linkplain Task#standardErrors standard errors}, each counts in these sums, in k and in the draws of the forest's bags by
 * its {@linkplain LabelNoise#weights weight}; the mixture knows each one's variance.
 *
 * So where a task is unlike all known ones the forest takes over, and where it resembles one the forest has no say. A handful of scores tell
 * little about either, and the constant holds the share low then.
 */
public final class ClosedForm implements Tuner {
    /** So many labels squared must speak for the forest before it counts; of 300 to 3,000 it made no difference. */
    private static final double SCEPTICISM = 1000;

    private final Weights start;
    private final int width;
    private final SupportFeatures features;
    private final List<HeadFamily> families;
    /** Embeddings, and for a cost the standardised linear features behind them. */
    private final double[][] inputs;

    private final Task support;
    /** Scores, the larger the better. */
    private final double[] oriented;

    private final long seed;

    /**
     * @param start the predictor for the target, before its scores are known
     * @param support its scores
     * @param embeddings of their architectures, (k, W)
     * @param seed of the forest
     */
    public ClosedForm(Predictor start, Task support, double[][] embeddings, long seed) {
        Metric target = support.metric();
        this.start = start.weights();
        this.support = support;
        oriented = Arrays.stream(support.scores())
                .map(score -> target.direction().sign() * score)
                .toArray();
        this.seed = seed;
        width = embeddings[0].length;
        features = new SupportFeatures(support.graphs());
        families = HeadFamilies.of(
                HeadPrior.of(start, target), target, start.spec().tasks(), features);
        inputs = families.get(0).scales().length == width
                ? embeddings
                : joined(embeddings, features.standardizedLinear());
    }

    private static double[][] joined(double[][] left, double[][] right) {
        return IntStream.range(0, left.length)
                .mapToObj(i -> {
                    double[] row = Arrays.copyOf(left[i], left[i].length + right[i].length);
                    System.arraycopy(right[i], 0, row, left[i].length, right[i].length);
                    return row;
                })
                .toArray(double[][]::new);
    }

    @Override
    public void tune(int[] some, double[] labels, List<Integer> steps, Checkpoint checkpoint, Progress progress) {
        progress.checkCanceled();
        double[] extra = LabelNoise.extra(support, some, labels);
        double[] weights = LabelNoise.weights(extra);
        Mixed mixed = HeadMixture.mix(select(inputs, some), labels, extra, families);
        progress.checkCanceled();
        Grown grown = ForestGrower.grow(select(features.features(), some), forestLabels(some, labels), weights, seed);
        checkpoint.at(0, new Fitted(mixed.head(), grown, share(labels, mixed.leftOut(), grown.outOfBag(), weights)));
    }

    /**
     * Half the label and half the standardised score: ranks alone make a forest worse, which splits where distances are large, and scores
     * alone as well, where a few are far from all others.
     */
    private double[] forestLabels(int[] some, double[] labels) {
        double[] both = labels.clone();
        StandardizedTask.standardize(
                        Arrays.stream(some).mapToDouble(i -> oriented[i]).toArray())
                .ifPresent(scores -> LinearAlgebra.axpy(1, scores, both));
        return StandardizedTask.standardize(both).orElse(labels);
    }

    /** ω above. */
    static double share(double[] labels, double[] head, double[] forest, double[] weights) {
        double count = Arrays.stream(weights).sum();
        double along = 0;
        double square = SCEPTICISM / count / count;
        for (int i = 0; i < labels.length; i++) {
            double difference = forest[i] - head[i];
            along += weights[i] * difference * (labels[i] - head[i]);
            square += weights[i] * difference * difference;
        }
        return Math.max(0, Math.min(1, along / square));
    }

    private static double[][] select(double[][] rows, int[] some) {
        return Arrays.stream(some).mapToObj(i -> rows[i]).toArray(double[][]::new);
    }

    /** What was fitted to some labels. */
    private final class Fitted implements Tuned {
        private final double[] head;
        private final Grown grown;
        private final double share;

        Fitted(double[] head, Grown grown, double share) {
            this.head = head;
            this.grown = grown;
            this.share = share;
        }

        @Override
        public double[] outputs() {
            return IntStream.range(0, inputs.length)
                    .mapToDouble(i -> (1 - share) * (LinearAlgebra.dot(inputs[i], head) + head[head.length - 1])
                            + share * grown.forest().value(features.features()[i]))
                    .toArray();
        }

        @Override
        public Weights weights() {
            double[] network = Arrays.copyOf(head, width + 1);
            network[width] = head[head.length - 1];
            double[] linear = new double[features.definition().linearCount()];
            if (head.length > width + 1) {
                double[] raw = features.unstandardized(Arrays.copyOfRange(head, width, head.length - 1));
                network[width] += raw[linear.length];
                LinearAlgebra.axpy(1 - share, Arrays.copyOf(raw, linear.length), linear);
            }
            for (int i = 0; i <= width; i++) {
                network[i] *= 1 - share;
            }
            return GraphTerm.put(Parameters.withHead(start, network), linear, grown.forest(), share);
        }

        @Override
        public Optional<GraphTermShape> graphTerm() {
            List<String> operations = features.definition().operations().stream()
                    .map(Operation::label)
                    .toList();
            return Optional.of(new GraphTermShape(
                    operations, ForestGrower.TREES, grown.forest().nodeCount()));
        }
    }
}
