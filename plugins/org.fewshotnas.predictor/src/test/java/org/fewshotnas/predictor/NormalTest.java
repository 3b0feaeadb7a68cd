package org.fewshotnas.predictor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against published tables of the two distributions. */
class NormalTest {
    @ParameterizedTest
    @CsvSource({"0, 0.5", "1, 0.8413447", "1.96, 0.9750021", "-1.6448536, 0.05", "-3, 0.0013499"})
    void probabilitiesAreThoseOfTheTable(double x, double probability) {
        assertEquals(probability, Normal.probability(x), 1e-6);
        assertEquals(x, Normal.quantile(probability), 5e-4);
    }

    @ParameterizedTest
    @CsvSource({"0.95, 5, 2.015", "0.975, 7, 2.365", "0.99, 10, 2.764", "0.05, 27, -1.703", "0.975, 60, 2.000"})
    void quantilesOfStudentsDistributionAreThoseOfTheTable(double share, double freedom, double quantile) {
        assertEquals(quantile, Normal.studentQuantile(share, freedom), 0.01 * Math.abs(quantile));
    }
}
