package org.fewshotnas.predictor;

import java.util.OptionalDouble;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * How far fine-tuning went, and how well it predicts scores that it has not seen.
 *
 * @param steps gradient steps that were taken; 0 where there are none to take
 * @param spearman Spearman correlation of the support set's scores with predictions by networks that had not seen them, after numbers of
 *     steps that were chosen without them too; empty where it could not be computed
 * @param standardError of that correlation, by the jackknife; empty where it could not be computed
 */
public record Adaptation(int steps, OptionalDouble spearman, OptionalDouble standardError) {
    /** Nothing is known of it. */
    public static final Adaptation NONE = new Adaptation(0, OptionalDouble.empty(), OptionalDouble.empty());

    /**
     * @throws InvalidInputException if a number is out of its range
     */
    public Adaptation {
        double correlation = spearman.orElse(0);
        double error = standardError.orElse(0);
        if (steps < 0 || !(Math.abs(correlation) <= 1.001) || !(error >= 0) || !Double.isFinite(error)) {
            throw PredictorSpec.invalid("it took " + steps + " steps to a cross-validated correlation of " + correlation
                    + " with a standard error of " + error);
        }
    }
}
