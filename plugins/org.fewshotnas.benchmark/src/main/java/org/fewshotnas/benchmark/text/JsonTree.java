package org.fewshotnas.benchmark.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.benchmark.dialect.Dialects;
import org.fewshotnas.benchmark.numbers.NumberColumn;
import org.fewshotnas.space.base.InvalidInputException;

/** Values of JSON as maps, lists and texts: numbers as they are written, null as an empty text. At most so many as fit. */
final class JsonTree {
    /** Of one value of the file: what is larger comes as records or lines, which are read one after the other. */
    private static final long MOST_VALUES = 4_000_000;

    private static final int EDGES = 6;
    private static final Set<String> CELLS =
            Set.of("op1", "module_adjacency", "adjacency", "adjacency_matrix", "matrix");

    private final long mostCharacters = Runtime.getRuntime().maxMemory() / 16;
    private final String file;
    private final JsonParser json;
    private long values;
    private long characters;

    /** @param file name for messages */
    JsonTree(String file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    /** The value that the parser stands at the beginning of; afterwards it stands at its end. */
    Object value() throws IOException {
        values = 0;
        characters = 0;
        return read();
    }

    private Object read() throws IOException {
        count("");
        JsonToken token = json.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                count(name);
                json.nextToken();
                map.put(name, read());
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                list.add(read());
            }
            return list;
        }
        String text = token == JsonToken.VALUE_NULL ? "" : json.getText();
        count(text);
        return text;
    }

    private void count(String text) {
        characters += text.length();
        if (++values > MOST_VALUES || characters > mostCharacters) {
            throw new InvalidInputException(
                    "The file \"" + file + "\" holds more than " + MOST_VALUES + " values, or " + mostCharacters
                            + " characters, in one record.",
                    "Write a record in each line (JSON lines), or CSV.");
        }
    }

    /** A record's values by their names, those within each other joined by spaces; a list as Python prints it. */
    static Map<String, String> flat(Map<?, ?> record) {
        Map<String, String> flat = new LinkedHashMap<>();
        flatten("", record, flat);
        return flat;
    }

    private static void flatten(String before, Map<?, ?> record, Map<String, String> flat) {
        record.forEach((key, value) -> {
            String name = before.isEmpty() ? String.valueOf(key) : before + " " + key;
            if (value instanceof Map<?, ?> inner && !isCell(inner)) {
                flatten(name, inner, flat);
            } else {
                flat.put(name, text(value));
            }
        });
    }

    /** Whether a dictionary is an architecture and no record of several values. */
    private static boolean isCell(Map<?, ?> map) {
        boolean likely = map.size() == EDGES || CELLS.stream().anyMatch(map::containsKey);
        return likely && Dialects.isArchitecture(text(map));
    }

    /** A value as one text. */
    static String text(Object value) {
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(JsonTree::inner).toList()) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, inner) -> entries.add("'" + key + "': " + inner(inner)));
            return "{" + String.join(", ", entries) + "}";
        }
        return String.valueOf(value).strip();
    }

    private static String inner(Object value) {
        String text = text(value);
        boolean bare = !(value instanceof String) || NumberColumn.isBareNumber(text);
        return bare && !text.isEmpty() ? text : "'" + text + "'";
    }
}
