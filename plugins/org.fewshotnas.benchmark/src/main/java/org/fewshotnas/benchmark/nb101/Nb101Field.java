package org.fewshotnas.benchmark.nb101;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
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

    /** The fields of a file with these budgets, by the names of their metrics, in the order in which they are offered. */
    static Map<String, Nb101Field> ofBudgets(SortedSet<Integer> budgets) {
        Map<String, Nb101Field> fields = new LinkedHashMap<>();
        for (int budget : budgets) {
            for (boolean half : new boolean[] {false, true}) {
                for (String quantity : MEASURED) {
                    Nb101Field field = new Nb101Field(budget, half, quantity);
                    fields.put(field.metric().name(), field);
                }
            }
        }
        Nb101Field parameters = new Nb101Field(0, false, PARAMETERS);
        fields.put(parameters.metric().name(), parameters);
        return fields;
    }

    /** The listing of these fields: by default the validation accuracy of the longest training. */
    static Listing listing(Collection<Nb101Field> fields) {
        int longest = fields.stream().mapToInt(Nb101Field::budget).max().orElse(0);
        List<MetricColumn> columns = new ArrayList<>();
        for (Nb101Field field : fields) {
            boolean byDefault = field.quantity.equals("valid") && !field.half && field.budget == longest;
            columns.add(
                    field.quantity.equals(PARAMETERS)
                            ? new MetricColumn(field.metric(), false)
                            : new MetricColumn(field.metric(), byDefault, false, RUNS));
        }
        return new Listing("module", "NAS-Bench-101", columns, List.of(), "cell");
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
