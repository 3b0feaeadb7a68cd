package org.fewshotnas.space.metric;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
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
 * @param source name of the file that the numbers come from: the name alone, no folder; or several, see {@link #sources}
 * @param sourceSha256 SHA-256 of that file in lower-case hexadecimal, or several
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

    /** Between files where there are several: no name of a file holds a bar on all systems. */
    private static final String SEPARATOR = " | ";

    private static final String SEPARATOR_PATTERN = " \\| ";

    /** A metric of which only name and direction are known. */
    public static Metric of(String name, Direction direction) {
        return new Metric(name, "", "", "", "", direction, "", "", "", "");
    }

    public Metric {
        Stream.of(name, dataSet, split, quantity, unit, direction, epochs, seeds, source, sourceSha256)
                .forEach(Objects::requireNonNull);
    }

    /**
     * Whether this is what an architecture costs, such as its latency or its throughput, and not how well it does its task: its quantity, or
     * its name where that is not known, says so, and the direction is the one that such a cost has. What costs much is large, and large
     * architectures do well; so costs and qualities tend to rank architectures the other way round.
     */
    public boolean isCost() {
        return direction.isKnown()
                && mention()
                        .filter(said -> said.kind().role() == MetricKind.Role.COST && said.direction() == direction)
                        .isPresent();
    }

    /**
     * Whether this is how far a regression is from its targets, or that distance turned round ("one minus relative l2"): its quantity, or
     * its name where that is not known, says so. How well a network fits a function hangs on its capacity, which accuracies need not do.
     */
    public boolean isRegressionError() {
        return mention()
                .filter(said -> said.kind().role() == MetricKind.Role.REGRESSION_ERROR)
                .isPresent();
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
        if (isOtherQuantityThan(other)) {
            return false;
        }
        boolean known =
                Stream.of(quantity, dataSet, other.quantity, other.dataSet).noneMatch(String::isEmpty);
        return known || name.equalsIgnoreCase(other.name);
    }

    /** Whether both say what they measure, and it is the same: of the same data set and split. */
    public boolean isPredictionOf(Metric other) {
        return !quantity.isEmpty()
                && quantity.equalsIgnoreCase(other.quantity)
                && dataSet.equalsIgnoreCase(other.dataSet)
                && split.equalsIgnoreCase(other.split);
    }

    /** Whether both say what they measure, and one measures something else than the other: another quantity, data set or unit. */
    public boolean isOtherQuantityThan(Metric other) {
        return differ(quantity, other.quantity) || differ(dataSet, other.dataSet) || differ(unit, other.unit);
    }

    /** What it measures, in words: "accuracy of cifar10 [%]". Its name where it does not say. */
    public String what() {
        if (quantity.isEmpty()) {
            return "\"" + name + "\"";
        }
        return quantity + (dataSet.isEmpty() ? "" : " of " + dataSet) + (unit.isEmpty() ? "" : " [" + unit + "]");
    }

    /** Whether both are known, and not the same. */
    private static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equalsIgnoreCase(other);
    }

    private Optional<Mention> mention() {
        return MetricNames.mention(quantity.isEmpty() ? name : quantity);
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

    /**
     * A file that numbers came from.
     *
     * @param name the name alone, no folder
     * @param sha256 SHA-256 of the file in lower-case hexadecimal, or empty where it is not known
     */
    public record Source(String name, String sha256) {}

    /** The files that the numbers came from, in their order: {@code source} and {@code sourceSha256} list them. */
    public List<Source> sources() {
        if (source.isEmpty()) {
            return List.of();
        }
        String[] names = source.split(SEPARATOR_PATTERN, -1);
        String[] hashes = sourceSha256.split(SEPARATOR_PATTERN, -1);
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            sources.add(new Source(names[i], i < hashes.length ? hashes[i] : ""));
        }
        return sources;
    }

    /** The same numbers from these files. */
    public Metric withSources(Collection<Source> sources) {
        return withSource(
                sources.stream().map(Source::name).collect(Collectors.joining(SEPARATOR)),
                sources.stream().map(Source::sha256).collect(Collectors.joining(SEPARATOR)));
    }

    /** The column properties that say what the column is: every field but the name, where it is known. */
    public Map<String, String> toProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        switch (direction) {
            case MAXIMIZE -> properties.put("direction", "maximize");
            case MINIMIZE -> properties.put("direction", "minimize");
            case UNKNOWN -> {
                // what is not there is not known
            }
        }
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

    /**
     * The metric of a column from its properties; where these do not say what was measured or which direction is better, from its name, as
     * far as that says it.
     */
    public static Metric fromProperties(String name, Map<String, String> properties) {
        Metric guess = MetricNames.guess(name);
        if (!properties.containsKey("direction") && !properties.containsKey("metric")) {
            return guess;
        }
        return new Metric(
                name,
                properties.getOrDefault("data set", ""),
                properties.getOrDefault("split", ""),
                properties.getOrDefault("metric", ""),
                properties.getOrDefault("unit", ""),
                direction(properties.getOrDefault("direction", ""), guess.direction),
                properties.getOrDefault("epochs", ""),
                properties.getOrDefault("seeds", ""),
                properties.getOrDefault("source", ""),
                properties.getOrDefault("source sha-256", ""));
    }

    private static Direction direction(String said, Direction otherwise) {
        return switch (said) {
            case "maximize" -> Direction.MAXIMIZE;
            case "minimize" -> Direction.MINIMIZE;
            default -> otherwise;
        };
    }

    private static void put(Map<String, String> properties, String key, String value) {
        if (!value.isEmpty()) {
            properties.put(key, value);
        }
    }
}
