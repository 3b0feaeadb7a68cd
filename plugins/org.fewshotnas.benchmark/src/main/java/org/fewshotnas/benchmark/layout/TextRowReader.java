package org.fewshotnas.benchmark.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.numbers.NumberParser;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;

/** Takes the architecture and the chosen scores out of the rows of a table of texts. */
final class TextRowReader {
    private static final int LISTED = 20;

    private final TextLayout layout;
    private final TableAssembler rows;
    private final Function<TextTable.Row, String> architecture;
    private final OptionalInt space;
    private final int[] places;
    private final List<NumberParser> parsers = new ArrayList<>();
    private final double[] scores;

    private TextRowReader(
            TextLayout layout,
            TableAssembler rows,
            Function<TextTable.Row, String> architecture,
            OptionalInt space,
            List<String> columns) {
        this.layout = layout;
        this.rows = rows;
        this.architecture = architecture;
        this.space = space;
        this.places = columns.stream().mapToInt(name -> require(layout, name)).toArray();
        for (String column : columns) {
            layout.leftOut().requireSure(column);
            parsers.add(layout.numbers(column).parser());
        }
        this.scores = new double[places.length];
    }

    static TextRowReader of(TextLayout layout, List<String> columns, ReadOptions options, TableAssembler rows) {
        String chosen = options.architectureColumn();
        if (chosen.isEmpty() && layout.spread().isPresent()) {
            SpreadCells spread = layout.spread().get();
            return new TextRowReader(layout, rows, row -> spread.architecture(row, rows), OptionalInt.empty(), columns);
        }
        String name = chosen.isEmpty() ? layout.listing().architectureColumn() : chosen;
        if (name.isEmpty()) {
            throw TypedLayout.noArchitectures(layout.file(), layout.names());
        }
        int place = require(layout, name);
        return new TextRowReader(layout, rows, row -> row.values().get(place), layout.space(), columns);
    }

    private static int require(TextLayout layout, String name) {
        int index = layout.indexOf(name);
        if (index < 0) {
            throw new InvalidInputException(
                    "The file \"" + layout.file() + "\" has no column \"" + name + "\".",
                    "Its columns are " + Excerpts.listed(layout.names(), LISTED)
                            + ". If the file has changed, choose again.");
        }
        return index;
    }

    void read(TextTable.Row row) {
        List<String> values = row.values();
        for (int i = 0; i < places.length; i++) {
            String text = values.get(places[i]);
            try {
                scores[i] = parsers.get(i).parse(text);
            } catch (NumberFormatException e) {
                throw TypedLayout.noNumber(row.number(), layout.names().get(places[i]), text, rows, e);
            }
        }
        if (space.isPresent()) {
            rows.requireSpace(
                    row.number(), values.get(space.getAsInt()), layout.listing().searchSpace());
        }
        rows.add(row.number(), architecture.apply(row), scores);
    }

    /** Says what was taken for something in the numbers that were read. */
    void note() {
        for (int i = 0; i < places.length; i++) {
            rows.notes().addColumn(layout.names().get(places[i]), parsers.get(i).notes());
        }
    }
}
