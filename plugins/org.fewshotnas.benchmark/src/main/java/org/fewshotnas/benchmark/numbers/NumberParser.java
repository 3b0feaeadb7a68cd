package org.fewshotnas.benchmark.numbers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fewshotnas.benchmark.numbers.Evidence.Reading;

/** Reads the values of a {@link NumberColumn} one after the other. What is not read of them is counted, and said in {@link #notes}. */
public final class NumberParser {
    private static final int MOST_MARKS = 4;

    private final NumberColumn column;
    private final Map<String, Integer> marks = new LinkedHashMap<>();
    private final Set<Integer> lengths = new TreeSet<>();
    private int deviations;
    private String example = "";

    NumberParser(NumberColumn column) {
        this.column = column;
    }

    /**
     * The number of a value, NaN where it was not measured.
     *
     * @throws NumberFormatException if it is no number, or not one as the column's others are
     */
    public double parse(String text) {
        if (MissingMarks.isUsual(text)) {
            return Double.NaN;
        }
        if (MissingMarks.isOther(text)) {
            String mark = marks.containsKey(text) || marks.size() < MOST_MARKS ? text : "...";
            marks.merge(mark, 1, Integer::sum);
            return Double.NaN;
        }
        if (column.kind() == NumberColumn.Kind.TRUTH) {
            return truth(text);
        }
        if (column.unit().isEmpty() && column.reading() == Reading.POINT && isPlain(text)) {
            return Double.parseDouble(text);
        }
        PrintedNumber number = PrintedNumber.of(text).orElseThrow(() -> new NumberFormatException(text));
        double value = column.value(number);
        if (!number.unit().equals(column.unit()) || Double.isNaN(value)) {
            throw new NumberFormatException(text);
        }
        note(text, number, value);
        return value;
    }

    private void note(String text, PrintedNumber number, double value) {
        if (number.deviation()) {
            deviations++;
        }
        if (!number.values().isEmpty()) {
            lengths.add(number.values().size());
        }
        boolean grouped = Math.abs(value) >= 1_000 && text.indexOf(',') > 0;
        boolean comma = number.needsComma() || number.isAmbiguous() && column.reading() == Reading.COMMA;
        if (example.isEmpty() && (comma || grouped)) {
            example = "\"" + text + "\" was read as " + DecimalSign.plain(value);
        }
    }

    /** Whether Java and everybody else read it the same way: nearly every value. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && (c != '-' || i > 0)) {
                return false;
            }
        }
        return text.length() < 40 && text.indexOf('.') == text.lastIndexOf('.') && text.length() > 2;
    }

    private static double truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> 1;
            case "false", "no" -> 0;
            default -> throw new NumberFormatException(text);
        };
    }

    /** What was taken for something, and what was not read, each in words that fit behind the column's name. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!example.isEmpty()) {
            notes.add(example);
        }
        marks.forEach((mark, count) ->
                notes.add("\"" + mark + "\" counts as not measured, " + (count == 1 ? "once" : count + " times")));
        if (deviations > 0) {
            notes.add("deviations behind the numbers were left out");
        }
        if (!lengths.isEmpty()) {
            notes.add("lists of "
                    + String.join(", ", lengths.stream().map(String::valueOf).toList())
                    + " numbers were read as repeated trainings, by their means");
        }
        return notes;
    }
}
