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

/** The best of the trained networks with all that is to be known of it. */
public final class BestNetwork {
    private BestNetwork() {}

    /**
     * The model of a trained network.
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
        Metric metric = TrainedScore.metric(settings.score(), settings.epochs(), 1);
        Provenance.Step step = new Provenance.Step(
                "training",
                List.of(),
                parameters(architecture, data, macro, settings),
                settings.seed(),
                Provenance.currentVersions(),
                seconds);
        return NetworkModel.of(
                network,
                Optional.of(data.examples().input().learnedColumns()),
                new Target(target, ""),
                Optional.of(new MeasuredScore(metric, score)),
                Optional.of(CellOrigin.of(architecture, macro)),
                new Provenance(List.of(step)));
    }

    private static Map<String, String> parameters(
            Architecture architecture, TrainingData data, MacroArchitecture macro, TrainingSettings settings) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("search space", architecture.space().name());
        parameters.put("architecture", architecture.text());
        parameters.put(
                "training examples", String.valueOf(data.split().training().size()));
        parameters.put(
                "validation examples", String.valueOf(data.split().validation().size()));
        parameters.put("channels", String.valueOf(macro.channels()));
        parameters.put("stacks", String.valueOf(macro.stacks()));
        parameters.put("cells a stack", String.valueOf(macro.cellsPerStack()));
        parameters.put("epochs", String.valueOf(settings.epochs()));
        settings.timeLimit().ifPresent(limit -> parameters.put("seconds at most", String.valueOf(limit.toSeconds())));
        parameters.put("batch size", String.valueOf(settings.batch()));
        parameters.put("optimiser", settings.optimizer().toString());
        parameters.put("learning rate", String.valueOf(settings.rate()));
        parameters.put("schedule", settings.schedule().toString());
        parameters.put("loss", words(settings.loss()));
        parameters.put("score", words(settings.score()));
        parameters.put("augmentation", settings.augmentation().toString());
        return parameters;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
