package org.fewshotnas.network.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * A data set in two: what a network learns from, and what it is judged by.
 *
 * @param training the larger one as a rule
 * @param validation the rest
 */
public record Split(DataSet training, DataSet validation) {
    /**
     * Divides at random, every class in the same ratio, as nearly as whole examples can.
     *
     * @param share of the examples for validation, more than 0 and less than 1
     * @param seed the same one divides in the same way
     * @throws InvalidInputException if one of the two would be empty
     */
    public static Split stratified(DataSet data, double share, long seed) {
        Random random = new Random(seed);
        List<Integer> training = new ArrayList<>();
        List<Integer> validation = new ArrayList<>();
        double owed = 0;
        for (List<Integer> group : groups(data.targets())) {
            List<Integer> order = shuffled(group, random);
            owed += share * order.size();
            int taken = (int) Math.min(Math.round(owed), order.size());
            owed -= taken;
            validation.addAll(order.subList(0, taken));
            training.addAll(order.subList(taken, order.size()));
        }
        if (training.isEmpty() || validation.isEmpty()) {
            throw new InvalidInputException(
                    data.size() + " examples cannot be divided so that a share of " + share
                            + " of them is kept for validation: one of the two would be empty.",
                    "Use more examples, or choose another share.");
        }
        return new Split(data.subset(indices(training)), data.subset(indices(validation)));
    }

    /** The examples of each class; all in one where targets are numbers. */
    private static List<List<Integer>> groups(Targets targets) {
        List<List<Integer>> groups = new ArrayList<>();
        if (targets instanceof Targets.Classes classes) {
            classes.names().forEach(name -> groups.add(new ArrayList<>()));
            for (int i = 0; i < classes.size(); i++) {
                groups.get(classes.classes()[i]).add(i);
            }
        } else {
            groups.add(IntStream.range(0, targets.size()).boxed().toList());
        }
        return groups;
    }

    private static List<Integer> shuffled(List<Integer> group, Random random) {
        Integer[] order = group.toArray(new Integer[0]);
        Collections.shuffle(Arrays.asList(order), random);
        return List.of(order);
    }

    private static int[] indices(List<Integer> examples) {
        return examples.stream().sorted().mapToInt(Integer::intValue).toArray();
    }
}
