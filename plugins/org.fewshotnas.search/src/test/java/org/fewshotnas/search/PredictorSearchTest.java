package org.fewshotnas.search;

import static org.fewshotnas.search.SampleSearch.ACCURACIES;
import static org.fewshotnas.search.SampleSearch.ACCURACY;
import static org.fewshotnas.search.SampleSearch.ALL;
import static org.fewshotnas.search.SampleSearch.LATENCY;
import static org.fewshotnas.search.SampleSearch.SETTINGS;
import static org.fewshotnas.search.SampleSearch.SPACE;
import static org.fewshotnas.search.SampleSearch.propose;
import static org.fewshotnas.search.SampleSearch.run;
import static org.fewshotnas.search.SampleSearch.worth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.search.SearchResult.Ranked;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.junit.jupiter.api.Test;

class PredictorSearchTest {
    @Test
    void aPerfectPredictorFindsTheOptimumInOneQuery() {
        SearchSettings one = SETTINGS.withQueries(1).withSamplesPerStep(5000).withExploration(Exploration.GREEDY);
        double best = ALL.stream().mapToDouble(a -> worth(a.graph())).max().orElseThrow();
        for (Candidates candidates : List.of(Candidates.of(SPACE), Candidates.of(ALL))) {
            SearchResult result = run(new FakeScorer(SampleSearch::worth), candidates, ACCURACIES, one);
            assertEquals(1, result.history().size());
            assertEquals(best, result.history().get(0).score());
        }
    }

    @Test
    void thePerfectPredictorOfAMetricToMinimizeFindsTheSmallest() {
        KnownScores latencies = KnownScores.of(
                LATENCY,
                ALL,
                ALL.stream().mapToDouble(a -> 100 - worth(a.graph())).toArray());
        double least =
                ALL.stream().mapToDouble(a -> 100 - worth(a.graph())).min().orElseThrow();
        SearchResult result = run(
                new FakeScorer(SampleSearch::worth),
                Candidates.of(SPACE),
                latencies,
                SETTINGS.withQueries(12).withSamplesPerStep(5000));
        assertEquals(least, result.history().get(result.history().size() - 1).bestSoFar());
        assertEquals(least, result.ranking().get(0).score());
        assertEquals(1, result.ranking().get(0).rank());
    }

    @Test
    void aPredictorThatKnowsNothingIsAsGoodAsRandomSearch() {
        Map<String, Architecture> forms = new LinkedHashMap<>();
        ALL.forEach(a -> forms.putIfAbsent(a.form(), a));
        List<Architecture> rows = forms.values().stream().limit(100).toList();
        KnownScores ranks = KnownScores.of(
                ACCURACY, rows, IntStream.rangeClosed(1, 100).asDoubleStream().toArray());
        for (Exploration exploration : Exploration.values()) {
            double sum = 0;
            for (int seed = 0; seed < 2000; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                SearchSettings nine =
                        SETTINGS.withQueries(9).withSteps(3).withSeed(seed).withExploration(exploration);
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
        SearchSettings mutating = SETTINGS.withQueries(300).withMutationShare(0.5);
        SearchResult result =
                run(new FakeScorer(graph -> worth(graph) % 1), Candidates.of(SPACE), ACCURACIES, mutating);
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
                run(new FakeScorer(graph -> worth(graph) % 1), Candidates.of(SPACE), ACCURACIES, SETTINGS);
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 30; i++) {
            Query query = result.history().get(i);
            assertEquals(i + 1, query.number());
            assertEquals(ACCURACIES.score(query.architecture()), query.score());
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
        FakeScorer scorer = new FakeScorer(SampleSearch::worth);
        SearchResult result = run(scorer, Candidates.of(SPACE), ACCURACIES, SETTINGS);
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
        SearchResult result = run(new FakeScorer(graph -> worth(graph) % 1), Candidates.of(ALL), ACCURACIES, SETTINGS);
        List<Ranked> ranking = result.ranking();
        assertEquals(ALL.stream().map(Architecture::form).distinct().count(), ranking.size());
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
        for (Candidates candidates : List.of(Candidates.of(SPACE), Candidates.of(ALL))) {
            SearchSettings mutating = SETTINGS.withMutationShare(0.3);
            SearchResult first = run(new FakeScorer(graph -> worth(graph) % 1), candidates, ACCURACIES, mutating);
            SearchResult second = run(new FakeScorer(graph -> worth(graph) % 1), candidates, ACCURACIES, mutating);
            assertEquals(first, second);
            assertNotEquals(
                    first.history(),
                    run(new FakeScorer(graph -> worth(graph) % 1), candidates, ACCURACIES, mutating.withSeed(2))
                            .history());
        }
    }

    @Test
    void aSpaceSmallerThanTheSampleIsSearchedToItsEnd() {
        List<Architecture> few = ALL.subList(0, 10);
        long distinct = few.stream().map(Architecture::form).distinct().count();
        SearchResult result = run(new FakeScorer(SampleSearch::worth), Candidates.of(few), ACCURACIES, SETTINGS);
        assertEquals(distinct, result.history().size());
        assertTrue(
                result.warnings().get(0).startsWith("Only " + distinct + " of 30 architectures"),
                result.warnings().toString());
    }

    @Test
    void architecturesThatTheTableLacksArePassedOverAndReported() {
        List<Architecture> half = new ArrayList<>();
        ALL.stream().filter(a -> a.form().hashCode() % 2 == 0).forEach(half::add);
        KnownScores part = KnownScores.of(
                ACCURACY, half, half.stream().mapToDouble(a -> worth(a.graph())).toArray());
        SearchResult result = run(new FakeScorer(SampleSearch::worth), Candidates.of(SPACE), part, SETTINGS);
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
                () -> run(new FakeScorer(SampleSearch::worth), Candidates.of(SPACE), wrong, SETTINGS));
        assertTrue(e.getMessage().contains("None of the"), e.getMessage());
    }

    @Test
    void equalScoresAreNotLearnedFromAndSaidSo() {
        KnownScores constant = KnownScores.of(ACCURACY, ALL, new double[ALL.size()]);
        FakeScorer scorer = new FakeScorer(SampleSearch::worth);
        SearchResult result = run(scorer, Candidates.of(SPACE), constant, SETTINGS);
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
                            new FakeScorer(SampleSearch::worth),
                            Candidates.of(SPACE),
                            Optional.of(ACCURACIES),
                            Optional.empty(),
                            SETTINGS.withSamplesPerStep(5000),
                            cancelling));
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(InvalidInputException.class, () -> SETTINGS.withQueries(0));
        assertThrows(InvalidInputException.class, () -> SETTINGS.withSteps(0));
        assertThrows(InvalidInputException.class, () -> SETTINGS.withSamplesPerStep(0));
        assertThrows(InvalidInputException.class, () -> SETTINGS.withMutationShare(1.5));
        assertThrows(InvalidInputException.class, () -> Candidates.of(List.<Architecture>of()));
        assertThrows(InvalidInputException.class, () -> KnownScores.of(ACCURACY, ALL, new double[1]));
        assertThrows(
                InvalidInputException.class,
                () -> KnownScores.of(ACCURACY, ALL.subList(0, 1), new double[] {Double.POSITIVE_INFINITY}));
    }

    @Test
    void aPredictionThatOnlyRanksIsNoScore() {
        SearchResult result = run(
                new FakeScorer(SampleSearch::worth),
                Candidates.of(ALL),
                ACCURACIES,
                SETTINGS.withQueries(8).withSteps(8));
        assertTrue(Double.isNaN(result.history().get(0).predicted()), "before anything is learned");
        assertFalse(Double.isNaN(result.history().get(7).predicted()), "after the first refit");
        assertTrue(result.ranking().stream().noneMatch(ranked -> Double.isNaN(ranked.predicted())));
        SearchResult proposed =
                propose(new FakeScorer(SampleSearch::worth), Candidates.of(ALL), SETTINGS.withQueries(3));
        assertFalse(Double.isNaN(proposed.history().get(0).predicted()), "no metric is known: numbers that rank");
    }
}
