package org.fewshotnas.predictor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fewshotnas.predictor.evaluation.TransferSummary.Mean;
import org.junit.jupiter.api.Test;

class ReplicatesTest {
    private static final int REPEATS = 4000;

    private static Replicates of(double[]... learnings) {
        Replicates replicates = new Replicates();
        for (int learning = 0; learning < learnings.length; learning++) {
            for (double value : learnings[learning]) {
                replicates.add(learning + 1, value);
            }
        }
        return replicates;
    }

    @Test
    void oneLearningTellsOfItsDrawsAndOneDrawEachOfLearnings() {
        Mean draws = of(new double[] {0.5, 0.7, 0.9}).mean();
        assertEquals(0.7, draws.value(), 1e-12);
        assertEquals(0.2 / Math.sqrt(3), draws.standardError(), 1e-12);
        Mean learnings =
                of(new double[] {0.5}, new double[] {0.7}, new double[] {0.9}).mean();
        assertEquals(0.7, learnings.value(), 1e-12);
        assertEquals(0.2 / Math.sqrt(3), learnings.standardError(), 1e-12);
        assertTrue(Double.isNaN(of(new double[] {0.5}).mean().standardError()));
        assertTrue(Double.isNaN(of(new double[] {Double.NaN}).mean().value()));
    }

    @Test
    void learningsThatHappenToAgreeDoNotHideWhatDrawsDo() {
        Mean mean = of(new double[] {0.4, 0.8}, new double[] {0.5, 0.7}, new double[] {0.3, 0.9})
                .mean();
        assertEquals(0.6, mean.value(), 1e-12);
        // The squares within are 0.08, 0.02 and 0.18 with one degree of freedom each: w = 0.28 / 3, over six draws.
        assertEquals(Math.sqrt(0.28 / 3 / 6), mean.standardError(), 1e-12);
    }

    /** Whatever the shares of learning and of draws, the standard error is how far means really lie from each other. */
    @Test
    void theStandardErrorIsThatOfRepeatedEvaluations() {
        for (double[] deviations : new double[][] {{0.05, 0.02}, {0.02, 0.1}, {0, 0.1}, {0.05, 0}}) {
            Random random = new Random(3);
            double squares = 0;
            double said = 0;
            for (int repeat = 0; repeat < REPEATS; repeat++) {
                Mean mean = evaluation(random, deviations, 0).mean();
                squares += mean.value() * mean.value() / REPEATS;
                said += mean.standardError() * mean.standardError() / REPEATS;
            }
            assertTrue(
                    said / squares > 0.93 && said / squares < 1.4,
                    deviations[0] + " of learning and " + deviations[1] + " of draws: said " + said + ", is "
                            + squares);
        }
    }

    /** Three learnings of ten draws; what all targets of a learning share is added. */
    private static Replicates evaluation(Random random, double[] deviations, double... shared) {
        return of(IntStream.range(0, 3)
                .mapToObj(learning -> {
                    double own = deviations[0] * random.nextGaussian() + shared[learning % shared.length];
                    return random.doubles(10)
                            .map(u -> own + deviations[1] * random.nextGaussian())
                            .toArray();
                })
                .toArray(double[][]::new));
    }

    @Test
    void theMeanOfTargetsKnowsThatTheyShareTheirLearnings() {
        Random random = new Random(4);
        double squares = 0;
        double said = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            double[] shared =
                    random.doubles(3).map(u -> 0.05 * random.nextGaussian()).toArray();
            List<Replicates> targets = Stream.generate(() -> evaluation(random, new double[] {0.01, 0.02}, shared))
                    .limit(7)
                    .toList();
            Mean mean = Replicates.mean(targets);
            squares += mean.value() * mean.value() / REPEATS;
            said += mean.standardError() * mean.standardError() / REPEATS;
        }
        assertEquals(1, said / squares, 0.1);
    }
}
