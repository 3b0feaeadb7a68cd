package org.fewshotnas.benchmark.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.dialect.Dialects;
import org.fewshotnas.benchmark.layout.ArchitectureColumn;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * The rows of a single JSON object, whichever way it holds a table: scores by architecture, in dictionaries of names, or with dictionaries of
 * several scores; columns as lists, or as pandas writes them by row; rows by their numbers; "columns" and "data"; or a list of records
 * under some name.
 */
final class JsonShapes {
    private static final String ARCHITECTURE = "architecture";
    private static final Pattern MACRO = Pattern.compile("[0-2]{8}");

    private final String file;
    private final String stem;
    private final List<Map<String, String>> rows = new ArrayList<>();

    private JsonShapes(String file) {
        this.file = file;
        this.stem = file.replaceFirst("(?i)\\.json.*$", "");
    }

    /**
     * The rows, each a value by name.
     *
     * @throws InvalidInputException if it is no table
     */
    static List<Map<String, String>> rows(String file, Map<?, ?> object) {
        JsonShapes shapes = new JsonShapes(file);
        if (!shapes.read(object)) {
            throw new InvalidInputException(
                    "The file \"" + file + "\" is JSON, but not a table of architectures: it is a dictionary of "
                            + object.size()
                            + " entries such as "
                            + Excerpts.listed(
                                    object.keySet().stream()
                                            .map(String::valueOf)
                                            .toList(),
                                    3)
                            + ".",
                    "Write a list of records, such as [{\"architecture\": \"|nor_conv_3x3~0|+|...\", \"cifar10_test_acc\": 93.1}, ...], "
                            + "or a dictionary of scores by architecture.");
        }
        return shapes.rows;
    }

    private boolean read(Map<?, ?> object) {
        if (object.isEmpty()) {
            return false;
        }
        refuseMacro(object);
        if (isByArchitecture(object)) {
            addByArchitecture("", object, new LinkedHashMap<>());
            return true;
        }
        if (object.get("columns") instanceof List<?> names && object.get("data") instanceof List<?> data) {
            data.forEach(row -> addRow(names, row));
            return true;
        }
        if (object.values().stream().allMatch(value -> value instanceof List<?>)) {
            return addColumns(object);
        }
        if (object.values().stream().allMatch(value -> value instanceof Map<?, ?>)) {
            return addMaps(object);
        }
        Optional<List<?>> records = object.values().stream()
                .filter(value -> value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?>)
                .<List<?>>map(value -> (List<?>) value)
                .findFirst();
        if (records.isPresent()) {
            records.get().forEach(this::addRecord);
            return true;
        }
        Map<String, String> single = JsonTree.flat(object);
        rows.add(single);
        return single.values().stream().anyMatch(Dialects::isArchitecture);
    }

    private void refuseMacro(Map<?, ?> object) {
        Object first = object.values().iterator().next();
        if (MACRO.matcher(String.valueOf(object.keySet().iterator().next())).matches() && first instanceof Map<?, ?>) {
            throw new InvalidInputException(
                    "The file \"" + file
                            + "\" is NAS-Bench-Macro: its networks are chains of eight layers, with a choice of three each, "
                            + "and no cells of a search space that is known here.",
                    "Choose the file of one of these benchmarks: NAS-Bench-101, NAS-Bench-201, TransNAS-Bench-101 micro, NAS-Bench-ASR.");
        }
    }

    private static boolean isByArchitecture(Map<?, ?> map) {
        return map.size() > 0
                && Dialects.isArchitecture(
                        String.valueOf(map.keySet().iterator().next()));
    }

    /** @param byArchitecture the rows so far, which another dictionary may add to */
    private void addByArchitecture(String name, Map<?, ?> map, Map<String, Map<String, String>> byArchitecture) {
        map.forEach((architecture, value) -> {
            Map<String, String> row = byArchitecture.computeIfAbsent(String.valueOf(architecture), key -> {
                Map<String, String> added = new LinkedHashMap<>();
                added.put(ARCHITECTURE, key);
                rows.add(added);
                return added;
            });
            if (value instanceof Map<?, ?> scores) {
                JsonTree.flat(scores).forEach((inner, score) -> row.put((name + " " + inner).strip(), score));
            } else {
                row.put(name.isEmpty() ? stem : name, JsonTree.text(value));
            }
        });
    }

    private void addRow(List<?> names, Object row) {
        Map<String, String> added = new LinkedHashMap<>();
        if (row instanceof List<?> values) {
            for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
                added.put(JsonTree.text(names.get(i)), JsonTree.text(values.get(i)));
            }
        }
        rows.add(added);
    }

    private void addRecord(Object record) {
        rows.add(record instanceof Map<?, ?> map ? JsonTree.flat(map) : Map.of());
    }

    /** Columns as lists of the same length, or one list of records. */
    private boolean addColumns(Map<?, ?> columns) {
        List<?> first = (List<?>) columns.values().iterator().next();
        if (columns.size() == 1 && !first.isEmpty() && first.get(0) instanceof Map<?, ?>) {
            first.forEach(this::addRecord);
            return true;
        }
        if (columns.values().stream().anyMatch(column -> ((List<?>) column).size() != first.size())) {
            return false;
        }
        for (int i = 0; i < first.size(); i++) {
            Map<String, String> row = new LinkedHashMap<>();
            int at = i;
            columns.forEach((name, column) -> row.put(String.valueOf(name), JsonTree.text(((List<?>) column).get(at))));
            rows.add(row);
        }
        return true;
    }

    private boolean addMaps(Map<?, ?> maps) {
        List<? extends Map.Entry<?, ?>> entries = List.copyOf(maps.entrySet());
        if (entries.stream().allMatch(entry -> isByArchitecture((Map<?, ?>) entry.getValue()))) {
            Map<String, Map<String, String>> byArchitecture = new LinkedHashMap<>();
            entries.forEach(entry ->
                    addByArchitecture(String.valueOf(entry.getKey()), (Map<?, ?>) entry.getValue(), byArchitecture));
            return true;
        }
        Map<?, ?> first = (Map<?, ?>) entries.get(0).getValue();
        if (entries.stream().noneMatch(entry -> isColumnOfArchitectures((Map<?, ?>) entry.getValue()))) {
            entries.forEach(entry -> addRecord(entry.getValue()));
            return first.values().stream().anyMatch(value -> Dialects.isArchitecture(JsonTree.text(value)));
        }
        // pandas: for each column, its values by row.
        for (Object key : first.keySet()) {
            Map<String, String> row = new LinkedHashMap<>();
            entries.forEach(entry -> {
                Object value = ((Map<?, ?>) entry.getValue()).get(key);
                row.put(String.valueOf(entry.getKey()), value == null ? "" : JsonTree.text(value));
            });
            rows.add(row);
        }
        return true;
    }

    private static boolean isColumnOfArchitectures(Map<?, ?> column) {
        long found = column.values().stream()
                .limit(ArchitectureColumn.SAMPLE)
                .filter(value -> Dialects.isArchitecture(JsonTree.text(value)))
                .count();
        // A record has one among its scores; in a column a few may be wrong.
        return found * 2 > Math.min(ArchitectureColumn.SAMPLE, column.size());
    }
}
