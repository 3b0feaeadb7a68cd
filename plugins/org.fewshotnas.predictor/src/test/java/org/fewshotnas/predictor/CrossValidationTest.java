package org.fewshotnas.predictor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.fewshotnas.space.Progress;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
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
        return new CrossValidation(meanAnd(share, own), labels, List.of(1), 7, progress);
    }

    @Test
    void aNetworkThatKnowsNothingButTheMeanHasNoCorrelation() {
        for (int count : new int[] {5, 20}) {
            assertEquals(Double.NaN, validated(0, count, Progress.NONE).spearman(), count + " scores");
        }
    }

    @Test
    void whatTheMeanTakesAwayDoesNotHideWhatIsKnown() {
        double little = validated(0.01, 20, Progress.NONE).spearman();
        double all = validated(1, 20, Progress.NONE).spearman();
        assertTrue(all > 0.8, "" + all);
        assertEquals(all, little, 0.1, "a hundredth of the outputs ranks as they do");
    }

    @Test
    void theStandardErrorOfManyScoresIsNearThatOfANormalSample() {
        for (int count : new int[] {60, 500}) {
            CrossValidation validation = validated(1, count, Progress.NONE);
            double rho = validation.spearman();
            double expected = (1 - rho * rho) * Math.sqrt((1 + rho * rho / 2) / (count - 3));
            assertEquals(1, validation.standardError(Progress.NONE) / expected, 0.5, count + " scores");
        }
    }

    @Test
    void progressOnlyGrowsAndTheStandardErrorCanBeCancelled() {
        Watch watch = Watch.only();
        CrossValidation validation = validated(1, 30, watch);
        watch.assertWentForwardToTheEnd();
        assertThrows(CancellationException.class, () -> validation.standardError(Watch.cancelledAt(1)));
    }
}
