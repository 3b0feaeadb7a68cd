package org.fewshotnas.knime.training;

import java.time.Duration;
import java.util.Optional;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.torchscript.Optimizer;
import org.fewshotnas.network.training.LossKind;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.TrainingSettings;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** How a network is trained. */
public final class TrainingParameters implements NodeParameters {
    private static final String RATE = "Learning rate";
    private static final double MAX_RATE = 1e12;

    @Widget(
            title = ScoreChoice.TITLE,
            description =
                    "What a network is judged by, on the validation data: after every epoch, to keep the weights of the best one, and "
                            + "beside other networks.")
    ScoreChoice score = ScoreChoice.AUTOMATIC;

    @Widget(
            title = "Epochs",
            description =
                    "How often a network sees every example. Scores after one or two epochs hardly tell architectures apart: take 5 at "
                            + "least. The time grows in proportion.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int epochs = 10;

    @Widget(
            title = "Seconds for a training",
            description =
                    "A training that takes longer ends with what it has, but not before its first epoch; 0: no limit. With a limit, two "
                            + "runs with the same seed need not agree.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int seconds;

    @Widget(
            title = "Batch size",
            description =
                    "How many examples a training step looks at. Smaller ones learn more in an epoch, and take longer.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    int batch = 64;

    @Widget(title = "Optimiser", description = "What a training step does.")
    @Advanced
    @ValueSwitchWidget
    OptimizerChoice optimizer = OptimizerChoice.AUTOMATIC;

    @Widget(
            title = RATE,
            description =
                    "The largest learning rate; 0: 0.1 for SGD and 0.01 for AdamW. Where it is too large, trainings diverge: their numbers are "
                            + "no longer finite, and they have no score.")
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    double rate;

    @Widget(title = "Learning rate falls by", description = "How the learning rate goes on from the largest one.")
    @Advanced
    @ValueSwitchWidget
    ScheduleChoice schedule = ScheduleChoice.COSINE;

    @Widget(
            title = "Augmentation",
            description =
                    "How examples are changed while networks learn from them. Has no effect where targets are fields.")
    @Advanced
    @ValueSwitchWidget
    AugmentationChoice augmentation = AugmentationChoice.OFF;

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present(ScoreChoice.TITLE, score);
        Settings.range("Epochs", epochs, 1, 10_000);
        Settings.range("Seconds for a training", seconds, 0, 10_000_000);
        Settings.range("Batch size", batch, 2, 100_000);
        Settings.present("Optimiser", optimizer);
        Settings.range(RATE, rate, 0, MAX_RATE);
        Settings.present("Learning rate falls by", schedule);
        Settings.present("Augmentation", augmentation);
    }

    /** How often every example is seen. */
    public int epochs() {
        return epochs;
    }

    /**
     * What networks that learn from a table are judged by.
     *
     * @param table what the user calls the input
     * @throws org.fewshotnas.space.base.InvalidInputException if the score that is chosen does not go with the target, or there is no target
     */
    public Score score(DataTableSpec spec, String table, ExampleParameters examples) {
        return score.of(spec, table, examples);
    }

    /**
     * How networks learn from examples.
     *
     * @param judgedBy what they are judged by, of the same kind as the targets
     */
    public TrainingSettings value(DataSet training, Score judgedBy, long seed) {
        boolean classes = training.targets() instanceof Targets.Classes;
        boolean sgd = optimizer == OptimizerChoice.SGD || optimizer == OptimizerChoice.AUTOMATIC && classes;
        TrainingSettings usual = TrainingSettings.ofClasses();
        double usualRate = sgd ? .1 : .01;
        return new TrainingSettings(
                sgd ? usual.optimizer() : new Optimizer.AdamW(.9, .999, 5e-4),
                rate == 0 ? usualRate : rate,
                schedule.schedule(),
                0,
                batch,
                epochs,
                seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
                LossKind.of(judgedBy),
                judgedBy,
                augmentation.of(training.shape()),
                seed);
    }
}
