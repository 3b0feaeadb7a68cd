package org.fewshotnas.benchmark.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.file.Json;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.numbers.NumberColumn;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * The records of a table in JSON, whichever way it holds them: a list of records, a record in each line (JSON lines), a list of rows, or an
 * object of one of {@link JsonShapes}.
 */
final class JsonRecords {
    private final String file;
    private final Visitor visitor;

    private JsonRecords(String file, Visitor visitor) {
        this.file = file;
        this.visitor = visitor;
    }

    /** Takes records: the texts of their values, by name. */
    interface Visitor {
        void record(Map<String, String> record) throws IOException;

        /** Takes all records at once, where the file is an object that is parsed as a whole. */
        void all(List<Map<String, String>> records) throws IOException;
    }

    static void walk(SourceFile file, ReadLimits limits, Progress progress, Visitor visitor) throws IOException {
        try (JsonParser json = Json.parser(file.open(limits, progress))) {
            new JsonRecords(file.name(), visitor).walk(json, progress);
        }
    }

    private void walk(JsonParser json, Progress progress) throws IOException {
        JsonTree tree = new JsonTree(file, json);
        if (json.nextToken() == JsonToken.START_ARRAY) {
            walkArray(json, tree, progress);
            return;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw noTable("neither a list nor a dictionary");
        }
        Map<?, ?> first = (Map<?, ?>) tree.value();
        if (json.nextToken() == null) {
            visitor.all(JsonShapes.rows(file, first));
            return;
        }
        visitor.record(JsonTree.flat(first));
        do {
            progress.checkCanceled();
            if (!(tree.value() instanceof Map<?, ?> record)) {
                throw noTable("lines that are no records");
            }
            visitor.record(JsonTree.flat(record));
        } while (json.nextToken() != null);
    }

    private void walkArray(JsonParser json, JsonTree tree, Progress progress) throws IOException {
        Optional<List<String>> names = Optional.empty();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            progress.checkCanceled();
            Object value = tree.value();
            if (value instanceof Map<?, ?> record) {
                visitor.record(JsonTree.flat(record));
            } else if (value instanceof List<?> row && names.isEmpty()) {
                names = Optional.of(names(row));
            } else if (value instanceof List<?> row) {
                visitor.record(record(names.get(), row));
            } else {
                throw noTable("a list of single values such as " + Excerpts.shorten(String.valueOf(value)));
            }
        }
    }

    /** The names of the columns of a list of rows: the first row where it is all texts, else their numbers. */
    private List<String> names(List<?> first) throws IOException {
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

    private InvalidInputException noTable(String found) {
        return new InvalidInputException(
                "The file \"" + file + "\" is JSON, but not a table of architectures: it holds " + found + ".",
                "Write a list of records, such as [{\"architecture\": \"|nor_conv_3x3~0|+|...\", \"cifar10_test_acc\": 93.1}, ...].");
    }
}
