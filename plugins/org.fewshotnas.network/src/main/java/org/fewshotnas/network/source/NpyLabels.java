package org.fewshotnas.network.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The labels in an array. Its type says what they are: floating-point numbers are quantities, one or several for each example or a field of
 * them; whole numbers, truth values, texts, and a one for the class in a row of zeros are classes.
 *
 * @param extents of the array; the first is the number of examples
 * @param classes one for each example; empty if they are quantities
 * @param whole whether they are quantities, one for each example, all of which are whole
 */
record NpyLabels(List<Integer> extents, Optional<List<String>> classes, boolean whole) {
    private static final double LARGEST_CLASS = 1e9;

    /**
     * Looks at all of them; quantities are not kept.
     *
     * @param names of the classes by their numbers; may be empty
     * @throws InvalidInputException if they are neither classes nor quantities
     */
    static NpyLabels read(String file, NpyArray array, List<String> names) throws IOException {
        List<Integer> extents = array.extents();
        boolean single = array.width() == 1;
        if (array.isReal() && (single || extents.size() > 2)) {
            return new NpyLabels(extents, Optional.empty(), single && allWhole(array));
        }
        if (extents.size() > 2 || array.isText() && !single) {
            throw noLabels(file, (array.isText() ? "texts" : "whole numbers") + " of the shape " + extents);
        }
        return new NpyLabels(extents, classes(file, array, names), false);
    }

    private static boolean allWhole(NpyArray array) throws IOException {
        boolean whole = true;
        for (int i = 0; i < array.extents().get(0); i++) {
            double value = array.numbers(array.row())[0];
            whole &= value == Math.rint(value);
        }
        return whole;
    }

    /** Empty if they are rows of floating-point numbers that are more than a one among zeros. */
    private static Optional<List<String>> classes(String file, NpyArray array, List<String> names) throws IOException {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < array.extents().get(0); i++) {
            byte[] row = array.row();
            if (array.isText()) {
                labels.add(array.text(row));
                continue;
            }
            double[] numbers = array.numbers(row);
            int number = numbers.length > 1 ? oneHot(numbers) : number(file, numbers[0]);
            if (numbers.length > 1 && number < 0) {
                if (array.isReal()) {
                    return Optional.empty();
                }
                throw noLabels(file, "rows of " + numbers.length + " whole numbers");
            }
            labels.add(number >= 0 && number < names.size() ? names.get(number) : Integer.toString(number));
        }
        return Optional.of(labels);
    }

    private static int number(String file, double value) {
        if (Math.abs(value) > LARGEST_CLASS) {
            throw noLabels(file, "whole numbers such as " + (long) value);
        }
        return (int) value;
    }

    /** The place of the one among zeros; -1 if it is no such row. */
    private static int oneHot(double[] row) {
        int[] set = IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray();
        return set.length == 1 && row[set[0]] == 1 ? set[0] : -1;
    }

    private static InvalidInputException noLabels(String file, String found) {
        return new InvalidInputException(
                "The labels in \"" + file + "\" are " + found
                        + "; this node reads classes (whole numbers up to 1,000,000,000, texts, or rows with a single one) and quantities "
                        + "(floating-point numbers).",
                "If they are quantities, or an example can be of several classes, store them as floating-point numbers: y.astype('float32').");
    }

    int count() {
        return extents.get(0);
    }

    /** What the user should know: quantities that may be meant to be classes. */
    Optional<String> note(String file) {
        return whole
                ? Optional.of("All labels in \"" + file
                        + "\" are whole, but stored as floating-point numbers, so that they were read as quantities. If they are classes, store "
                        + "them as whole numbers: y.astype('int64').")
                : Optional.empty();
    }
}
