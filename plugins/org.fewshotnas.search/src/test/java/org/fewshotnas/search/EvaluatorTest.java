package org.fewshotnas.search;

import static org.fewshotnas.search.SampleSearch.ACCURACY;
import static org.fewshotnas.search.SampleSearch.SETTINGS;
import static org.fewshotnas.search.SampleSearch.SPACE;
import static org.fewshotnas.search.SampleSearch.worth;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.fewshotnas.search.SearchResult.Query;
import org.fewshotnas.search.evaluate.Budget;
import org.fewshotnas.search.evaluate.Evaluation;
import org.fewshotnas.search.evaluate.Evaluator;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;

/** A search with a way to get scores that it has never seen. */
class EvaluatorTest {
    /** Works on what it is asked for together, and has no score of some. */
    private static final class Bench implements Evaluator {
        private final Predicate<Architecture> breaks;
        private final List<Integer> asked = new ArrayList<>();

        Bench(Predicate<Architecture> breaks) {
            this.breaks = breaks;
        }

        @Override
        public Metric metric() {
            return ACCURACY;
        }

        @Override
        public String description() {
            return "the bench";
        }

        @Override
        public List<Evaluation> scores(List<Architecture> architectures, Budget budget, Progress progress) {
            asked.add(architectures.size());
            return architectures.stream()
                    .map(architecture -> breaks.test(architecture)
                            ? Evaluation.failed("it broke")
                            : Evaluation.of(worth(architecture.graph())))
                    .toList();
        }
    }

    @Test
    void itIsAskedForAWholeStepAtOnceAndTheSearchIsThatOfTheSameScoresInATable() {
        Bench bench = new Bench(architecture -> false);
        SearchSettings settings = SETTINGS.withQueries(30).withSteps(10);
        SearchResult asked = search(bench, settings);
        assertEquals(List.of(3, 3, 3, 3, 3, 3, 3, 3, 3, 3), bench.asked);
        SearchResult lookedUp = SampleSearch.run(
                new FakeScorer(SampleSearch::worth), Candidates.of(SPACE), SampleSearch.ACCURACIES, settings);
        assertEquals(lookedUp, asked);
    }

    @Test
    void oneThatBreaksHasNoScoreAndAReasonAndTheOthersGoOn() {
        Bench bench = new Bench(architecture -> architecture.form().hashCode() % 3 == 0);
        SearchResult result = search(bench, SETTINGS.withQueries(30).withSteps(10));
        assertEquals(30, result.history().size());
        List<Query> broken = result.history().stream()
                .filter(query -> Double.isNaN(query.score()))
                .toList();
        assertTrue(!broken.isEmpty() && broken.size() < 30, broken.size() + " of 30");
        assertEquals(
                broken.size(),
                result.warnings().stream()
                        .filter(warning -> warning.endsWith("has no score: it broke."))
                        .count());
        assertEquals(
                30,
                result.history().stream()
                        .map(query -> query.architecture().form())
                        .distinct()
                        .count(),
                "none is tried again");
    }

    @Test
    void ifAllBreakTheSearchEndsAfterItsQueriesAndSaysWhy() {
        Bench bench = new Bench(architecture -> true);
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> search(bench, SETTINGS.withQueries(6).withSteps(3)));
        assertEquals(6, bench.asked.stream().mapToInt(Integer::intValue).sum());
        assertTrue(e.getMessage().contains("it broke"), e.getMessage());
    }

    private static SearchResult search(Evaluator evaluator, SearchSettings settings) {
        return PredictorSearch.run(
                new FakeScorer(SampleSearch::worth),
                Candidates.of(SPACE),
                Optional.of(evaluator),
                Optional.empty(),
                settings,
                Progress.NONE);
    }
}
