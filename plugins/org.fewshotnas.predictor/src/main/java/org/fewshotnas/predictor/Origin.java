package org.fewshotnas.predictor;

import java.util.List;
import java.util.Objects;
import org.fewshotnas.space.metric.Metric;

/**
 * What a predictor has learned from, before it met its target.
 *
 * @param learner how it learned
 * @param tasks the metrics that were meta-learned or pre-trained on
 */
public record Origin(LearningMethod learner, List<Metric> tasks) {
    public Origin {
        Objects.requireNonNull(learner, "learner");
        tasks = tasks.stream().map(PredictorSpec::withoutFolder).toList();
    }
}
