package org.fewshotnas.knime.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.dataset.ExampleParameters;
import org.fewshotnas.knime.dataset.Examples;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.space.base.Progress;
import org.knime.core.node.BufferedDataTable;

/**
 * What networks learn from and are judged by.
 *
 * @param examples that were read of the training data
 * @param split of these, or these and those of the validation data
 * @param warnings what the user should know
 */
public record TrainingData(Examples examples, Split split, List<String> warnings) {
    /** What the user calls the table to learn from. */
    public static final String TRAINING = "the training data";
    /** What the user calls the table to be judged by. */
    public static final String VALIDATION = "the validation data";

    /** Copies the list. */
    public TrainingData {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads both tables.
     *
     * @param validation without which a share of the training data is kept for it; so it is, with a warning, if the table is empty, as that of
     *     test data is where the files do not say which examples are for testing
     * @param share of each class
     * @param seed of the division
     * @throws org.fewshotnas.space.base.InvalidInputException if nothing can be learned from them, or they do not fit each other
     */
    public static TrainingData read(
            BufferedDataTable training,
            Optional<BufferedDataTable> validation,
            ExampleParameters parameters,
            double share,
            long seed,
            Progress progress) {
        Examples examples = Examples.forTraining(training, TRAINING, parameters, progress.part(0, .7));
        List<String> warnings = new ArrayList<>(examples.warnings());
        if (validation.isPresent() && validation.get().size() == 0) {
            warnings.add("There are no rows in " + VALIDATION
                    + ": networks were judged by a share of the training data, which was kept for that; \""
                    + ValidationShare.TITLE + "\" sets how much.");
        }
        if (validation.filter(table -> table.size() > 0).isEmpty()) {
            return new TrainingData(examples, Split.stratified(examples.data(), share, seed), warnings);
        }
        Examples others = examples.another(validation.get(), VALIDATION, parameters, progress.part(.7, 1));
        others.warnings().forEach(warning -> warnings.add("Validation data: " + warning));
        return new TrainingData(examples, new Split(examples.data(), others.data()), warnings);
    }
}
