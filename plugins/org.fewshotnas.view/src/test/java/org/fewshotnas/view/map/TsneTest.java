package org.fewshotnas.view.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;

class TsneTest {
    private static double[][] normal(int n, int d, long seed) {
        Random random = new Random(seed);
        double[][] points = new double[n][d];
        for (double[] point : points) {
            Arrays.setAll(point, k -> random.nextGaussian());
        }
        return points;
    }

    @Test
    void everyPointHasTheWantedPerplexity() {
        double[][] rows = Tsne.conditional(normal(60, 5, 1), 12, Progress.NONE);
        for (int i = 0; i < rows.length; i++) {
            double entropy = 0;
            double sum = 0;
            for (double p : rows[i]) {
                entropy -= p > 0 ? p * Math.log(p) : 0;
                sum += p;
            }
            assertEquals(0, rows[i][i]);
            assertEquals(1, sum, 1e-12);
            assertEquals(12, Math.exp(entropy), 1e-3);
        }
    }

    @Test
    void theJointDistributionIsSymmetricAndSumsToOne() {
        double[][] joint = Tsne.joint(Tsne.conditional(normal(30, 3, 2), 5, Progress.NONE));
        double sum = 0;
        for (int i = 0; i < 30; i++) {
            for (int j = 0; j < 30; j++) {
                assertEquals(joint[i][j], joint[j][i]);
                sum += joint[i][j];
            }
        }
        assertEquals(1, sum, 1e-12);
    }

    @Test
    void theGradientIsThatOfTheDivergence() {
        double[][] joint = Tsne.joint(Tsne.conditional(normal(25, 4, 3), 6, Progress.NONE));
        double[][] places = normal(25, 2, 4);
        double[][] gradient = new double[25][2];
        Tsne.gradient(joint, places, 1, gradient);
        double step = 1e-5;
        for (int i = 0; i < 25; i++) {
            for (int k = 0; k < 2; k++) {
                double at = places[i][k];
                places[i][k] = at + step;
                double after = Tsne.divergence(joint, places);
                places[i][k] = at - step;
                double before = Tsne.divergence(joint, places);
                places[i][k] = at;
                assertEquals((after - before) / (2 * step), gradient[i][k], 1e-9);
            }
        }
    }

    @Test
    void groupsThatLieApartStayApart() {
        int groups = 5;
        int each = 40;
        double[][] points = normal(groups * each, 10, 5);
        for (int i = 0; i < points.length; i++) {
            points[i][i % groups] += 30;
        }
        Tsne map = Tsne.of(points, 15, 1, Progress.NONE);
        for (int i = 0; i < points.length; i++) {
            int nearest = -1;
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < points.length; j++) {
                double distance =
                        Math.hypot(map.places()[i][0] - map.places()[j][0], map.places()[i][1] - map.places()[j][1]);
                if (j != i && distance < least) {
                    least = distance;
                    nearest = j;
                }
            }
            assertEquals(i % groups, nearest % groups, "the nearest point of " + i);
        }
        double[][] joint = Tsne.joint(Tsne.conditional(points, 15, Progress.NONE));
        assertEquals(Tsne.divergence(joint, map.places()), map.divergence());
        assertTrue(map.divergence() < Tsne.divergence(joint, Pca.of(points).places()), "better than where it began");
    }

    @Test
    void theSameSeedGivesTheSameMap() {
        double[][] points = normal(50, 6, 6);
        double[][] once = Tsne.of(points, 10, 7, Progress.NONE).places();
        assertArrayEquals(once, Tsne.of(points, 10, 7, Progress.NONE).places());
        assertFalse(
                Arrays.deepEquals(once, Tsne.of(points, 10, 8, Progress.NONE).places()));
    }

    @Test
    void fewOrEqualPointsHaveAMapToo() {
        assertEquals(0, Tsne.of(new double[0][], 30, 1, Progress.NONE).places().length);
        assertArrayEquals(
                new double[1][2],
                Tsne.of(new double[1][3], 30, 1, Progress.NONE).places());
        for (int n = 2; n < 6; n++) {
            for (double[][] points : new double[][][] {new double[n][3], normal(n, 3, n)}) {
                Tsne map = Tsne.of(points, 30, 1, Progress.NONE);
                Arrays.stream(map.places())
                        .flatMapToDouble(Arrays::stream)
                        .forEach(number -> assertTrue(Double.isFinite(number)));
                assertTrue(Double.isFinite(map.divergence()));
                assertTrue(map.perplexity() <= 4 / 3.0, "as far as there are neighbours");
            }
        }
    }

    @Test
    void itStopsWhenItIsCancelled() {
        long begin = System.nanoTime();
        Progress impatient = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                if (System.nanoTime() - begin > 300_000_000L) {
                    throw new CancellationException();
                }
            }
        };
        double[][] points = normal(Tsne.MOST_POINTS, 64, 9);
        assertThrows(CancellationException.class, () -> Tsne.of(points, 30, 1, impatient));
        assertTrue(System.nanoTime() - begin < 3_000_000_000L, "a second, on a busy machine");
        double[][] more = new double[Tsne.MOST_POINTS + 1][1];
        assertThrows(IllegalArgumentException.class, () -> Tsne.of(more, 30, 1, Progress.NONE));
    }
}
