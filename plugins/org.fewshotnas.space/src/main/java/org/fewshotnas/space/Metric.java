package org.fewshotnas.space;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the numbers of one score column are. Empty strings stand for what is not known.
 *
 * @param name the column's name, unique in its table, such as "cifar100 test accuracy [%] @200"
 * @param dataSet such as "cifar100", or the device of a latency
 * @param split "train", "valid", "test", "ori-test" (what a test and a validation set were split from), or empty where a split makes no sense
 * @param quantity such as "accuracy", "loss", "latency", "parameters", "flops"
 * @param unit such as "%", "ms", "M", or empty
 * @param direction whether larger or smaller is better
 * @param epochs the training budget that the score was measured after, or empty
 * @param seeds "mean of 3", "777", or empty
 * @param source name of the file that the numbers come from: the name alone, no folder
 * @param sourceSha256 SHA-256 of that file in lower-case hexadecimal
 */
public record Metric(
        String name,
        String dataSet,
        String split,
        String quantity,
        String unit,
        Direction direction,
        String epochs,
        String seeds,
        String source,
        String sourceSha256) {

    private static final Pattern COST = Pattern.compile(
            "(?<![a-z])(latency|energy|power|time|memory|flops|macs|params|parameters|cycles)(?![a-z])");
    private static final Pattern REGRESSION_ERROR = Pattern.compile("(?<![a-z])(l2|mse|rmse|mae)(?![a-z0-9])");

    /** A metric of which only name and direction are known. */
    public static Metric of(String name, Direction direction) {
        return new Metric(name, "", "", "", "", direction, "", "", "", "");
    }

    public Metric {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(direction, "direction");
    }

    /**
     * Whether this is what an architecture costs, such as its latency, and not how well it does its task: it is to be minimised, and its
     * quantity, or its name where that is not known, says so. What costs much is large, and large architectures do well; so costs and
     * qualities tend to rank architectures the other way round.
     */
    public boolean isCost() {
        return direction == Direction.MINIMIZE && says(COST);
    }

    /**
     * Whether this is how far a regression is from its targets, or that distance turned round ("one minus relative l2"): its quantity, or
     * its name where that is not known, says so. How well a network fits a function hangs on its capacity, which accuracies need not do.
     */
    public boolean isRegressionError() {
        return says(REGRESSION_ERROR);
    }

    /** Whether both say how well architectures do on one data set. A data set that is new has neither. */
    public boolean sharesDataSet(Metric other) {
        return !dataSet.isEmpty() && dataSet.equalsIgnoreCase(other.dataSet) && !isCost() && !other.isCost();
    }

    /**
     * Whether predictions of this are predictions of the other too: both are the same quantity of the same data set in the same unit, as far
     * as they say so. Where one of them does not say quantity and data set, their names must be the same. Split, training budget, seeds and
     * file may differ, and so may the direction, which a user may choose.
     */
    public boolean measuresTheSame(Metric other) {
        if (differ(quantity, other.quantity) || differ(dataSet, other.dataSet) || differ(unit, other.unit)) {
            return false;
        }
        boolean known =
                Stream.of(quantity, dataSet, other.quantity, other.dataSet).noneMatch(String::isEmpty);
        return known || name.equalsIgnoreCase(other.name);
    }

    /** Whether both are known, and not the same. */
    private static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equalsIgnoreCase(other);
    }

    private boolean says(Pattern words) {
        String said = quantity.isEmpty() ? name : quantity;
        return words.matcher(said.toLowerCase(Locale.ROOT)).find();
    }

    public Metric withName(String newName) {
        return new Metric(newName, dataSet, split, quantity, unit, direction, epochs, seeds, source, sourceSha256);
    }

    public Metric withDirection(Direction newDirection) {
        return new Metric(name, dataSet, split, quantity, unit, newDirection, epochs, seeds, source, sourceSha256);
    }

    public Metric withEpochs(String newEpochs) {
        return new Metric(name, dataSet, split, quantity, unit, direction, newEpochs, seeds, source, sourceSha256);
    }

    public Metric withSeeds(String newSeeds) {
        return new Metric(name, dataSet, split, quantity, unit, direction, epochs, newSeeds, source, sourceSha256);
    }

    /** The same numbers from this file. */
    public Metric withSource(String file, String sha256) {
        return new Metric(name, dataSet, split, quantity, unit, direction, epochs, seeds, file, sha256);
    }

    /** The column properties that say what the column is: every field but the name, where it is known. */
    public Map<String, String> toProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("direction", direction == Direction.MAXIMIZE ? "maximize" : "minimize");
        put(properties, "data set", dataSet);
        put(properties, "split", split);
        put(properties, "metric", quantity);
        put(properties, "unit", unit);
        put(properties, "epochs", epochs);
        put(properties, "seeds", seeds);
        put(properties, "source", source);
        put(properties, "source sha-256", sourceSha256);
        return properties;
    }

    /** The metric of a column from its name and properties; a column without a direction is one to maximize. */
    public static Metric fromProperties(String name, Map<String, String> properties) {
        return new Metric(
                name,
                properties.getOrDefault("data set", ""),
                properties.getOrDefault("split", ""),
                properties.getOrDefault("metric", ""),
                properties.getOrDefault("unit", ""),
                "minimize".equals(properties.get("direction")) ? Direction.MINIMIZE : Direction.MAXIMIZE,
                properties.getOrDefault("epochs", ""),
                properties.getOrDefault("seeds", ""),
                properties.getOrDefault("source", ""),
                properties.getOrDefault("source sha-256", ""));
    }

    private static void put(Map<String, String> properties, String key, String value) {
        if (value != null && !value.isEmpty()) {
            properties.put(key, value);
        }
    }
}
