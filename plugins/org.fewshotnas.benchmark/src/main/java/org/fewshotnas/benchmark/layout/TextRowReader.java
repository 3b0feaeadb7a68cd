package org.fewshotnas.benchmark.layout;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.numbers.NumberColumn;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;

/** Takes the architecture and the chosen scores out of the rows of a table of texts. */
final class TextRowReader {
    private static final int LISTED = 20;

    private final TextLayout layout;
    private final TableAssembler rows;
    private final int architecture;
    private final SpreadCells spread;
    private final int space;
    private final String spaceName;
    private final int[] places;
    private final List<NumberColumn> numbers = new ArrayList<>();
    private final double[] scores;

    private TextRowReader(
            TextLayout layout,
            TableAssembler rows,
            int architecture,
            SpreadCells spread,
            Listing listing,
            List<String> columns) {
        this.layout = layout;
        this.rows = rows;
        this.architecture = architecture;
        this.spread = spread;
        this.spaceName = listing.searchSpace();
        this.space = spread == null && !spaceName.isEmpty()
                ? TextLayout.indexIgnoringCase(layout.names(), TextLayout.SPACE_COLUMN)
                : -1;
        this.places = columns.stream().mapToInt(name -> require(layout, name)).toArray();
        for (String column : columns) {
            layout.leftOut().requireSure(column);
            numbers.add(layout.numbers(column));
        }
        this.scores = new double[places.length];
    }

    static TextRowReader of(
            TextLayout layout, Listing listing, List<String> columns, ReadOptions options, TableAssembler rows) {
        if (!options.architectureColumn().isEmpty()) {
            int column = require(layout, options.architectureColumn());
            return new TextRowReader(layout, rows, column, null, listing, columns);
        }
        if (layout.spread().isPresent()) {
            return new TextRowReader(layout, rows, -1, layout.spread().get(), listing, columns);
        }
        if (listing.architectureColumn().isEmpty()) {
            throw TypedLayout.noArchitectures(layout.file(), layout.names());
        }
        return new TextRowReader(layout, rows, require(layout, listing.architectureColumn()), null, listing, columns);
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
        List<String> cells = row.cells();
        for (int i = 0; i < places.length; i++) {
            String text = cells.get(places[i]);
            try {
                scores[i] = numbers.get(i).parse(text);
            } catch (NumberFormatException e) {
                throw new InvalidInputException(
                        rows.place(row.number()) + ", column \""
                                + layout.names().get(places[i]) + "\": \"" + Excerpts.shorten(text)
                                + "\" was found where a number was expected, written as the others of the column.",
                        "Correct the cell, leave it empty if it was not measured, or do not choose this column.",
                        e);
            }
        }
        if (space >= 0) {
            rows.requireSpace(row.number(), cells.get(space), spaceName);
        }
        rows.add(row.number(), spread == null ? cells.get(architecture) : spread.architecture(row, rows), scores);
    }

    /** Says what was taken for something in the numbers that were read. */
    void note() {
        for (int i = 0; i < places.length; i++) {
            rows.notes().addColumn(layout.names().get(places[i]), numbers.get(i).notes());
        }
    }
}
