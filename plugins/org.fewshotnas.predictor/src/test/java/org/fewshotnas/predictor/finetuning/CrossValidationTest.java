package org.fewshotnas.predictor.finetuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.predictor.Watch;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.metalearning.StandardizedTask;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossValidationTest {
    private static double[] ones(int count) {
        double[] ones = new double[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** By hand: ranks 1 2 3 and 1 3 2, of which the first counts twice, have means of 1.75, and the correlation is 1.75 / 2.75. */
    @Test
    void whatIsMoreCertainCountsMoreInTheCorrelation() {
        double[] labels = {-1, 0, 2};
        double[] predictions = {0.1, 0.9, 0.3};
        assertEquals(0.5, Agreement.spearman(labels, predictions, ones(3)).orElseThrow(), 1e-12);
        assertEquals(
                1.75 / 2.75,
                Agreement.spearman(labels, predictions, new double[] {2, 1, 1}).orElseThrow(),
                1e-12);
    }

    /** The mean of what it is tuned on, and a part of what the network says of an architecture. */
    private static Tuner meanAnd(double share, double[] own) {
        return (some, labels, steps, checkpoint, progress) -> {
            double mean = Arrays.stream(labels).average().orElseThrow();
            double[] outputs = Arrays.stream(own).map(x -> mean + share * x).toArray();
            steps.forEach(n -> checkpoint.at(n, new Outputs(outputs)));
        };
    }

    /** A network that is nothing but its outputs. */
    private record Outputs(double[] outputs) implements Tuner.Tuned {
        @Override
        public Weights weights() {
            throw new UnsupportedOperationException();
        }
    }

    private static CrossValidation validated(double share, int count, Progress progress) {
        Random random = new Random(5);
        double[] own = IntStream.range(0, count)
                .mapToDouble(i -> random.nextGaussian())
                .toArray();
        double[] labels =
                Arrays.stream(own).map(x -> x + 0.3 * random.nextGaussian()).toArray();
        return new CrossValidation(
                meanAnd(share, own), labels, ones(count), new double[count], List.of(1), 7, progress);
    }

    @Test
    void aNetworkThatKnowsNothingButTheMeanHasNoCorrelation() {
        for (int count : new int[] {5, 20}) {
            assertTrue(validated(0, count, Progress.NONE).spearman().isEmpty(), count + " scores");
        }
    }

    @Test
    void whatTheMeanTakesAwayDoesNotHideWhatIsKnown() {
        double little = validated(0.01, 20, Progress.NONE).spearman().orElseThrow();
        double all = validated(1, 20, Progress.NONE).spearman().orElseThrow();
        assertTrue(all > 0.8, "" + all);
        assertEquals(all, little, 0.1, "a hundredth of the outputs ranks as they do");
    }

    @Test
    void theStandardErrorOfManyScoresIsNearThatOfANormalSample() {
        for (int count : new int[] {60, 500}) {
            CrossValidation validation = validated(1, count, Progress.NONE);
            double rho = validation.spearman().orElseThrow();
            double expected = (1 - rho * rho) * Math.sqrt((1 + rho * rho / 2) / (count - 3));
            assertEquals(1, validation.standardError(Progress.NONE).orElseThrow() / expected, 0.5, count + " scores");
        }
    }

    @Test
    void progressOnlyGrowsAndTheStandardErrorCanBeCancelled() {
        Watch watch = Watch.only();
        CrossValidation validation = validated(1, 30, watch);
        watch.assertWentForwardToTheEnd();
        assertThrows(CancellationException.class, () -> validation.standardError(Watch.cancelledAt(1)));
    }

    /**
     * Gradient steps on the weights of some numbers of noise, by hand: what is learned from the labels has nothing to do with what is held
     * out, and the more steps, the more is learned.
     */
    private static Tuner gradientSteps(double[][] features) {
        return (some, labels, steps, checkpoint, progress) -> {
            int width = features[0].length;
            double[] weights = new double[width];
            int done = 0;
            for (int target : steps) {
                for (; done < target; done++) {
                    double[] gradient = new double[width];
                    for (int i = 0; i < some.length; i++) {
                        double error = LinearAlgebra.dot(features[some[i]], weights) - labels[i];
                        LinearAlgebra.axpy(2 * error / some.length, features[some[i]], gradient);
                    }
                    LinearAlgebra.axpy(-0.05, gradient, weights);
                }
                checkpoint.at(
                        target,
                        new Outputs(Arrays.stream(features)
                                .mapToDouble(row -> LinearAlgebra.dot(row, weights))
                                .toArray()));
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"5, 2000", "10, 800", "24, 400"})
    void onNoiseTheChoiceOfStepsIsSaidToBeWorthNoMoreThanAGivenNumberOfSteps(int count, int draws) {
        Random random = new Random(11);
        List<Integer> choices = List.of(5, 10, 20, 50, 100);
        double flattered = 0;
        double said = 0;
        double given = 0;
        for (int draw = 0; draw < draws; draw++) {
            double[][] features = IntStream.range(0, count)
                    .mapToObj(i ->
                            random.doubles(8).map(u -> random.nextGaussian()).toArray())
                    .toArray(double[][]::new);
            double[] noise = StandardizedTask.standardize(random.doubles(count)
                            .map(u -> random.nextGaussian())
                            .toArray())
                    .orElseThrow();
            CrossValidation validation = new CrossValidation(
                    gradientSteps(features), noise, ones(count), new double[count], choices, draw, Progress.NONE);
            flattered += validation.spearmanBySteps().get(validation.steps()) / draws;
            said += validation.spearman().orElseThrow() / draws;
            for (double ofSteps : validation.spearmanBySteps().values()) {
                given += ofSteps / draws / choices.size();
            }
        }
        assertTrue(flattered > given + 0.04, "or the test shows nothing: " + flattered + " of the best, " + given);
        assertEquals(given, said, 0.03, "of the best it would be " + flattered);
        assertEquals(0, said, 0.05);
    }

    /** Where there is nothing to learn, what is predicted for a score does not depend on the level of the others. */
    @Test
    void predictionsDoNotRunWithWhatTheOthersLackToTheMean() {
        Random random = new Random(12);
        double product = 0;
        int draws = 2000;
        for (int draw = 0; draw < draws; draw++) {
            double[][] features = IntStream.range(0, 5)
                    .mapToObj(i -> random.doubles(3)
                            .map(u -> 1 + random.nextGaussian())
                            .toArray())
                    .toArray(double[][]::new);
            double[] noise = StandardizedTask.standardize(
                            random.doubles(5).map(u -> random.nextGaussian()).toArray())
                    .orElseThrow();
            double[] errors = new CrossValidation(
                            gradientSteps(features), noise, ones(5), new double[5], List.of(20), draw, Progress.NONE)
                    .errors()
                    .orElseThrow();
            for (int i = 0; i < 5; i++) {
                // The mean of the others is -noise / 4.
                product += noise[i] * (noise[i] - errors[i] + noise[i] / 4) / 5 / draws;
            }
        }
        assertEquals(0, product, 0.06);
    }
}
