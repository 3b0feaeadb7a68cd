package org.fewshotnas.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.search.CandidateScorer.Scored;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcquisitionTest {
    private static final double NOISE = 0.04;
    private static final SearchSpace SPACE = SearchSpaces.ofName("TransNAS-Bench-101 micro");
    private final List<Architecture> cells =
            SPACE.enumerate().limit(4).map(cell -> Architecture.of(SPACE, cell)).toList();

    /** The second is better, the first and the last are alike and unsure, the third is sure. */
    private static final double[] OUTPUTS = {1, 1.3, 1.2, 1};

    private static Posterior posterior() {
        return new Posterior(OUTPUTS.clone(), new float[][] {{1, 0}, {0, 0.5f}, {0, 0}, {1, 0}}, NOISE, 1.1);
    }

    private static SearchSettings settings(Exploration exploration) {
        return SearchSettings.defaults().withExploration(exploration).withConfidence(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.7, 0.4", "-1.5, 0.8", "-0.2, 2", "-1.3, 0.2", "3, 0.1"})
    void expectedImprovementIsTheMeanOfWhatIsAboveZero(double mean, double deviation) {
        double expected = 0;
        int n = 100_000;
        double top = Math.max(0, mean) + 12 * deviation;
        double h = top / n;
        for (int i = 0; i <= n; i++) {
            double x = i * h;
            double z = (x - mean) / deviation;
            double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) / deviation;
            expected += (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2) * x * density * h / 3;
        }
        assertEquals(1, Math.exp(Acquisition.logExpectedImprovement(mean, deviation)) / expected, 1e-9);
    }

    @Test
    void farBelowTheBestThePromiseStillGrowsWithTheMeanAndTheDeviation() {
        double before = Double.NEGATIVE_INFINITY;
        for (double mean : new double[] {-1e6, -5000, -60, -41, -40, -39, -12, -9, -8.5}) {
            double promise = Acquisition.logExpectedImprovement(mean, 1);
            assertTrue(Double.isFinite(promise) && promise > before, mean + ": " + promise);
            before = promise;
        }
        assertTrue(Acquisition.logExpectedImprovement(-50, 1.1) > Acquisition.logExpectedImprovement(-50, 1));
    }

    @Test
    void expectedImprovementOrdersCandidatesThatAreAllFarBelowTheBest() {
        double[] outputs = {-60, -50, -70};
        Posterior posterior = new Posterior(outputs, new float[][] {{0}, {0}, {0}}, NOISE, 1.1);
        double[] values =
                Acquisition.values(settings(Exploration.EXPECTED_IMPROVEMENT), posterior, new SplittableRandom(1));
        assertTrue(values[1] > values[0] && values[0] > values[2], Arrays.toString(values));
    }

    @Test
    void theUpperConfidenceBoundAddsStandardDeviations() {
        assertArrayEquals(
                new double[] {1 + 2 * Math.sqrt(1.04), 1.3 + 2 * Math.sqrt(0.29), 1.2 + 2 * 0.2, 1 + 2 * Math.sqrt(1.04)
                },
                Acquisition.values(settings(Exploration.UPPER_CONFIDENCE), posterior(), new SplittableRandom(1)),
                1e-6);
    }

    @Test
    void thompsonSamplingTakesEachAsOftenAsItIsLikelyToBeTheBest() {
        SplittableRandom random = new SplittableRandom(1);
        double[] share = new double[4];
        double[] expected = new double[4];
        Random brute = new Random(2);
        for (int draw = 0; draw < 100_000; draw++) {
            double[] values = Acquisition.values(settings(Exploration.THOMPSON), posterior(), random);
            share[best(values)] += 1e-5;
            double a = brute.nextGaussian();
            double b = brute.nextGaussian();
            expected[best(new double[] {1 + a, 1.3 + 0.5 * b, 1.2, 1 + a})] += 1e-5;
        }
        assertArrayEquals(expected, share, 0.01);
    }

    private static int best(double[] values) {
        int best = 0;
        for (int i = 1; i < values.length; i++) {
            best = values[i] > values[best] ? i : best;
        }
        return best;
    }

    @Test
    void whatIsLikeAChosenOneIsNotChosenNext() {
        List<Scored> candidates = candidates();
        Acquisition acquisition = acquisition(Exploration.UPPER_CONFIDENCE, candidates, List.of());
        assertEquals(candidates.get(0), acquisition.order().get(0));
        acquisition.imagine(candidates.get(0));
        assertEquals(candidates.get(1), acquisition.order().get(0), "the fourth is as sure as the first now");
        acquisition = acquisition(Exploration.UPPER_CONFIDENCE, candidates.subList(0, 3), List.of(cells.get(3)));
        assertEquals(candidates.get(1), acquisition.order().get(0), "the fourth has been measured since");
    }

    @Test
    void predictionsAloneDecideWithoutUncertainty() {
        assertNull(acquisition(Exploration.GREEDY, candidates(), List.of()));
        CandidateScorer ignorant = new CandidateScorer(new FakeScorer(graph -> 0));
        assertNull(Acquisition.of(
                settings(Exploration.THOMPSON),
                ignorant,
                candidates(),
                List.of(),
                new SplittableRandom(1),
                Progress.NONE));
    }

    @Test
    void everyCandidateIsOrdered() {
        List<Scored> many = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            many.add(new Scored(cells.get(i % 4), "form " + i, i));
        }
        List<Scored> order =
                acquisition(Exploration.EXPECTED_IMPROVEMENT, many, List.of()).order();
        assertEquals(2500, order.stream().distinct().count());
        assertEquals(many.subList(2000, 2500), order.subList(2000, 2500));
        assertTrue(order.get(0).prediction() < 2000);
    }

    private List<Scored> candidates() {
        List<Scored> candidates = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            candidates.add(new Scored(cells.get(i), "form " + i, OUTPUTS[i]));
        }
        return candidates;
    }

    private Acquisition acquisition(Exploration exploration, List<Scored> candidates, List<Architecture> pending) {
        CandidateScorer scorer = new CandidateScorer(new Certain());
        return Acquisition.of(
                settings(exploration), scorer, candidates, pending, new SplittableRandom(1), Progress.NONE);
    }

    /** Knows the posterior above of the four cells. */
    private final class Certain implements Scorer {
        @Override
        public double[] score(List<UnifiedGraph> graphs, Progress progress) {
            return new double[graphs.size()];
        }

        @Override
        public Posterior posterior(List<UnifiedGraph> graphs, Progress progress) {
            float[][] parts = {{1, 0}, {0, 0.5f}, {0, 0}, {1, 0}};
            List<UnifiedGraph> known = cells.stream().map(Architecture::graph).toList();
            double[] outputs = graphs.stream()
                    .mapToDouble(graph -> OUTPUTS[known.indexOf(graph)])
                    .toArray();
            float[][] all = graphs.stream()
                    .map(graph -> parts[known.indexOf(graph)].clone())
                    .toArray(float[][]::new);
            return new Posterior(outputs, all, NOISE, 1.1);
        }

        @Override
        public Direction direction() {
            return Direction.MAXIMIZE;
        }

        @Override
        public Scorer refit(Task measured, Progress progress) {
            return this;
        }

        @Override
        public String state() {
            return "certain";
        }
    }
}
