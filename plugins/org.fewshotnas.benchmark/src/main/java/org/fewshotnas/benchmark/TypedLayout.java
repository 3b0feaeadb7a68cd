package org.fewshotnas.benchmark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.MetricNames;
import org.fewshotnas.space.SearchSpaces;

/** What the columns of a table of typed columns are, told from their types and first rows as {@link CsvLayout} does it for CSV. */
final class TypedLayout {
    private TypedLayout() {}

    /**
     * A column.
     *
     * @param name of the column
     * @param kind what its values are
     * @param sample its first texts that are not missing
     * @param properties of its metric, as {@link Metric#toProperties} writes them, or of something else
     */
    record Column(String name, Kind kind, List<String> sample, Map<String, String> properties) {
        boolean isText() {
            return kind == Kind.TEXT;
        }
    }

    enum Kind {
        NUMBER,
        /** 0 or 1: offered, but not read by default. */
        TRUTH,
        TEXT,
        /** Not offered. */
        OTHER
    }

    static Listing listing(String file, List<Column> columns) {
        List<MetricColumn> metrics = new ArrayList<>();
        List<Column> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            String name = column.name();
            if (!seen.add(name)) {
                throw new InvalidInputException(
                        "The file \"" + file + "\" has the column \"" + name + "\" twice.",
                        "Give each column its own name.");
            }
            if (column.kind() == Kind.NUMBER || column.kind() == Kind.TRUTH) {
                boolean byDefault = column.kind() == Kind.NUMBER && !CsvLayout.isBookkeeping(name);
                metrics.add(new MetricColumn(metric(name, column.properties()), byDefault));
            } else if (column.isText()) {
                texts.add(column);
            }
        }
        List<String> names = new ArrayList<>(texts.stream().map(Column::name).toList());
        int place = ArchitectureColumn.find(names, i -> texts.get(i).sample());
        String architecture = place < 0 ? "" : names.remove(place);
        return new Listing(architecture, space(columns), metrics, names, "row");
    }

    private static Metric metric(String name, Map<String, String> properties) {
        return properties != null && properties.containsKey("direction")
                ? Metric.fromProperties(name, properties)
                : MetricNames.guess(name);
    }

    private static String space(List<Column> columns) {
        String column = spaceColumn(columns);
        return columns.stream()
                .filter(known -> known.name().equals(column))
                .flatMap(known -> known.sample().stream().limit(1))
                .filter(SearchSpaces::isName)
                .findFirst()
                .orElse("");
    }

    /** The name of the column that names the search space of every row, or null. */
    static String spaceColumn(List<Column> columns) {
        return columns.stream()
                .filter(column -> column.isText() && column.name().equalsIgnoreCase(CsvLayout.SPACE_COLUMN))
                .map(Column::name)
                .findFirst()
                .orElse(null);
    }

    /** The name of the column of architectures: the chosen one, or else the one that was found. */
    static String architectureColumn(String file, List<Column> columns, Listing listing, ReadOptions options) {
        String name =
                options.architectureColumn().isEmpty() ? listing.architectureColumn() : options.architectureColumn();
        if (name.isEmpty()) {
            throw new InvalidInputException(
                    "No column of \"" + file + "\" holds architectures; its text columns are "
                            + String.join(", ", listing.otherColumns()) + ".",
                    "Choose a table with one row an architecture, in the benchmark's own encoding, in a column called Architecture.");
        }
        if (columns.stream()
                .noneMatch(column -> column.isText() && column.name().equals(name))) {
            throw new InvalidInputException(
                    "The file \"" + file + "\" has no text column \"" + name + "\" that could hold the architectures.",
                    "Its columns are "
                            + String.join(
                                    ", ", columns.stream().map(Column::name).toList()) + ".");
        }
        return name;
    }
}
