package org.fewshotnas.predictor.finetuning;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fewshotnas.predictor.Adaptation;
import org.fewshotnas.predictor.Predictor;

/**
 * A fine-tuned predictor, and what was chosen on the way.
 *
 * @param predictor predicts in the target's unit; the given predictor itself where there was no score to learn from
 * @param adaptation what was done
 * @param spearmanBySteps the cross-validated correlation of every number of steps that was tried, by which the choice was made: the best of
 *     them flatters it; numbers at which fine-tuning diverged or the predictions were all the same are left out
 * @param warnings what the user should know: whole sentences
 */
public record FineTuneResult(
        Predictor predictor, Adaptation adaptation, Map<Integer, Double> spearmanBySteps, List<String> warnings) {
    public FineTuneResult {
        spearmanBySteps = Collections.unmodifiableMap(new TreeMap<>(spearmanBySteps));
        warnings = List.copyOf(warnings);
    }
}
