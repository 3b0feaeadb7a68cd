package org.fewshotnas.space.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CorrelationTest {
    // Anscombe's quartet (1973), the first set: its correlation is .81642 in the paper's table.
    private static final double[] X = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
    private static final double[] Y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

    @Test
    void aPublishedSetHasItsPublishedCorrelation() {
        assertEquals(0.81642, Correlation.pearson(X, Y), 5e-6);
    }

    @Test
    void neitherPlaceNorScaleMatters() {
        double[] moved = Arrays.stream(Y).map(y -> 1e6 - 1e-3 * y).toArray();
        assertEquals(-Correlation.pearson(X, Y), Correlation.pearson(X, moved), 1e-6);
        assertEquals(1, Correlation.pearson(X, X), 1e-15);
        assertTrue(Correlation.pearson(Y, Y) <= 1);
    }

    @Test
    void numbersThatDoNotVaryHaveNone() {
        double[] same = new double[X.length];
        // A mean of these is not the number itself.
        Arrays.fill(same, 0.1);
        assertEquals(Double.NaN, Correlation.pearson(X, same));
        assertEquals(Double.NaN, Correlation.pearson(same, X));
        assertEquals(Double.NaN, Correlation.pearson(new double[0], new double[0]));
    }

    @Test
    void unequalLengthsAreAnError() {
        assertThrows(IllegalArgumentException.class, () -> Correlation.pearson(X, new double[1]));
    }
}
