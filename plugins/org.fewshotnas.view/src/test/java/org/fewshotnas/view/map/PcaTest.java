package org.fewshotnas.view.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PcaTest {
    @Test
    void pointsOfAnEllipseAreTurnedOntoItsAxes() {
        // In the plane spanned by (3, 4, 0)/5 and (0, 0, 1), stretched by 10 and 2.
        int n = 360;
        double[][] points = new double[n][];
        for (int i = 0; i < n; i++) {
            double a = 10 * Math.cos(2 * Math.PI * i / n);
            double b = 2 * Math.sin(2 * Math.PI * i / n);
            points[i] = new double[] {7 + 0.6 * a, 0.8 * a - 1, b};
        }
        Pca map = Pca.of(points);
        for (int i = 0; i < n; i++) {
            assertEquals(10 * Math.cos(2 * Math.PI * i / n), map.places()[i][0], 1e-6);
            assertEquals(2 * Math.sin(2 * Math.PI * i / n), map.places()[i][1], 1e-4);
        }
        assertArrayEquals(new double[] {100.0 / 104, 4.0 / 104}, map.explained(), 1e-9);
    }

    @Test
    void theFirstTwoDirectionsExplainNoLessThanAnyOtherTwo() {
        Random random = new Random(1);
        double[][] points = new double[80][12];
        for (double[] point : points) {
            for (int j = 0; j < point.length; j++) {
                point[j] = random.nextGaussian() * (1 + j);
            }
        }
        Pca map = Pca.of(points);
        // The variances along the coordinates themselves.
        double[] variances = new double[12];
        double total = 0;
        for (int j = 0; j < 12; j++) {
            double mean = 0;
            for (double[] point : points) {
                mean += point[j] / points.length;
            }
            for (double[] point : points) {
                variances[j] += (point[j] - mean) * (point[j] - mean);
            }
            total += variances[j];
        }
        assertEquals(true, map.explained()[0] + map.explained()[1] >= (variances[11] + variances[10]) / total);
        assertEquals(true, map.explained()[0] >= map.explained()[1]);
    }

    @Test
    void pointsThatAreAllTheSameLieInOnePlace() {
        Pca map = Pca.of(new double[][] {{1, 2, 3}, {1, 2, 3}});
        assertArrayEquals(new double[][] {{0, 0}, {0, 0}}, map.places());
        assertEquals(0, Pca.of(new double[0][]).places().length);
        assertEquals(2, Pca.of(new double[][] {{1}, {3}}).places().length, "of one dimension");
    }
}
