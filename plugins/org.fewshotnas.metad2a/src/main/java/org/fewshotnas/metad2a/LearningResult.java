package org.fewshotnas.metad2a;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A model that has learned, and how that went.
 *
 * @param model that has learned
 * @param predictor how the performance predictor learned
 * @param generator how the generator learned
 */
public record LearningResult(MetaD2aModel model, Course predictor, Course generator) {
    /**
     * The epochs of a training.
     *
     * @param epochs in their order
     * @param kept the number of the epoch whose weights were kept, from 1
     */
    public record Course(List<Epoch> epochs, int kept) {
        public Course {
            epochs = List.copyOf(epochs);
        }
    }

    /**
     * An epoch.
     *
     * @param number from 1
     * @param loss mean over the rows that were learned: the squared error of standardised scores, or minus the log likelihood of a graph
     * @param heldOutLoss the same of data sets that were held out; empty where none were
     * @param correlation Pearson's, of predictions with the scores of data sets that were held out; empty for the generator, or where none were
     * @param correlationWithin the same after the mean of each data set is taken away: whether architectures of one data set are told apart
     */
    public record Epoch(
            int number,
            double loss,
            OptionalDouble heldOutLoss,
            OptionalDouble correlation,
            OptionalDouble correlationWithin) {}
}
