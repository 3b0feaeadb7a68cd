package org.fewshotnas.search.evaluate;

import java.util.OptionalDouble;

/**
 * What an evaluation found.
 *
 * @param score in the evaluator's metric, finite; empty where there is none
 * @param reason why there is none, as a clause for the analyst, such as "its training diverged"; blank where there is a score
 */
public record Evaluation(OptionalDouble score, String reason) {
    /** Of an architecture for which nothing was left: to a search it is as if it had not been asked for. */
    public static final Evaluation UNREACHED = failed("there was no time for it");

    /**
     * @throws IllegalArgumentException if the score is not finite, or there is neither a score nor a reason, or both
     */
    public Evaluation {
        if (score.isPresent() && !Double.isFinite(score.getAsDouble())) {
            throw new IllegalArgumentException("A score of " + score.getAsDouble());
        }
        if (score.isPresent() != reason.isBlank()) {
            throw new IllegalArgumentException(score + " with the reason \"" + reason + "\"");
        }
    }

    /** A score. */
    public static Evaluation of(double score) {
        return new Evaluation(OptionalDouble.of(score), "");
    }

    /** No score, for a reason. */
    public static Evaluation failed(String reason) {
        return new Evaluation(OptionalDouble.empty(), reason);
    }
}
