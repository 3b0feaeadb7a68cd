package org.fewshotnas.network.darcy;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Steady flow through a random medium of two materials on the unit square, as in Li et al., "Fourier Neural Operator for Parametric Partial
 * Differential Equations" (2021), section 5.2: -div(a grad u) = 1 with the pressure u = 0 on the border, where the permeability a is 12 where a
 * random field ({@link GaussianField}) is positive, and else 3. Solved on the grid itself by differences of second order, where the published data
 * are thinned out of a grid of 421 x 421: a task of our own, like the published one but with other numbers.
 *
 * <pre>{@code
 * DarcyFlow.Example example = new DarcyFlow(29).example(1, 0);
 * }</pre>
 */
public final class DarcyFlow {
    /** The fewest points along a side. */
    public static final int SMALLEST = 5;
    /** The most: factoring takes time with the fourth power of it. */
    public static final int LARGEST = 129;

    private static final double HIGH = 12;
    private static final double LOW = 3;

    private final int side;
    private final GaussianField fields;

    /**
     * A medium and the pressure in it.
     *
     * @param permeability side x side numbers, row by row
     * @param pressure likewise; 0 on the border
     */
    public record Example(double[] permeability, double[] pressure) {}

    /** @param side points along a side, the first and the last of them on the border */
    public DarcyFlow(int side) {
        if (side < SMALLEST || side > LARGEST) {
            throw new IllegalArgumentException(side + " points along a side");
        }
        this.side = side;
        fields = new GaussianField(side);
    }

    /** One of the examples of a seed. */
    public Example example(long seed, int number) {
        double[] permeability = fields.draw(random(seed, number));
        for (int i = 0; i < permeability.length; i++) {
            permeability[i] = permeability[i] >= 0 ? HIGH : LOW;
        }
        double[] source = new double[side * side];
        Arrays.fill(source, 1);
        return new Example(permeability, solve(side, permeability, source));
    }

    /** Neighbouring seeds of {@link Random} begin alike, so that they are mixed before. */
    private static Random random(long seed, int number) {
        return new Random(new SplittableRandom(new SplittableRandom(seed).nextLong() + number).nextLong());
    }

    /**
     * Solves -div(a grad u) = f with u = 0 on the border of the unit square. Between two points a is the mean of both.
     *
     * @param side points along a side
     * @param a positive, at each point, row by row
     * @param f at each point; what stands on the border is not used
     * @return u at each point
     */
    static double[] solve(int side, double[] a, double[] f) {
        int inner = side - 2;
        double perArea = (double) (side - 1) * (side - 1);
        double[][] rows = new double[inner * inner][inner + 1];
        double[] right = new double[inner * inner];
        for (int i = 0; i < rows.length; i++) {
            int x = i % inner;
            int at = (i / inner + 1) * side + x + 1;
            double above = (a[at] + a[at - side]) / 2;
            double left = (a[at] + a[at - 1]) / 2;
            rows[i][inner] = above + left + (a[at] + a[at + side]) / 2 + (a[at] + a[at + 1]) / 2;
            // The neighbour above is one row of the grid before; on the border it is zero, and has no column.
            rows[i][0] = i < inner ? 0 : -above;
            rows[i][inner - 1] = x == 0 ? 0 : -left;
            right[i] = f[at] / perArea;
        }
        double[] solved = new BandedCholesky(rows).solve(right);
        double[] u = new double[side * side];
        for (int y = 0; y < inner; y++) {
            System.arraycopy(solved, y * inner, u, (y + 1) * side + 1, inner);
        }
        return u;
    }
}
