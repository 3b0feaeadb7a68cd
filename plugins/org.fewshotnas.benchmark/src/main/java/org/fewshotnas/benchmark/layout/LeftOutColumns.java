package org.fewshotnas.benchmark.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Bookkeeping;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.numbers.MissingMarks;
import org.fewshotnas.benchmark.numbers.NumberColumn;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.MetricNames;

/** The columns of a table that are not read by default, and why: what to say of them to a user. */
final class LeftOutColumns {
    private static final int LISTED = 25;

    /** Text, with its first value that is no number; whether it was meant as scores, as far as can be seen. */
    private record Text(String name, String why, boolean meantAsScores, String example) {
        @Override
        public String toString() {
            return "\"" + Excerpts.shorten(name) + "\"" + (why.isEmpty() ? "" : " (" + why + ")");
        }

        Text withExample() {
            return why.isEmpty() && !example.isEmpty() ? new Text(name, example, meantAsScores, example) : this;
        }
    }

    private final String file;
    private final List<Text> texts = new ArrayList<>();
    private final List<Text> unsure = new ArrayList<>();
    private final List<String> truths = new ArrayList<>();

    /** @param file name for messages */
    LeftOutColumns(String file) {
        this.file = file;
    }

    /** A column of a kind that is never read. */
    void add(String name, String kind) {
        texts.add(new Text(name, kind, saysScores(name), ""));
    }

    /** Whether a name says that its column holds scores. */
    private static boolean saysScores(String name) {
        return MetricNames.guess(name).direction().isKnown()
                && Bookkeeping.ofName(name).isEmpty();
    }

    /** A column that mostly holds text. */
    void addText(String name, NumberColumn column, List<TextTable.Row> rows, int index) {
        boolean numbers = saysScores(name);
        Optional<String> first = Optional.empty();
        for (TextTable.Row row : rows) {
            String value = row.values().get(index);
            boolean number = NumberColumn.isNumber(value);
            numbers |= number;
            if (first.isEmpty() && !number && !MissingMarks.isUsual(value)) {
                first = Optional.of(value);
            }
        }
        String why = column.problem();
        String example =
                first.map(value -> "\"" + Excerpts.shorten(value, 30) + "\"").orElse("");
        if (first.isPresent() && (numbers || !why.isEmpty())) {
            why = (why.isEmpty() ? "" : why + ": ") + example;
        }
        texts.add(new Text(name, why, numbers || !column.problem().isEmpty(), example));
    }

    /** A column of numbers, of which some are not read by default. */
    void addNumbers(MetricColumn metric, NumberColumn column) {
        if (column.kind() == NumberColumn.Kind.UNSURE) {
            unsure.add(new Text(metric.name(), column.problem(), true, ""));
        } else if (column.kind() == NumberColumn.Kind.TRUTH) {
            truths.add(metric.name());
        }
    }

    /** A column of truth values. */
    void addTruth(String name) {
        truths.add(name);
    }

    /**
     * What the user should know if a table is read whole.
     *
     * @param architectureColumn the column that the user chose, or empty
     * @param anyScores whether other columns hold scores
     * @throws InvalidInputException if it is not sure what numbers mean, or no scores are left
     */
    List<String> notes(String architectureColumn, boolean anyScores) {
        if (!unsure.isEmpty()) {
            requireSure(unsure.get(0));
        }
        List<Text> left = texts.stream()
                .filter(text -> !text.name().equals(architectureColumn))
                .map(text -> anyScores ? text : text.withExample())
                .toList();
        String listed = left.stream().limit(LISTED).map(Text::toString).collect(Collectors.joining(", "))
                + (left.size() > LISTED ? " and " + (left.size() - LISTED) + " more" : "");
        String advice = "If they are scores, write plain numbers, and leave what was not measured empty.";
        boolean meant = left.stream().anyMatch(Text::meantAsScores);
        if (meant && !anyScores) {
            throw new InvalidInputException(
                    "No column of \"" + file + "\" holds scores: these are no numbers: " + listed + ".", advice);
        }
        List<String> notes = new ArrayList<>();
        if (!left.isEmpty()) {
            notes.add("Columns that hold no numbers were left out: " + listed + "."
                    + (meant || !anyScores ? " " + advice : ""));
        }
        if (!truths.isEmpty()) {
            notes.add("Columns of true and false were left out: \"" + String.join("\", \"", truths)
                    + "\". Choose them by name to read them as 1 and 0.");
        }
        return notes;
    }

    /** Checks that the numbers of a column that is read can be read. */
    void requireSure(String name) {
        unsure.stream().filter(text -> text.name().equals(name)).forEach(this::requireSure);
    }

    private void requireSure(Text column) {
        throw new InvalidInputException(
                "\"" + file + "\", column \"" + column.name() + "\": it is not sure what its numbers mean: "
                        + column.why() + ".",
                "Write its numbers without thousands separators and with decimal points, or choose the columns to read without this one.");
    }
}
