package org.fewshotnas.network.darcy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pressure of known flows, and what random media are like. */
class DarcyFlowTest {
    private static double[] onGrid(int side, DoubleBinaryOperator function) {
        double[] values = new double[side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = function.applyAsDouble((double) (i % side) / (side - 1), (double) (i / side) / (side - 1));
        }
        return values;
    }

    /** The largest error of a solution u = sin(pi x) sin(pi y) for a medium a. */
    private static double error(int side, DoubleBinaryOperator a, DoubleBinaryOperator source) {
        double[] solved = DarcyFlow.solve(side, onGrid(side, a), onGrid(side, source));
        double[] known = onGrid(side, (x, y) -> Math.sin(Math.PI * x) * Math.sin(Math.PI * y));
        double largest = 0;
        for (int i = 0; i < known.length; i++) {
            largest = Math.max(largest, Math.abs(solved[i] - known[i]));
        }
        return largest;
    }

    private static void isOfSecondOrder(DoubleBinaryOperator a, DoubleBinaryOperator source) {
        double coarse = error(17, a, source);
        double fine = error(33, a, source);
        assertTrue(coarse < .01, "an error of " + coarse);
        assertEquals(4, coarse / fine, .1, "half the distance, a quarter of the error");
    }

    @Test
    void knownFlowsAreFoundWithErrorsOfSecondOrder() {
        double pi = Math.PI;
        isOfSecondOrder((x, y) -> 1, (x, y) -> 2 * pi * pi * Math.sin(pi * x) * Math.sin(pi * y));
        isOfSecondOrder(
                (x, y) -> 1 + x * y,
                (x, y) -> 2 * pi * pi * (1 + x * y) * Math.sin(pi * x) * Math.sin(pi * y)
                        - y * pi * Math.cos(pi * x) * Math.sin(pi * y)
                        - x * pi * Math.sin(pi * x) * Math.cos(pi * y));
    }

    @Test
    void aBandedSystemIsSolved() {
        // (4 1 0 0; 1 4 1 0; 0 1 4 1; 0 0 1 4), of which the solution is 1, 2, 3, 4.
        double[][] rows = {{0, 4}, {1, 4}, {1, 4}, {1, 4}};
        assertArrayEquals(
                new double[] {1, 2, 3, 4}, new BandedCholesky(rows).solve(new double[] {6, 12, 18, 19}), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> new BandedCholesky(new double[][] {{0, 1}, {2, 1}}));
    }

    @Test
    void aFieldVariesAsItsDistributionSays() {
        int side = 9;
        GaussianField fields = new GaussianField(side);
        Random random = new Random(1);
        int draws = 20_000;
        int[] points = {0, 4 * side + 4, 2 * side + 5};
        double[] squares = new double[points.length];
        double product = 0;
        for (int i = 0; i < draws; i++) {
            double[] field = fields.draw(random);
            for (int j = 0; j < points.length; j++) {
                squares[j] += field[points[j]] * field[points[j]] / draws;
            }
            product += field[points[1]] * field[points[2]] / draws;
        }
        for (int j = 0; j < points.length; j++) {
            assertEquals(1, squares[j] / covariance(side, points[j], points[j]), .05);
        }
        assertEquals(1, product / covariance(side, points[1], points[2]), .08);
    }

    /** The sum over frequencies, point by point. */
    private static double covariance(int side, int one, int other) {
        double sum = 0;
        for (int k = 0; k < side; k++) {
            for (int l = 0; l < side; l++) {
                double weight = (k == 0 ? 1 : 2) * (l == 0 ? 1 : 2) * Math.pow(GaussianField.deviation(k, l), 2);
                sum += weight
                        * wave(side, k, one / side)
                        * wave(side, k, other / side)
                        * wave(side, l, one % side)
                        * wave(side, l, other % side);
            }
        }
        return sum;
    }

    private static double wave(int side, int frequency, int place) {
        return Math.cos(Math.PI * frequency * place / (side - 1));
    }

    @Test
    void anExampleHasTwoMaterialsAndAPressureThatIsPositiveInsideAndComesAgainWithItsSeed() {
        int side = 29;
        DarcyFlow flow = new DarcyFlow(side);
        DarcyFlow.Example example = flow.example(1, 0);
        assertEquals(
                Set.of(3., 12.), Arrays.stream(example.permeability()).boxed().collect(Collectors.toSet()));
        for (int i = 0; i < side * side; i++) {
            boolean border = i / side % (side - 1) == 0 || i % side % (side - 1) == 0;
            double pressure = example.pressure()[i];
            // Of the material that lets least through alone, the pressure is at most .0737 / 3.
            assertTrue(border ? pressure == 0 : pressure > 0 && pressure < .0246, "point " + i + ": " + pressure);
        }
        assertArrayEquals(example.pressure(), new DarcyFlow(side).example(1, 0).pressure());
        assertFalse(Arrays.equals(example.permeability(), flow.example(1, 1).permeability()));
        assertFalse(Arrays.equals(example.permeability(), flow.example(2, 0).permeability()));
        assertThrows(IllegalArgumentException.class, () -> new DarcyFlow(4));
        assertThrows(IllegalArgumentException.class, () -> new DarcyFlow(130));
    }
}
