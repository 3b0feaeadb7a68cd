package org.fewshotnas.network.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NumberErrorsTest {
    @Test
    void theMeasuresAreThoseOfTheBooks() {
        NumberErrors errors = new NumberErrors();
        float[] actual = {1, 2, 3, 6};
        float[] said = {2, 2, 2, 6};
        for (int i = 0; i < 4; i++) {
            errors.add(said, actual, i, 1);
        }
        assertEquals(4, errors.examples());
        assertEquals(.5, errors.meanAbsoluteError(), 1e-12);
        assertEquals(Math.sqrt(.5), errors.rootMeanSquaredError(), 1e-12);
        // About the mean of 3: 4 + 1 + 0 + 9.
        assertEquals(1 - 2 / 14.0, errors.determination(), 1e-12);
        assertEquals((1 + 0 + 1 / 3.0 + 0) / 4, errors.relativeL2(), 1e-12);
    }

    @Test
    void withoutVarianceThereIsNothingToExplain() {
        NumberErrors errors = new NumberErrors();
        assertTrue(Double.isNaN(errors.meanAbsoluteError()));
        errors.add(new float[] {1, 2}, new float[] {1e6f, 1e6f}, 0, 2);
        assertTrue(Double.isNaN(errors.determination()));
    }
}
