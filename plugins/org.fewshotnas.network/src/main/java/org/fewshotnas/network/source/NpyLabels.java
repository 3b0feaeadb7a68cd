package org.fewshotnas.network.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.fewshotnas.space.base.InvalidInputException;

/** The classes in an array of labels: numbers, texts, or a one for the class in a row of zeros. */
final class NpyLabels {
    private NpyLabels() {}

    /**
     * Reads all of them.
     *
     * @param names of the classes by their numbers; may be empty
     * @throws InvalidInputException if they are no classes
     */
    static List<String> read(String file, NpyArray array, List<String> names) throws IOException {
        if (array.extents().size() > 2 || array.isText() && array.width() > 1) {
            throw noClasses(file, "values of the shape " + array.extents());
        }
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
        double value = row.length == 1 ? row[0] : oneHot(file, row);
        if (value != Math.rint(value) || Math.abs(value) > 1e9) {
            throw noClasses(file, "numbers such as " + value);
        }
        return (int) value;
    }

    private static int oneHot(String file, double[] row) {
        int[] set = IntStream.range(0, row.length).filter(i -> row[i] != 0).toArray();
        if (set.length != 1 || row[set[0]] != 1) {
            throw noClasses(file, "rows of " + row.length + " numbers");
        }
        return set[0];
    }

    private static InvalidInputException noClasses(String file, String found) {
        return new InvalidInputException(
                "The labels in \"" + file + "\" are " + found
                        + "; this node reads classes: whole numbers, texts, or rows with a single one.",
                "For other targets, read the numbers with KNIME's own nodes, into columns of numbers or lists.");
    }
}
