package org.fewshotnas.predictor.rank;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fewshotnas.space.base.Correlation;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;

/**
 * How well predicted scores rank architectures, held against the measured ones. Pairs in which a score is missing (NaN or infinite) are
 * left out. Every figure has a 95 % confidence interval:
 *
 * <ul>
 *   <li>Spearman's rho: Fisher's z with the standard error of Bonett and Wright, "Sample size requirements for estimating Pearson,
 *       Kendall and Spearman correlations", Psychometrika 65 (2000): sqrt((1 + rho²/2) / (n - 3)).
 *   <li>Kendall's tau-b: Fisher's z with the standard error of Fieller, Hartley and Pearson, "Tests for rank correlation coefficients",
 *       Biometrika 44 (1957): sqrt(0.437 / (n - 4)).
 *   <li>Top-k overlap: Wilson's score interval for a share of k.
 *   <li>Regret: percentiles of a bootstrap over the pairs, 1,000 resamples (fewer above 20,000 pairs, not under 200). It is a rough guide:
 *       a best value is the hardest of all statistics to resample.
 * </ul>
 *
 * <p>Where equal predictions leave open which architectures are the top k, the figures are the expected ones of a random choice among
 * them, so that no figure depends on the order of rows.
 */
public final class RankMetrics {
    /** The 97.5 % quantile of the normal distribution. */
    private static final double Z = Normal.quantile(0.975);

    private static final String TOO_FEW = "At least 3 pairs of scores are needed; found: ";

    /** Both so that larger is better. */
    private final double[] predicted;

    private final double[] actual;
    private final int dropped;

    /**
     * One figure.
     *
     * @param value the estimate, or NaN where there is none: {@code note} says why
     * @param n how many pairs it is from
     * @param lower end of the 95 % confidence interval, or NaN
     * @param upper end of the 95 % confidence interval, or NaN
     * @param note what the user should know, or empty
     */
    public record Estimate(double value, int n, double lower, double upper, String note) {}

    private RankMetrics(double[] predicted, double[] actual, int dropped) {
        this.predicted = predicted;
        this.actual = actual;
        this.dropped = dropped;
    }

    /**
     * The metrics of predictions of which larger and smaller ones are better as of the measured scores.
     *
     * @throws InvalidInputException if the arrays differ in length
     */
    public static RankMetrics of(double[] predicted, double[] actual, Direction direction) {
        return of(predicted, direction, actual, direction);
    }

    /**
     * The metrics of predictions whose direction may be another than that of the measured scores: a good predictor of a latency that has
     * not been fine-tuned gives the largest outputs to the smallest latencies, and has a positive correlation here.
     *
     * @param predicted one an architecture; NaN where missing
     * @param predictedDirection whether larger or smaller predictions are better
     * @param actual measured scores of the same architectures
     * @param actualDirection whether larger or smaller scores are better
     * @throws InvalidInputException if the arrays differ in length
     */
    public static RankMetrics of(
            double[] predicted, Direction predictedDirection, double[] actual, Direction actualDirection) {
        if (predicted.length != actual.length) {
            throw new InvalidInputException(
                    predicted.length + " predicted and " + actual.length
                            + " measured scores were found; as many of both are needed.",
                    "Give both scores for the same architectures.");
        }
        int[] kept = IntStream.range(0, actual.length)
                .filter(i -> Double.isFinite(predicted[i]) && Double.isFinite(actual[i]))
                .toArray();
        return new RankMetrics(
                Arrays.stream(kept)
                        .mapToDouble(i -> predictedDirection.sign() * predicted[i])
                        .toArray(),
                Arrays.stream(kept)
                        .mapToDouble(i -> actualDirection.sign() * actual[i])
                        .toArray(),
                actual.length - kept.length);
    }

    /** How many pairs of scores there are. */
    public int n() {
        return actual.length;
    }

    /** How many pairs were left out because one of their scores is missing. */
    public int dropped() {
        return dropped;
    }

    /** Spearman's rank correlation; equal values share the mean of their ranks. */
    public Estimate spearman() {
        String flaw = flaw();
        if (!flaw.isEmpty()) {
            return none(flaw);
        }
        double rho = spearman(predicted, actual);
        double n = n();
        // A perfect correlation has an infinite z; half the step to the next value that n pairs can have bounds it.
        double bound = 1 - 6 / (n * (n * n - 1));
        return correlation(rho, bound, n > 3 ? Math.sqrt((1 + rho * rho / 2) / (n - 3)) : Double.NaN, 4);
    }

    /** Kendall's rank correlation tau-b, which allows for ties, in time n log n. */
    public Estimate kendallTau() {
        String flaw = flaw();
        if (!flaw.isEmpty()) {
            return none(flaw);
        }
        double n = n();
        double bound = 1 - 2 / (n * (n - 1));
        return correlation(
                KendallTau.tauB(predicted, actual), bound, n > 4 ? Math.sqrt(0.437 / (n - 4)) : Double.NaN, 5);
    }

    /**
     * Which share of the predicted top k is in the measured top k.
     *
     * @throws InvalidInputException if k is below 1
     */
    public Estimate topKOverlap(int k) {
        check(k);
        if (k > n()) {
            return tooFew(k);
        }
        double[] inPredicted = topMembership(predicted, k);
        double[] inActual = topMembership(actual, k);
        double shared = 0;
        for (int i = 0; i < n(); i++) {
            shared += inPredicted[i] * inActual[i];
        }
        double share = Math.min(1, shared / k);
        double center = (share + Z * Z / (2 * k)) / (1 + Z * Z / k);
        double half = Z * Math.sqrt(share * (1 - share) / k + Z * Z / (4.0 * k * k)) / (1 + Z * Z / k);
        return new Estimate(share, n(), Math.max(0, center - half), Math.min(1, center + half), "");
    }

    /**
     * What is lost by measuring only the predicted top k: the distance from the best score of all to the best among them, in the
     * scores' unit, never negative.
     *
     * @param seed of the bootstrap
     * @throws InvalidInputException if k is below 1
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public Estimate regretAtK(int k, long seed, Progress progress) {
        check(k);
        if (k > n()) {
            return tooFew(k);
        }
        return new Regret(predicted, actual).at(k, seed, progress);
    }

    /**
     * The value of {@link #regretAtK(int, long, Progress)} alone, which needs no bootstrap; NaN where there are fewer than k pairs.
     *
     * @throws InvalidInputException if k is below 1
     */
    public double regretAtK(int k) {
        check(k);
        return k > n() ? Double.NaN : new Regret(predicted, actual).value(k);
    }

    /**
     * Spearman's rank correlation of two arrays of finite numbers.
     *
     * @return NaN if one of them is constant or empty
     */
    public static double spearman(double[] a, double[] b) {
        return Correlation.pearson(meanRanks(a), meanRanks(b));
    }

    /** Ranks from 1, the smallest value first; equal values share the mean of their ranks. */
    public static double[] meanRanks(double[] values) {
        double[] sorted =
                Arrays.stream(values).map(value -> value + 0.0).sorted().toArray();
        return Arrays.stream(values)
                .map(value -> (countBelow(sorted, value, false) + 1 + countBelow(sorted, value, true)) / 2.0)
                .toArray();
    }

    /** How many of the sorted numbers are smaller than this one, or not larger. */
    private static int countBelow(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || orEqual && sorted[middle] == value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The probability of each place to be among the k largest when equal values are drawn for. */
    private static double[] topMembership(double[] values, int k) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double threshold = sorted[sorted.length - k];
        long above = Arrays.stream(values).filter(value -> value > threshold).count();
        long tied = Arrays.stream(values).filter(value -> value == threshold).count();
        return Arrays.stream(values)
                .map(value -> value > threshold ? 1 : value == threshold ? (k - above) / (double) tied : 0)
                .toArray();
    }

    private Estimate correlation(double value, double bound, double standardError, int needed) {
        double z = atanh(Math.max(-bound, Math.min(bound, value)));
        double lower = value == -1 ? -1 : Math.tanh(z - Z * standardError);
        double upper = value == 1 ? 1 : Math.tanh(z + Z * standardError);
        if (Double.isNaN(standardError)) {
            return new Estimate(
                    value,
                    n(),
                    Double.NaN,
                    Double.NaN,
                    "A confidence interval needs at least " + needed + " pairs of scores.");
        }
        return new Estimate(value, n(), lower, upper, "");
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    /** Why there is no correlation, or empty. */
    private String flaw() {
        if (n() < 3) {
            return TOO_FEW + n() + ".";
        }
        if (Arrays.stream(predicted).allMatch(value -> value == predicted[0])) {
            return "All predicted scores are equal: they rank nothing.";
        }
        if (Arrays.stream(actual).allMatch(value -> value == actual[0])) {
            return "All measured scores are equal: there is nothing to rank.";
        }
        return "";
    }

    private Estimate none(String note) {
        return new Estimate(Double.NaN, n(), Double.NaN, Double.NaN, note);
    }

    private Estimate tooFew(int k) {
        return none("The top " + k + " need at least " + k + " pairs of scores; found: " + n() + ".");
    }

    private static void check(int k) {
        if (k < 1) {
            throw new InvalidInputException(
                    "The top " + k + " was asked for; at least 1 is needed.", "Set k to 1 or more.");
        }
    }
}
