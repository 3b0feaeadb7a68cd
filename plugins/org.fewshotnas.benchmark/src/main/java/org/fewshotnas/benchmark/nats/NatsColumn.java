package org.fewshotnas.benchmark.nats;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickleTuple;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * A column of NAS-Bench-201 and NATS-Bench.
 *
 * @param dataSet as the benchmark names it: {@code cifar10-valid} is trained on half of CIFAR-10's training images and validated on the
 *     other half, {@code cifar10} is trained on all of them and can only be tested
 * @param set "train", "x-valid", "x-test", "ori-test" (all of the images that are not trained on, so also those that validate, where
 *     there is an x-test), or empty for what is not of a set
 * @param quantity such as "accuracy"
 * @param budget key of the training budget, such as "200", "01" or "less"
 * @param twoTests whether the data set has an x-test, so that ori-test is not its test set
 */
record NatsColumn(String dataSet, String set, String quantity, String budget, boolean twoTests) {
    static final String ACCURACY = "accuracy";
    private static final String DARCY = "darcyflow";

    /** What holds a quantity by epoch: of the training set, and of the others. */
    private static final Map<String, List<String>> BY_EPOCH = Map.of(
            ACCURACY,
            List.of("train_acc1es", "eval_acc1es"),
            "top-5 accuracy",
            List.of("train_acc5es", "eval_acc5es"),
            "loss",
            List.of("train_losses", "eval_losses"),
            "time",
            List.of("train_times", "eval_times"));

    /** What holds a quantity that is the same after every epoch. */
    private static final Map<String, String> COSTS =
            Map.of("parameters", "params", "flops", "flop", "latency", "latency");

    private static final Map<String, String> QUANTITY_BY_EPOCH = new HashMap<>();
    private static final Map<String, String> COST_OF = new HashMap<>();

    static {
        BY_EPOCH.forEach((quantity, fields) -> fields.forEach(field -> QUANTITY_BY_EPOCH.put(field, quantity)));
        COSTS.forEach((quantity, field) -> COST_OF.put(field, quantity));
    }

    /** The quantity of a field by epoch, if it is one. */
    static Optional<String> quantityByEpoch(String field) {
        return Optional.ofNullable(QUANTITY_BY_EPOCH.get(field));
    }

    /** The quantity of a field that is the same after every epoch, if it is one. */
    static Optional<String> cost(String field) {
        return Optional.ofNullable(COST_OF.get(field));
    }

    /** The field that holds this column. */
    String field() {
        return isCost() ? COSTS.get(quantity) : BY_EPOCH.get(quantity).get(set.equals("train") ? 0 : 1);
    }

    boolean isCost() {
        return COSTS.containsKey(quantity);
    }

    /** The training budget in epochs. */
    String epochs() {
        return switch (budget) {
            case "less" -> "12";
            case "full" -> "200";
            default -> budget.replaceFirst("^0+(?=\\d)", "");
        };
    }

    String split() {
        return switch (set) {
            case "x-valid" -> "valid";
            case "x-test" -> "test";
            case "ori-test" -> twoTests ? set : "test";
            default -> set;
        };
    }

    /** What the column holds. Darcy Flow's "accuracy" is 1 minus the relative error, a fraction that can be negative. */
    Metric metric() {
        boolean darcy = dataSet.equals(DARCY) && quantity.equals(ACCURACY);
        String said = darcy ? "one minus relative l2" : quantity.equals("time") ? "time per epoch" : quantity;
        String unit =
                switch (quantity) {
                    case ACCURACY -> darcy ? "" : "%";
                    case "top-5 accuracy" -> "%";
                    case "time", "latency" -> "s";
                    case "parameters", "flops" -> "M";
                    default -> "";
                };
        String name = dataSet + (split().isEmpty() ? "" : " " + split()) + " " + said
                + (unit.isEmpty() ? "" : " [" + unit + "]") + " @" + epochs();
        Direction direction = quantity.endsWith(ACCURACY) ? Direction.MAXIMIZE : Direction.MINIMIZE;
        return new Metric(name, dataSet, split(), darcy ? said : quantity, unit, direction, epochs(), "", "", "");
    }

    /**
     * The value in the results of an architecture: the mean over trainings, or one training's; NaN if there is none. Parameters and FLOPs
     * are those of the first training, because old files differ between trainings where they must not.
     *
     * @param results by pairs of data set and seed
     * @param seed of the training, or "mean"
     */
    double value(PickleDict results, String seed) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < results.size(); i++) {
            if (results.key(i) instanceof PickleTuple key
                    && key.size() == 2
                    && dataSet.equals(key.get(0))
                    && results.value(i) instanceof PickleDict trial) {
                boolean wanted = seed.equals("mean") || seed.equals(String.valueOf(key.get(1)));
                double value = wanted ? ofTrial(trial) : Double.NaN;
                if (!Double.isNaN(value)) {
                    sum += value;
                    count++;
                    if (isCost() && !quantity.equals("latency")) {
                        break;
                    }
                }
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private double ofTrial(PickleDict trial) {
        Object value = trial.get(field());
        if (value instanceof PickleDict bySet && bySet.get(set) instanceof NatsListener.EpochValue found) {
            return found.value();
        }
        if (value instanceof PickleList measured) {
            double sum = 0;
            for (int i = 0; i < measured.size(); i++) {
                sum += PickledNumbers.number(measured.get(i));
            }
            return measured.size() == 0 ? Double.NaN : sum / measured.size();
        }
        return PickledNumbers.number(value);
    }
}
