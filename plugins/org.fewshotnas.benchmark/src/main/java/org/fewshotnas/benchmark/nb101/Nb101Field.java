package org.fewshotnas.benchmark.nb101;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * A number that NAS-Bench-101 has of each training: accuracies are fractions, times are seconds.
 *
 * @param budget in epochs, 0 for what does not depend on a training
 * @param half after half of the training instead of all of it
 * @param quantity "time", "train", "valid", "test" or "parameters"
 */
record Nb101Field(int budget, boolean half, String quantity) {
    static final String PARAMETERS = "parameters";
    static final List<String> MEASURED = List.of("time", "train", "valid", "test");
    /** The benchmark trained each cell three times. */
    static final List<String> RUNS = List.of("1", "2", "3");

    /** The listing of a file with these budgets: by default the validation accuracy of the longest. */
    static Listing listing(String file, SortedSet<Integer> budgets, String rowNoun) {
        List<MetricColumn> columns = new ArrayList<>();
        Map<String, Nb101Field> keys = new HashMap<>();
        for (int budget : budgets) {
            for (boolean half : new boolean[] {false, true}) {
                for (String quantity : MEASURED) {
                    Nb101Field field = new Nb101Field(budget, half, quantity);
                    boolean byDefault = quantity.equals("valid") && !half && budget == budgets.last();
                    columns.add(new MetricColumn(field.metric(), byDefault, false, RUNS));
                    keys.put(field.metric().name(), field);
                }
            }
        }
        Nb101Field parameters = new Nb101Field(0, false, PARAMETERS);
        columns.add(new MetricColumn(parameters.metric(), false));
        keys.put(parameters.metric().name(), parameters);
        return new Listing("module", "NAS-Bench-101", columns, List.of(), rowNoun, "", keys);
    }

    Metric metric() {
        if (quantity.equals(PARAMETERS)) {
            return new Metric("parameters", "", "", PARAMETERS, "", Direction.MINIMIZE, "", "", "", "");
        }
        boolean time = quantity.equals("time");
        String epochs = String.valueOf(half ? budget / 2 : budget);
        String name = "cifar10 " + (time ? "training time [s]" : quantity + " accuracy") + " @" + epochs
                + (half ? " of " + budget : "");
        return new Metric(
                name,
                "cifar10",
                time ? "" : quantity,
                time ? "training time" : "accuracy",
                time ? "s" : "",
                time ? Direction.MINIMIZE : Direction.MAXIMIZE,
                epochs,
                "",
                "",
                "");
    }
}
