package org.fewshotnas.predictor;

/** The standard normal distribution and Student's t distribution (Abramowitz and Stegun, 1964, chapter 26). */
public final class Normal {
    private Normal() {}

    /** The density at x. */
    public static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** The probability of a number below x, to 7.5e-8 (26.2.17). */
    public static double probability(double x) {
        double t = 1 / (1 + 0.2316419 * Math.abs(x));
        double series =
                t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = density(x) * series;
        return x > 0 ? 1 - tail : tail;
    }

    /** The quantile of a share p, to 4.5e-4 (26.2.23). */
    static double quantile(double p) {
        double tail = Math.min(p, 1 - p);
        double t = Math.sqrt(-2 * Math.log(tail));
        double x =
                t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
        return p < 0.5 ? -x : x;
    }

    /** The quantile of a share p of the t distribution, to 1 % from 5 degrees of freedom and for shares from 0.005 to 0.995 (26.7.5). */
    static double studentQuantile(double p, double freedom) {
        double z = quantile(p);
        double s = z * z;
        return z
                * (1
                        + (s + 1) / (4 * freedom)
                        + ((5 * s + 16) * s + 3) / (96 * freedom * freedom)
                        + (((3 * s + 19) * s + 17) * s - 15) / (384 * freedom * freedom * freedom));
    }

    /** The variance of the t distribution; of the normal one where it is not finite. */
    static double studentVariance(double freedom) {
        return freedom > 2 ? freedom / (freedom - 2) : 1;
    }
}
