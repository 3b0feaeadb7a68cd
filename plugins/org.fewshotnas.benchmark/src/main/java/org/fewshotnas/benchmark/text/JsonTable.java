package org.fewshotnas.benchmark.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.Json;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.layout.TextTable;
import org.fewshotnas.benchmark.numbers.NumberColumn;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * A table in JSON: a list of records, a record in each line (JSON lines), a list of rows, or an object of one of {@link JsonShapes}. Records
 * may lack values, and have dictionaries within them. The first thousand tell the columns.
 */
final class JsonTable implements TextTable {
    private static final int SAMPLE = 1_000;

    private final Path file;
    private final ReadLimits limits;
    private final List<String> header;
    private final Set<String> late = new LinkedHashSet<>();

    private JsonTable(Path file, ReadLimits limits, List<String> header) {
        this.file = file;
        this.limits = limits;
        this.header = header;
    }

    static JsonTable open(Path file, ReadLimits limits, Progress progress) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        int[] rows = {0};
        try {
            records(file, limits, progress, record -> {
                names.addAll(record.keySet());
                limits.checkColumns(FileInput.name(file), names.size());
                if (++rows[0] >= SAMPLE) {
                    throw new EnoughRead();
                }
            });
        } catch (EnoughRead enough) {
            return new JsonTable(file, limits, List.copyOf(names));
        }
        return new JsonTable(file, limits, List.copyOf(names));
    }

    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public char separator() {
        return 0;
    }

    @Override
    public String rowNoun() {
        return "record";
    }

    @Override
    public List<String> notes() {
        return late.isEmpty()
                ? List.of()
                : List.of("Left out, as they are in none of the first " + SAMPLE + " records: "
                        + Excerpts.listed(List.copyOf(late), 8) + ".");
    }

    @Override
    public void walk(Progress progress, Visitor visitor) throws IOException {
        late.clear();
        Set<String> known = Set.copyOf(header);
        long[] number = {0};
        records(file, limits, progress, record -> {
            List<String> cells = new ArrayList<>(header.size());
            header.forEach(name -> cells.add(record.getOrDefault(name, "")));
            for (String name : record.keySet()) {
                if (!known.contains(name) && late.size() < SAMPLE) {
                    late.add(name);
                }
            }
            visitor.row(new Row(++number[0], cells));
        });
    }

    private interface RecordVisitor {
        void record(Map<String, String> record) throws IOException;
    }

    private static void records(Path file, ReadLimits limits, Progress progress, RecordVisitor visitor)
            throws IOException {
        String name = FileInput.name(file);
        try (JsonParser json = Json.parser(FileInput.open(file, limits, progress))) {
            JsonTree tree = new JsonTree(name, json);
            if (json.nextToken() == JsonToken.START_ARRAY) {
                List<String> names = null;
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    progress.checkCanceled();
                    Object value = tree.value();
                    if (value instanceof Map<?, ?> record) {
                        visitor.record(JsonTree.flat(record));
                    } else if (value instanceof List<?> row && names == null) {
                        names = names(row, visitor);
                    } else if (value instanceof List<?> row) {
                        visitor.record(record(names, row));
                    } else {
                        throw noTable(
                                name, "a list of single values such as " + Excerpts.shorten(String.valueOf(value)));
                    }
                }
                return;
            }
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw noTable(name, "neither a list nor a dictionary");
            }
            Map<?, ?> first = (Map<?, ?>) tree.value();
            if (json.nextToken() == null) {
                for (Map<String, String> row : JsonShapes.rows(name, first)) {
                    progress.checkCanceled();
                    visitor.record(row);
                }
                return;
            }
            visitor.record(JsonTree.flat(first));
            do {
                progress.checkCanceled();
                if (!(tree.value() instanceof Map<?, ?> record)) {
                    throw noTable(name, "lines that are no records");
                }
                visitor.record(JsonTree.flat(record));
            } while (json.nextToken() != null);
        }
    }

    /** The names of the columns of a list of rows: the first row where it is all texts, else their numbers. */
    private static List<String> names(List<?> first, RecordVisitor visitor) throws IOException {
        List<String> texts = first.stream().map(JsonTree::text).toList();
        boolean header = texts.stream().noneMatch(NumberColumn::isNumber);
        if (header) {
            return texts;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            names.add("column " + (i + 1));
        }
        visitor.record(record(names, first));
        return names;
    }

    private static Map<String, String> record(List<String> names, List<?> row) {
        Map<String, String> record = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), row.size()); i++) {
            record.put(names.get(i), JsonTree.text(row.get(i)));
        }
        return record;
    }

    private static InvalidInputException noTable(String file, String found) {
        return new InvalidInputException(
                "The file \"" + file + "\" is JSON, but not a table of architectures: it holds " + found + ".",
                "Write a list of records, such as [{\"architecture\": \"|nor_conv_3x3~0|+|...\", \"cifar10_test_acc\": 93.1}, ...].");
    }
}
