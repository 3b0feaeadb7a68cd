package org.fewshotnas.network.worker;

import java.util.Optional;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.file.TrainingPlan;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.TrainingSettings;

/**
 * A training to be done.
 *
 * @param name for messages
 * @param graph to be trained
 * @param training what it learns from; jobs that share the object share its file too
 * @param validation by which the best epoch is chosen, if there is such data
 * @param settings how, its seed among them
 */
public record TrainingJob(
        String name, NetworkGraph graph, DataSet training, Optional<DataSet> validation, TrainingSettings settings) {
    /** About 20 billion multiplications and additions a second, twice as many backward as forward. */
    private static final double WORK_A_SECOND = 20e9 / 3;

    /** What there is of it beside its data. */
    public TrainingPlan plan() {
        return new TrainingPlan(graph, settings);
    }

    /** How long it takes one core, very roughly. */
    public double estimatedSeconds() {
        return (double) graph.multiplyAccumulates() * training.size() * settings.epochs() / WORK_A_SECOND;
    }
}
