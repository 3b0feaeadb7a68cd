package org.fewshotnas.predictor.linear;

/** Sums and products of small vectors and matrices, given as their rows. */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /** The scalar product of two vectors of one length. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The same. */
    public static double dot(double[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** The same; products are rounded to single precision. */
    public static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Adds factor times x to y. */
    public static void axpy(double factor, double[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] += factor * x[i];
        }
    }

    /** Adds factor times x to y. */
    public static void axpy(double factor, float[] x, double[] y) {
        for (int i = 0; i < x.length; i++) {
            y[i] += factor * x[i];
        }
    }

    /** Adds x xᵀ to a symmetric matrix. */
    public static void addSquare(double[] x, double[][] matrix) {
        for (int i = 0; i < x.length; i++) {
            if (x[i] != 0) {
                axpy(x[i], x, matrix[i]);
            }
        }
    }

    /** Adds 1 to the diagonal of a square matrix. */
    public static void addIdentity(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            matrix[i][i] += 1;
        }
    }

    /** The mean of vectors of one length. */
    public static double[] mean(double[][] rows) {
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            axpy(1.0 / rows.length, row, mean);
        }
        return mean;
    }

    /** The lower triangle L of a positive definite matrix L · Lᵀ. */
    public static double[][] cholesky(double[][] matrix) {
        int n = matrix.length;
        double[][] lower = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
        }
        return lower;
    }

    /** The x of L · Lᵀ · x = right. */
    public static double[] solve(double[][] lower, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                x[i] -= lower[i][j] * x[j];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int j = i + 1; j < n; j++) {
                x[i] -= lower[j][i] * x[j];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    /** The inverse of a lower triangular matrix. */
    public static double[][] invert(double[][] lower) {
        int n = lower.length;
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            inverse[i][i] = 1;
            for (int k = 0; k < i; k++) {
                axpy(-lower[i][k], inverse[k], inverse[i]);
            }
            for (int j = 0; j <= i; j++) {
                inverse[i][j] /= lower[i][i];
            }
        }
        return inverse;
    }

    /** The logarithm of the determinant of L · Lᵀ. */
    public static double logDeterminant(double[][] lower) {
        double sum = 0;
        for (int i = 0; i < lower.length; i++) {
            sum += 2 * Math.log(lower[i][i]);
        }
        return sum;
    }
}
