package org.fewshotnas.knime.port;

import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.space.metric.Metric;

/** What a predictor port shows: what the predictor is, what it has learned and seen, and how it came to be. */
final class PredictorPage {
    static final String NAME = "Predictor";

    private PredictorPage() {}

    static ModelPage of(PredictorSpec spec) {
        Html html = new Html().paragraph(headline(spec)).beginTable();
        html.row("Learner", spec.learner().label());
        html.row(
                "Network",
                spec.shape().layers() + " graph convolutions of " + spec.shape().width());
        spec.targetMetric().ifPresent(target -> html.row("Predicts", target.name())
                .row("What that is", target.what())
                .row("Better is", better(target))
                .row("Fine-tuned on", spec.shots() + (spec.shots() == 1 ? " score" : " scores")));
        html.endTable().heading("Tasks learned").beginTable("Task", "What it is", "Better is");
        spec.tasks().forEach(task -> html.row(task.name(), task.what(), better(task)));
        return new ModelPage(NAME, html.endTable().provenance(spec.provenance()).end());
    }

    private static String headline(PredictorSpec spec) {
        String learned =
                "It has learned from " + spec.tasks().size() + (spec.tasks().size() == 1 ? " task" : " tasks");
        return spec.targetMetric()
                .map(target -> learned + ", and predicts " + target.what() + " after " + spec.shots()
                        + (spec.shots() == 1 ? " score." : " scores."))
                .orElse(learned + ", and has seen no score of a new one: it ranks, without a unit.");
    }

    private static String better(Metric metric) {
        return switch (metric.direction()) {
            case MAXIMIZE -> "larger";
            case MINIMIZE -> "smaller";
            case UNKNOWN -> "not known";
        };
    }
}
