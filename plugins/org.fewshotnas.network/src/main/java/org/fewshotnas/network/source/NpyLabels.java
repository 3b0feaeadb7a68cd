package org.fewshotnas.network.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The labels in an array. Its type says what they are: one floating-point number for each example is a quantity; whole numbers, truth values,
 * texts, and a one for the class in a row of zeros are classes.
 *
 * @param classes one for each example; all empty if they are quantities
 * @param quantities one for each example, as they stand in the file; empty if they are classes
 */
record NpyLabels(List<String> classes, Optional<double[]> quantities) {
    private static final double LARGEST_CLASS = 1e9;

    /**
     * Reads all of them.
     *
     * @param names of the classes by their numbers; may be empty
     * @throws InvalidInputException if they are neither classes nor quantities
     */
    static NpyLabels read(String file, NpyArray array, List<String> names) throws IOException {
        if (array.extents().size() > 2 || array.isText() && array.width() > 1) {
            throw noLabels(file, "values of the shape " + array.extents());
        }
        if (array.isReal() && array.width() == 1) {
            double[] quantities = quantities(array);
            return new NpyLabels(Collections.nCopies(quantities.length, ""), Optional.of(quantities));
        }
        return new NpyLabels(classes(file, array, names), Optional.empty());
    }

    private static double[] quantities(NpyArray array) throws IOException {
        double[] quantities = new double[array.extents().get(0)];
        for (int i = 0; i < quantities.length; i++) {
            quantities[i] = array.numbers(array.row())[0];
        }
        return quantities;
    }

    private static List<String> classes(String file, NpyArray array, List<String> names) throws IOException {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < array.extents().get(0); i++) {
            byte[] row = array.row();
            if (array.isText()) {
                labels.add(array.text(row));
            } else {
                int number = number(file, array.numbers(row));
                labels.add(number >= 0 && number < names.size() ? names.get(number) : Integer.toString(number));
            }
        }
        return labels;
    }

    private static int number(String file, double[] row) {
        if (row.length > 1) {
            return oneHot(file, row);
        }
        if (Math.abs(row[0]) > LARGEST_CLASS) {
            throw noLabels(file, "whole numbers such as " + (long) row[0]);
        }
        return (int) row[0];
    }

    private static int oneHot(String file, double[] row) {
        int[] set = IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray();
        if (set.length != 1 || row[set[0]] != 1) {
            throw noLabels(file, "rows of " + row.length + " numbers");
        }
        return set[0];
    }

    private static InvalidInputException noLabels(String file, String found) {
        return new InvalidInputException(
                "The labels in \"" + file + "\" are " + found
                        + "; this node reads classes (whole numbers up to 1,000,000,000, texts, or rows with a single one) and quantities (one "
                        + "floating-point number for each example).",
                "For other targets, read the numbers with KNIME's own nodes, into columns of numbers or lists.");
    }

    /** What the user should know: quantities that may be meant to be classes. */
    Optional<String> note(String file) {
        boolean whole =
                quantities.isPresent() && Arrays.stream(quantities.get()).allMatch(value -> value == Math.rint(value));
        return whole
                ? Optional.of("All labels in \"" + file
                        + "\" are whole, but stored as floating-point numbers, so that they were read as quantities. If they are classes, store "
                        + "them as whole numbers: y.astype('int64').")
                : Optional.empty();
    }
}
