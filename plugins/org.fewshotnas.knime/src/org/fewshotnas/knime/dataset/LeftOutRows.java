package org.fewshotnas.knime.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.knime.core.data.DataRow;

/** Rows that could not be used, counted by the reason, the first of each named. */
public final class LeftOutRows {
    private static final int NAMED = 3;

    private record Group(List<String> first, int[] count) {}

    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** Leaves a row out because it has this, as in "no value in the column \"a\"". */
    void add(DataRow row, String reason) {
        add(row.getKey().getString(), reason);
    }

    void add(String key, String reason) {
        Group group = groups.computeIfAbsent(reason, r -> new Group(new ArrayList<>(), new int[1]));
        group.count[0]++;
        if (group.first.size() < NAMED) {
            group.first.add("\"" + key + "\"");
        }
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

    private static String sentence(String reason, Group group) {
        int count = group.count[0];
        String rows = String.join(", ", group.first) + (count > group.first.size() ? ", ..." : "");
        return count == 1
                ? "A row was left out, " + rows + ": it has " + reason + "."
                : count + " rows were left out, " + rows + ": they have " + reason + ".";
    }
}
