package org.fewshotnas.knime.training;

import java.util.Optional;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataTableSpec;
import org.knime.node.parameters.widget.choices.Label;

/** What a network is judged by. The constants' names stand in saved workflows. */
public enum ScoreChoice {
    @Label(
            value = "By the target",
            description = "Accuracy of classes, mean absolute error of numbers, relative L2 error of lists of numbers.")
    AUTOMATIC(null),
    @Label(value = "Accuracy", description = "The share of examples whose class is right. For classes.")
    ACCURACY(Score.ACCURACY),
    @Label(
            value = "Balanced accuracy",
            description =
                    "The mean over classes of the share of their examples that are right. For classes with very different numbers of "
                            + "examples: each weighs the same in training, too.")
    BALANCED_ACCURACY(Score.BALANCED_ACCURACY),
    @Label(
            value = "Macro F1",
            description =
                    "The mean over classes of the harmonic mean of precision and recall. For classes with very different numbers of "
                            + "examples: each weighs the same in training, too.")
    MACRO_F1(Score.MACRO_F1),
    @Label(
            value = "Relative L2 error",
            description =
                    "The mean over examples of the norm of the error divided by the norm of the target: the smaller, the better. For fields.")
    RELATIVE_L2(Score.RELATIVE_L2),
    @Label(
            value = "Mean absolute error",
            description =
                    "The mean of absolute errors, in the unit of the target: the smaller, the better. For numbers.")
    MEAN_ABSOLUTE_ERROR(Score.MEAN_ABSOLUTE_ERROR);

    /** The title of the setting. */
    public static final String TITLE = "Judge networks by";

    private final Optional<Score> score;

    ScoreChoice(Score score) {
        this.score = Optional.ofNullable(score);
    }

    /**
     * What networks that learn from a table are judged by.
     *
     * @param table what the user calls the input
     * @throws InvalidInputException if this score does not go with the target, or there is no target
     */
    public Score of(DataTableSpec spec, String table, ExampleParameters examples) {
        boolean classes = examples.learnsClasses(spec, table);
        Score usual = classes
                ? Score.ACCURACY
                : examples.learnsLists(spec, table) ? Score.RELATIVE_L2 : Score.MEAN_ABSOLUTE_ERROR;
        Score chosen = score.orElse(usual);
        if (chosen.ofClasses() != classes) {
            throw new InvalidInputException(
                    "The target in " + table + " is " + (classes ? "classes" : "numbers")
                            + ", with which the score that is chosen under \"" + TITLE + "\" does not go.",
                    "Choose \"By the target\" there, or say what the target is under \"Meaning of the target\".");
        }
        return chosen;
    }
}
