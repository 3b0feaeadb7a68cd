package org.fewshotnas.view.map;

import java.util.Random;

/**
 * The two directions in which points differ most (principal component analysis; Hotelling, 1933), found by orthogonal iteration on the centred
 * points, without their covariance matrix.
 *
 * @param places (n, 2), what is left of the points in these directions
 * @param explained the share of the variance that each direction has
 */
public record Pca(double[][] places, double[] explained) {
    private static final int MOST_ROUNDS = 500;
    private static final double CLOSE = 1e-10;

    /**
     * The map of some points. Each direction is turned so that its largest entry is positive.
     *
     * @param points (n, d), finite
     */
    public static Pca of(double[][] points) {
        int n = points.length;
        int d = n == 0 ? 0 : points[0].length;
        double[][] centred = new double[n][d];
        double total = 0;
        for (int j = 0; j < d; j++) {
            double mean = 0;
            for (double[] point : points) {
                mean += point[j] / n;
            }
            for (int i = 0; i < n; i++) {
                centred[i][j] = points[i][j] - mean;
                total += centred[i][j] * centred[i][j];
            }
        }
        double[][] places = new double[n][2];
        double[] explained = new double[2];
        if (total <= 0) {
            return new Pca(places, explained);
        }
        double[][] directions = directions(centred, d, Math.min(2, d));
        for (int k = 0; k < directions.length; k++) {
            for (int i = 0; i < n; i++) {
                places[i][k] = dot(centred[i], directions[k]);
                explained[k] += places[i][k] * places[i][k] / total;
            }
        }
        return new Pca(places, explained);
    }

    private static double[][] directions(double[][] centred, int d, int count) {
        Random random = new Random(1);
        double[][] directions = new double[count][];
        for (int k = 0; k < count; k++) {
            directions[k] = random.doubles(d, -1, 1).toArray();
        }
        orthonormalize(directions);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double moved = 0;
            double[][] next = new double[count][d];
            for (int k = 0; k < count; k++) {
                for (double[] point : centred) {
                    double along = dot(point, directions[k]);
                    for (int j = 0; j < d; j++) {
                        next[k][j] += along * point[j];
                    }
                }
            }
            orthonormalize(next);
            for (int k = 0; k < count; k++) {
                moved = Math.max(moved, 1 - Math.abs(dot(next[k], directions[k])));
            }
            directions = next;
            if (moved < CLOSE) {
                break;
            }
        }
        for (double[] direction : directions) {
            turn(direction);
        }
        return directions;
    }

    private static void turn(double[] direction) {
        int largest = 0;
        for (int j = 0; j < direction.length; j++) {
            largest = Math.abs(direction[j]) > Math.abs(direction[largest]) + 1e-12 ? j : largest;
        }
        if (direction.length > 0 && direction[largest] < 0) {
            for (int j = 0; j < direction.length; j++) {
                direction[j] = -direction[j];
            }
        }
    }

    private static void orthonormalize(double[][] vectors) {
        for (int k = 0; k < vectors.length; k++) {
            for (int other = 0; other < k; other++) {
                double along = dot(vectors[k], vectors[other]);
                for (int j = 0; j < vectors[k].length; j++) {
                    vectors[k][j] -= along * vectors[other][j];
                }
            }
            double length = Math.sqrt(dot(vectors[k], vectors[k]));
            for (int j = 0; j < vectors[k].length; j++) {
                vectors[k][j] = length > 1e-150 ? vectors[k][j] / length : 0;
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * b[j];
        }
        return sum;
    }
}
