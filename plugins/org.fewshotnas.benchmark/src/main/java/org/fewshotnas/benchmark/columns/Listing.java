package org.fewshotnas.benchmark.columns;

import java.util.List;

/**
 * What a benchmark file offers.
 *
 * @param architectureColumn where the architectures are, or empty if no column looks like it
 * @param searchSpace name of the search space if the file itself says it, else empty
 * @param metrics the columns of numbers
 * @param otherColumns names of the columns that hold neither architectures nor scores
 * @param rowNoun what messages call a numbered row of the file: "line", "row", "entry"
 */
public record Listing(
        String architectureColumn,
        String searchSpace,
        List<MetricColumn> metrics,
        List<String> otherColumns,
        String rowNoun) {}
