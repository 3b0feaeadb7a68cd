package org.fewshotnas.search;

import static org.fewshotnas.search.SampleSearch.ACCURACIES;
import static org.fewshotnas.search.SampleSearch.ACCURACY;
import static org.fewshotnas.search.SampleSearch.ALL;
import static org.fewshotnas.search.SampleSearch.SETTINGS;
import static org.fewshotnas.search.SampleSearch.SPACE;
import static org.fewshotnas.search.SampleSearch.propose;
import static org.fewshotnas.search.SampleSearch.worth;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.search.SearchResult.Ranked;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.junit.jupiter.api.Test;

/** Searches that propose what to measure, and that know what was measured before. */
class ProposalsTest {
    @Test
    void withoutATableTheNextArchitecturesAreProposed() {
        SearchResult result =
                propose(new FakeScorer(SampleSearch::worth), Candidates.of(SPACE), SETTINGS.withQueries(7));
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
    void whatShallComeFirstComesFirstAndOnce() {
        List<Architecture> worst = ALL.stream()
                .sorted((a, b) -> Double.compare(worth(a.graph()), worth(b.graph())))
                .limit(40)
                .toList();
        List<String> forms =
                worst.stream().map(Architecture::form).distinct().limit(5).toList();
        List<Architecture> first =
                worst.stream().filter(a -> forms.contains(a.form())).toList();
        Candidates candidates = Candidates.of(SPACE).beginningWith(first);
        SearchSettings greedy = SETTINGS.withQueries(12).withSteps(4).withExploration(Exploration.GREEDY);
        for (SearchResult result : List.of(
                propose(new FakeScorer(SampleSearch::worth), candidates, greedy),
                SampleSearch.run(new FakeScorer(SampleSearch::worth), candidates, ACCURACIES, greedy))) {
            List<String> queried = result.history().stream()
                    .map(query -> query.architecture().form())
                    .toList();
            assertEquals(forms, queried.subList(0, 5));
            assertEquals(12, Set.copyOf(queried).size());
            assertTrue(
                    result.history().subList(5, 12).stream()
                            .allMatch(query -> worth(query.architecture().graph())
                                    > worth(worst.get(39).graph())),
                    "then the predictor chooses");
        }
        SearchResult few = propose(new FakeScorer(SampleSearch::worth), candidates, greedy.withSamplesPerStep(20));
        Set<String> ranked = few.ranking().stream()
                .filter(Ranked::proposed)
                .map(one -> one.architecture().form())
                .collect(Collectors.toSet());
        assertTrue(ranked.containsAll(forms), "what comes first is ranked, whether it is drawn or not");
        InvalidInputException error =
                assertThrows(InvalidInputException.class, () -> Candidates.of(SearchSpaces.ofName("NAS-Bench-201"))
                        .beginningWith(first));
        assertTrue(error.getMessage().contains(SPACE.name()), error.getMessage());
    }

    @Test
    void whatWasMeasuredBeforeIsLearnedFromAndNotChosenAgain() {
        List<Architecture> before = ALL.stream()
                .sorted((a, b) -> Double.compare(worth(b.graph()), worth(a.graph())))
                .limit(20)
                .toList();
        KnownScores measured = KnownScores.of(
                ACCURACY,
                before,
                before.stream().mapToDouble(a -> worth(a.graph())).toArray());
        Set<String> forms = new HashSet<>();
        before.forEach(a -> forms.add(a.form()));
        for (Optional<KnownScores> table : List.of(Optional.<KnownScores>empty(), Optional.of(ACCURACIES))) {
            FakeScorer scorer = new FakeScorer(SampleSearch::worth);
            SearchResult result = PredictorSearch.run(
                    scorer,
                    Candidates.of(ALL),
                    table,
                    Optional.of(measured),
                    SETTINGS.withSamplesPerStep(5000),
                    Progress.NONE);
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
    void measuredEncodingsOfOneFormCountAsOneWithTheirMean() {
        SearchSpace nb201 = SearchSpaces.ofName("NAS-Bench-201");
        // A zeroed edge into node 1 makes every edge out of it irrelevant.
        Architecture one = Architecture.parse(
                nb201, "|none~0|+|nor_conv_3x3~0|nor_conv_1x1~1|+|skip_connect~0|nor_conv_3x3~1|none~2|");
        Architecture same =
                Architecture.parse(nb201, "|none~0|+|nor_conv_3x3~0|none~1|+|skip_connect~0|none~1|none~2|");
        Architecture other = Architecture.parse(
                nb201, "|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|skip_connect~0|nor_conv_1x1~1|nor_conv_3x3~2|");
        KnownScores measured = KnownScores.of(ACCURACY, List.of(one, same, other), new double[] {90, 94, 91});
        for (SearchSpace space : List.of(nb201, nb201.mixedOps().orElseThrow())) {
            FakeScorer scorer = new FakeScorer(SampleSearch::worth);
            SearchResult result = PredictorSearch.run(
                    scorer,
                    Candidates.of(space),
                    Optional.empty(),
                    Optional.of(measured),
                    SETTINGS.withQueries(1),
                    Progress.NONE);
            assertArrayEquals(new double[] {92, 91}, scorer.learned.get(0).scores());
            assertEquals(92, result.ranking().get(0).score());
            assertEquals(one.cell(), result.ranking().get(0).architecture().cell());
            assertEquals(91, result.ranking().get(1).score());
            assertEquals(92, result.history().get(0).bestSoFar());
            assertTrue(
                    result.warnings().get(0).contains("3 architectures that were measured before count as 2: "),
                    result.warnings().toString());
        }
    }

    @Test
    void aBenchmarksCellIsKnownAgainInTheMixedOpsExtension() {
        SearchSpace mixedOps = SPACE.mixedOps().orElseThrow();
        List<Architecture> mixed =
                ALL.stream().map(a -> Architecture.of(mixedOps, a.cell())).toList();
        KnownScores measured = KnownScores.of(ACCURACY, ALL.subList(0, 50), new double[50]);
        SearchResult result = PredictorSearch.run(
                new FakeScorer(SampleSearch::worth),
                Candidates.of(mixed),
                Optional.of(ACCURACIES),
                Optional.empty(),
                SETTINGS,
                Progress.NONE);
        assertEquals(30, result.history().size());
        assertEquals(0, result.notInTable());
        SearchResult proposal = PredictorSearch.run(
                new FakeScorer(SampleSearch::worth),
                Candidates.of(mixedOps),
                Optional.empty(),
                Optional.of(measured),
                SETTINGS,
                Progress.NONE);
        assertEquals(mixedOps, proposal.ranking().get(0).architecture().space());
    }

    @Test
    void proposalsCanBeSpreadOverTheBestTenth() {
        Candidates candidates = Candidates.of(ALL);
        SearchSettings ten = SETTINGS.withQueries(10).withSamplesPerStep(20_000);
        List<Architecture> greedy = proposed(candidates, ten.withExploration(Exploration.GREEDY));
        List<Architecture> spread = proposed(candidates, ten.withExploration(Exploration.SPREAD_START));
        int forms = (int) ALL.stream().map(Architecture::form).distinct().count();
        List<Architecture> best = proposed(candidates, ten.withQueries(forms / 10 + 1));
        assertEquals(10, Set.copyOf(spread).size());
        assertTrue(Set.copyOf(best).containsAll(spread));
        assertEquals(best.subList(0, 10), greedy);
        assertTrue(best.indexOf(spread.get(9)) >= best.size() * 8 / 10, "the last one is from the end of the tenth");
        assertTrue(spread.stream().filter(greedy::contains).count() < 5);
    }

    /** The mean place in the order of predictions is that of chance, and each seed has its own choice. */
    @Test
    void choicesAtRandomDoNotHeedThePredictions() {
        Candidates candidates = Candidates.of(ALL);
        SearchSettings random =
                SETTINGS.withQueries(200).withSamplesPerStep(20_000).withExploration(Exploration.RANDOM);
        List<Architecture> first = proposed(candidates, random);
        int forms = (int) ALL.stream().map(Architecture::form).distinct().count();
        List<Architecture> best =
                proposed(candidates, SETTINGS.withQueries(forms).withSamplesPerStep(20_000));
        double mean = first.stream().mapToInt(best::indexOf).average().orElseThrow() / forms;
        assertEquals(.5, mean, 4 * Math.sqrt(1 / 12. / 200), "four standard errors");
        assertEquals(first, proposed(candidates, random));
        assertNotEquals(first, proposed(candidates, random.withSeed(2)));
    }

    @Test
    void aSearchAtRandomMutatesNothing() {
        SearchSettings random = SETTINGS.withQueries(60)
                .withSteps(6)
                .withSamplesPerStep(500)
                .withMutationShare(1)
                .withExploration(Exploration.RANDOM);
        SearchResult result = PredictorSearch.run(
                new FakeScorer(SampleSearch::worth),
                Candidates.of(SPACE),
                Optional.of(ACCURACIES),
                Optional.empty(),
                random,
                Progress.NONE);
        double best = ALL.stream()
                .mapToDouble(a -> SampleSearch.worth(a.graph()))
                .max()
                .orElseThrow();
        double mean = result.history().stream()
                .mapToDouble(query -> SampleSearch.worth(query.architecture().graph()))
                .average()
                .orElseThrow();
        double all = ALL.stream()
                .mapToDouble(a -> SampleSearch.worth(a.graph()))
                .average()
                .orElseThrow();
        assertTrue(mean < (best + all) / 2, mean + " is that of chance, " + all + ", not of the best, " + best);
    }

    private static List<Architecture> proposed(Candidates candidates, SearchSettings settings) {
        return propose(new FakeScorer(SampleSearch::worth), candidates, settings).history().stream()
                .map(SearchResult.Query::architecture)
                .toList();
    }
}
