package org.fewshotnas.metad2a.set;

import java.util.SplittableRandom;
import org.fewshotnas.metad2a.data.DataSetFeatures;

/**
 * Examples of a data set that a code is made of.
 *
 * @param dataSet that they are of
 * @param examples of each class: their numbers
 */
public record Draw(DataSetFeatures dataSet, int[][] examples) {
    /**
     * Some examples of each class, without replacement, every choice equally likely.
     *
     * @param perClass so many of a class, or all where it has fewer
     */
    public static Draw of(DataSetFeatures dataSet, int perClass, SplittableRandom random) {
        int[][] examples = new int[dataSet.classes().size()][];
        for (int c = 0; c < examples.length; c++) {
            int all = dataSet.classes().get(c).examples();
            int[] numbers = new int[all];
            for (int i = 0; i < all; i++) {
                numbers[i] = i;
            }
            int wanted = Math.min(perClass, all);
            examples[c] = new int[wanted];
            for (int i = 0; i < wanted; i++) {
                int chosen = i + random.nextInt(all - i);
                examples[c][i] = numbers[chosen];
                numbers[chosen] = numbers[i];
            }
        }
        return new Draw(dataSet, examples);
    }

    /** How many examples a draw of a data set has. */
    public static long size(DataSetFeatures dataSet, int perClass) {
        return dataSet.classes().stream()
                .mapToLong(one -> Math.min(perClass, one.examples()))
                .sum();
    }
}
