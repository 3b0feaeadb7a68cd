package org.fewshotnas.predictor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;

/** Small predictors with random weights. */
public final class SamplePredictors {
    public static final GcnShape SHAPE = new GcnShape(2, 8, 0.2);
    public static final Metric ACCURACY = new Metric(
            "cifar100 test accuracy [%] @200",
            "cifar100",
            "test",
            "accuracy",
            "%",
            Direction.MAXIMIZE,
            "200",
            "mean of 3",
            "nas-bench-201.csv.gz",
            "ab".repeat(32));
    static final Metric LATENCY = Metric.of("Latenz \"Gerät\" \u2028 \uD83D\uDE00 [ms]", Direction.MINIMIZE);

    private SamplePredictors() {}

    public static Predictor learned(long seed) {
        return new Predictor(
                PredictorSpec.learned(
                        SHAPE,
                        List.of(ACCURACY, LATENCY),
                        Learners.BOIL,
                        Provenance.NONE.plus(step("meta-learning", Long.MIN_VALUE))),
                weights(SHAPE, seed));
    }

    public static Predictor multiTask(long seed, Metric... tasks) {
        PredictorSpec spec = PredictorSpec.learned(SHAPE, List.of(tasks), Learners.MULTI_TASK, Provenance.NONE);
        return new Predictor(spec, weights(spec.tensors(), seed));
    }

    static Predictor withRates(long seed) {
        PredictorSpec spec = PredictorSpec.learned(SHAPE, List.of(ACCURACY), Learners.META_SGD, Provenance.NONE);
        return new Predictor(spec, weights(spec.tensors(), seed));
    }

    static Predictor fineTuned(long seed) {
        PredictorSpec spec = learned(seed)
                .spec()
                .fineTuned(new Target(LATENCY, 5, new ScoreScale(3.25, -1e-3)), step("fine-tuning", Long.MAX_VALUE));
        return new Predictor(spec, weights(SHAPE, seed));
    }

    /** Says how sure it is of latencies, which fall with its outputs. */
    public static Predictor calibrated(long seed) {
        return calibrated(seed, LATENCY);
    }

    public static Predictor calibrated(long seed, Metric target) {
        int sign = target.direction().sign();
        Calibration calibration =
                new Calibration(0.25, 7, List.of(-1.5, 0.0, 1.0), List.of(sign * -30.0, sign * -20.0, sign * -19.0));
        PredictorSpec spec = learned(seed)
                .spec()
                .fineTuned(
                        new Target(
                                target,
                                5,
                                new ScoreScale(3.25, sign * 1e-3),
                                new Adaptation(10, OptionalDouble.of(0.5), OptionalDouble.of(0.25)),
                                Optional.of(calibration),
                                Optional.empty()),
                        step("fine-tuning", 1));
        Weights network = weights(SHAPE, seed);
        SplittableRandom random = new SplittableRandom(seed);
        Weights.Builder weights = new Weights.Builder();
        network.names().forEach(name -> weights.copy(network, name));
        int n = SHAPE.width() + 1;
        float[] factor = new float[n * n];
        for (int i = 0; i < factor.length; i++) {
            factor[i] = (float) random.nextDouble(-1, 1);
        }
        return new Predictor(
                spec, weights.put(PredictorSpec.FACTOR, List.of(n, n), factor).build());
    }

    /** Goes by features of the cell as written too: a tree that asks for a skip connection, and weights of counts. */
    static Predictor withGraphTerm(long seed) {
        PredictorSpec spec = multiTask(seed, ACCURACY)
                .spec()
                .fineTuned(
                        new Target(
                                ACCURACY,
                                5,
                                new ScoreScale(3.25, 1e-3),
                                Adaptation.NONE,
                                Optional.empty(),
                                Optional.of(new GraphTermShape(List.of("Conv3-D1", "Skip-Connection"), 1, 3))),
                        step("fine-tuning", 1));
        Weights random = weights(spec.tensors(), seed);
        Weights.Builder weights = new Weights.Builder();
        spec.tensors().forEach((name, extents) -> {
            if (name.equals(GraphTerm.FOREST_NODES)) {
                weights.put(name, extents, new float[] {1, 0.5f, 1, 0, -1, 0, 0, 0.25f, -1, 0, 0, 0.75f});
            } else {
                weights.copy(random, name);
            }
        });
        return new Predictor(spec, weights.build());
    }

    public static Weights weights(GcnShape shape, long seed) {
        return weights(shape.tensors(), seed);
    }

    public static Weights weights(Map<String, List<Integer>> shapes, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Weights.Builder weights = new Weights.Builder();
        shapes.forEach((name, extents) -> {
            float[] values = new float[extents.stream().reduce(1, (a, b) -> a * b)];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble(-1, 1);
            }
            weights.put(name, extents, values);
        });
        return weights.build();
    }

    private static Provenance.Step step(String action, long seed) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("steps", "1000");
        parameters.put("inner rate", "0.035");
        return new Provenance.Step(
                action,
                Provenance.Input.of(List.of(ACCURACY, ACCURACY, LATENCY)),
                parameters,
                seed,
                Map.of("java", "17"),
                12.5);
    }
}
