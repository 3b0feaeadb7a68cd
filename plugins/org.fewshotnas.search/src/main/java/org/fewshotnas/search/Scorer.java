package org.fewshotnas.search;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/** What a search asks for the worth of architectures: a predictor, as a search sees it. */
public interface Scorer {
    /** One finite number for each graph. */
    double[] score(List<UnifiedGraph> graphs, Progress progress);

    /** This scorer for architectures that will be measured like this, before it has learned from any score of it. */
    default Scorer forTarget(Metric target) {
        return this;
    }

    /** Whether the numbers are scores in the unit of what it has learned from; otherwise they only rank. */
    default boolean predictsScores() {
        return true;
    }

    /** Whether larger or smaller numbers are better. */
    Direction direction();

    /**
     * This scorer after learning from measured scores, all of them at once: whatever an earlier refit learned is in them. This scorer
     * stays as it was.
     */
    Scorer refit(Task measured, Progress progress);

    /** What the scorer believes about all these graphs together; empty if it does not say how sure it is. */
    default Optional<Posterior> posterior(List<UnifiedGraph> graphs, Progress progress) {
        return Optional.empty();
    }

    /**
     * The lower and the upper end of the interval that holds the score of an architecture with this probability; empty if it does not say how sure it
     * is.
     */
    default Optional<double[]> interval(UnifiedGraph graph, double probability, Progress progress) {
        return Optional.empty();
    }

    /** The predictor that gives the numbers, if one does. */
    default Optional<Predictor> predictor() {
        return Optional.empty();
    }

    /** What the user should know about this scorer, such as about the refit that made it: whole sentences. */
    default List<String> warnings() {
        return List.of();
    }

    /** What this scorer has learned from, for the user, such as "zero-shot" or "8 shots". */
    String state();
}
