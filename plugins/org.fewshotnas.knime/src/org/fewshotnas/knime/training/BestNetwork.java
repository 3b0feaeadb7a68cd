package org.fewshotnas.knime.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.file.CellOrigin;
import org.fewshotnas.network.file.MeasuredScore;
import org.fewshotnas.network.file.NetworkModel;
import org.fewshotnas.network.file.Target;
import org.fewshotnas.network.training.TrainedNetwork;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;

/** A trained network with all that is to be known of it. */
public final class BestNetwork {
    private BestNetwork() {}

    /**
     * The model of the best network of a cell.
     *
     * @param score that it reached on the validation data
     * @param seconds that it took
     * @param settings of its training, with its seed
     * @param target the name of the target's column
     */
    public static NetworkModel of(
            TrainedNetwork network,
            double score,
            double seconds,
            Architecture architecture,
            TrainingData data,
            MacroArchitecture macro,
            TrainingSettings settings,
            String target) {
        Map<String, String> structure = new LinkedHashMap<>();
        structure.put("search space", architecture.space().name());
        structure.put("architecture", architecture.text());
        structure.put("network around the cell", words(macro.skeleton()));
        structure.put("channels", String.valueOf(macro.channels()));
        structure.put("stacks", String.valueOf(macro.stacks()));
        structure.put("cells a stack", String.valueOf(macro.cellsPerStack()));
        Optional<CellOrigin> origin = Optional.of(CellOrigin.of(architecture, macro));
        return of(network, score, seconds, structure, origin, data, settings, target);
    }

    /**
     * The model of a network.
     *
     * @param structure what it is, in the words of its record
     * @param origin the cell that it is built of, if it is
     */
    public static NetworkModel of(
            TrainedNetwork network,
            double score,
            double seconds,
            Map<String, String> structure,
            Optional<CellOrigin> origin,
            TrainingData data,
            TrainingSettings settings,
            String target) {
        Map<String, String> parameters = new LinkedHashMap<>(structure);
        putTraining(parameters, data, settings);
        Provenance.Step step = new Provenance.Step(
                "training", List.of(), parameters, settings.seed(), Provenance.currentVersions(), seconds);
        Metric metric = TrainedScore.metric(settings.score(), settings.epochs(), 1);
        return NetworkModel.of(
                network,
                Optional.of(data.examples().input().learnedColumns()),
                new Target(target, ""),
                Optional.of(new MeasuredScore(metric, score)),
                origin,
                new Provenance(List.of(step)));
    }

    private static void putTraining(Map<String, String> parameters, TrainingData data, TrainingSettings settings) {
        parameters.put(
                "training examples", String.valueOf(data.split().training().size()));
        parameters.put(
                "validation examples", String.valueOf(data.split().validation().size()));
        parameters.put("epochs", String.valueOf(settings.epochs()));
        settings.timeLimit().ifPresent(limit -> parameters.put("seconds at most", String.valueOf(limit.toSeconds())));
        parameters.put("batch size", String.valueOf(settings.batch()));
        parameters.put("optimiser", settings.optimizer().toString());
        parameters.put("learning rate", String.valueOf(settings.rate()));
        parameters.put("schedule", settings.schedule().toString());
        parameters.put("loss", words(settings.loss()));
        parameters.put("score", words(settings.score()));
        parameters.put("augmentation", settings.augmentation().toString());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
