package org.fewshotnas.predictor.rank;

import org.apache.commons.numbers.gamma.Erfcx;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** What this library needs of the standard normal distribution and of Student's t distribution. */
public final class Normal {
    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
    private static final double ROOT_HALF_PI = Math.sqrt(Math.PI / 2);
    /** From here on the series of {@link #meanShare} is exact to rounding; before, the other formula loses few digits. */
    private static final double FAR = 30;

    private Normal() {}

    /** The quantile of a share p. */
    public static double quantile(double p) {
        return STANDARD.inverseCumulativeProbability(p);
    }

    /**
     * The logarithm of E max(0, u + z) of a standard normal z, which is log(φ(u) + u Φ(u)): finite however small the mean is (Ament et al.,
     * 2023, "Unexpected improvements to expected improvement for Bayesian optimization", section 4.1).
     */
    public static double logMeanAboveZero(double u) {
        return u > -1
                ? Math.log(STANDARD.density(u) + u * STANDARD.cumulativeProbability(u))
                : STANDARD.logDensity(u) + Math.log(meanShare(-u));
    }

    /** 1 - t (1 - Φ(t)) / φ(t), of a t of at least 1: what of φ(t) is left as the mean of what is above t. */
    private static double meanShare(double t) {
        if (t < FAR) {
            return 1 - t * ROOT_HALF_PI * Erfcx.value(t / Math.sqrt(2));
        }
        // 1/t² - 3/t⁴ + 15/t⁶ ...
        double square = t * t;
        double sum = 0;
        double term = 1;
        for (int n = 1; n < 10; n++) {
            term *= -(2 * n - 1) / square;
            sum -= term;
        }
        return sum;
    }

    /** Student's t distribution. */
    public static ContinuousDistribution student(double freedom) {
        return TDistribution.of(freedom);
    }

    /** The variance of the t distribution; of the normal one where it is not finite. */
    public static double studentVariance(double freedom) {
        return freedom > 2 ? freedom / (freedom - 2) : 1;
    }
}
