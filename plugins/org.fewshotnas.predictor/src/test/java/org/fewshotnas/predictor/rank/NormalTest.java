package org.fewshotnas.predictor.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against published tables of the two distributions, and numerical integration. */
class NormalTest {
    @ParameterizedTest
    @CsvSource({
        "0.5, 0",
        "0.841344746068542948585, 1",
        "0.975, 1.959963984540054235524",
        "0.05, -1.644853626951472714864",
        "0.00134989803163009452665, -3",
        "0.999999, 4.753424308822898948193",
        "1e-10, -6.361340902404055951854"
    })
    void quantilesAreThoseOfTheTable(double share, double quantile) {
        assertEquals(quantile, Normal.quantile(share), 1e-9);
    }

    /** Of 1, 2 and 4 degrees of freedom the quantiles have a closed form. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0005, 0.05, 0.3, 0.5, 0.75, 0.95, 0.999})
    void quantilesOfStudentsDistributionAreThoseOfTheClosedForms(double share) {
        double alpha = 4 * share * (1 - share);
        assertEquals(Math.tan(Math.PI * (share - 0.5)), student(1, share), 1e-9 * Math.abs(student(1, share)) + 1e-12);
        assertEquals(2 * (share - 0.5) * Math.sqrt(2 / alpha), student(2, share), 1e-9);
        double q = Math.cos(Math.acos(Math.sqrt(alpha)) / 3) / Math.sqrt(alpha);
        assertEquals(Math.signum(share - 0.5) * 2 * Math.sqrt(q - 1), student(4, share), 1e-7);
    }

    private static double student(double freedom, double share) {
        return Normal.student(freedom).inverseCumulativeProbability(share);
    }

    @ParameterizedTest
    @ValueSource(doubles = {8, 2, 0.3, 0, -0.9, -1, -1.1, -3, -10, -29.99, -30, -37, -38.6, -200, -1e4, -1e8})
    void theMeanAboveZeroIsTheIntegral(double u) {
        // E max(0, u + z) = φ(u) ∫ x exp(u x - x² / 2) dx over x > 0; far out its width is 1 / |u|.
        double width = 1 / Math.max(1, -u);
        double far = 40 * width + Math.max(0, 2 * u);
        int n = 200_000;
        double h = far / n;
        double sum = 0;
        for (int i = 0; i <= n; i++) {
            double x = i * h;
            sum += (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2) * x * Math.exp(u * x - x * x / 2);
        }
        double expected = -u * u / 2 - Math.log(2 * Math.PI) / 2 + Math.log(sum * h / 3);
        assertEquals(expected, Normal.logMeanAboveZero(u), 1e-9 * Math.max(1, Math.abs(expected) * 1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -30, -1000})
    void theFormulasMeet(double u) {
        double step = 1e-9 * Math.abs(u);
        double below = Normal.logMeanAboveZero(u - step);
        double above = Normal.logMeanAboveZero(u + step);
        assertTrue(below < above, "it rises");
        // The slope is Φ(u) over the mean itself, near -u - 2 / u.
        assertEquals(2 * step * (Math.abs(u) + 2), above - below, 2 * step * 2 + 1e-12);
    }
}
