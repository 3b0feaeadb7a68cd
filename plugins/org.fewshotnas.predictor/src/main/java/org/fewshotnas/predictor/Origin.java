package org.fewshotnas.predictor;

import java.util.List;
import java.util.Objects;
import org.fewshotnas.space.metric.Metric;

/**
 * What a predictor has learned from, before it met its target.
 *
 * @param learner how it learned
 * @param tasks the metrics that were meta-learned or pre-trained on
 * @param referenceSpaces names of the search spaces that cells without scores were drawn from; empty where the learner draws none
 */
public record Origin(LearningMethod learner, List<Metric> tasks, List<String> referenceSpaces) {
    public Origin {
        Objects.requireNonNull(learner, "learner");
        tasks = tasks.stream().map(PredictorSpec::withoutFolder).toList();
        referenceSpaces = learner.drawsReferences() ? List.copyOf(referenceSpaces) : List.of();
    }

    /** With the {@linkplain ReferenceSpaces#PUBLISHED published} search spaces. */
    public Origin(LearningMethod learner, List<Metric> tasks) {
        this(learner, tasks, ReferenceSpaces.PUBLISHED);
    }
}
