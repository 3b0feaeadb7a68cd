package org.fewshotnas.network.data;

import java.util.List;
import org.fewshotnas.network.graph.TensorShape;

/** What is to be said of every example of a data set. */
public sealed interface Targets {
    /** Of how many examples. */
    int size();

    /** The targets of some examples, in this order. */
    Targets subset(int[] examples);

    /**
     * Classes.
     *
     * @param classes of each example a number from 0; not to be changed
     * @param names of the classes, in the order of their numbers
     */
    record Classes(int[] classes, List<String> names) implements Targets {
        /** @throws IllegalArgumentException if a number has no name */
        public Classes {
            names = List.copyOf(names);
            for (int number : classes) {
                if (number < 0 || number >= names.size()) {
                    throw new IllegalArgumentException("Class " + number + " of " + names.size());
                }
            }
        }

        @Override
        public int size() {
            return classes.length;
        }

        @Override
        public Classes subset(int[] examples) {
            int[] chosen = new int[examples.length];
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] = classes[examples[i]];
            }
            return new Classes(chosen, names);
        }
    }

    /**
     * Numbers: one or more for each example, or a field of them.
     *
     * @param values one example after another; not to be changed
     * @param shape of one example
     */
    record Numbers(float[] values, TensorShape shape) implements Targets {
        /** @throws IllegalArgumentException if the values are no multiple of the shape */
        public Numbers {
            if (values.length % shape.size() != 0) {
                throw new IllegalArgumentException(values.length + " values of shape " + shape);
            }
        }

        @Override
        public int size() {
            return (int) (values.length / shape.size());
        }

        @Override
        public Numbers subset(int[] examples) {
            return new Numbers(DataSet.chosen(values, (int) shape.size(), examples), shape);
        }
    }
}
