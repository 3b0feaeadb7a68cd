package org.fewshotnas.knime.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knime.core.data.DataRow;

/** Rows that could not be used, counted by the reason, the first of each named. */
public final class LeftOutRows {
    private static final int NAMED = 3;

    /** @param details sentences about the first ones */
    private record Group(List<String> first, List<String> details, int[] count) {}

    private final String ofOne;
    private final String ofMany;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** Rows that are left out. */
    public LeftOutRows() {
        this("was left out", "were left out");
    }

    private LeftOutRows(String ofOne, String ofMany) {
        this.ofOne = ofOne;
        this.ofMany = ofMany;
    }

    /** Rows that stay, without a prediction. */
    public static LeftOutRows withoutPrediction() {
        return new LeftOutRows("has no prediction", "have no prediction");
    }

    /** Leaves a row out because it has this, as in "no value in the column \"a\"". */
    void add(DataRow row, String reason) {
        add(row.getKey().getString(), reason);
    }

    /** The same with what is to be said of this row alone: a sentence, or one of several sentences. */
    void add(DataRow row, String reason, String detail) {
        Group group = add(row.getKey().getString(), reason);
        if (group.details.size() < NAMED) {
            group.details.add(detail);
        }
    }

    private Group add(String key, String reason) {
        Group group = groups.computeIfAbsent(reason, r -> new Group(new ArrayList<>(), new ArrayList<>(), new int[1]));
        group.count[0]++;
        if (group.first.size() < NAMED) {
            group.first.add("\"" + key + "\"");
        }
        return group;
    }

    /** How many rows. */
    public int count() {
        return groups.values().stream().mapToInt(group -> group.count[0]).sum();
    }

    /** One sentence for each reason. */
    public List<String> warnings() {
        return groups.entrySet().stream()
                .map(entry -> sentence(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String sentence(String reason, Group group) {
        int count = group.count[0];
        String rows = String.join(", ", group.first) + (count > group.first.size() ? ", ..." : "");
        String sentence = count == 1
                ? "A row " + ofOne + ", " + rows + ": it has " + reason + "."
                : count + " rows " + ofMany + ", " + rows + ": they have " + reason + ".";
        return group.details.isEmpty() ? sentence : sentence + " " + String.join(" ", group.details);
    }
}
