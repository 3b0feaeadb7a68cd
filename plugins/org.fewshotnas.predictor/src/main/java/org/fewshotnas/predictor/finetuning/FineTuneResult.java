package org.fewshotnas.predictor.finetuning;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fewshotnas.predictor.Learner;
import org.fewshotnas.predictor.Predictor;

/**
 * A fine-tuned predictor, and what was chosen on the way.
 *
 * @param predictor predicts in the target's unit; the given predictor itself where there was no score to learn from
 * @param steps SGD steps taken; 0 for {@link Learner#MULTI_TASK}, whose last layer is fitted in closed form
 * @param crossValidatedSpearman Spearman correlation of the support set's scores with predictions by networks that had not seen them, after
 *     numbers of steps that were chosen without them too; NaN where it could not be computed
 * @param standardError of that correlation, by the jackknife; NaN where it could not be computed
 * @param spearmanBySteps the cross-validated correlation of every number of steps that was tried, by which the choice was made: the best of
 *     them flatters it; NaN where fine-tuning diverged or the
 *     predictions were all the same
 * @param warnings what the user should know: whole sentences
 */
public record FineTuneResult(
        Predictor predictor,
        int steps,
        double crossValidatedSpearman,
        double standardError,
        Map<Integer, Double> spearmanBySteps,
        List<String> warnings) {
    public FineTuneResult {
        spearmanBySteps = Collections.unmodifiableMap(new TreeMap<>(spearmanBySteps));
        warnings = List.copyOf(warnings);
    }
}
