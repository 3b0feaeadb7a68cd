package org.fewshotnas.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.predictor.LearningMethods;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.finetuning.FineTuning;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A search with a real network, which has learned nothing before. */
class PredictorScorerTest {
    private static final SearchSpace SPACE = SearchSpaces.ofName("TransNAS-Bench-101 micro");

    private final List<Architecture> cells = SPACE.enumerate()
            .limit(400)
            .map(cell -> Architecture.of(SPACE, cell))
            .toList();
    private final Predictor predictor = MetaLearning.learn(
            List.of(),
            LearningMethods.ofName("NONE").defaults().withShape(new GcnShape(2, 16, 0)),
            Device.cpu(),
            Progress.NONE);

    @Test
    void aRefitStartsFromTheFirstPredictorEachTime() {
        Scorer first = new PredictorScorer(predictor, FineTuneSettings.defaults(), Device.cpu());
        List<UnifiedGraph> graphs = cells.stream().map(Architecture::graph).toList();
        Task few = task(graphs.subList(0, 6));
        Task more = task(graphs.subList(0, 9));
        Scorer once = first.refit(more, Progress.NONE);
        Scorer twice = first.refit(few, Progress.NONE).refit(more, Progress.NONE);
        assertEquals("zero-shot", first.state());
        assertEquals("9 shots", twice.state());
        assertEquals(Direction.MAXIMIZE, first.direction());
        assertEquals(Direction.MINIMIZE, twice.direction());
        assertArrayEquals(once.score(graphs, Progress.NONE), twice.score(graphs, Progress.NONE));
    }

    @Test
    void aWholeSearchRunsAndRepeats() {
        KnownScores known = KnownScores.of(
                Metric.of("latency", Direction.MINIMIZE),
                cells,
                cells.stream().mapToDouble(c -> latency(c.graph())).toArray());
        SearchSettings settings = SearchSettings.defaults().withQueries(8).withSteps(8);
        SearchResult first = PredictorSearch.run(
                predictor,
                Candidates.of(cells),
                Optional.of(known),
                Optional.empty(),
                settings,
                Device.cpu(),
                Progress.NONE);
        SearchResult second = PredictorSearch.run(
                predictor,
                Candidates.of(cells),
                Optional.of(known),
                Optional.empty(),
                settings,
                Device.cpu(),
                Progress.NONE);
        assertEquals(first, second);
        assertEquals(8, first.history().size());
        assertEquals("8 shots", first.predictorState());
    }

    @ParameterizedTest
    @EnumSource(Exploration.class)
    void everyStrategyRunsToItsEndAndRepeats(Exploration exploration) {
        KnownScores known = KnownScores.of(
                Metric.of("latency", Direction.MINIMIZE),
                cells,
                cells.stream().mapToDouble(c -> latency(c.graph())).toArray());
        SearchSettings settings =
                SearchSettings.defaults().withQueries(10).withSteps(10).withExploration(exploration);
        SearchResult first = PredictorSearch.run(
                predictor,
                Candidates.of(cells),
                Optional.of(known),
                Optional.empty(),
                settings,
                Device.cpu(),
                Progress.NONE);
        SearchResult second = PredictorSearch.run(
                predictor,
                Candidates.of(cells),
                Optional.of(known),
                Optional.empty(),
                settings,
                Device.cpu(),
                Progress.NONE);
        assertEquals(first, second);
        assertEquals(
                10,
                first.history().stream()
                        .map(SearchResult.Query::architecture)
                        .distinct()
                        .count());
        SearchResult proposals = PredictorSearch.run(
                predictor,
                Candidates.of(cells),
                Optional.empty(),
                Optional.of(known(20)),
                settings,
                Device.cpu(),
                Progress.NONE);
        assertEquals(
                10,
                proposals.history().stream()
                        .map(query -> query.architecture().form())
                        .distinct()
                        .count());
    }

    private KnownScores known(int count) {
        List<Architecture> some = cells.subList(0, count);
        return KnownScores.of(
                Metric.of("latency", Direction.MINIMIZE),
                some,
                some.stream().mapToDouble(c -> latency(c.graph())).toArray());
    }

    @Test
    void warningsOfFineTuningReachTheUser() {
        SearchSettings settings = SearchSettings.defaults().withQueries(1);
        SearchResult result = PredictorSearch.run(
                predictor,
                Candidates.of(cells),
                Optional.empty(),
                Optional.of(twoDifferent()),
                settings,
                Device.cpu(),
                Progress.NONE);
        assertTrue(
                result.warnings().stream().anyMatch(warning -> warning.startsWith("Two scores are too few")),
                result.warnings().toString());
    }

    /** A predictor of two scores chooses in one search, and has no say in the other; in the end both know eight. */
    @Test
    void whereChanceChoosesNoPredictorOnTheWayIsWarnedOf() {
        SearchSettings settings =
                new SearchSettings(8, 4, 1000, 1, Exploration.GREEDY, 0, 0.5, FineTuneSettings.defaults(), 1);
        for (Exploration exploration : List.of(Exploration.GREEDY, Exploration.RANDOM)) {
            SearchResult result = PredictorSearch.run(
                    predictor,
                    Candidates.of(cells),
                    Optional.of(known(cells.size())),
                    Optional.empty(),
                    settings.withExploration(exploration),
                    Device.cpu(),
                    Progress.NONE);
            assertEquals(
                    exploration != Exploration.RANDOM,
                    result.warnings().stream().anyMatch(warning -> warning.contains("cross-validation")),
                    result.warnings().toString());
        }
    }

    @Test
    void aPredictorOfAnotherMetricRanksByWhatTheSearchIsForAndSaysSo() {
        Metric latency = new Metric("gpu latency [ms]", "gpu", "", "latency", "ms", Direction.MINIMIZE, "", "", "", "");
        Metric accuracy =
                new Metric("cifar accuracy [%]", "cifar", "", "accuracy", "%", Direction.MAXIMIZE, "", "", "", "");
        List<UnifiedGraph> graphs = cells.stream().map(Architecture::graph).toList();
        double[] latencies =
                graphs.stream().mapToDouble(PredictorScorerTest::latency).toArray();
        Predictor ofLatency = FineTuning.fineTune(
                        predictor,
                        new Task(latency, graphs, latencies),
                        FineTuneSettings.defaults(),
                        Device.cpu(),
                        Progress.NONE)
                .predictor();
        // What is slow is accurate, and the refit comes after both queries.
        KnownScores table = KnownScores.of(accuracy, cells, latencies);
        SearchSettings settings =
                SearchSettings.defaults().withQueries(2).withSteps(2).withExploration(Exploration.GREEDY);
        SearchResult result = PredictorSearch.run(
                ofLatency,
                Candidates.of(cells),
                Optional.of(table),
                Optional.empty(),
                settings,
                Device.cpu(),
                Progress.NONE);
        double middle = Arrays.stream(latencies).sorted().toArray()[latencies.length / 2];
        for (SearchResult.Query query : result.history()) {
            assertTrue(query.score() > middle, query.score() + " is not of the slow ones, above " + middle);
            assertTrue(Double.isNaN(query.predicted()), "milliseconds are no per cent");
            assertEquals("zero-shot", query.predictorState());
        }
        assertTrue(
                result.warnings().get(0).contains(latency.name())
                        && result.warnings().get(0).contains(accuracy.name()),
                result.warnings().toString());
        Metric same = latency.withName("Score").withSource("table.csv", "ab");
        SearchResult known = PredictorSearch.run(
                ofLatency,
                Candidates.of(cells),
                Optional.of(KnownScores.of(same, cells, latencies)),
                Optional.empty(),
                settings,
                Device.cpu(),
                Progress.NONE);
        assertEquals("400 shots", known.history().get(0).predictorState());
        assertFalse(Double.isNaN(known.history().get(0).predicted()));
        assertTrue(known.warnings().stream().noneMatch(warning -> warning.contains(latency.name())));
    }

    private KnownScores twoDifferent() {
        return KnownScores.of(Metric.of("latency", Direction.MINIMIZE), cells.subList(0, 2), new double[] {1, 2});
    }

    private static Task task(List<UnifiedGraph> graphs) {
        Metric metric = Metric.of("latency", Direction.MINIMIZE);
        return new Task(
                metric,
                graphs,
                graphs.stream().mapToDouble(PredictorScorerTest::latency).toArray());
    }

    private static double latency(UnifiedGraph graph) {
        return 1
                + graph.operations().stream()
                        .filter(operation -> operation == Operation.CONV3_D1)
                        .count()
                + 0.2
                        * graph.operations().stream()
                                .filter(operation -> operation == Operation.CONV1_D1)
                                .count();
    }
}
