package org.fewshotnas.search.evaluate;

import java.util.OptionalDouble;

/**
 * What an evaluation found.
 *
 * @param score in the evaluator's metric, finite; empty where there is none
 * @param standardError how far the score may be off by chance, in its unit; empty where it is not known
 * @param reason why there is none, as a clause for the analyst, such as "its training diverged"; blank where there is a score
 */
public record Evaluation(OptionalDouble score, OptionalDouble standardError, String reason) {
    /** Of an architecture for which nothing was left: to a search it is as if it had not been asked for. */
    public static final Evaluation UNREACHED = failed("there was no time for it");

    /**
     * @throws IllegalArgumentException if the score is not finite, or there is neither a score nor a reason, or both, or a standard error is
     *     below 0, not finite or of no score
     */
    public Evaluation {
        if (score.isPresent() && !Double.isFinite(score.getAsDouble())) {
            throw new IllegalArgumentException("A score of " + score.getAsDouble());
        }
        double error = standardError.orElse(0);
        if (!(error >= 0 && Double.isFinite(error)) || standardError.isPresent() && score.isEmpty()) {
            throw new IllegalArgumentException(score + " with a standard error of " + error);
        }
        if (score.isPresent() != reason.isBlank()) {
            throw new IllegalArgumentException(score + " with the reason \"" + reason + "\"");
        }
    }

    /** A score. */
    public static Evaluation of(double score) {
        return of(score, OptionalDouble.empty());
    }

    /** A score that may be off. */
    public static Evaluation of(double score, OptionalDouble standardError) {
        return new Evaluation(OptionalDouble.of(score), standardError, "");
    }

    /** No score, for a reason. */
    public static Evaluation failed(String reason) {
        return new Evaluation(OptionalDouble.empty(), OptionalDouble.empty(), reason);
    }
}
