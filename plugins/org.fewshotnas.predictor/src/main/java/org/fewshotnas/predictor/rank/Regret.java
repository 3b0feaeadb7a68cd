package org.fewshotnas.predictor.rank;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.fewshotnas.space.base.Progress;

/** The regret of {@link RankMetrics#regretAtK}, with its bootstrap. */
public final class Regret {
    private final double[] predicted;
    private final double[] actual;
    private final int[] byPrediction;
    private final int[] byScore;

    /** Of finite predictions and scores, of which the larger are the better. */
    public Regret(double[] predicted, double[] actual) {
        this.predicted = predicted;
        this.actual = actual;
        // Added zeros make 0.0 and -0.0 one prediction.
        byPrediction = order(
                Comparator.<Integer>comparingDouble(i -> 0.0 - predicted[i]).thenComparingDouble(i -> -actual[i]));
        byScore = order(Comparator.comparingDouble(i -> -actual[i]));
    }

    /** The regret of the predicted top k. */
    double value(int k) {
        int[] counts = new int[actual.length];
        Arrays.fill(counts, 1);
        return regret(k, counts);
    }

    /** The regret of the predicted top k, and the interval that holds 95 % of its resamples. */
    public Estimate at(int k, long seed, Progress progress) {
        int n = actual.length;
        int[] counts = new int[n];
        double regret = value(k);
        RandomGenerator random = new SplittableRandom(seed);
        double[] resampled = new double[(int) Math.max(200, Math.min(1000, 20_000_000L / n))];
        for (int r = 0; r < resampled.length; r++) {
            progress.checkCanceled();
            Arrays.fill(counts, 0);
            for (int i = 0; i < n; i++) {
                counts[random.nextInt(n)]++;
            }
            resampled[r] = regret(k, counts);
        }
        Arrays.sort(resampled);
        int cut = (int) Math.floor(0.025 * resampled.length);
        return new Estimate(regret, n, resampled[cut], resampled[resampled.length - 1 - cut], "");
    }

    /** The regret when row i is there counts[i] times. */
    private double regret(int k, int[] counts) {
        int bestRow =
                Arrays.stream(byScore).filter(i -> counts[i] > 0).findFirst().orElseThrow();
        double best = Double.NEGATIVE_INFINITY;
        int left = k;
        for (int from = 0, to; left > 0; from = to) {
            to = from;
            int size = 0;
            while (to < byPrediction.length && predicted[byPrediction[to]] == predicted[byPrediction[from]]) {
                size += counts[byPrediction[to]];
                to++;
            }
            if (size > left) {
                return actual[bestRow] - expectedBest(best, left, from, to, size, counts);
            }
            for (int i = from; i < to; i++) {
                if (counts[byPrediction[i]] > 0) {
                    best = Math.max(best, actual[byPrediction[i]]);
                }
            }
            left -= size;
        }
        return actual[bestRow] - best;
    }

    /**
     * The expected largest of {@code best} and m random ones of a group of rows with equal predictions. The rows are in falling order of
     * their scores, so the largest is the j-th where the m do not hold one of the first j - 1.
     */
    private double expectedBest(double best, int m, int from, int to, int size, int[] counts) {
        double expected = 0;
        double probability = m / (double) size;
        int place = 1;
        for (int i = from; i < to; i++) {
            for (int copy = 0; copy < counts[byPrediction[i]]; copy++) {
                expected += probability * Math.max(best, actual[byPrediction[i]]);
                probability *= Math.max(0, size - place - m + 1) / (double) Math.max(1, size - place);
                place++;
            }
        }
        return expected;
    }

    private int[] order(Comparator<Integer> comparator) {
        return IntStream.range(0, actual.length)
                .boxed()
                .sorted(comparator)
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
