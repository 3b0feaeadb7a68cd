package org.fewshotnas.predictor.linear;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.fewshotnas.space.base.Progress;

/**
 * What a predictor believes about some architectures, all together: for each the network's output, of which larger is better, and how
 * its error goes along with the errors of the others. Errors are a common part, which is linear in the embeddings and goes down as
 * architectures are measured (Bayesian linear regression on the last layer), and noise of each architecture's own.
 *
 * <p>The common parts are kept as vectors s, with covariance s · s' between two architectures. Not safe for use by several threads.
 */
public final class Posterior {
    private final double[] outputs;
    /** (architectures, W + 1). */
    private final float[][] parts;

    private final double noise;
    private final double best;

    /**
     * @param outputs one an architecture
     * @param parts s of each; {@link #imagine} changes them
     * @param noise variance of each architecture's own error, above 0
     * @param best what {@link #best} gives
     */
    public Posterior(double[] outputs, float[][] parts, double noise, double best) {
        this.outputs = outputs;
        this.parts = parts;
        this.noise = noise;
        this.best = best;
    }

    public int size() {
        return outputs.length;
    }

    /** The most likely output: standardised, larger is better. */
    public double output(int i) {
        return outputs[i];
    }

    /** The variance of an output around which an architecture's score lies, on the scale of outputs. */
    public double variance(int i) {
        return noise + covariance(i, i);
    }

    /** The output that stands for the best score that the predictor was fine-tuned on; NaN before fine-tuning. */
    public double best() {
        return best;
    }

    /** The covariance of the common parts of two architectures. */
    public double covariance(int i, int j) {
        return LinearAlgebra.dot(parts[i], parts[j]);
    }

    /** One draw of all outputs together, without noise. */
    public double[] sample(RandomGenerator random) {
        int width = parts.length == 0 ? 0 : parts[0].length;
        double[] z = new double[width];
        for (int d = 0; d < width; d++) {
            z[d] = random.nextGaussian();
        }
        double[] drawn = outputs.clone();
        for (int i = 0; i < drawn.length; i++) {
            for (int d = 0; d < z.length; d++) {
                drawn[i] += parts[i][d] * z[d];
            }
        }
        return drawn;
    }

    /**
     * Goes on as if an architecture had been measured, with the very score that is predicted: outputs stay, and the common parts of it and
     * of those like it become smaller (Desautels et al., 2014, "Parallelizing exploration-exploitation tradeoffs").
     */
    public void imagine(int measured) {
        float[] e = direction(measured);
        if (e == null) {
            return;
        }
        double shortening = shortening(measured);
        for (float[] part : parts) {
            double along = shortening * LinearAlgebra.dot(part, e);
            for (int d = 0; d < e.length; d++) {
                part[d] -= (float) (along * e[d]);
            }
        }
    }

    /** The unit vector along an architecture's part, or null if there is nothing left to learn about it. */
    private float[] direction(int i) {
        double length = Math.sqrt(covariance(i, i));
        if (!(length > 0)) {
            return null;
        }
        float[] e = parts[i].clone();
        for (int d = 0; d < e.length; d++) {
            e[d] /= (float) length;
        }
        return e;
    }

    /** Σ' = Σ - Σφ φᵀΣ / (noise + φᵀΣφ) takes this share of every part's component along the measured one. */
    private double shortening(int measured) {
        return 1 - Math.sqrt(noise / (noise + covariance(measured, measured)));
    }

    /**
     * The architectures to measure next, so that predictions of all become as sure as possible: one after the other that lowers the mean
     * variance most, as if those before had been measured already; so the chosen ones are not all alike (Cohn et al., 1996, "Active
     * learning with statistical models"). This posterior then is the one after measuring them.
     *
     * @param allowed tells which may be chosen
     * @return distinct indices in the order of choice; fewer than asked for if fewer are allowed
     */
    public int[] mostInformative(int count, IntPredicate allowed, Progress progress) {
        int width = parts.length == 0 ? 0 : parts[0].length;
        // With M the mean of s sᵀ, measuring i lowers the mean variance by sᵢᵀ M sᵢ / (noise + sᵢᵀ sᵢ).
        double[][] moment = new double[width][width];
        for (int i = 0; i < size(); i++) {
            checkCanceled(i, progress);
            for (int d = 0; d < width; d++) {
                double factor = (double) parts[i][d] / size();
                if (factor != 0) {
                    LinearAlgebra.axpy(factor, parts[i], moment[d]);
                }
            }
        }
        double[] reach = new double[size()];
        for (int i = 0; i < reach.length; i++) {
            checkCanceled(i, progress);
            for (int d = 0; d < width; d++) {
                reach[i] += parts[i][d] * LinearAlgebra.dot(moment[d], parts[i]);
            }
        }
        int[] chosen = new int[count];
        boolean[] taken = new boolean[size()];
        for (int k = 0; k < count; k++) {
            progress.checkCanceled();
            progress.report((double) k / count, "Choosing " + (k + 1) + " of " + count + " architectures");
            int best = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < reach.length; i++) {
                double reduction = reach[i] / (noise + covariance(i, i));
                if (!taken[i] && reduction > most && allowed.test(i)) {
                    best = i;
                    most = reduction;
                }
            }
            if (best < 0) {
                return Arrays.copyOf(chosen, k);
            }
            chosen[k] = best;
            taken[best] = true;
            follow(moment, reach, best);
            imagine(best);
        }
        return chosen;
    }

    /**
     * M and sᵀ M s after measuring: with e the unit vector along the measured one, and every s' = s - c (s · e) e, M' = S M S for
     * S = I - c e eᵀ, and s'ᵀ M' s' = bᵀ M b for b = S² s = s - (2 c - c²) (s · e) e.
     */
    private void follow(double[][] moment, double[] reach, int measured) {
        float[] e = direction(measured);
        if (e == null) {
            return;
        }
        double c = shortening(measured);
        double twice = 2 * c - c * c;
        double[] me = Arrays.stream(moment)
                .mapToDouble(row -> LinearAlgebra.dot(row, e))
                .toArray();
        double eme = LinearAlgebra.dot(me, e);
        for (int i = 0; i < reach.length; i++) {
            double along = twice * LinearAlgebra.dot(parts[i], e);
            reach[i] += along * along * eme - 2 * along * LinearAlgebra.dot(me, parts[i]);
        }
        for (int d = 0; d < e.length; d++) {
            for (int k = 0; k < e.length; k++) {
                moment[d][k] += c * c * eme * e[d] * e[k] - c * (me[d] * e[k] + e[d] * me[k]);
            }
        }
    }

    private static void checkCanceled(int i, Progress progress) {
        if ((i & 0xff) == 0) {
            progress.checkCanceled();
        }
    }
}
