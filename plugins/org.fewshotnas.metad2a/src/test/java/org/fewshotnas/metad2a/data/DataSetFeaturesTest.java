package org.fewshotnas.metad2a.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DataSetFeaturesTest {
    private static final DataSetShape SHAPE = new DataSetShape(1, 8, 8, 100);

    private static ClassFeatures of(String name, int examples, int width) {
        return new ClassFeatures(name, new float[examples][width]);
    }

    @Test
    void twoClassesOfOneExampleAreEnough() {
        DataSetFeatures features = new DataSetFeatures("small", List.of(of("a", 1, 3), of("b", 1, 3)), SHAPE);
        assertEquals(3, features.width());
        assertEquals(
                1_000,
                new DataSetFeatures("large", Collections.nCopies(1_000, of("a", 1, 3)), SHAPE)
                        .classes()
                        .size());
    }

    @Test
    void oneClassIsRefused() {
        said(
                () -> new DataSetFeatures("one", List.of(of("a", 7, 3)), SHAPE),
                "\"one\" has 1 class and 7 examples in all; 2 to 1000 classes");
        said(() -> new DataSetFeatures("one", List.of(of("a", 1, 3)), SHAPE), "1 class and 1 example in all");
        said(
                () -> new DataSetFeatures("many", Collections.nCopies(1_001, of("a", 1, 3)), SHAPE),
                "1001 classes and 1001 examples");
    }

    @Test
    void otherWidthsAreRefused() {
        said(
                () -> new DataSetFeatures("mixed", List.of(of("a", 1, 3), of("b", 1, 4)), SHAPE),
                "class \"b\" of the data set \"mixed\" have 4 features; those of \"a\" have 3");
        said(
                () -> new ClassFeatures("a", new float[][] {{1, 2}, {1}}),
                "Example 2 of the class \"a\" has 1 features; the first has 2");
        said(() -> of("a", 2, 0), "have no features");
    }

    @Test
    void classesWithoutExamplesAndNumbersThatAreNotFiniteAreRefused() {
        said(() -> of("a", 0, 0), "The class \"a\" has no example");
        said(
                () -> new ClassFeatures("a", new float[][] {{1, 2}, {1, Float.NaN}}),
                "Feature 2 of example 2 of the class \"a\" is NaN");
        said(
                () -> new ClassFeatures("a", new float[][] {{Float.POSITIVE_INFINITY}}),
                "Feature 1 of example 1 of the class \"a\" is Infinity");
    }

    @Test
    void shapesAreAtLeastOne() {
        said(() -> new DataSetShape(0, 8, 8, 100), "0 channels, height 8, width 8 and 100 examples");
        said(() -> new DataSetShape(1, 8, 8, 0), "each is at least 1");
    }

    private static void said(Executable work, String words) {
        InvalidInputException e = assertThrows(InvalidInputException.class, work);
        assertTrue(e.getMessage().contains(words), e.getMessage());
    }
}
