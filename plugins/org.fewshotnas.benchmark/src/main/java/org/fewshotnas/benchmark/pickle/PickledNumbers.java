package org.fewshotnas.benchmark.pickle;

import java.util.Optional;

/** Numbers in a pickle, however they are held. */
public final class PickledNumbers {
    private PickledNumbers() {}

    /** A single number; NaN for everything else. */
    public static double number(Object value) {
        if (value instanceof Number single) {
            return single.doubleValue();
        }
        if (value instanceof NumpyArray array && array.size() == 1 && array.get(0) instanceof Number single) {
            return single.doubleValue();
        }
        return value instanceof TorchTensor tensor && tensor.size() == 1 && tensor.get(0) instanceof Number single
                ? single.doubleValue()
                : Double.NaN;
    }

    /** Whether something is a single number, be it NaN. */
    public static boolean isNumber(Object value) {
        return value instanceof Number
                || value instanceof NumpyArray array && array.size() == 1 && array.get(0) instanceof Number
                || value instanceof TorchTensor tensor && tensor.size() == 1 && tensor.get(0) instanceof Number;
    }

    /** At most so many numbers in a row; an item that is None is NaN. Nothing if it is something else, empty, or longer. */
    public static Optional<double[]> vector(Object value, int longest) {
        int n = length(value);
        if (n <= 0 || n > longest) {
            return Optional.empty();
        }
        double[] numbers = new double[n];
        for (int i = 0; i < n; i++) {
            Object item = item(value, i);
            if (item != null && !isNumber(item)) {
                return Optional.empty();
            }
            numbers[i] = number(item);
        }
        return Optional.of(numbers);
    }

    /** How many things a list, tuple, array or tensor holds; -1 of everything else. */
    public static int length(Object value) {
        if (value instanceof PickleList list) {
            return list.size();
        } else if (value instanceof PickleTuple tuple) {
            return tuple.size();
        } else if (value instanceof NumpyArray array) {
            return array.size();
        }
        return value instanceof TorchTensor tensor ? tensor.size() : -1;
    }

    /** One of these things. */
    public static Object item(Object value, int index) {
        if (value instanceof PickleList list) {
            return list.get(index);
        } else if (value instanceof PickleTuple tuple) {
            return tuple.get(index);
        }
        return value instanceof NumpyArray array ? array.get(index) : ((TorchTensor) value).get(index);
    }
}
