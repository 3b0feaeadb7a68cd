package org.fewshotnas.benchmark.features;

import java.util.List;

/**
 * A data set: classes with features of some of their pictures. A class that several data sets have is the same object in each.
 *
 * @param name such as "task 3890"
 */
public record DataSetRows(String name, List<ClassRows> classes) {
    public DataSetRows {
        classes = List.copyOf(classes);
    }

    /** How many pictures the archive has of all its classes. */
    public int pictures() {
        return (int) Math.min(
                Integer.MAX_VALUE,
                classes.stream().mapToLong(ClassRows::pictures).sum());
    }

    /** How many pictures were read. */
    public int rows() {
        return classes.stream().mapToInt(one -> one.features().length).sum();
    }
}
