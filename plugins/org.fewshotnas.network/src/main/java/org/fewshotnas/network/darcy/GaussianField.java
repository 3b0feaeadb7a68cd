package org.fewshotnas.network.darcy;

import java.util.Random;

/**
 * Smooth random fields on a grid over the unit square, of the Gaussian distribution N(0, (-Laplace + 9)<sup>-2</sup>) with a normal derivative of
 * zero at the border, as in Li et al., "Fourier Neural Operator for Parametric Partial Differential Equations" (2021), appendix A.3. Such a field
 * is a sum of cosines cos(pi k x) cos(pi l y) with independent weights of the standard deviation 1 / (pi<sup>2</sup> (k<sup>2</sup> +
 * l<sup>2</sup>) + 9), the constant one left out; frequencies that the grid cannot show are left out too.
 */
final class GaussianField {
    private static final double SHIFT = 9;

    private final int side;
    /** Of each frequency k and point i: cos(pi k i / (side - 1)), times the root of 2 where k is not 0. */
    private final double[][] cosines;

    /** @param side points along a side, the first and the last on the border */
    GaussianField(int side) {
        this.side = side;
        cosines = new double[side][side];
        for (int k = 0; k < side; k++) {
            for (int i = 0; i < side; i++) {
                cosines[k][i] = (k == 0 ? 1 : Math.sqrt(2)) * Math.cos(Math.PI * k * i / (side - 1));
            }
        }
    }

    /** The standard deviation of a frequency's weight. */
    static double deviation(int k, int l) {
        return k + l == 0 ? 0 : 1 / (Math.PI * Math.PI * (k * k + l * l) + SHIFT);
    }

    /** A field, row by row. */
    double[] draw(Random random) {
        double[][] weights = new double[side][side];
        // By rising frequencies, so that grids of any side begin with the same weights of the lowest ones.
        for (int highest = 0; highest < side; highest++) {
            for (int k = 0; k < highest; k++) {
                weights[k][highest] = random.nextGaussian() * deviation(k, highest);
                weights[highest][k] = random.nextGaussian() * deviation(highest, k);
            }
            weights[highest][highest] = random.nextGaussian() * deviation(highest, highest);
        }
        return sum(weights);
    }

    /** The sum of cosines with these weights: rows first, then columns. */
    private double[] sum(double[][] weights) {
        double[][] half = new double[side][side];
        for (int k = 0; k < side; k++) {
            for (int l = 0; l < side; l++) {
                for (int x = 0; x < side; x++) {
                    half[k][x] += weights[k][l] * cosines[l][x];
                }
            }
        }
        double[] field = new double[side * side];
        for (int k = 0; k < side; k++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    field[y * side + x] += cosines[k][y] * half[k][x];
                }
            }
        }
        return field;
    }
}
