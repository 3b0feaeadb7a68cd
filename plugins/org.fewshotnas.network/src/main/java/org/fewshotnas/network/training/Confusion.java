package org.fewshotnas.network.training;

import java.util.List;
import org.fewshotnas.network.data.Targets;

/** How often each class was taken for which: counts examples, and gives the usual measures of them. */
public final class Confusion {
    private final List<String> classes;
    private final int[][] counts;

    /** Of nothing yet. */
    public Confusion(List<String> classes) {
        this.classes = List.copyOf(classes);
        counts = new int[classes.size()][classes.size()];
    }

    /** Of outputs: one example after another, a number for each class, of which the largest is said. */
    static Confusion of(float[] outputs, Targets.Classes targets) {
        Confusion confusion = new Confusion(targets.names());
        for (int i = 0; i < targets.size(); i++) {
            confusion.add(
                    targets.classes()[i],
                    Score.largest(outputs, i, targets.names().size()));
        }
        return confusion;
    }

    /** The names of the classes, whose numbers are those of their places. */
    public List<String> classes() {
        return classes;
    }

    /** An example of a class, of which a class was said. */
    public void add(int actual, int said) {
        counts[actual][said]++;
    }

    /** The number of examples of a class of which a class was said. */
    public int count(int actual, int said) {
        return counts[actual][said];
    }

    /** The number of examples of a class. */
    public int examples(int actual) {
        int sum = 0;
        for (int count : counts[actual]) {
            sum += count;
        }
        return sum;
    }

    /** The number of all examples. */
    public int examples() {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += examples(i);
        }
        return sum;
    }

    private int said(int number) {
        int sum = 0;
        for (int[] row : counts) {
            sum += row[number];
        }
        return sum;
    }

    /** The share of a class's examples that are right; NaN without an example. */
    public double recall(int number) {
        return (double) counts[number][number] / examples(number);
    }

    /** The share of right ones among what was said to be of a class; NaN if that was never said. */
    public double precision(int number) {
        return (double) counts[number][number] / said(number);
    }

    /** The harmonic mean of precision and recall; 0 for a class that is never right, NaN for one that neither is nor is said. */
    public double f1(int number) {
        return 2.0 * counts[number][number] / (examples(number) + said(number));
    }

    /** The share of examples that are right; NaN without an example. */
    public double accuracy() {
        int right = 0;
        for (int i = 0; i < counts.length; i++) {
            right += counts[i][i];
        }
        return right / (double) examples();
    }

    /** The mean recall of the classes that have examples; NaN if none has. */
    public double balancedAccuracy() {
        return mean(false);
    }

    /** The mean F1 of the classes that have examples; NaN if none has. */
    public double macroF1() {
        return mean(true);
    }

    private double mean(boolean ofF1) {
        double sum = 0;
        int present = 0;
        for (int i = 0; i < counts.length; i++) {
            if (examples(i) > 0) {
                present++;
                sum += ofF1 ? f1(i) : recall(i);
            }
        }
        return sum / present;
    }
}
