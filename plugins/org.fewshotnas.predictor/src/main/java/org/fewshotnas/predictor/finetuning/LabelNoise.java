package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Calibrator;
import org.fewshotnas.predictor.Task;

/**
 * How much less certain scores are than the surest of them, by their {@linkplain Task#standardErrors standard errors} e. Labels y are made from
 * scores z, and the line of least squares z = a + b y leads from an error of a score to that of its label, which has the variance
 *
 * <pre>
 *   σ² + (e² - min e²) / b²
 * </pre>
 *
 * where σ² is all noise of the surest score: what its standard error says, and what no predictor can know. How large σ² is need not be
 * known here: equal standard errors are part of it, and change nothing.
 */
final class LabelNoise {
    private LabelNoise() {}

    /**
     * The variance of each label beside σ²; zeros where the task has no standard errors.
     *
     * @param some places of scores in the task
     * @param labels one for each of these
     */
    static double[] extra(Task support, int[] some, double[] labels) {
        return support.standardErrors()
                .map(errors -> extra(Agreement.select(support.scores(), some), Agreement.select(errors, some), labels))
                .orElseGet(() -> new double[some.length]);
    }

    private static double[] extra(double[] scores, double[] errors, double[] labels) {
        double least = Arrays.stream(errors).min().orElse(0);
        double score = Agreement.mean(scores);
        double label = Agreement.mean(labels);
        double both = 0;
        double square = 0;
        for (int i = 0; i < labels.length; i++) {
            both += (scores[i] - score) * (labels[i] - label);
            square += (labels[i] - label) * (labels[i] - label);
        }
        double slope = both / square;
        // Labels that are all the same have no scale.
        return slope == 0 || Double.isNaN(slope)
                ? new double[labels.length]
                : Arrays.stream(errors)
                        .map(error -> (error - least) * (error + least) / slope / slope)
                        .toArray();
    }

    /** What each label counts where σ² must be known: σ² / (σ² + extra), with the σ² of a predictor of which nothing is known. */
    static double[] weights(double[] extra) {
        return Arrays.stream(extra)
                .map(variance -> Calibrator.PRIOR_VARIANCE / (Calibrator.PRIOR_VARIANCE + variance))
                .toArray();
    }

    /** The weights of a whole support set. */
    static double[] weights(Task support, double[] labels) {
        return weights(extra(support, IntStream.range(0, labels.length).toArray(), labels));
    }
}
