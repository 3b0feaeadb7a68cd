package org.fewshotnas.predictor.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearAlgebraTest {
    private static final int N = 6;
    private final SplittableRandom random = new SplittableRandom(1);

    private double[] numbers() {
        return random.doubles(N, -1, 1).toArray();
    }

    /** The sum of some squares x xᵀ and the identity: positive definite. */
    private double[][] matrix() {
        double[][] matrix = new double[N][N];
        for (int i = 0; i < 4; i++) {
            LinearAlgebra.addSquare(numbers(), matrix);
        }
        LinearAlgebra.addIdentity(matrix);
        return matrix;
    }

    private static double[] times(double[][] matrix, double[] x) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = LinearAlgebra.dot(matrix[i], x);
        }
        return product;
    }

    @Test
    void theFactorTimesItsTransposeIsTheMatrix() {
        double[][] matrix = matrix();
        double[][] lower = LinearAlgebra.cholesky(matrix);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                assertEquals(matrix[i][j], LinearAlgebra.dot(lower[i], lower[j]), 1e-12);
            }
        }
    }

    @Test
    void theSolutionTimesTheMatrixIsTheRightSide() {
        double[][] matrix = matrix();
        double[] right = numbers();
        double[] solved = LinearAlgebra.solve(LinearAlgebra.cholesky(matrix), right);
        assertArrayEquals(right, times(matrix, solved), 1e-12);
    }

    @Test
    void theInverseOfATriangleUndoesIt() {
        double[][] lower = LinearAlgebra.cholesky(matrix());
        double[] x = numbers();
        assertArrayEquals(x, times(LinearAlgebra.invert(lower), times(lower, x)), 1e-12);
    }

    @Test
    void theDeterminantOfADiagonalIsItsProduct() {
        double[][] diagonal = {{4, 0}, {0, 9}};
        assertEquals(Math.log(36), LinearAlgebra.logDeterminant(LinearAlgebra.cholesky(diagonal)), 1e-12);
    }

    @Test
    void sumsAreThoseByHand() {
        assertEquals(11, LinearAlgebra.dot(new double[] {1, 2}, new double[] {3, 4}));
        assertEquals(11, LinearAlgebra.dot(new double[] {1, 2}, new float[] {3, 4}));
        assertEquals(11, LinearAlgebra.dot(new float[] {1, 2}, new float[] {3, 4}));
        double[] sum = {1, 1};
        LinearAlgebra.axpy(2, new double[] {3, 4}, sum);
        LinearAlgebra.axpy(-1, new float[] {1, 0}, sum);
        assertArrayEquals(new double[] {6, 9}, sum);
        assertArrayEquals(new double[] {2, 3}, LinearAlgebra.mean(new double[][] {{1, 2}, {3, 4}}));
    }
}
