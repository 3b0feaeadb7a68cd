package org.fewshotnas.predictor.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.fewshotnas.predictor.Counting;
import org.fewshotnas.predictor.metalearning.StandardizedTask;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;

class RankMetricsTest {
    private static final double[] X = {1, 2, 2, 3, 4, 5, 5, 5, 6, 7};
    private static final double[] Y = {2, 1, 3, 3, 5, 4, 4, 8, 7, 7};

    @Test
    void equalValuesShareTheMeanOfTheirRanks() {
        assertArrayEquals(
                new double[] {5.5, 2.5, 5.5, 4, 1, 2.5}, RankMetrics.meanRanks(new double[] {7, -0.0, 7, 1, -3, 0.0}));
        assertEquals(0, RankMetrics.meanRanks(new double[0]).length);
        double seventh = Normal.quantile(5.5 / 7);
        assertEquals(seventh, StandardizedTask.normalScores(new double[] {7, 0, 7, 1, -3, 0})[2], 0);
    }

    @Test
    void correlationsAreThoseThatScipyGives() {
        // scipy.stats.spearmanr and kendalltau (1.17.1) of the same arrays.
        RankMetrics metrics = RankMetrics.of(X, Y, Direction.MAXIMIZE);
        assertEquals(0.8478424414686703, metrics.spearman().value(), 1e-12);
        assertEquals(0.6988459044322258, metrics.kendallTau().value(), 1e-12);
    }

    @Test
    void spearmanOfATextbookExampleIsKnown() {
        // Hours of television and IQ of ten people: rho = -29/165.
        double[] iq = {106, 86, 100, 101, 99, 103, 97, 113, 112, 110};
        double[] hours = {7, 0, 27, 50, 28, 29, 20, 12, 6, 17};
        assertEquals(
                -29 / 165.0,
                RankMetrics.of(iq, hours, Direction.MAXIMIZE).spearman().value(),
                1e-12);
    }

    @Test
    void kendallAgreesWithCountingAllPairs() {
        Random random = new Random(3);
        for (int run = 0; run < 200; run++) {
            int n = 3 + random.nextInt(40);
            int xValues = run % 2 == 0 ? 5 : 1000;
            int yValues = run % 3 == 0 ? 4 : 1000;
            double[] x = random.doubles(n).map(v -> Math.floor(v * xValues)).toArray();
            double[] y = random.doubles(n).map(v -> Math.floor(v * yValues)).toArray();
            assertEquals(Counting.kendall(x, y), KendallTau.tauB(x, y), 1e-12);
        }
    }

    @Test
    void intervalsFollowTheirFormulas() {
        double[] x = new double[30];
        double[] y = new double[30];
        Random random = new Random(5);
        for (int i = 0; i < 30; i++) {
            x[i] = random.nextGaussian();
            y[i] = x[i] + random.nextGaussian();
        }
        Estimate rho = RankMetrics.of(x, y, Direction.MAXIMIZE).spearman();
        double halfWidth = 1.959964 * Math.sqrt((1 + rho.value() * rho.value() / 2) / 27);
        assertEquals(2 * halfWidth, atanh(rho.upper()) - atanh(rho.lower()), 1e-5);
        Estimate tau = RankMetrics.of(x, y, Direction.MAXIMIZE).kendallTau();
        assertEquals(2 * 1.959964 * Math.sqrt(0.437 / 26), atanh(tau.upper()) - atanh(tau.lower()), 1e-5);
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTrueRho() {
        // Of bivariate normal numbers with correlation r, rho is (6 / pi) asin(r / 2).
        double r = 0.7;
        double truth = 6 / Math.PI * Math.asin(r / 2);
        Random random = new Random(7);
        int held = 0;
        for (int run = 0; run < 2000; run++) {
            double[] x = new double[40];
            double[] y = new double[40];
            for (int i = 0; i < 40; i++) {
                x[i] = random.nextGaussian();
                y[i] = r * x[i] + Math.sqrt(1 - r * r) * random.nextGaussian();
            }
            Estimate rho = RankMetrics.of(x, y, Direction.MAXIMIZE).spearman();
            held += rho.lower() <= truth && truth <= rho.upper() ? 1 : 0;
        }
        assertEquals(0.95, held / 2000.0, 0.015);
    }

    @Test
    void aPerfectRankingHasAnIntervalBelowOne() {
        Estimate rho = RankMetrics.of(new double[] {1, 2, 3, 4, 5}, new double[] {1, 2, 3, 4, 50}, Direction.MAXIMIZE)
                .spearman();
        assertEquals(1, rho.value());
        assertEquals(1, rho.upper());
        assertTrue(rho.lower() > 0 && rho.lower() < 1, rho.toString());
    }

    @Test
    void directionsAreTakenIntoAccount() {
        double[] latency = {5, 1, 3, 2};
        double[] output = {-5, -1, -3, -2};
        assertEquals(
                1,
                RankMetrics.of(output, Direction.MAXIMIZE, latency, Direction.MINIMIZE)
                        .spearman()
                        .value());
        assertEquals(
                -1,
                RankMetrics.of(latency, Direction.MAXIMIZE, latency, Direction.MINIMIZE)
                        .spearman()
                        .value());
        assertEquals(
                0,
                RankMetrics.of(output, Direction.MAXIMIZE, latency, Direction.MINIMIZE)
                        .regretAtK(1, 1, Progress.NONE)
                        .value());
        assertEquals(
                4,
                RankMetrics.of(latency, Direction.MAXIMIZE, latency, Direction.MINIMIZE)
                        .regretAtK(1, 1, Progress.NONE)
                        .value());
    }

    @Test
    void overlapCountsSharedArchitectures() {
        double[] predicted = {9, 8, 7, 1, 2, 3};
        double[] actual = {9, 1, 8, 7, 2, 3};
        RankMetrics metrics = RankMetrics.of(predicted, actual, Direction.MAXIMIZE);
        assertEquals(2 / 3.0, metrics.topKOverlap(3).value(), 1e-12);
        assertEquals(1, metrics.topKOverlap(6).value(), 1e-12);
        // Wilson's interval of 2 in 3.
        assertEquals(0.2077, metrics.topKOverlap(3).lower(), 1e-4);
        assertEquals(0.9385, metrics.topKOverlap(3).upper(), 1e-4);
    }

    @Test
    void regretIsTheDistanceToTheBest() {
        double[] predicted = {0.9, 0.8, 0.7, 0.1};
        double[] actual = {70, 73, 71, 73.5};
        RankMetrics metrics = RankMetrics.of(predicted, actual, Direction.MAXIMIZE);
        assertEquals(3.5, metrics.regretAtK(1, 1, Progress.NONE).value(), 1e-12);
        assertEquals(0.5, metrics.regretAtK(2, 1, Progress.NONE).value(), 1e-12);
        assertEquals(0, metrics.regretAtK(4, 1, Progress.NONE).value(), 1e-12);
    }

    @Test
    void equalPredictionsCountAsARandomChoiceAmongThem() {
        Random random = new Random(11);
        double[] predicted = {3, 2, 2, 2, 2, 1};
        double[] actual = {5, 9, 6, 9, 4, 10};
        for (int k = 1; k <= 6; k++) {
            double overlap = 0;
            double regret = 0;
            int runs = 40_000;
            for (int run = 0; run < runs; run++) {
                List<Integer> byPrediction = shuffledOrder(predicted, random);
                List<Integer> byScore = shuffledOrder(actual, random);
                List<Integer> top = byPrediction.subList(0, k);
                overlap += byScore.subList(0, k).stream().filter(top::contains).count() / (double) k;
                regret += 10 - top.stream().mapToDouble(i -> actual[i]).max().orElseThrow();
            }
            RankMetrics metrics = RankMetrics.of(predicted, actual, Direction.MAXIMIZE);
            assertEquals(overlap / runs, metrics.topKOverlap(k).value(), 0.01, "overlap at " + k);
            assertEquals(regret / runs, metrics.regretAtK(k, 1, Progress.NONE).value(), 0.03, "regret at " + k);
        }
    }

    @Test
    void regretHasAnIntervalThatASeedFixes() {
        Random random = new Random(13);
        double[] actual = random.doubles(200).toArray();
        double[] predicted =
                Arrays.stream(actual).map(v -> v + random.nextGaussian()).toArray();
        RankMetrics metrics = RankMetrics.of(predicted, actual, Direction.MAXIMIZE);
        Estimate regret = metrics.regretAtK(5, 1, Progress.NONE);
        assertEquals(regret, metrics.regretAtK(5, 1, Progress.NONE));
        assertTrue(regret.lower() <= regret.value() && regret.value() <= regret.upper(), regret.toString());
        assertTrue(regret.lower() >= 0, regret.toString());
    }

    @Test
    void missingScoresAreLeftOutAndCounted() {
        double nan = Double.NaN;
        RankMetrics metrics =
                RankMetrics.of(new double[] {1, nan, 3, 4, 9}, new double[] {1, 2, nan, 5, 8}, Direction.MAXIMIZE);
        assertEquals(3, metrics.n());
        assertEquals(2, metrics.dropped());
        assertEquals(1, metrics.spearman().value());
    }

    @Test
    void whatCannotBeSaidIsExplained() {
        double[] constant = {4, 4, 4, 4};
        double[] scores = {1, 2, 3, 4};
        assertUnknown(
                "predicted scores are equal",
                RankMetrics.of(constant, scores, Direction.MAXIMIZE).spearman());
        assertUnknown(
                "measured scores are equal",
                RankMetrics.of(scores, constant, Direction.MAXIMIZE).kendallTau());
        assertUnknown(
                "found: 2",
                RankMetrics.of(new double[] {1, 2}, new double[] {1, 2}, Direction.MAXIMIZE)
                        .spearman());
        assertUnknown(
                "found: 0",
                RankMetrics.of(new double[0], new double[0], Direction.MAXIMIZE).kendallTau());
        assertUnknown(
                "top 5", RankMetrics.of(scores, scores, Direction.MAXIMIZE).regretAtK(5, 1, Progress.NONE));
        assertUnknown(
                "top 5", RankMetrics.of(scores, scores, Direction.MAXIMIZE).topKOverlap(5));
        double[] three = {1, 2, 3};
        Estimate rho = RankMetrics.of(three, three, Direction.MAXIMIZE).spearman();
        assertEquals(1, rho.value());
        assertTrue(Double.isNaN(rho.lower()) && rho.note().contains("at least 4"), rho.toString());
        assertThrows(InvalidInputException.class, () -> RankMetrics.of(scores, scores, Direction.MAXIMIZE)
                .topKOverlap(0));
        assertThrows(InvalidInputException.class, () -> RankMetrics.of(scores, three, Direction.MAXIMIZE));
    }

    private static void assertUnknown(String why, Estimate estimate) {
        assertTrue(
                Double.isNaN(estimate.value()) && Double.isNaN(estimate.lower()) && Double.isNaN(estimate.upper()),
                estimate.toString());
        assertTrue(estimate.note().contains(why), estimate.note());
    }

    private static List<Integer> shuffledOrder(double[] values, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        order.sort((a, b) -> Double.compare(values[b], values[a]));
        return order;
    }

    private static double atanh(double x) {
        return 0.5 * Math.log((1 + x) / (1 - x));
    }

    @Test
    void zerosOfBothSignsAreOnePrediction() {
        double[] scores = {1, 3, 2};
        double plain = RankMetrics.of(new double[] {0, 0, 0}, scores, Direction.MAXIMIZE)
                .regretAtK(2);
        assertEquals(
                plain,
                RankMetrics.of(new double[] {0, -0.0, 0}, scores, Direction.MAXIMIZE)
                        .regretAtK(2),
                1e-12);
        assertEquals(1.0 / 3, plain, 1e-12, "two of three hold the best, or the second best once in three times");
    }
}
