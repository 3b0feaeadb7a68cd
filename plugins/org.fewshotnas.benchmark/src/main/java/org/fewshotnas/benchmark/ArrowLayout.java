package org.fewshotnas.benchmark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.SearchSpaces;

/**
 * What the columns of an Arrow table are, told from its schema and first batch as {@link CsvLayout} does it for CSV. A metric's properties
 * may stand in the metadata of its field, as {@link ArrowTableWriter} writes them.
 */
final class ArrowLayout {
    private static final int SAMPLE = 20;
    private static final Set<String> ARCHITECTURE_NAMES =
            Set.of("architecture", "arch", "arch_str", "cell", "encoding");

    private ArrowLayout() {}

    static Listing listing(String file, ArrowColumns columns) {
        List<MetricColumn> metrics = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String architecture = "";
        boolean certain = false;
        for (Field field : columns.fields()) {
            String name = field.getName();
            if (!seen.add(name)) {
                throw new InvalidInputException(
                        "The file \"" + file + "\" has the column \"" + name + "\" twice.",
                        "Give each column its own name.");
            }
            FieldVector vector = columns.vector(name);
            if (columns.isNumeric(vector)) {
                metrics.add(new MetricColumn(metric(name, field.getMetadata()), !CsvLayout.isBookkeeping(name)));
            } else if (columns.isText(vector)) {
                texts.add(name);
                boolean named = ARCHITECTURE_NAMES.contains(name.toLowerCase(Locale.ROOT));
                if (!certain
                        && (named || architecture.isEmpty() && holdsArchitectures(columns.sample(vector, SAMPLE)))) {
                    architecture = name;
                    certain = named;
                }
            }
        }
        texts.remove(architecture);
        return new Listing(architecture, space(columns), metrics, texts, "row");
    }

    private static Metric metric(String name, Map<String, String> metadata) {
        return metadata != null && metadata.containsKey("direction")
                ? Metric.fromProperties(name, metadata)
                : MetricNames.guess(name);
    }

    private static boolean holdsArchitectures(List<String> sample) {
        return sample.stream().filter(SpaceDetector::isArchitecture).count() * 2 > sample.size();
    }

    private static String space(ArrowColumns columns) {
        FieldVector vector = spaceColumn(columns);
        List<String> sample = vector == null ? List.of() : columns.sample(vector, 1);
        return sample.stream()
                .filter(name -> SearchSpaces.all().stream()
                        .anyMatch(known -> known.name().equals(name)))
                .findFirst()
                .orElse("");
    }

    /** The column that names the search space of every row, or null. */
    static FieldVector spaceColumn(ArrowColumns columns) {
        for (Field field : columns.fields()) {
            FieldVector vector = columns.vector(field.getName());
            if (field.getName().equalsIgnoreCase(CsvLayout.SPACE_COLUMN) && columns.isText(vector)) {
                return vector;
            }
        }
        return null;
    }

    /** The text column of this name. */
    static FieldVector text(ArrowColumns columns, String file, String name) {
        FieldVector vector = columns.vector(name);
        if (vector == null || !columns.isText(vector)) {
            throw new InvalidInputException(
                    "The file \"" + file + "\" has no text column \"" + name + "\" that could hold the architectures.",
                    "Its columns are "
                            + String.join(
                                    ", ",
                                    columns.fields().stream()
                                            .map(Field::getName)
                                            .toList()) + ".");
        }
        return vector;
    }
}
