package org.fewshotnas.predictor.finetuning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.SamplePredictors;
import org.fewshotnas.predictor.TestGraphs;
import org.fewshotnas.predictor.Watch;
import org.fewshotnas.predictor.finetuning.SupportSampler.Strategy;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Provenance;
import org.junit.jupiter.api.Test;

class SupportSamplerTest {
    private final List<UnifiedGraph> cells = SearchSpaces.ofName("NAS-Bench-201")
            .enumerate()
            .map(UnifiedGraph::of)
            .toList();

    @Test
    void aSeedChoosesTheSameDistinctRowsAgain() {
        for (Strategy strategy : Strategy.values()) {
            int[] chosen = SupportSampler.sample(cells, 25, strategy, 7, Progress.NONE);
            assertEquals(25, Arrays.stream(chosen).distinct().count());
            assertArrayEquals(chosen, SupportSampler.sample(cells, 25, strategy, 7, Progress.NONE));
            assertTrue(
                    !Arrays.equals(chosen, SupportSampler.sample(cells, 25, strategy, 8, Progress.NONE)),
                    "another seed, other rows");
        }
    }

    @Test
    void everyRowIsEquallyLikelyAtRandom() {
        int[] counts = new int[20];
        for (int seed = 0; seed < 20_000; seed++) {
            for (int i : SupportSampler.sample(cells.subList(0, 20), 5, Strategy.RANDOM, seed, Progress.NONE)) {
                counts[i]++;
            }
        }
        for (int count : counts) {
            assertEquals(5000, count, 300);
        }
    }

    @Test
    void theMostAlikeTwoOfASpreadSetDifferMoreThanThoseOfARandomOne() {
        int spread = 0;
        int random = 0;
        for (int seed = 0; seed < 20; seed++) {
            spread += leastDistance(SupportSampler.sample(cells, 10, Strategy.SPREAD, seed, Progress.NONE));
            random += leastDistance(SupportSampler.sample(cells, 10, Strategy.RANDOM, seed, Progress.NONE));
        }
        assertTrue(spread > 1.3 * random, spread + " against " + random);
    }

    /** In how many nodes the most alike two of these NAS-Bench-201 cells differ, which all have the same edges. */
    private int leastDistance(int[] chosen) {
        int least = Integer.MAX_VALUE;
        for (int a : chosen) {
            for (int b : chosen) {
                List<Operation> first = cells.get(a).operations();
                List<Operation> second = cells.get(b).operations();
                int differing = (int) IntStream.range(0, first.size())
                        .filter(i -> first.get(i) != second.get(i))
                        .count();
                least = a == b ? least : Math.min(least, differing);
            }
        }
        return least;
    }

    @Test
    void allRowsCanBeChosen() {
        for (Strategy strategy : Strategy.values()) {
            int[] chosen = SupportSampler.sample(cells.subList(0, 9), 9, strategy, 1, Progress.NONE);
            assertArrayEquals(
                    IntStream.range(0, 9).toArray(),
                    Arrays.stream(chosen).sorted().toArray());
        }
    }

    @Test
    void impossibleNumbersOfShotsAreRefused() {
        for (Strategy strategy : Strategy.values()) {
            assertThrows(
                    InvalidInputException.class, () -> SupportSampler.sample(cells, 0, strategy, 1, Progress.NONE));
            InvalidInputException tooMany = assertThrows(
                    InvalidInputException.class,
                    () -> SupportSampler.sample(cells.subList(0, 3), 4, strategy, 1, Progress.NONE));
            assertTrue(tooMany.getMessage().contains("only 3"), tooMany.getMessage());
        }
        InvalidInputException endless = assertThrows(
                InvalidInputException.class,
                () -> informative(
                        SamplePredictors.learned(1), Collections.nCopies(10_001, cells.get(0)), Set.of(), 10_001));
        assertTrue(endless.getMessage().contains("at most 10000"), endless.getMessage());
    }

    @Test
    void theMostInformativeLeaveAPredictorSurerThanRandomOnesDo() {
        List<UnifiedGraph> graphs = TestGraphs.random(200, 7, 5);
        Predictor predictor = SamplePredictors.learned(1);
        int[] chosen = informative(predictor, graphs, Set.of(), 6);
        assertArrayEquals(chosen, informative(predictor, graphs, Set.of(), 6));
        assertEquals(6, Arrays.stream(chosen).distinct().count());
        double[] random = new double[20];
        for (int seed = 0; seed < random.length; seed++) {
            random[seed] = varianceAfter(
                    predictor, graphs, SupportSampler.sample(graphs, 6, Strategy.RANDOM, seed, Progress.NONE));
        }
        assertTrue(varianceAfter(predictor, graphs, chosen)
                < Arrays.stream(random).min().orElseThrow());
    }

    @Test
    void whatIsMeasuredIsNotChosenAgain() {
        List<UnifiedGraph> graphs = TestGraphs.random(30, 7, 5);
        Predictor predictor = SamplePredictors.calibrated(1);
        int first = informative(predictor, graphs, Set.of(), 1)[0];
        int[] others = informative(predictor, graphs, Set.of(graphs.get(first)), 30);
        assertTrue(Arrays.stream(others).noneMatch(i -> graphs.get(i).equals(graphs.get(first))));
        assertTrue(others.length < 30);
        assertThrows(InvalidInputException.class, () -> informative(predictor, graphs, Set.of(), 31));
    }

    @Test
    void ofTheCellsThatArePredictedToDoWorstOnlyEverySixteenthIs() {
        List<UnifiedGraph> graphs = TestGraphs.random(100, 7, 5);
        Predictor predictor = ofAccuracies();
        double[] predicted = predictor.predict(graphs, Device.cpu(), Progress.NONE);
        double[] sorted = Arrays.stream(predicted).sorted().toArray();
        int[] free =
                predictor.posterior(graphs, Device.cpu(), Progress.NONE).mostInformative(10, i -> true, Progress.NONE);
        assertTrue(Arrays.stream(free).anyMatch(i -> predicted[i] < sorted[15]), "or the test shows nothing");
        int[] expected = predictor
                .posterior(graphs, Device.cpu(), Progress.NONE)
                .mostInformative(20, i -> predicted[i] >= sorted[15], Progress.NONE);
        int[] chosen = informative(predictor, graphs, Set.of(), 20);
        assertWithOneThatFails(expected, predicted, chosen);
        assertArrayEquals(
                Arrays.copyOf(chosen, 17), informative(predictor, graphs, Set.of(), 17), "fewer are the first of more");
        int[] most = informative(predictor, graphs, Set.of(), 98);
        assertEquals(98, most.length);
        assertEquals(98, Arrays.stream(most).distinct().count());
        assertEquals(100, informative(predictor, graphs, Set.of(), 100).length);
        Set<UnifiedGraph> before =
                Arrays.stream(expected, 0, 13).mapToObj(graphs::get).collect(Collectors.toSet());
        int[] next = informative(predictor, graphs, before, 5);
        for (int i = 0; i < next.length; i++) {
            assertEquals(i == 2, predicted[next[i]] < sorted[13], "the third is the sixteenth with those measured");
        }
    }

    private static Predictor ofAccuracies() {
        PredictorSpec spec = PredictorSpec.learned(
                SamplePredictors.SHAPE, List.of(SamplePredictors.ACCURACY), Learners.BOIL, Provenance.NONE);
        return new Predictor(spec, SamplePredictors.learned(1).weights());
    }

    /** The sixteenth is one of the 15 that are ranked last, and the others are as expected. */
    private static void assertWithOneThatFails(int[] expected, double[] quality, int[] chosen) {
        double fails = Arrays.stream(quality).sorted().toArray()[15];
        assertTrue(quality[chosen[15]] < fails, "the sixteenth is one of those that fail");
        int[] others = IntStream.range(0, chosen.length)
                .filter(i -> i != 15)
                .map(i -> chosen[i])
                .toArray();
        assertArrayEquals(Arrays.copyOf(expected, others.length), others);
    }

    @Test
    void ofACostTheWorstAreChosenToo() {
        List<UnifiedGraph> graphs = TestGraphs.random(100, 7, 5);
        Predictor accuracy = SamplePredictors.calibrated(2, SamplePredictors.ACCURACY);
        Predictor latency = SamplePredictors.calibrated(2, Metric.of("latency [ms]", Direction.MINIMIZE));
        int[] free =
                latency.posterior(graphs, Device.cpu(), Progress.NONE).mostInformative(10, i -> true, Progress.NONE);
        assertArrayEquals(free, informative(latency, graphs, Set.of(), 10));
        assertFalse(Arrays.equals(free, informative(accuracy, graphs, Set.of(), 10)), "or the test shows nothing");
        Predictor learned = SamplePredictors.learned(1);
        Metric flops = Metric.of("flops", Direction.MINIMIZE);
        Predictor ofCosts = new Predictor(
                PredictorSpec.learned(
                        SamplePredictors.SHAPE,
                        List.of(SamplePredictors.ACCURACY, flops, flops),
                        Learners.BOIL,
                        Provenance.NONE),
                learned.weights());
        assertArrayEquals(
                learned.posterior(graphs, Device.cpu(), Progress.NONE).mostInformative(10, i -> true, Progress.NONE),
                informative(ofCosts, graphs, Set.of(), 10),
                "most of the tasks that it knows are costs");
    }

    @Test
    void withoutAScoreTheFailingAreThoseOfTheTarget() {
        List<UnifiedGraph> graphs = TestGraphs.random(100, 7, 5);
        Metric latency = Metric.of("latency [ms]", Direction.MINIMIZE);
        Predictor predictor = SamplePredictors.multiTask(1, latency, latency, SamplePredictors.ACCURACY);
        int[] free =
                predictor.posterior(graphs, Device.cpu(), Progress.NONE).mostInformative(10, i -> true, Progress.NONE);
        Metric unseen = Metric.of("cifar10 accuracy", Direction.MAXIMIZE);
        double[] quality = ZeroShot.forTarget(predictor, unseen).predict(graphs, Device.cpu(), Progress.NONE);
        double fails = Arrays.stream(quality).sorted().toArray()[15];
        assertTrue(Arrays.stream(free).anyMatch(i -> quality[i] < fails), "or the test shows nothing");
        // Although most of the tasks that it knows are costs.
        assertWithOneThatFails(
                predictor
                        .posterior(graphs, Device.cpu(), Progress.NONE)
                        .mostInformative(20, i -> quality[i] >= fails, Progress.NONE),
                quality,
                informative(predictor, unseen, graphs, Set.of(), 20));
        Predictor mostlyQualities =
                SamplePredictors.multiTask(1, latency, SamplePredictors.ACCURACY, SamplePredictors.ACCURACY);
        assertArrayEquals(free, informative(mostlyQualities, latency, graphs, Set.of(), 10), "a cost has no failing");
    }

    @Test
    void aPredictorOfACostIsTurnedRoundForAQuality() {
        List<UnifiedGraph> graphs = TestGraphs.random(100, 7, 5);
        Metric accuracy = Metric.of("cifar10 accuracy", Direction.MAXIMIZE);
        Predictor tuned = SamplePredictors.calibrated(2, Metric.of("latency [ms]", Direction.MINIMIZE));
        double[] slow = tuned.predict(graphs, Device.cpu(), Progress.NONE);
        double fails = Arrays.stream(slow).sorted().toArray()[15];
        // The quickest are taken to fail.
        assertWithOneThatFails(
                ZeroShot.forTarget(tuned, accuracy)
                        .posterior(graphs, Device.cpu(), Progress.NONE)
                        .mostInformative(20, i -> slow[i] >= fails, Progress.NONE),
                slow,
                informative(tuned, accuracy, graphs, Set.of(), 20));
    }

    private static int[] informative(
            Predictor predictor, List<UnifiedGraph> graphs, Set<UnifiedGraph> measured, int k) {
        return informative(predictor, null, graphs, measured, k);
    }

    private static int[] informative(
            Predictor predictor, Metric target, List<UnifiedGraph> graphs, Set<UnifiedGraph> measured, int k) {
        return new InformativeSampler(predictor, Optional.ofNullable(target), Device.cpu())
                .sample(graphs, measured, k, 1, Progress.NONE);
    }

    private static double varianceAfter(Predictor predictor, List<UnifiedGraph> graphs, int[] measured) {
        Posterior posterior = predictor.posterior(graphs, Device.cpu(), Progress.NONE);
        for (int i : measured) {
            posterior.imagine(i);
        }
        return IntStream.range(0, graphs.size())
                .mapToDouble(posterior::variance)
                .sum();
    }

    @Test
    void choosingCanBeCancelled() {
        assertThrows(
                CancellationException.class,
                () -> SupportSampler.sample(cells, 5, Strategy.SPREAD, 1, Watch.cancelledAt(1)));
    }

    @Test
    void anArchitectureThatIsThereSeveralTimesIsChosenOnce() {
        List<UnifiedGraph> graphs = new ArrayList<>();
        TestGraphs.random(30, 7, 5).forEach(graph -> graphs.addAll(List.of(graph, graph, graph)));
        Predictor predictor = SamplePredictors.calibrated(1);
        int[] chosen = informative(predictor, graphs, Set.of(), 20);
        assertEquals(20, Arrays.stream(chosen).mapToObj(graphs::get).distinct().count());
        assertEquals(30, informative(predictor, graphs, Set.of(), 90).length);
    }
}
