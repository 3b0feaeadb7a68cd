package org.fewshotnas.knime.nodes.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.training.BestNetwork;
import org.fewshotnas.knime.training.TrainedScore;
import org.fewshotnas.knime.training.TrainingData;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.search.evaluate.TrainingEvaluator;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;

/** The trainings of a search, on the data that is connected. */
final class SearchTraining {
    private final String target;
    private final TrainingData data;
    private final MacroArchitecture macro;
    private final TrainingSettings settings;
    private final TrainingEvaluator evaluator;
    private final long start = System.nanoTime();

    /**
     * Reads the data.
     *
     * @param table to learn from
     * @param validation to be judged by, if it is not a share of the other that does
     * @param seed of that share, and of trainings
     * @throws org.fewshotnas.space.base.InvalidInputException if nothing can be learned from it
     */
    SearchTraining(
            SearchTrainingParameters parameters,
            BufferedDataTable table,
            Optional<BufferedDataTable> validation,
            long seed,
            Device device,
            Progress progress) {
        DataTableSpec spec = table.getDataTableSpec();
        target = parameters.examples.target(spec, TrainingData.TRAINING);
        data = TrainingData.read(
                table, validation, parameters.examples, parameters.validationPercent / 100, seed, progress);
        macro = parameters.network.value(data.split().training());
        settings = parameters.training.value(data.split().training(), score(parameters, spec), seed);
        evaluator = new TrainingEvaluator(
                "",
                data.split(),
                macro,
                settings,
                parameters.work.workers(device),
                parameters.work.cache(),
                Optional.empty());
    }

    private static Score score(SearchTrainingParameters parameters, DataTableSpec spec) {
        return parameters.training.score(spec, TrainingData.TRAINING, parameters.examples);
    }

    /**
     * What scores on such data are; checks the settings against it.
     *
     * @throws org.fewshotnas.space.base.InvalidInputException if they do not fit
     */
    static Metric metric(SearchTrainingParameters parameters, DataTableSpec spec) {
        parameters.examples.check(spec, TrainingData.TRAINING);
        return TrainedScore.metric(score(parameters, spec), parameters.training.epochs(), 1);
    }

    /** What the search asks for scores. */
    TrainingEvaluator evaluator() {
        return evaluator;
    }

    /** All trainings that came to their end, in the order of the queries. */
    List<TrainingEvaluator.Trained> trained() {
        return evaluator.trained();
    }

    /** The best network of the search, which has found a score. */
    NetworkModel best() {
        TrainingEvaluator.Best best = evaluator.best().orElseThrow();
        double seconds = (System.nanoTime() - start) / 1e9;
        return BestNetwork.of(
                best.network(), best.score(), seconds, best.architecture(), data, macro, settings, target);
    }

    /** What the user should know. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(data.warnings());
        warnings.addAll(evaluator.warnings());
        return warnings;
    }
}
