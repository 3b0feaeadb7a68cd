package org.fewshotnas.predictor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.fewshotnas.predictor.rank.Normal;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * How a fine-tuned predictor's outputs become scores, and how far scores lie from them. A score is a rising function of the network's
 * output plus an error that follows Student's t distribution; the function is piecewise linear through what the support set shows. So
 * intervals are as skewed as the scores are: where few points of accuracy are left to win, the upper bound is near, and failed trainings
 * far below the others make the lower bound of bad architectures low without widening those of good ones.
 *
 * @param noise the error's variance, on the scale of outputs, of an architecture about whose embedding everything is known
 * @param freedom degrees of freedom of the t distribution
 * @param outputs the function's knots: ascending outputs, at least two
 * @param scores the score at each knot, in the target's unit, in the target's direction: better and better
 */
public record Calibration(double noise, double freedom, List<Double> outputs, List<Double> scores) {
    /** Knots that are enough to show any skew. */
    static final int MOST_KNOTS = 64;
    /** Beyond the outermost knots the function goes on as over this share of the knots, and at least over so many steps of theirs. */
    private static final double END_SHARE = 0.1;

    private static final int END_STEPS = 3;
    /** Points that a standard deviation is computed from. */
    private static final int POINTS = 32;

    /**
     * @throws InvalidInputException if the numbers are not finite, or the function does not rise or fall all the way
     */
    public Calibration {
        outputs = List.copyOf(outputs);
        scores = List.copyOf(scores);
        if (!(noise > 0) || !(freedom >= 1) || !Double.isFinite(noise) || !Double.isFinite(freedom)) {
            throw invalid("its noise is " + noise + " with " + freedom + " degrees of freedom");
        }
        if (outputs.size() < 2 || outputs.size() > MOST_KNOTS || outputs.size() != scores.size()) {
            throw invalid("it has " + outputs.size() + " outputs and " + scores.size()
                    + " scores; expected are as many, 2 to " + MOST_KNOTS);
        }
        double direction = Math.signum(scores.get(1) - scores.get(0));
        for (int i = 0; i < outputs.size(); i++) {
            if (!Double.isFinite(outputs.get(i)) || !Double.isFinite(scores.get(i))) {
                throw invalid("its knot " + (i + 1) + " is " + outputs.get(i) + ", " + scores.get(i));
            }
            if (i > 0
                    && !(outputs.get(i) > outputs.get(i - 1) && direction * (scores.get(i) - scores.get(i - 1)) > 0)) {
                throw invalid("its knot " + (i + 1) + " does not go on as the ones before");
            }
        }
    }

    private static InvalidInputException invalid(String what) {
        return new InvalidInputException(
                "This is not the calibration of a predictor: " + what + ".",
                "Fine-tune the predictor again with this release.");
    }

    /** Whether larger scores are better. */
    boolean rises() {
        return scores.get(1) > scores.get(0);
    }

    /** The output that stands for the best score that was seen. */
    double bestOutput() {
        return outputs.get(outputs.size() - 1);
    }

    /** The score that an output stands for: the median of what is to be expected. */
    public double toScore(double output) {
        int last = outputs.size() - 1;
        int steps = Math.min(last, Math.max(END_STEPS, (int) Math.round(END_SHARE * outputs.size())));
        if (output <= outputs.get(0)) {
            return line(0, steps, 0, output);
        }
        if (output >= outputs.get(last)) {
            return line(last - steps, last, last, output);
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (outputs.get(middle) <= output) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return line(low, high, low, output);
    }

    /** The line through a knot with the slope between two. */
    private double line(int from, int to, int through, double output) {
        double slope = (scores.get(to) - scores.get(from)) / (outputs.get(to) - outputs.get(from));
        return scores.get(through) + slope * (output - outputs.get(through));
    }

    /**
     * Standard deviates of the t distribution: how far out its quantiles are, in roots of the variance.
     *
     * @param shares of the distribution that lie on the worse side of each, above 0 and below 1
     */
    double[] deviates(double... shares) {
        ContinuousDistribution student = Normal.student(freedom);
        return Arrays.stream(shares).map(student::inverseCumulativeProbability).toArray();
    }

    /** Those at equal shares, from which {@link #standardDeviation} is computed. */
    double[] evenDeviates() {
        return deviates(
                IntStream.range(0, POINTS).mapToDouble(i -> (i + 0.5) / POINTS).toArray());
    }

    /**
     * A quantile of the distribution of an architecture's score.
     *
     * @param output of the network
     * @param variance of the output's error, {@link #noise} included
     * @param deviate of {@link #deviates}
     */
    double quantile(double output, double variance, double deviate) {
        return toScore(output + Math.sqrt(variance) * deviate);
    }

    /**
     * The standard deviation of an architecture's score, from quantiles at equal shares.
     *
     * @param deviates the {@link #evenDeviates}
     */
    double standardDeviation(double output, double variance, double[] deviates) {
        double[] scoresAt = Arrays.stream(deviates)
                .map(deviate -> quantile(output, variance, deviate))
                .toArray();
        double mean = Arrays.stream(scoresAt).average().orElseThrow();
        double square =
                Arrays.stream(scoresAt).map(s -> (s - mean) * (s - mean)).sum() / POINTS;
        // So many points leave out the tails: made good as for a straight line.
        double unit = Arrays.stream(deviates).map(t -> t * t).sum() / POINTS;
        return Math.sqrt(square * Normal.studentVariance(freedom) / unit);
    }
}
