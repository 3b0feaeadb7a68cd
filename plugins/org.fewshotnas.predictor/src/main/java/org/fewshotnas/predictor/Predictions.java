package org.fewshotnas.predictor;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;
import org.fewshotnas.space.base.InvalidInputException;

/** Predicted scores of architectures, each with its distribution where the predictor says how sure it is. Immutable. */
public final class Predictions {
    private final PredictorSpec spec;
    private final double[] outputs;
    private final double[] variances;
    /** What the rows share. */
    private final Optional<Deviates> deviates;

    /** Quantiles of the errors' distribution, each found once. */
    private static final class Deviates {
        private final Calibration calibration;
        private final Map<Double, Double> byShare = new ConcurrentHashMap<>();
        private volatile double[] even;

        Deviates(Calibration calibration) {
            this.calibration = calibration;
        }

        double quantile(double output, double variance, double share) {
            double deviate = byShare.computeIfAbsent(share, s -> calibration.deviates(s)[0]);
            return calibration.quantile(output, variance, deviate);
        }

        double standardDeviation(double output, double variance) {
            if (even == null) {
                even = calibration.evenDeviates();
            }
            return calibration.standardDeviation(output, variance, even);
        }
    }

    /** @param variances of the outputs, noise included; ignored for a predictor without a calibration */
    public Predictions(PredictorSpec spec, double[] outputs, double[] variances) {
        this(spec, outputs, variances, spec.calibration().map(Deviates::new));
    }

    private Predictions(PredictorSpec spec, double[] outputs, double[] variances, Optional<Deviates> deviates) {
        this.deviates = deviates;
        this.spec = spec;
        this.outputs = outputs;
        this.variances = variances;
    }

    /** The prediction of one architecture alone. */
    public Predictions only(int i) {
        return new Predictions(spec, new double[] {outputs[i]}, new double[] {variances[i]}, deviates);
    }

    public int size() {
        return outputs.length;
    }

    /** The predicted scores, as {@link Predictor#predict} gives them: where there is a distribution, its medians. */
    public double[] scores() {
        return Arrays.stream(outputs).map(spec::toScore).toArray();
    }

    /** The standard deviation of each score, in the target's unit; NaN where the predictor does not say how sure it is. */
    public double[] standardDeviations() {
        return byDeviates((known, i) -> known.standardDeviation(outputs[i], variances[i]));
    }

    private double[] byDeviates(ToDoubleBiFunction<Deviates, Integer> function) {
        return IntStream.range(0, size())
                .mapToDouble(i ->
                        deviates.map(known -> function.applyAsDouble(known, i)).orElse(Double.NaN))
                .toArray();
    }

    /** The lower end of the central interval that holds each score with this probability; NaN as with the standard deviations. */
    public double[] lower(double probability) {
        return bounds(probability, false);
    }

    /** The upper end of the same interval. */
    public double[] upper(double probability) {
        return bounds(probability, true);
    }

    private double[] bounds(double probability, boolean upper) {
        if (!(probability > 0 && probability < 1)) {
            throw new InvalidInputException(
                    "Intervals of probability " + probability + " were asked for.",
                    "Choose a probability above 0 and below 1, such as 0.9.");
        }
        boolean better = upper == spec.direction().sign() > 0;
        double share = better ? (1 + probability) / 2 : (1 - probability) / 2;
        return byDeviates((known, i) -> known.quantile(outputs[i], variances[i], share));
    }
}
