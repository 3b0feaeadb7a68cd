package org.fewshotnas.benchmark.layout;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.metric.Direction;

/**
 * The history of a search that Predictor Search wrote and a program exported: its column "Score" says no direction by its name, but the
 * best score so far, which stands beside it, is never worse than the score of its row.
 */
final class SearchHistory {
    /** Name of the column of measured scores. */
    static final String SCORE = "Score";

    private static final String BEST = "Best score so far";

    private SearchHistory() {}

    /** The direction of the column "Score"; empty where the table is no history of a search, or all its scores are the best ones. */
    static Optional<Direction> direction(List<String> names, List<TextTable.Row> rows) {
        int score = names.indexOf(SCORE);
        int best = names.indexOf(BEST);
        if (score < 0 || best < 0) {
            return Optional.empty();
        }
        int smaller = 0;
        int larger = 0;
        for (TextTable.Row row : rows) {
            double one = number(row.values().get(score));
            double other = number(row.values().get(best));
            smaller += one < other ? 1 : 0;
            larger += one > other ? 1 : 0;
        }
        if (smaller > 0 == larger > 0) {
            return Optional.empty();
        }
        return Optional.of(smaller > 0 ? Direction.MAXIMIZE : Direction.MINIMIZE);
    }

    /** NaN where it is none. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
