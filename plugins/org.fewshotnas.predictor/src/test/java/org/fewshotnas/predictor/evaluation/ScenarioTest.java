package org.fewshotnas.predictor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Repetitions;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Settings;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final List<Metric> METRICS = List.of(
            Metric.of("a", Direction.MAXIMIZE),
            Metric.of("b", Direction.MAXIMIZE),
            Metric.of("latency", Direction.MINIMIZE));
    private static final int CELLS = 120;

    private static double score(int cell, int metric) {
        return Math.sin(cell * 1.7) + metric;
    }

    private static Protocol leaveOneOut(String... targets) {
        ScoredCells cells =
                ScoredSpace.cells(CELLS, "NB", METRICS, ScenarioTest::score).build();
        return HeldOutTasks.leaveOneOut(cells, Set.of(targets), TrainSize.ofPercent(50));
    }

    private static List<TransferResult> run(
            Protocol protocol, List<Approach> approaches, List<Integer> shots, Scenario... scenarios) {
        Settings settings = new Settings(approaches, shots, new Repetitions(2, 1, false), Set.of(scenarios), 7);
        return TransferEvaluation.run(protocol, settings, Progress.NONE).results();
    }

    private static List<String> learners(List<TransferResult> results) {
        return results.stream().map(TransferResult::learner).distinct().toList();
    }

    @Test
    void chosenCellsAreALineOfTheirOwnOnWhatIsLearnedOnce() {
        Protocol protocol = leaveOneOut("a", "b");
        FakeApproach plain = new FakeApproach("plain", graph -> 0);
        FakeApproach spy = new FakeApproach("guess", ScoredSpace::convolutions, true);
        List<Integer> shots = List.of(0, 5, 20);
        List<TransferResult> results = run(protocol, List.of(plain, spy), shots, Scenario.CHOSEN_CELLS);
        assertEquals(2, spy.known.size(), "once for each target");
        assertEquals(Set.of("a", "b"), spy.chosenFor);
        assertEquals(List.of("plain", "guess", "guess, chosen cells"), learners(results));
        assertEquals(2 * 3 * 3 * 2, results.size(), "targets, scenarios, shots, runs");
        List<TransferResult> strict =
                results.stream().filter(row -> row.learner().equals("guess")).toList();
        List<TransferResult> alone = run(protocol, List.of(spy), shots);
        for (int i = 0; i < alone.size(); i++) {
            assertEquals(alone.get(i).spearman(), strict.get(i).spearman(), "the strict line stays as it is");
        }
    }

    @Test
    void theCellsAreChosenAmongHalfOfARunsRandomCellsAndAllOthersAreTested() {
        FakeApproach spy = new FakeApproach("guess", ScoredSpace::convolutions, true);
        run(leaveOneOut("a"), List.of(spy), List.of(0, 5, 20), Scenario.CHOSEN_CELLS);
        assertEquals(2 * 6, spy.supports.size());
        // A run's trials: strict with 0, 5 and 20 shots, then the same with chosen cells.
        for (int first = 0; first < 12; first += 6) {
            List<UnifiedGraph> candidates =
                    new ArrayList<>(spy.tested.get(first).subList(0, CELLS / 2 / 2));
            Collections.reverse(candidates);
            Set<UnifiedGraph> others = new HashSet<>(spy.tested.get(first));
            assertEquals(others, new HashSet<>(spy.tested.get(first + 3)));
            assertEquals(
                    candidates.subList(0, 5),
                    spy.supports.get(first + 4).graphs(),
                    "those that it says: the last first");
            assertEquals(candidates.subList(0, 20), spy.supports.get(first + 5).graphs());
            others.removeAll(candidates.subList(0, 20));
            assertEquals(others, new HashSet<>(spy.tested.get(first + 5)));
        }
    }

    @Test
    void knownScoresOfTheOtherTasksAreALineOfTheirOwnThatLearnsAnew() {
        FakeApproach spy = new FakeApproach("guess", ScoredSpace::convolutions);
        Approach unlearned = new MetaLearned(
                Learners.NONE.defaults().withShape(new GcnShape(1, 4, 0)), FineTuneSettings.defaults(), Device.cpu());
        List<TransferResult> results = run(
                leaveOneOut("b"), List.of(spy, unlearned), List.of(5), Scenario.KNOWN_SCORES, Scenario.CHOSEN_CELLS);
        assertEquals(List.of("guess", "guess, scores of other tasks known", "No meta-learning"), learners(results));
        assertEquals(2, spy.known.size());
        List<Task> informed = spy.known.get(1);
        assertEquals(
                List.of("a", "latency"),
                informed.stream().map(task -> task.metric().name()).toList());
        for (int task = 0; task < 2; task++) {
            assertEquals(ScoredSpace.graphs(CELLS), informed.get(task).graphs(), "all cells, those tested too");
            assertEquals(score(3, 2 * task), informed.get(task).scores()[3]);
        }
        for (int run = 0; run < 2; run++) {
            assertEquals(
                    spy.supports.get(run).graphs(), spy.supports.get(2 + run).graphs());
            assertEquals(spy.tested.get(run), spy.tested.get(2 + run));
        }
    }

    @Test
    void acrossSearchSpacesTheTestedCellsHaveNoScoresOfAKnownTask() {
        ScoredCells.Builder both = ScoredSpace.cells(CELLS, "one", METRICS, ScenarioTest::score);
        ScoredSpace.add(both, CELLS, "two", METRICS.size(), ScenarioTest::score);
        FakeApproach spy = new FakeApproach("guess", ScoredSpace::convolutions);
        run(
                HeldOutTasks.acrossSpaces(both.build(), Set.of("one"), Set.of("a"), TrainSize.ofPercent(100)),
                List.of(spy),
                List.of(5),
                Scenario.KNOWN_SCORES);
        assertEquals(1, spy.known.size());
    }

    @Test
    void aLearnerOfThisLibraryChoosesByItsPredictor() {
        List<UnifiedGraph> graphs = ScoredSpace.graphs(CELLS);
        ScoredCells cells = ScoredSpace.cells(
                        CELLS,
                        "NB",
                        METRICS,
                        (cell, metric) -> (metric == 2 ? -1 : 1) * ScoredSpace.convolutions(graphs.get(cell))
                                + 0.1 * Math.sin(cell + metric))
                .build();
        MetaLearned small = new MetaLearned(
                Learners.MULTI_TASK.defaults().withShape(new GcnShape(2, 12, 0)).withSteps(100),
                FineTuneSettings.defaults(),
                Device.cpu());
        List<TransferResult> results = run(
                HeldOutTasks.leaveOneOut(cells, Set.of("a"), TrainSize.ofPercent(50)),
                List.of(small),
                List.of(5),
                Scenario.CHOSEN_CELLS);
        assertEquals(List.of("Multi-task", "Multi-task, chosen cells"), learners(results));
        double chosen = results.get(2).spearman();
        assertEquals(0.95, chosen, 0.05);
        assertEquals(results.get(2).learnSeconds(), results.get(0).learnSeconds(), "learned once");
    }
}
