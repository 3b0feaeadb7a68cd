package org.fewshotnas.search;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * When a search may end before its last step.
 *
 * @param score at which it ends, or a better one
 * @param patience how many steps in a row may bring no improvement
 * @param time after which no step begins
 */
public record StopRule(OptionalDouble score, OptionalInt patience, Optional<Duration> time) {
    /** Why the search is to end after the step that it has been told of, as a clause; empty if it is to go on. */
    public Optional<String> reason(StepwiseSearch search) {
        OptionalDouble best = search.best();
        if (score.isPresent() && best.isPresent() && isReached(search, best.getAsDouble())) {
            return Optional.of(String.format(
                    Locale.ROOT, "the score %.6g was reached, with %.6g", score.getAsDouble(), best.getAsDouble()));
        }
        if (patience.isPresent() && search.stepsSinceBest() >= patience.getAsInt()) {
            int steps = patience.getAsInt();
            return Optional.of(
                    steps == 1
                            ? "the last iteration has not improved the best score"
                            : "the last " + steps + " iterations have not improved the best score");
        }
        return time.filter(limit -> search.elapsed().compareTo(limit) >= 0)
                .map(limit -> "the time limit of " + text(limit) + " was reached");
    }

    private boolean isReached(StepwiseSearch search, double best) {
        int sign = search.metric().direction().sign();
        return sign * best >= sign * score.getAsDouble();
    }

    private static String text(Duration limit) {
        double minutes = limit.toMillis() / 60_000.;
        return String.format(Locale.ROOT, minutes == 1 ? "%.0f minute" : "%.4g minutes", minutes);
    }
}
