package org.fewshotnas.predictor.metalearning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.junit.jupiter.api.Test;

class HeadCollapseTest {
    @Test
    void commonFactorIsTheFirstEigenvectorWithoutTasksThatRunAgainstTheOthers() {
        // The correlations 0.8, 0.8, 0.8 among three tasks and -0.6 with a fourth, made of orthogonal columns.
        double[] shared = {1, 1, 1, 1, -1, -1, -1, -1};
        double[][] own = {
            {1, -1, 1, -1, 1, -1, 1, -1},
            {1, 1, -1, -1, 1, 1, -1, -1},
            {1, -1, -1, 1, 1, -1, -1, 1},
            {1, 1, -1, -1, -1, -1, 1, 1}
        };
        double[][] tasks = new double[4][8];
        double[] share = {Math.sqrt(0.8), Math.sqrt(0.8), Math.sqrt(0.8), -0.6 / Math.sqrt(0.8)};
        for (int t = 0; t < 4; t++) {
            LinearAlgebra.axpy(share[t], shared, tasks[t]);
            LinearAlgebra.axpy(Math.sqrt(1 - share[t] * share[t]), own[t], tasks[t]);
        }
        double[] loadings = HeadCollapse.commonFactor(tasks);
        assertEquals(0, loadings[3]);
        assertEquals(loadings[0], loadings[1], 1e-9);
        assertEquals(loadings[0], loadings[2], 1e-9);
        assertTrue(loadings[0] > 0);
    }
}
