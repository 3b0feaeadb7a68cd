package org.fewshotnas.metad2a.set;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
            examples[c] = chosen(all, Math.min(perClass, all), random);
        }
        return new Draw(dataSet, examples);
    }

    /**
     * The same for learning: at most half of the examples of a class, so that a data set looks different each time, be its classes ever so
     * small, and is not learned by heart.
     */
    public static Draw forLearning(DataSetFeatures dataSet, int perClass, SplittableRandom random) {
        int[][] examples = new int[dataSet.classes().size()][];
        for (int c = 0; c < examples.length; c++) {
            int all = dataSet.classes().get(c).examples();
            examples[c] = chosen(all, Math.min(perClass, (all + 1) / 2), random);
        }
        return new Draw(dataSet, examples);
    }

    private static int[] chosen(int all, int wanted, SplittableRandom random) {
        int[] numbers = IntStream.range(0, all).toArray();
        int[] chosen = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            int at = i + random.nextInt(all - i);
            chosen[i] = numbers[at];
            numbers[at] = numbers[i];
        }
        return chosen;
    }

    /** How many examples a draw of a data set has. */
    public static long size(DataSetFeatures dataSet, int perClass) {
        return dataSet.classes().stream()
                .mapToLong(one -> Math.min(perClass, one.examples()))
                .sum();
    }
}
