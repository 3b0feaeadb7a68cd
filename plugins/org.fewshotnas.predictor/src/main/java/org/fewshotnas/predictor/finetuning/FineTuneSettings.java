package org.fewshotnas.predictor.finetuning;

import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * How to fine-tune (MP-NAS, section 3.2, "Meta-testing with fine-tuning").
 *
 * @param rate of the SGD steps: lower than the inner loop's
 * @param steps the numbers of steps to choose from by cross-validated Spearman correlation; a single one is taken as it is
 * @param seed of the cross-validation's folds
 */
public record FineTuneSettings(double rate, List<Integer> steps, long seed) {
    /**
     * @throws InvalidInputException if a number is out of its range
     */
    public FineTuneSettings {
        steps = steps.stream().distinct().sorted().toList();
        if (!(rate > 0 && rate <= 100)) {
            throw new InvalidInputException(
                    "The fine-tuning rate is " + rate + "; expected is a number above 0, at most 100.",
                    "Set a rate such as 0.01.");
        }
        if (steps.isEmpty() || steps.get(0) < 0 || steps.get(steps.size() - 1) > 100_000) {
            throw new InvalidInputException(
                    "The numbers of fine-tuning steps to choose from are " + steps
                            + "; expected are one or more from 0 to 100,000.",
                    "Set numbers such as 5, 10, 20, 50, 100.");
        }
    }

    /** The paper's choice of 5, 10, 20, 50 or 100 steps. */
    public static FineTuneSettings defaults() {
        return new FineTuneSettings(0.01, List.of(5, 10, 20, 50, 100), 1);
    }

    public FineTuneSettings withSeed(long newSeed) {
        return new FineTuneSettings(rate, steps, newSeed);
    }
}
