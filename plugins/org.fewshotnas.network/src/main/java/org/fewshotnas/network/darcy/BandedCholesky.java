package org.fewshotnas.network.darcy;

/**
 * Solves systems of a symmetric, positive definite matrix that is zero far from its diagonal, by its factor: A = L L<sup>T</sup> (Golub and Van
 * Loan, "Matrix Computations", section 4.3.5). Takes rows x band<sup>2</sup> / 2 multiplications.
 */
final class BandedCholesky {
    private final int band;
    /** Row i holds L's columns i - band to i; the diagonal is last. */
    private final double[][] factor;

    /**
     * Factors a matrix in place.
     *
     * @param rows row i holds the matrix's columns i - band to i, zeros where there are none; it becomes the factor
     * @throws IllegalArgumentException if the matrix is not positive definite
     */
    BandedCholesky(double[][] rows) {
        factor = rows;
        band = rows[0].length - 1;
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            int first = Math.max(0, band - i);
            for (int at = first; at < band; at++) {
                double[] other = rows[i - band + at];
                row[at] = (row[at] - dot(row, first, at, other, band - at)) / other[band];
            }
            double square = row[band] - dot(row, first, band, row, 0);
            if (!(square > 0)) {
                throw new IllegalArgumentException("Row " + i + " shows that the matrix is not positive definite");
            }
            row[band] = Math.sqrt(square);
        }
    }

    private static double dot(double[] row, int from, int to, double[] other, int shift) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum += row[k] * other[k + shift];
        }
        return sum;
    }

    /** The solution for a right side. */
    double[] solve(double[] right) {
        double[] x = right.clone();
        for (int i = 0; i < x.length; i++) {
            for (int at = Math.max(0, band - i); at < band; at++) {
                x[i] -= factor[i][at] * x[i - band + at];
            }
            x[i] /= factor[i][band];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= factor[i][band];
            for (int at = Math.max(0, band - i); at < band; at++) {
                x[i - band + at] -= factor[i][at] * x[i];
            }
        }
        return x;
    }
}
