package org.fewshotnas.benchmark.layout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.space.base.Progress;

/**
 * The first rows of a table of texts, by which it shows what its columns are.
 *
 * @param rows at most {@value #ROWS}
 * @param isWhole whether they are all that there are, so that the table need not be walked over again
 * @param notes of the walk, where it went to the end
 */
record TableSample(List<TextTable.Row> rows, boolean isWhole, List<String> notes) {
    private static final int ROWS = 1_000;
    private static final long CHARACTERS = 4 << 20;

    static TableSample of(TextTable table, ReadLimits limits, Progress progress) throws IOException {
        List<TextTable.Row> rows = new ArrayList<>();
        long[] characters = {0};
        try {
            List<String> notes = table.walk(limits, progress, row -> {
                characters[0] += row.values().stream().mapToLong(String::length).sum();
                rows.add(row);
                if (rows.size() >= ROWS || characters[0] > CHARACTERS) {
                    throw new EnoughRead();
                }
            });
            return new TableSample(rows, true, notes);
        } catch (EnoughRead enough) {
            return new TableSample(rows, false, List.of());
        }
    }
}
