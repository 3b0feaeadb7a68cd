package org.fewshotnas.benchmark;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fewshotnas.space.InvalidInputException;

/**
 * The columns of a CSV file that look as if they were meant as scores, but mostly hold text, so that they are not read: at least a tenth of
 * their filled cells are numbers, be it with a decimal comma or a unit.
 */
final class NearlyNumbers {
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d+,\\d+");
    private static final Pattern WITH_UNIT = Pattern.compile("[+-]?\\d+([.,]\\d+)? ?(%|\\p{L}{1,3})");
    private static final int LISTED = 8;

    /** A column, with its first cell that is no number. */
    private record Column(String name, long line, String cell, boolean decimalCommas) {
        @Override
        public String toString() {
            return "\"" + name + "\" (\"" + TableAssembler.shorten(cell) + "\" in line " + line + ")";
        }
    }

    private final String file;
    private final List<Column> columns = new ArrayList<>();

    /** @param file name for messages */
    NearlyNumbers(String file) {
        this.file = file;
    }

    /** Looks at a column that mostly holds text. */
    void add(String name, List<CsvRecord> lines, int index) {
        int filled = 0;
        int numbers = 0;
        int commas = 0;
        CsvRecord first = null;
        for (CsvRecord line : lines) {
            String text = CsvLayout.cell(line, index);
            if (Scores.isMissing(text)) {
                continue;
            }
            filled++;
            boolean comma = DECIMAL_COMMA.matcher(text).matches();
            commas += comma ? 1 : 0;
            boolean number = Scores.isNumber(text);
            numbers += number || comma || WITH_UNIT.matcher(text).matches() ? 1 : 0;
            first = first == null && !number ? line : first;
        }
        if (first != null && numbers * 10 >= filled) {
            columns.add(
                    new Column(name, first.getStartingLineNumber(), CsvLayout.cell(first, index), commas * 2 > filled));
        }
    }

    /**
     * What the user should know if a table is read whole: at most one sentence or two.
     *
     * @param architectureColumn the column that the user chose, or empty
     * @param anyScores whether other columns hold scores
     * @throws InvalidInputException if numbers have decimal commas, or these columns are all the scores that there are
     */
    List<String> notes(String architectureColumn, boolean anyScores) {
        List<Column> left = columns.stream()
                .filter(column -> !column.name().equals(architectureColumn))
                .toList();
        for (Column column : left) {
            if (column.decimalCommas()) {
                throw new InvalidInputException(
                        "\"" + file + "\", line " + column.line() + ", column \"" + column.name() + "\": \""
                                + TableAssembler.shorten(column.cell())
                                + "\" was found where a number was expected; it seems to have a decimal comma.",
                        "Export the table with decimal points, or choose the columns to read without this one.");
            }
        }
        if (left.isEmpty()) {
            return List.of();
        }
        String listed = left.stream().limit(LISTED).map(Column::toString).collect(Collectors.joining(", "))
                + (left.size() > LISTED ? " and " + (left.size() - LISTED) + " more" : "");
        String advice = "write plain numbers, and leave what was not measured empty.";
        if (!anyScores) {
            throw new InvalidInputException(
                    "No column of \"" + file + "\" holds scores: these mostly hold text: " + listed + ".",
                    "If they are scores, " + advice);
        }
        return List.of("Columns that mostly hold text were left out: " + listed + ". If they are scores, " + advice);
    }
}
