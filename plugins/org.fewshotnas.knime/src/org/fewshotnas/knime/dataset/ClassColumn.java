package org.fewshotnas.knime.dataset;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.StringValue;

/** A target column of classes: text, whole numbers, or truth values. Of a row it keeps a number alone, and each label once. */
final class ClassColumn implements TargetColumn {
    private static final int MOST_CLASSES = 1_000;
    /** So many are not suspected to be anything else than classes. */
    private static final int FEW = 10;

    private static final int UNEVEN = 10;

    private final String name;
    private final int place;
    private final Optional<List<String>> known;
    private final boolean whole;
    /** The labels that were met, with numbers from 0 in the order of meeting. */
    private final Map<String, Integer> labels = new LinkedHashMap<>();
    /** Of each row that was taken the number of its label; there may be room behind them. */
    private int[] taken = new int[64];

    private int size;

    ClassColumn(String name, int place, Optional<List<String>> known, boolean whole) {
        this.name = name;
        this.place = place;
        this.known = known;
        this.whole = whole;
    }

    @Override
    public boolean take(DataRow row, LeftOutRows leftOut) {
        DataCell cell = row.getCell(place);
        if (cell.isMissing()) {
            leftOut.add(row, "no value in the target column \"" + name + "\"");
            return false;
        }
        String label = cell instanceof StringValue text ? text.getStringValue() : cell.toString();
        if (known.isPresent() && !known.get().contains(label)) {
            leftOut.add(row, "a class that the training data does not have");
            return false;
        }
        Integer number = labels.putIfAbsent(label, labels.size());
        if (number == null && labels.size() > MOST_CLASSES) {
            throw tooMany("more than " + MOST_CLASSES + " different values in its first " + (size + 1) + " rows");
        }
        if (size == taken.length) {
            taken = Arrays.copyOf(taken, 2 * size);
        }
        taken[size++] = number == null ? labels.size() - 1 : number;
        return true;
    }

    /** How many examples each class has; whole numbers are in the order of numbers. */
    private Map<String, Integer> counts() {
        int[] counts = new int[labels.size()];
        for (int i = 0; i < size; i++) {
            counts[taken[i]]++;
        }
        Map<String, Integer> ordered = new TreeMap<>(
                whole && labels.keySet().stream().allMatch(label -> label.matches("-?\\d{1,19}"))
                        ? Comparator.comparing(BigInteger::new)
                        : Comparator.naturalOrder());
        labels.forEach((label, number) -> ordered.merge(label, counts[number], Integer::sum));
        return ordered;
    }

    @Override
    public Targets targets(TensorShape inputs) {
        List<String> names = known.orElseGet(() -> List.copyOf(counts().keySet()));
        if (known.isEmpty()) {
            check(names);
        }
        int[] places = labels.keySet().stream().mapToInt(names::indexOf).toArray();
        return new Targets.Classes(
                Arrays.stream(taken, 0, size).map(number -> places[number]).toArray(), names);
    }

    private void check(List<String> names) {
        if (names.size() == 1) {
            throw new InvalidInputException(
                    "All examples are of the class \"" + names.get(0)
                            + "\"; a network learns to tell at least two apart.",
                    "Choose another column under \"" + ExampleParameters.TARGET
                            + "\", or add examples of other classes.");
        }
        if (names.size() > FEW && names.size() > size / 2) {
            throw tooMany(names.size() + " different values in " + size + " rows");
        }
    }

    private InvalidInputException tooMany(String found) {
        return new InvalidInputException(
                "The target column \"" + name + "\" has " + found + ": too many to be classes.",
                whole
                        ? "If they are quantities, choose numbers under \"Meaning of the target\"."
                        : "Choose another column under \"" + ExampleParameters.TARGET + "\".");
    }

    @Override
    public List<String> notes() {
        List<Map.Entry<String, Integer>> counts = counts().entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .toList();
        Map.Entry<String, Integer> rarest = counts.get(0);
        Map.Entry<String, Integer> largest = counts.get(counts.size() - 1);
        return known.isPresent() || rarest.getValue() * UNEVEN > largest.getValue()
                ? List.of()
                : List.of("The classes are uneven: \"" + largest.getKey() + "\" has " + largest.getValue()
                        + " examples, \""
                        + rarest.getKey() + "\" has " + rarest.getValue()
                        + ". Look at the balanced accuracy, which counts each class alike.");
    }
}
