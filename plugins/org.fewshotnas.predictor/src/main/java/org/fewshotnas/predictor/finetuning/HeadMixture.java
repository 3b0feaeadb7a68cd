package org.fewshotnas.predictor.finetuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of last layers that may be right, each by how plausible it was and how likely it makes the scores (Bayesian model averaging). So a
 * new task leans on the known tasks that it resembles, and as far as it does; and a support set of architectures that are all alike
 * changes little. The models are those of {@link HeadFit}s to every {@link HeadFamily}.
 */
final class HeadMixture {
    private final double[][] inputs;
    private final double[] scores;
    /** Of every score in the mean. */
    private final double[] weights;

    private final List<HeadFit> fits = new ArrayList<>();
    private double most = Double.NEGATIVE_INFINITY;

    /**
     * What came out.
     *
     * @param head the mean, the bias last, in the unit of the scores
     * @param leftOut for every score what the mixture says of it that knows the other scores alone
     */
    record Mixed(double[] head, double[] leftOut) {}

    private HeadMixture(double[][] inputs, double[] scores, double[] extra, List<HeadFamily> families) {
        this.inputs = inputs;
        this.scores = scores;
        weights = LabelNoise.weights(extra);
        for (HeadFamily family : families) {
            double[][] outputs = family.outputs(inputs);
            double[][] scaled = Arrays.stream(inputs).map(family::scaled).toArray(double[][]::new);
            for (double explained : family.explained()) {
                for (double learnable : family.learnable()) {
                    HeadFit fit = new HeadFit(family, scaled, outputs, scores, extra, explained, learnable);
                    fits.add(fit);
                    most = Math.max(most, fit.mostEvidence());
                }
            }
        }
    }

    /**
     * Mixes.
     *
     * @param inputs (k, W)
     * @param scores k, standardised
     * @param extra k, the variance that every score has beside the noise of the surest one, see {@link LabelNoise}
     */
    static Mixed mix(double[][] inputs, double[] scores, double[] extra, List<HeadFamily> families) {
        HeadMixture mixture = new HeadMixture(inputs, scores, extra, families);
        return new Mixed(mixture.head(), mixture.leftOut());
    }

    private double[] head() {
        double[] mixed = new double[inputs[0].length + 1];
        double[] sums = new double[2];
        fits.forEach(fit -> fit.addHeads(most, mixed, sums));
        double meanUnit = sums[1] / sums[0];
        return inUnitOfScores(mixed, meanUnit / sums[0]);
    }

    /** A head that is scaled, and shifted so that it is right about the mean of the scores. */
    private double[] inUnitOfScores(double[] head, double scale) {
        double[] scaled = Arrays.stream(head).map(weight -> weight * scale).toArray();
        double total = Arrays.stream(weights).sum();
        double shift = 0;
        for (int i = 0; i < scores.length; i++) {
            shift += weights[i] * (scores[i] - HeadFamily.output(inputs[i], scaled)) / total;
        }
        scaled[scaled.length - 1] += shift;
        return scaled;
    }

    /**
     * Each score by the mixture without it: every model's prediction without it, in closed form (Rasmussen and Williams, 2006, equations 5.10
     * to 5.12), by its evidence less what that score adds to it.
     */
    private double[] leftOut() {
        double[] predictions = new double[scores.length];
        for (int i = 0; i < predictions.length; i++) {
            int score = i;
            double highest = fits.stream()
                    .mapToDouble(fit -> fit.mostEvidenceWithout(score))
                    .max()
                    .orElseThrow();
            // Sums of shares, of predictions in units and of units.
            double[] sums = new double[3];
            fits.forEach(fit -> fit.addWithout(score, highest, sums));
            predictions[i] = sums[1] / sums[0] * sums[2] / sums[0];
        }
        return predictions;
    }
}
