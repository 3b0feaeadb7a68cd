package org.fewshotnas.search;

import static org.fewshotnas.search.SampleSearch.ACCURACIES;
import static org.fewshotnas.search.SampleSearch.ACCURACY;
import static org.fewshotnas.search.SampleSearch.ALL;
import static org.fewshotnas.search.SampleSearch.LATENCY;
import static org.fewshotnas.search.SampleSearch.SETTINGS;
import static org.fewshotnas.search.SampleSearch.SPACE;
import static org.fewshotnas.search.SampleSearch.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.fewshotnas.search.evaluate.Budget;
import org.fewshotnas.search.evaluate.Evaluation;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;

class StepwiseSearchTest {
    private static StepwiseSearch begin(Candidates candidates, Metric metric, SearchSettings settings) {
        return StepwiseSearch.begin(scorer(), candidates, metric, Optional.empty(), settings, Progress.NONE);
    }

    /** Wrong often enough that a search takes its time. */
    private static Scorer scorer() {
        return new FakeScorer(graph -> SampleSearch.worth(graph) % 1);
    }

    private static List<Evaluation> scores(StepwiseSearch search) {
        return ACCURACIES.scores(search.proposals(), Budget.FULL, Progress.NONE);
    }

    private static void step(StepwiseSearch search) {
        assertTrue(search.goOn(Progress.NONE));
        search.tell(ACCURACY, scores(search));
    }

    @Test
    void toldTheSameScoresItIsThePredictorSearch() {
        SearchSettings seven = SETTINGS.withQueries(40).withSteps(7).withMutationShare(0.5);
        for (Exploration exploration : Exploration.values()) {
            for (Candidates candidates : List.of(Candidates.of(SPACE), Candidates.of(ALL))) {
                SearchSettings settings = seven.withExploration(exploration);
                StepwiseSearch search = begin(candidates, ACCURACY, settings);
                while (search.goOn(Progress.NONE)) {
                    search.tell(ACCURACY, scores(search));
                }
                assertEquals(
                        run(scorer(), candidates, ACCURACIES, settings),
                        search.finish(Optional.empty(), Progress.NONE),
                        exploration.name());
            }
        }
    }

    @Test
    void whatIsKnownIsLearnedFirstAndNotProposedAgain() {
        List<Architecture> first = ALL.subList(0, 100);
        KnownScores known = KnownScores.of(
                ACCURACY, first, first.stream().mapToDouble(ACCURACIES::score).toArray());
        FakeScorer scorer = new FakeScorer(SampleSearch::worth);
        StepwiseSearch search = StepwiseSearch.begin(
                scorer, Candidates.of(SPACE), ACCURACY, Optional.of(known), SETTINGS, Progress.NONE);
        assertEquals(1, scorer.learned.size());
        List<String> forms = first.stream().map(Architecture::form).toList();
        while (search.goOn(Progress.NONE)) {
            assertTrue(search.proposals().stream().noneMatch(next -> forms.contains(next.form())));
            search.tell(ACCURACY, scores(search));
        }
        assertEquals(SETTINGS.queries(), search.evaluated());
    }

    @Test
    void theFirstScoresSayWhatTheyAre() {
        StepwiseSearch search = begin(Candidates.of(SPACE), Metric.of("Score", Direction.MAXIMIZE), SETTINGS);
        assertTrue(search.goOn(Progress.NONE));
        search.tell(ACCURACY, scores(search));
        assertEquals(ACCURACY, search.metric());
        assertTrue(search.goOn(Progress.NONE));
        List<Evaluation> second = scores(search);
        assertThrows(InvalidInputException.class, () -> search.tell(LATENCY, second));
    }

    @Test
    void scoresAreToldOnceAndAllOfThem() {
        StepwiseSearch search = begin(Candidates.of(SPACE), ACCURACY, SETTINGS);
        assertThrows(IllegalStateException.class, () -> search.tell(ACCURACY, List.of()));
        assertTrue(search.goOn(Progress.NONE));
        assertThrows(IllegalStateException.class, () -> search.goOn(Progress.NONE));
        assertThrows(IllegalArgumentException.class, () -> search.tell(ACCURACY, List.of()));
        search.tell(ACCURACY, scores(search));
        assertThrows(IllegalStateException.class, () -> search.tell(ACCURACY, List.of()));
    }

    @Test
    void anArchitectureWithoutScoreIsSaidAndNotProposedAgain() {
        SearchSettings two = SETTINGS.withQueries(4).withSteps(2);
        StepwiseSearch search = begin(Candidates.of(SPACE), ACCURACY, two);
        assertTrue(search.goOn(Progress.NONE));
        Architecture lost = search.proposals().get(0);
        search.tell(ACCURACY, List.of(Evaluation.failed("its training diverged"), Evaluation.of(3)));
        assertTrue(search.goOn(Progress.NONE));
        assertFalse(search.proposals().contains(lost));
        search.tell(ACCURACY, scores(search));
        SearchResult result = search.finish(Optional.empty(), Progress.NONE);
        assertEquals(
                List.of("The architecture " + lost.text() + " has no score: its training diverged."),
                result.warnings());
    }

    @Test
    void withoutAnyScoreThereIsNoResult() {
        StepwiseSearch search = begin(Candidates.of(SPACE), ACCURACY, SETTINGS.withQueries(1));
        assertTrue(search.goOn(Progress.NONE));
        search.tell(ACCURACY, List.of(Evaluation.failed("its training diverged")));
        assertFalse(search.goOn(Progress.NONE));
        assertThrows(InvalidInputException.class, () -> search.finish(Optional.empty(), Progress.NONE));
    }

    @Test
    void itEndsAtAScoreATimeOrWithoutImprovement() {
        StepwiseSearch search = begin(Candidates.of(SPACE), ACCURACY, SETTINGS);
        step(search);
        double best = search.best().orElseThrow();
        StopRule never = new StopRule(OptionalDouble.of(best + 1e-9), OptionalInt.of(1), Optional.empty());
        assertEquals(Optional.empty(), never.reason(search));
        StopRule score = new StopRule(OptionalDouble.of(best), OptionalInt.empty(), Optional.empty());
        assertTrue(score.reason(search).orElseThrow().startsWith("the score "));
        StopRule time = new StopRule(OptionalDouble.empty(), OptionalInt.empty(), Optional.of(Duration.ZERO));
        assertEquals(
                "the time limit of 0.000 minutes was reached",
                time.reason(search).orElseThrow());

        for (int i = 0; i < 2; i++) {
            assertTrue(search.goOn(Progress.NONE));
            search.tell(
                    ACCURACY,
                    search.proposals().stream().map(a -> Evaluation.of(-1)).toList());
        }
        StopRule two = new StopRule(OptionalDouble.empty(), OptionalInt.of(2), Optional.empty());
        assertEquals(
                "the last 2 iterations have not improved the best score",
                two.reason(search).orElseThrow());
        StopRule three = new StopRule(OptionalDouble.empty(), OptionalInt.of(3), Optional.empty());
        assertEquals(Optional.empty(), three.reason(search));
    }
}
