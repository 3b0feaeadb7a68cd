package org.fewshotnas.predictor.evaluation;

import static org.fewshotnas.predictor.evaluation.TransferSample.A;
import static org.fewshotnas.predictor.evaluation.TransferSample.B;
import static org.fewshotnas.predictor.evaluation.TransferSample.CELLS;
import static org.fewshotnas.predictor.evaluation.TransferSample.constant;
import static org.fewshotnas.predictor.evaluation.TransferSample.leaveOneOut;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.Protocol.Transfer;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Outcome;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Repetitions;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Settings;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;

/** Several learnings, which cells are split, and which targets are tried. */
class LearningsTest {
    private static Settings learnings(int count, Approach... approaches) {
        return new Settings(List.of(approaches), List.of(0, 5), new Repetitions(2, count, false), Set.of(), 7);
    }

    @Test
    void everyLearningHasItsOwnCellsAndRunsAndTheFirstIsTheOneThatStandsAlone() {
        FakeApproach spy = new FakeApproach("guess", ScoredSpace::convolutions);
        List<TransferResult> three = TransferEvaluation.run(leaveOneOut(), learnings(3, spy), Progress.NONE)
                .results();
        assertEquals(3 * 3, spy.known.size(), "targets, learnings");
        assertEquals(
                3,
                spy.known.subList(0, 3).stream()
                        .map(known -> Set.copyOf(known.get(0).graphs()))
                        .distinct()
                        .count(),
                "other cells to learn from");
        assertEquals(3 * 2 * 3 * 2, three.size(), "targets, shots, learnings, runs");
        assertEquals(
                List.of(1, 1, 2, 2, 3, 3),
                three.subList(0, 6).stream().map(TransferResult::learning).toList());
        assertEquals(
                List.of(1, 2, 1, 2, 1, 2),
                three.subList(0, 6).stream().map(TransferResult::run).toList());
        FakeApproach alone = new FakeApproach("guess", ScoredSpace::convolutions);
        List<TransferResult> one = TransferEvaluation.run(leaveOneOut(), learnings(1, alone), Progress.NONE)
                .results();
        assertEquals(
                one.stream().map(TransferResult::spearman).toList(),
                three.stream()
                        .filter(result -> result.learning() == 1)
                        .map(TransferResult::spearman)
                        .toList());
        TransferSummary summary = TransferSummary.of(three).get(0);
        assertEquals(3, summary.learnings());
        assertEquals(6, summary.runs());
    }

    @Test
    void noLearningIsAnError() {
        assertThrows(InvalidInputException.class, () -> learnings(0, constant()));
    }

    @Test
    void targetsThatCannotBeTestedOnAreLeftOutWithAWarning() {
        Metric sparse = Metric.of("sparse", Direction.MAXIMIZE);
        Metric same = Metric.of("same", Direction.MAXIMIZE);
        Metric empty = Metric.of("empty", Direction.MAXIMIZE);
        List<Metric> metrics = List.of(A, sparse, same, B, empty);
        ScoredCells cells = ScoredSpace.cells(CELLS, "NB", metrics, (cell, metric) -> switch (metric) {
                    case 1 -> cell < 6 ? (double) cell : Double.NaN;
                    case 2 -> 7.0;
                    case 4 -> Double.NaN;
                    default -> TransferSample.score(cell, metric);
                })
                .build();
        Set<String> all = metrics.stream().map(Metric::name).collect(Collectors.toSet());
        FakeApproach spy = constant();
        Outcome outcome = TransferEvaluation.run(
                HeldOutTasks.leaveOneOut(cells, all, TrainSize.ofPercent(50)), learnings(1, spy), Progress.NONE);
        assertEquals(
                List.of("a", "b"),
                outcome.results().stream()
                        .map(TransferResult::target)
                        .distinct()
                        .toList());
        for (String start : List.of(
                "The target \"sparse\" is left out. ",
                "The target \"same\" is left out. ",
                "The task column \"empty\" has no value")) {
            assertTrue(
                    outcome.warnings().stream().anyMatch(warning -> warning.startsWith(start)),
                    start + outcome.warnings());
        }
        for (List<Task> known : spy.known) {
            assertTrue(known.stream()
                    .noneMatch(
                            task -> task.metric().equals(same) || task.metric().equals(empty)));
        }
        Set<String> flat = Set.of("same");
        InvalidInputException alone = assertThrows(
                InvalidInputException.class,
                () -> TransferEvaluation.run(
                        HeldOutTasks.leaveOneOut(cells, flat, TrainSize.ofPercent(50)),
                        learnings(1, constant()),
                        Progress.NONE));
        assertTrue(alone.getMessage().contains("nothing to rank"), alone.getMessage());
    }

    @Test
    void isomorphicCellsAreOnOneSideIfWanted() {
        SearchSpace space = SearchSpaces.ofName("NAS-Bench-201");
        List<UnifiedGraph> graphs = IntStream.iterate(0, i -> i + 11)
                .limit(1400)
                .mapToObj(i ->
                        UnifiedGraph.of(space.enumerate().skip(i).findFirst().orElseThrow()))
                .toList();
        ScoredCells.Builder builder = new ScoredCells.Builder(List.of(A, B));
        for (int i = 0; i < graphs.size(); i++) {
            builder.add(graphs.get(i), space.name(), new double[] {i, i});
        }
        ScoredCells plain = builder.build();
        ScoredCells together = plain.withIsomorphsTogether(Progress.NONE);
        assertTrue(split(space, plain) > 100, "or the test shows nothing");
        assertEquals(0, split(space, together));
        int learned = draw(together).known().get(0).size();
        assertEquals(700, learned, 60, "half of them, up to a group that is large");
        ScoredCells.Builder unknown = new ScoredCells.Builder(List.of(A, B));
        graphs.forEach(graph -> unknown.add(graph, "somewhere", new double[] {1, 2}));
        ScoredCells elsewhere = unknown.build();
        assertEquals(
                elsewhere.draw(Set.of("somewhere"), TrainSize.ofPercent(50), 3),
                elsewhere.withIsomorphsTogether(Progress.NONE).draw(Set.of("somewhere"), TrainSize.ofPercent(50), 3),
                "what is the same in a space that is not known is not known either");
    }

    private static Transfer draw(ScoredCells cells) {
        return HeldOutTasks.leaveOneOut(cells, Set.of("a"), TrainSize.ofPercent(50))
                .draw("a", 5);
    }

    /** How many functions are on both sides of a draw. */
    private static long split(SearchSpace space, ScoredCells cells) {
        Transfer transfer = draw(cells);
        Set<String> both = new HashSet<>(forms(space, transfer.known().get(0)));
        both.retainAll(forms(space, transfer.rest()));
        return both.size();
    }

    private static List<String> forms(SearchSpace space, Task task) {
        List<String> forms = new ArrayList<>();
        for (UnifiedGraph graph : task.graphs()) {
            String text = space.print(graph.cell());
            forms.add(space.canonicalForm(space.parse(text)));
        }
        return forms;
    }
}
