package org.fewshotnas.benchmark.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.numbers.NumberColumn;
import org.fewshotnas.benchmark.numbers.NumberParser;
import org.fewshotnas.benchmark.table.TableAssembler;

/** Takes the chosen scores out of the rows of a table of typed columns, of which some are texts that are numbers. */
public final class TypedScores {
    private final List<String> columns;
    private final TableAssembler rows;
    private final List<Optional<NumberParser>> parsers = new ArrayList<>();

    /**
     * Scores of one reading of a table; says what is left out of it.
     *
     * @throws org.fewshotnas.space.base.InvalidInputException if it is not sure what the numbers of a column mean
     */
    public TypedScores(TypedLayout layout, List<String> columns, ReadOptions options, TableAssembler rows) {
        this.columns = columns;
        this.rows = rows;
        layout.note(columns, options, rows);
        columns.forEach(column -> parsers.add(layout.numbers(column).map(NumberColumn::parser)));
    }

    /** Whether the values of a chosen column are texts. */
    public boolean isText(int column) {
        return parsers.get(column).isPresent();
    }

    /**
     * The number that a text is, NaN where it was not measured.
     *
     * @param column index of a chosen column of texts
     * @param row its number in the file
     * @throws org.fewshotnas.space.base.InvalidInputException if it is none, or not one as the column's others are
     */
    public double parse(int column, String text, long row) {
        try {
            return parsers.get(column).orElseThrow().parse(text);
        } catch (NumberFormatException e) {
            throw TypedLayout.noNumber(row, columns.get(column), text, rows, e);
        }
    }

    /** Says what was taken for something in the numbers that were read. */
    public void note() {
        for (int i = 0; i < columns.size(); i++) {
            if (isText(i)) {
                rows.notes()
                        .addColumn(columns.get(i), parsers.get(i).orElseThrow().notes());
            }
        }
    }
}
