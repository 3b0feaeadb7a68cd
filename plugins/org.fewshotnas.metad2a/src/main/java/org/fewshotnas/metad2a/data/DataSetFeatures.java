package org.fewshotnas.metad2a.data;

import java.util.List;
import java.util.Objects;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A data set as MetaD2A sees it: features of some examples of each class.
 *
 * @param name for messages and views
 * @param classes 2 to 1,000, whose features are of one width
 * @param shape of the inputs that the features were computed from
 */
public record DataSetFeatures(String name, List<ClassFeatures> classes, DataSetShape shape) {
    /** The most classes that a data set may have. */
    public static final int MAX_CLASSES = 1_000;

    /**
     * @throws InvalidInputException if there are too few or too many classes, or their features are of several widths
     */
    public DataSetFeatures {
        classes = List.copyOf(classes);
        Objects.requireNonNull(shape, "shape");
        if (classes.size() < 2 || classes.size() > MAX_CLASSES) {
            int examples = classes.stream().mapToInt(ClassFeatures::examples).sum();
            throw new InvalidInputException(
                    "The data set \"" + name + "\" has " + counted(classes.size(), "class", "classes") + " and "
                            + counted(examples, "example", "examples") + " in all; 2 to " + MAX_CLASSES
                            + " classes of at least one example are expected.",
                    classes.size() < 2
                            ? "Use data with labels of at least two classes."
                            : "Leave some classes out, or choose another column as the label.");
        }
        ClassFeatures first = classes.get(0);
        for (ClassFeatures other : classes) {
            if (other.width() != first.width()) {
                throw new InvalidInputException(
                        "The examples of the class \"" + other.name() + "\" of the data set \"" + name + "\" have "
                                + other.width() + " features; those of \"" + first.name() + "\" have " + first.width()
                                + ".",
                        "Compute the features of all examples in the same way.");
            }
        }
    }

    private static String counted(int count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    /** How many features an example has. */
    public int width() {
        return classes.get(0).width();
    }
}
