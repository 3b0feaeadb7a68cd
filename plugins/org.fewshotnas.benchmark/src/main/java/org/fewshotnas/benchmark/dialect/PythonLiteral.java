package org.fewshotnas.benchmark.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A value as Python prints it, or JSON: lists and tuples become lists, dictionaries maps, numbers {@link Long} or {@link Double}, quoted
 * texts strings, and bare words strings too (True, None). Nothing is executed. What is longer or deeper than any architecture is refused.
 */
public final class PythonLiteral {
    private static final int LONGEST = 4_096;
    private static final int DEEPEST = 6;

    private final String text;
    private int at;

    private PythonLiteral(String text) {
        this.text = text;
    }

    /** What the text says; empty if it is no such value, or goes on after it. */
    public static Optional<Object> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        PythonLiteral reader = new PythonLiteral(text);
        Object value = reader.value(0);
        reader.skipSpace();
        return value == null || reader.at < text.length() ? Optional.empty() : Optional.of(value);
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        skipSpace();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    /** The value that begins here, or null if there is none. */
    private Object value(int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        return switch (peek()) {
            case '[' -> list(']', depth);
            case '(' -> list(')', depth);
            case '{' -> map(depth);
            case '\'', '"' -> quoted();
            default -> word();
        };
    }

    private List<Object> list(char end, int depth) {
        at++;
        List<Object> items = new ArrayList<>();
        while (!take(end)) {
            Object item = value(depth + 1);
            if (item == null) {
                return null;
            }
            items.add(item);
            // numpy writes no commas.
            if (!take(',') && peek() == 0) {
                return null;
            }
        }
        return items;
    }

    private Map<Object, Object> map(int depth) {
        at++;
        Map<Object, Object> entries = new LinkedHashMap<>();
        while (!take('}')) {
            Object key = value(depth + 1);
            Object value = key != null && take(':') ? value(depth + 1) : null;
            if (value == null || entries.put(key, value) != null || !take(',') && peek() != '}') {
                return null;
            }
        }
        return entries;
    }

    private String quoted() {
        char quote = text.charAt(at++);
        StringBuilder word = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                word.append(text.charAt(at++));
            }
        }
        return at++ < text.length() ? word.toString() : null;
    }

    private Object word() {
        int start = at;
        while (at < text.length() && ",:()[]{}'\" \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.isEmpty()) {
            return null;
        }
        if (word.matches("[+-]?\\d{1,18}")) {
            return Long.valueOf(word);
        }
        return word.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?")
                ? Double.valueOf(word.toLowerCase(Locale.ROOT))
                : (Object) word;
    }
}
