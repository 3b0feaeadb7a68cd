package org.fewshotnas.benchmark;

import java.util.List;
import org.fewshotnas.space.InvalidInputException;

/** Takes the architecture and the chosen scores out of the lines of a CSV file. */
final class CsvRowReader {
    private final CsvLayout layout;
    private final TableAssembler rows;
    private final int architecture;
    private final Nb101Columns nb101;
    private final int space;
    private final String spaceName;
    private final int[] metrics;
    private final double[] scores;

    private CsvRowReader(
            CsvLayout layout,
            TableAssembler rows,
            int architecture,
            Nb101Columns nb101,
            Listing listing,
            int[] metrics) {
        this.layout = layout;
        this.rows = rows;
        this.architecture = architecture;
        this.nb101 = nb101;
        this.spaceName = listing.searchSpace();
        this.space = nb101 == null && !spaceName.isEmpty() ? layout.indexIgnoringCase(CsvLayout.SPACE_COLUMN) : -1;
        this.metrics = metrics;
        this.scores = new double[metrics.length];
    }

    static CsvRowReader of(
            CsvLayout layout, Listing listing, List<String> columns, ReadOptions options, TableAssembler rows) {
        int[] metrics = columns.stream().mapToInt(name -> require(layout, name)).toArray();
        if (!options.architectureColumn().isEmpty()) {
            int column = require(layout, options.architectureColumn());
            return new CsvRowReader(layout, rows, column, null, listing, metrics);
        }
        if (Nb101Columns.areIn(layout.names())) {
            return new CsvRowReader(layout, rows, -1, Nb101Columns.of(layout), listing, metrics);
        }
        if (listing.architectureColumn().isEmpty()) {
            throw new InvalidInputException(
                    "No column of \"" + layout.file() + "\" holds architectures; its columns are "
                            + String.join(
                                    ", ", layout.names().stream().limit(20).toList())
                            + (layout.names().size() > 20 ? " and more." : "."),
                    "Choose a table with one row an architecture, in the benchmark's own encoding, in a column called architecture.");
        }
        return new CsvRowReader(layout, rows, require(layout, listing.architectureColumn()), null, listing, metrics);
    }

    private static int require(CsvLayout layout, String name) {
        int index = layout.indexOf(name);
        if (index < 0) {
            throw new InvalidInputException(
                    "The file \"" + layout.file() + "\" has no column \"" + name + "\".",
                    "Its columns are " + String.join(", ", layout.names())
                            + ". If the file has changed, choose again.");
        }
        return index;
    }

    void read(long line, List<String> cells) {
        for (int i = 0; i < metrics.length; i++) {
            String text = cells.get(metrics[i]).strip();
            try {
                scores[i] = Scores.parse(text);
            } catch (NumberFormatException e) {
                throw new InvalidInputException(
                        rows.place(line) + ", column \"" + layout.names().get(metrics[i]) + "\": \""
                                + TableAssembler.shorten(text) + "\" was found where a number was expected.",
                        "Correct the cell, leave it empty if it was not measured, or do not choose this column.",
                        e);
            }
        }
        if (space >= 0) {
            rows.requireSpace(line, cells.get(space).strip(), spaceName);
        }
        rows.add(line, nb101 == null ? cells.get(architecture).strip() : nb101.architecture(line, cells, rows), scores);
    }
}
