package org.fewshotnas.view.map;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.space.base.Progress;

/**
 * Places of points in two dimensions at which near ones stay near: exact t-SNE (van der Maaten and Hinton, "Visualizing Data using t-SNE",
 * JMLR 2008). It begins at the points' {@link Pca}, as Kobak and Berens (2019) advise, so that far groups are where they were, with a little
 * chance. Distances between groups, and their sizes, mean little.
 *
 * <p>Takes two matrices of n² numbers. The same points, settings and seed give the same places, however many threads there are.
 *
 * @param places (n, 2)
 * @param divergence of the distances' distribution in the map from that among the points, in nats: equation 2 of the paper, 0 the best
 * @param perplexity that was used: not more than a third of the other points
 */
public record Tsne(double[][] places, double divergence, double perplexity) {
    /** The most points that a map is made of. */
    public static final int MOST_POINTS = 3_000;

    private static final int ROUNDS = 1_000;
    private static final int EARLY_ROUNDS = 250;
    /** Attraction is so many times stronger in the early rounds, so that groups come together. */
    private static final double EXAGGERATION = 12;

    private static final double LEAST_RATE = 50;
    private static final double START = 1e-4;
    private static final double CHANCE = 1e-6;
    private static final double LEAST_GAIN = 0.01;
    /** So near the wanted perplexity, as a share of it. */
    private static final double CLOSE = 1e-6;

    private static final int MOST_HALVINGS = 200;
    private static final double TINY = 1e-300;

    /**
     * The map of some points.
     *
     * @param points (n, d), finite
     * @param perplexity about how many neighbours of each point count
     * @throws IllegalArgumentException if there are more than {@link #MOST_POINTS}
     */
    public static Tsne of(double[][] points, double perplexity, long seed, Progress progress) {
        int n = points.length;
        if (n > MOST_POINTS) {
            throw new IllegalArgumentException(n + " points; at most " + MOST_POINTS + " fit");
        }
        double used = Math.max(1, Math.min(perplexity, (n - 1) / 3.0));
        if (n < 2) {
            return new Tsne(new double[n][2], 0, used);
        }
        double[][] joint = joint(conditional(points, used, progress.part(0, 0.1)));
        double[][] places = start(points, seed);
        double divergence = descend(joint, places, progress.part(0.1, 1));
        return new Tsne(places, divergence, used);
    }

    /**
     * How likely each point would pick each other one as its neighbour: equation 1, with the width of each point's normal distribution such that
     * the row has the perplexity.
     */
    static double[][] conditional(double[][] points, double perplexity, Progress progress) {
        int n = points.length;
        double[][] rows = new double[n][];
        int step = Math.max(1, 200_000 / (n * Math.max(1, points[0].length)));
        for (int from = 0; from < n; from += step) {
            progress.checkCanceled();
            progress.report((double) from / n, "Comparing " + n + " points");
            IntStream.range(from, Math.min(n, from + step))
                    .parallel()
                    .forEach(i -> rows[i] = row(points, i, perplexity));
        }
        return rows;
    }

    private static double[] row(double[][] points, int i, double perplexity) {
        int n = points.length;
        double[] distances = new double[n];
        double nearest = Double.POSITIVE_INFINITY;
        double mean = 0;
        for (int j = 0; j < n; j++) {
            if (j != i) {
                distances[j] = squaredDistance(points[i], points[j]);
                nearest = Math.min(nearest, distances[j]);
                mean += distances[j] / (n - 1);
            }
        }
        double[] row = new double[n];
        double precision = mean > 0 ? 1 / mean : 1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int halving = 0; halving < MOST_HALVINGS; halving++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < n; j++) {
                double far = distances[j] - nearest; // the smallest is taken off, so that one is always above zero
                row[j] = j == i ? 0 : Math.exp(-precision * far);
                sum += row[j];
                weighted += row[j] * far;
            }
            double found = sum * Math.exp(precision * weighted / sum);
            for (int j = 0; j < n; j++) {
                row[j] /= sum;
            }
            if (Math.abs(found - perplexity) < CLOSE * perplexity) {
                break;
            }
            if (found > perplexity) {
                low = precision;
                precision = high == Double.POSITIVE_INFINITY ? 2 * precision : (low + high) / 2;
            } else {
                high = precision;
                precision = (low + high) / 2;
            }
        }
        return row;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }

    /** Both directions as one distribution over pairs. The rows are overwritten. */
    static double[][] joint(double[][] rows) {
        int n = rows.length;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double both = (rows[i][j] + rows[j][i]) / (2 * n);
                rows[i][j] = both;
                rows[j][i] = both;
            }
        }
        return rows;
    }

    private static double[][] start(double[][] points, long seed) {
        double[][] places = Pca.of(points).places();
        double square = 0;
        for (double[] place : places) {
            square += place[0] * place[0] / places.length;
        }
        double scale = square > 0 ? START / Math.sqrt(square) : 0;
        Random random = new Random(seed);
        for (double[] place : places) {
            for (int k = 0; k < 2; k++) {
                place[k] = place[k] * scale + CHANCE * random.nextGaussian();
            }
        }
        return places;
    }

    /** Gradient descent with momentum, and a gain for each coordinate, as section 3.4 has it. Changes the places. */
    private static double descend(double[][] joint, double[][] places, Progress progress) {
        int n = places.length;
        double rate = Math.max(LEAST_RATE, n / EXAGGERATION / 4);
        double[][] steps = new double[n][2];
        double[][] gains = new double[n][2];
        Arrays.stream(gains).forEach(gain -> Arrays.fill(gain, 1));
        double[][] gradient = new double[n][2];
        for (int round = 0; round < ROUNDS; round++) {
            progress.checkCanceled();
            progress.report((double) round / ROUNDS, "Round " + (round + 1) + " of " + ROUNDS);
            boolean early = round < EARLY_ROUNDS;
            gradient(joint, places, early ? EXAGGERATION : 1, gradient);
            double momentum = early ? 0.5 : 0.8;
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < 2; k++) {
                    boolean turns = gradient[i][k] > 0 == steps[i][k] > 0;
                    gains[i][k] = Math.max(LEAST_GAIN, turns ? gains[i][k] * 0.8 : gains[i][k] + 0.2);
                    steps[i][k] = momentum * steps[i][k] - rate * gains[i][k] * gradient[i][k];
                    places[i][k] += steps[i][k];
                }
            }
            centre(places);
        }
        return divergence(joint, places);
    }

    private static void centre(double[][] places) {
        for (int k = 0; k < 2; k++) {
            double mean = 0;
            for (double[] place : places) {
                mean += place[k] / places.length;
            }
            for (double[] place : places) {
                place[k] -= mean;
            }
        }
    }

    /** The divergence's derivative by each coordinate: equation 5, with attraction times a factor. */
    static void gradient(double[][] joint, double[][] places, double exaggeration, double[][] gradient) {
        int n = places.length;
        double[][] attraction = new double[n][2];
        double[][] repulsion = new double[n][2];
        double[] totals = new double[n];
        // Each row is summed up by one thread and rows in their order, so that the result does not depend on the
        // threads.
        IntStream.range(0, n).parallel().forEach(i -> {
            double x = places[i][0];
            double y = places[i][1];
            double[] row = joint[i];
            double pullX = 0;
            double pullY = 0;
            double pushX = 0;
            double pushY = 0;
            double total = 0;
            for (int j = 0; j < n; j++) {
                double dx = x - places[j][0];
                double dy = y - places[j][1];
                double near = 1 / (1 + dx * dx + dy * dy);
                double pull = row[j] * near;
                double push = near * near;
                pullX += pull * dx;
                pullY += pull * dy;
                pushX += push * dx;
                pushY += push * dy;
                total += near;
            }
            attraction[i][0] = pullX;
            attraction[i][1] = pullY;
            repulsion[i][0] = pushX;
            repulsion[i][1] = pushY;
            totals[i] = total - 1; // itself
        });
        double total = Math.max(TINY, Arrays.stream(totals).sequential().sum());
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 2; k++) {
                gradient[i][k] = 4 * (exaggeration * attraction[i][k] - repulsion[i][k] / total);
            }
        }
    }

    /** The Kullback-Leibler divergence of the map, in nats. */
    static double divergence(double[][] joint, double[][] places) {
        int n = places.length;
        double total = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                total += j == i ? 0 : 1 / (1 + squaredDistance(places[i], places[j]));
            }
        }
        double divergence = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (joint[i][j] > 0) {
                    double near = 1 / (1 + squaredDistance(places[i], places[j]));
                    divergence += joint[i][j] * Math.log(joint[i][j] * total / near);
                }
            }
        }
        return divergence;
    }
}
