package org.fewshotnas.benchmark.columns;

import java.util.List;
import java.util.Map;

/**
 * What a benchmark file offers.
 *
 * @param architectureColumn where the architectures are, or empty if no column looks like it
 * @param searchSpace name of the search space if the file itself says it, else empty
 * @param metrics the columns of numbers
 * @param otherColumns names of the columns that hold neither architectures nor scores
 * @param rowNoun what messages call a numbered row of the file: "line", "row", "entry"
 * @param format name of the format where the file's content tells it more exactly, else empty
 * @param keys what the format wants to know again of its columns, by their names
 */
public record Listing(
        String architectureColumn,
        String searchSpace,
        List<MetricColumn> metrics,
        List<String> otherColumns,
        String rowNoun,
        String format,
        Map<String, ?> keys) {

    public Listing(
            String architectureColumn,
            String searchSpace,
            List<MetricColumn> metrics,
            List<String> otherColumns,
            String rowNoun) {
        this(architectureColumn, searchSpace, metrics, otherColumns, rowNoun, "", Map.of());
    }
}
