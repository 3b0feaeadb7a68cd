package org.fewshotnas.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.search.SearchResult.Ranked;
import org.fewshotnas.space.Direction;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.Operation;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.SearchSpace;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.UnifiedGraph;
import org.junit.jupiter.api.Test;

class PredictorSearchTest {
    private static final SearchSpace SPACE = SearchSpaces.ofName("TransNAS-Bench-101 micro");
    private static final Metric ACCURACY = Metric.of("accuracy", Direction.MAXIMIZE);
    private static final Metric LATENCY = Metric.of("latency", Direction.MINIMIZE);

    private final List<Architecture> all =
            SPACE.enumerate().map(cell -> Architecture.of(SPACE, cell)).toList();
    private final KnownScores accuracies = KnownScores.of(
            ACCURACY, all, all.stream().mapToDouble(a -> worth(a.graph())).toArray());
    private final SearchSettings settings = SearchSettings.defaults().withSamplesPerStep(200);

    /** A score that the order and the kind of operations decide. */
    private static double worth(UnifiedGraph graph) {
        double worth = 0;
        for (int i = 0; i < graph.nodeCount(); i++) {
            worth += graph.operation(i) == Operation.CONV3_D1 ? 1 + 0.1 * i : 0;
            worth += graph.operation(i) == Operation.CONV1_D1 ? 0.01 * i : 0;
        }
        return worth;
    }

    @Test
    void aPerfectPredictorFindsTheOptimumInOneQuery() {
        SearchSettings one = settings.withQueries(1).withSamplesPerStep(5000).withExploration(Exploration.GREEDY);
        double best = all.stream().mapToDouble(a -> worth(a.graph())).max().orElseThrow();
        for (Candidates candidates : List.of(Candidates.of(SPACE), Candidates.of(all))) {
            SearchResult result = run(new FakeScorer(PredictorSearchTest::worth), candidates, accuracies, one);
            assertEquals(1, result.history().size());
            assertEquals(best, result.history().get(0).score());
        }
    }

    @Test
    void thePerfectPredictorOfAMetricToMinimizeFindsTheSmallest() {
        KnownScores latencies = KnownScores.of(
                LATENCY,
                all,
                all.stream().mapToDouble(a -> 100 - worth(a.graph())).toArray());
        double least =
                all.stream().mapToDouble(a -> 100 - worth(a.graph())).min().orElseThrow();
        SearchResult result = run(
                new FakeScorer(PredictorSearchTest::worth),
                Candidates.of(SPACE),
                latencies,
                settings.withQueries(12).withSamplesPerStep(5000));
        assertEquals(least, result.history().get(result.history().size() - 1).bestSoFar());
        assertEquals(least, result.ranking().get(0).score());
        assertEquals(1, result.ranking().get(0).rank());
    }

    @Test
    void aPredictorThatKnowsNothingIsAsGoodAsRandomSearch() {
        Map<String, Architecture> forms = new LinkedHashMap<>();
        all.forEach(a -> forms.putIfAbsent(a.form(), a));
        List<Architecture> rows = forms.values().stream().limit(100).toList();
        KnownScores ranks = KnownScores.of(
                ACCURACY, rows, IntStream.rangeClosed(1, 100).asDoubleStream().toArray());
        for (Exploration exploration : Exploration.values()) {
            double sum = 0;
            for (int seed = 0; seed < 2000; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                SearchSettings nine =
                        settings.withQueries(9).withSteps(3).withSeed(seed).withExploration(exploration);
                SearchResult result =
                        run(new FakeScorer(graph -> random.nextDouble()), Candidates.of(rows), ranks, nine);
                sum += result.history().get(8).bestSoFar();
            }
            // The expected largest of 9 of the numbers 1 to 100 is 9 · 101 / 10; its standard deviation is about 9.
            assertEquals(90.9, sum / 2000, 0.8, exploration.name());
        }
    }

    @Test
    void noArchitectureIsEvaluatedTwice() {
        SearchSettings mutating = settings.withQueries(300).withMutationShare(0.5);
        SearchResult result =
                run(new FakeScorer(graph -> worth(graph) % 1), Candidates.of(SPACE), accuracies, mutating);
        assertEquals(300, result.history().size());
        assertEquals(
                300,
                result.history().stream()
                        .map(query -> query.architecture().form())
                        .distinct()
                        .count());
        assertTrue(result.warnings().isEmpty(), result.warnings().toString());
    }

    @Test
    void theHistoryTellsWhatHappened() {
        SearchResult result =
                run(new FakeScorer(graph -> worth(graph) % 1), Candidates.of(SPACE), accuracies, settings);
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 30; i++) {
            Query query = result.history().get(i);
            assertEquals(i + 1, query.number());
            assertEquals(accuracies.score(query.architecture()), query.score());
            best = Math.max(best, query.score());
            assertEquals(best, query.bestSoFar());
            // 30 queries over 20 steps: step s reaches to query floor(1.5 s).
            assertEquals((int) Math.ceil((i + 1) / 1.5), query.step());
        }
        assertEquals("zero-shot", result.history().get(0).predictorState());
        assertEquals("6 shots", result.history().get(6).predictorState());
        assertEquals("30 shots", result.predictorState());
    }

    @Test
    void thePredictorLearnsFromEverythingEvaluatedAtEveryInterval() {
        FakeScorer scorer = new FakeScorer(PredictorSearchTest::worth);
        SearchResult result = run(scorer, Candidates.of(SPACE), accuracies, settings);
        assertEquals(
                List.of(6, 12, 18, 24, 30),
                scorer.learned.stream().map(Task::size).toList());
        Task last = scorer.learned.get(4);
        for (int i = 0; i < 30; i++) {
            assertEquals(
                    result.history().get(i).architecture().graph(),
                    last.graphs().get(i));
            assertEquals(result.history().get(i).score(), last.scores()[i]);
        }
    }

    @Test
    void theRankingHoldsTheEvaluatedFirstAndThenPredictions() {
        SearchResult result = run(new FakeScorer(graph -> worth(graph) % 1), Candidates.of(all), accuracies, settings);
        List<Ranked> ranking = result.ranking();
        assertEquals(all.stream().map(Architecture::form).distinct().count(), ranking.size());
        for (int i = 0; i < ranking.size(); i++) {
            assertEquals(i + 1, ranking.get(i).rank());
            assertEquals(i < 30, ranking.get(i).proposed());
            assertEquals(i >= 30, Double.isNaN(ranking.get(i).score()));
            if (i > 0 && i < 30) {
                assertTrue(ranking.get(i).score() <= ranking.get(i - 1).score());
            } else if (i > 30) {
                assertTrue(ranking.get(i).predicted() <= ranking.get(i - 1).predicted());
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameSearch() {
        for (Candidates candidates : List.of(Candidates.of(SPACE), Candidates.of(all))) {
            SearchSettings mutating = settings.withMutationShare(0.3);
            SearchResult first = run(new FakeScorer(graph -> worth(graph) % 1), candidates, accuracies, mutating);
            SearchResult second = run(new FakeScorer(graph -> worth(graph) % 1), candidates, accuracies, mutating);
            assertEquals(first, second);
            assertNotEquals(
                    first.history(),
                    run(new FakeScorer(graph -> worth(graph) % 1), candidates, accuracies, mutating.withSeed(2))
                            .history());
        }
    }

    @Test
    void aSpaceSmallerThanTheSampleIsSearchedToItsEnd() {
        List<Architecture> few = all.subList(0, 10);
        long distinct = few.stream().map(Architecture::form).distinct().count();
        SearchResult result = run(new FakeScorer(PredictorSearchTest::worth), Candidates.of(few), accuracies, settings);
        assertEquals(distinct, result.history().size());
        assertTrue(
                result.warnings().get(0).startsWith("Only " + distinct + " of 30 queries"),
                result.warnings().toString());
    }

    @Test
    void architecturesThatTheTableLacksArePassedOverAndReported() {
        List<Architecture> half = new ArrayList<>();
        all.stream().filter(a -> a.form().hashCode() % 2 == 0).forEach(half::add);
        KnownScores part = KnownScores.of(
                ACCURACY, half, half.stream().mapToDouble(a -> worth(a.graph())).toArray());
        SearchResult result = run(new FakeScorer(PredictorSearchTest::worth), Candidates.of(SPACE), part, settings);
        assertEquals(30, result.history().size());
        result.history().forEach(query -> assertEquals(part.score(query.architecture()), query.score()));
        assertTrue(result.notInTable() > 0);
        assertTrue(
                result.warnings().toString().contains(result.notInTable() + " proposed architectures"),
                result.warnings().toString());
    }

    @Test
    void aTableWithoutAnyCandidateIsAnError() {
        SearchSpace other = SearchSpaces.ofName("NAS-Bench-201");
        Architecture stranger = Architecture.of(other, other.sample(new SplittableRandom(1)));
        KnownScores wrong = KnownScores.of(ACCURACY, List.of(stranger), new double[] {1});
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> run(new FakeScorer(PredictorSearchTest::worth), Candidates.of(SPACE), wrong, settings));
        assertTrue(e.getMessage().contains("None of the"), e.getMessage());
    }

    @Test
    void anArchitectureWithSeveralScoresHasTheirMean() {
        KnownScores known =
                KnownScores.of(ACCURACY, List.of(all.get(5), all.get(7), all.get(5)), new double[] {70, 10, 80});
        assertEquals(75, known.score(all.get(5)));
        assertEquals(2, known.size());
    }

    @Test
    void anIsomorphicCellOfTheTableAnswers() {
        SearchSpace nb201 = SearchSpaces.ofName("NAS-Bench-201");
        // A zeroed edge into node 1 makes every edge out of it irrelevant.
        Architecture one = Architecture.parse(
                nb201, "|none~0|+|nor_conv_3x3~0|nor_conv_1x1~1|+|skip_connect~0|nor_conv_3x3~1|none~2|");
        Architecture same =
                Architecture.parse(nb201, "|none~0|+|nor_conv_3x3~0|none~1|+|skip_connect~0|none~1|none~2|");
        KnownScores known = KnownScores.of(ACCURACY, List.of(one), new double[] {42});
        assertEquals(42, known.score(same));
        assertEquals(42, known.score(Architecture.of(nb201.mixedOps(), same.cell())), "in the mixed-ops extension too");
        KnownScores both = KnownScores.of(ACCURACY, List.of(one, same), new double[] {42, 44});
        assertEquals(44, both.score(same), "an encoding's own score comes first");
    }

    @Test
    void withoutATableTheNextArchitecturesAreProposed() {
        SearchResult result =
                run(new FakeScorer(PredictorSearchTest::worth), Candidates.of(SPACE), null, settings.withQueries(7));
        assertEquals(7, result.history().size());
        assertEquals(
                7,
                result.history().stream()
                        .map(query -> query.architecture().form())
                        .distinct()
                        .count());
        assertTrue(result.history().stream()
                .allMatch(query -> Double.isNaN(query.score()) && Double.isNaN(query.bestSoFar())));
        assertEquals(7, result.ranking().stream().filter(Ranked::proposed).count());
        assertTrue(
                result.ranking().subList(0, 7).stream().allMatch(Ranked::proposed),
                "the best predictions are proposed");
        assertEquals("zero-shot", result.predictorState());
    }

    @Test
    void whatWasMeasuredBeforeIsLearnedFromAndNotChosenAgain() {
        List<Architecture> before = all.stream()
                .sorted((a, b) -> Double.compare(worth(b.graph()), worth(a.graph())))
                .limit(20)
                .toList();
        KnownScores measured = KnownScores.of(
                ACCURACY,
                before,
                before.stream().mapToDouble(a -> worth(a.graph())).toArray());
        Set<String> forms = new HashSet<>();
        before.forEach(a -> forms.add(a.form()));
        for (KnownScores table : new KnownScores[] {null, accuracies}) {
            FakeScorer scorer = new FakeScorer(PredictorSearchTest::worth);
            SearchResult result = PredictorSearch.run(
                    scorer, Candidates.of(all), table, measured, settings.withSamplesPerStep(5000), Progress.NONE);
            assertEquals(forms.size(), scorer.learned.get(0).size());
            result.history()
                    .forEach(query ->
                            assertFalse(forms.contains(query.architecture().form())));
            assertEquals(30, result.history().size());
            assertEquals(before.get(0), result.ranking().get(0).architecture());
            assertFalse(result.ranking().get(0).proposed());
        }
    }

    @Test
    void aBenchmarksCellIsKnownAgainInTheMixedOpsExtension() {
        SearchSpace mixedOps = SPACE.mixedOps();
        List<Architecture> mixed =
                all.stream().map(a -> Architecture.of(mixedOps, a.cell())).toList();
        KnownScores measured = KnownScores.of(ACCURACY, all.subList(0, 50), new double[50]);
        SearchResult result = PredictorSearch.run(
                new FakeScorer(PredictorSearchTest::worth),
                Candidates.of(mixed),
                accuracies,
                null,
                settings,
                Progress.NONE);
        assertEquals(30, result.history().size());
        assertEquals(0, result.notInTable());
        SearchResult proposal = PredictorSearch.run(
                new FakeScorer(PredictorSearchTest::worth),
                Candidates.of(mixedOps),
                null,
                measured,
                settings,
                Progress.NONE);
        assertEquals(mixedOps, proposal.ranking().get(0).architecture().space());
    }

    @Test
    void equalScoresAreNotLearnedFromAndSaidSo() {
        KnownScores constant = KnownScores.of(ACCURACY, all, new double[all.size()]);
        FakeScorer scorer = new FakeScorer(PredictorSearchTest::worth);
        SearchResult result = run(scorer, Candidates.of(SPACE), constant, settings);
        assertTrue(scorer.learned.isEmpty());
        assertEquals(30, result.history().size());
        assertEquals(1, result.warnings().size(), result.warnings().toString());
    }

    @Test
    void aSearchCanBeCancelledAtAnyTime() {
        for (int after : new int[] {0, 1, 5, 20}) {
            int[] checks = {0};
            Progress cancelling = new Progress() {
                @Override
                public void report(double fraction, String message) {
                    assertTrue(fraction >= 0 && fraction <= 1 && !message.isBlank());
                }

                @Override
                public void checkCanceled() {
                    if (checks[0]++ >= after) {
                        throw new CancellationException();
                    }
                }
            };
            assertThrows(
                    CancellationException.class,
                    () -> PredictorSearch.run(
                            new FakeScorer(PredictorSearchTest::worth),
                            Candidates.of(SPACE),
                            accuracies,
                            null,
                            settings.withSamplesPerStep(5000),
                            cancelling));
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(InvalidInputException.class, () -> settings.withQueries(0));
        assertThrows(InvalidInputException.class, () -> settings.withSteps(0));
        assertThrows(InvalidInputException.class, () -> settings.withSamplesPerStep(0));
        assertThrows(InvalidInputException.class, () -> settings.withMutationShare(1.5));
        assertThrows(InvalidInputException.class, () -> Candidates.of(List.<Architecture>of()));
        assertThrows(InvalidInputException.class, () -> KnownScores.of(ACCURACY, all, new double[1]));
        assertThrows(
                InvalidInputException.class,
                () -> KnownScores.of(ACCURACY, all.subList(0, 1), new double[] {Double.POSITIVE_INFINITY}));
    }

    private static SearchResult run(Scorer scorer, Candidates candidates, KnownScores table, SearchSettings settings) {
        return PredictorSearch.run(scorer, candidates, table, null, settings, Progress.NONE);
    }

    @Test
    void aPredictionThatOnlyRanksIsNoScore() {
        SearchResult result = run(
                new FakeScorer(PredictorSearchTest::worth),
                Candidates.of(all),
                accuracies,
                settings.withQueries(8).withSteps(8));
        assertTrue(Double.isNaN(result.history().get(0).predicted()), "before anything is learned");
        assertFalse(Double.isNaN(result.history().get(7).predicted()), "after the first refit");
        assertTrue(result.ranking().stream().noneMatch(ranked -> Double.isNaN(ranked.predicted())));
        SearchResult proposed =
                run(new FakeScorer(PredictorSearchTest::worth), Candidates.of(all), null, settings.withQueries(3));
        assertFalse(Double.isNaN(proposed.history().get(0).predicted()), "no metric is known: numbers that rank");
    }

    @Test
    void proposalsCanBeSpreadOverTheBestTenth() {
        Candidates candidates = Candidates.of(all);
        SearchSettings ten = settings.withQueries(10).withSamplesPerStep(20_000);
        List<Architecture> greedy = proposed(candidates, ten.withExploration(Exploration.GREEDY));
        List<Architecture> spread = proposed(candidates, ten.withExploration(Exploration.SPREAD_START));
        int forms = (int) all.stream().map(Architecture::form).distinct().count();
        List<Architecture> best = proposed(candidates, ten.withQueries(forms / 10 + 1));
        assertEquals(10, Set.copyOf(spread).size());
        assertTrue(Set.copyOf(best).containsAll(spread));
        assertEquals(best.subList(0, 10), greedy);
        assertTrue(best.indexOf(spread.get(9)) >= best.size() * 8 / 10, "the last one is from the end of the tenth");
        assertTrue(spread.stream().filter(greedy::contains).count() < 5);
    }

    private static List<Architecture> proposed(Candidates candidates, SearchSettings settings) {
        return run(new FakeScorer(PredictorSearchTest::worth), candidates, null, settings).history().stream()
                .map(SearchResult.Query::architecture)
                .toList();
    }
}
