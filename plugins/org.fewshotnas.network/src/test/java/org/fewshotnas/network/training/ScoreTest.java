package org.fewshotnas.network.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.junit.jupiter.api.Test;

class ScoreTest {
    /** Said 0 0 0 1 1 2, true 0 0 1 1 1 0; of class 3 there are no examples. */
    private static final Targets TRUE = new Targets.Classes(new int[] {0, 0, 1, 1, 1, 0}, List.of("a", "b", "c", "d"));

    private static final float[] SAID = {
        3, 1, 1, 0, /**/ 1, 0, 0, 0, /**/ 2, 1, 1, 1, /**/ 0, 1, 0, 0, /**/ 0, 5, 4, 4, /**/ 0, 0, 1, 1
    };

    @Test
    void scoresOfClassesAreThoseOfTheConfusionMatrix() {
        assertEquals(4 / 6.0, Score.ACCURACY.of(SAID, TRUE), 1e-12);
        assertEquals((2 / 3.0 + 2 / 3.0) / 2, Score.BALANCED_ACCURACY.of(SAID, TRUE), 1e-12);
        // Class a: precision 2/3, recall 2/3; class b: precision 1, recall 2/3.
        assertEquals((2 / 3.0 + .8) / 2, Score.MACRO_F1.of(SAID, TRUE), 1e-12);
    }

    @Test
    void errorsOfNumbersAreMeansOverExamplesOrValues() {
        Targets numbers = new Targets.Numbers(new float[] {3, 4, 0, 2}, TensorShape.vector(2));
        float[] said = {3, 3, 1, 2};
        assertEquals((1 / 5.0 + 1 / 2.0) / 2, Score.RELATIVE_L2.of(said, numbers), 1e-12);
        assertEquals(.5, Score.MEAN_ABSOLUTE_ERROR.of(said, numbers), 1e-12);
        assertTrue(Score.RELATIVE_L2.isBetter(.1, .2));
        assertTrue(Score.ACCURACY.isBetter(.2, .1));
    }
}
