package org.fewshotnas.predictor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.fewshotnas.predictor.Learners;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.junit.jupiter.api.Test;

/** What Transfer Evaluation tells beside rank correlations. */
class TransferEvaluationReportTest {
    private static final int CELLS = 120;
    private static final Metric FINAL =
            new Metric("final", "dogs", "test", "accuracy", "%", Direction.MAXIMIZE, "200", "", "", "");

    /** Says of every cell that its score is within 0 and 30. */
    private record Sure() implements Approach {
        @Override
        public String name() {
            return "Sure";
        }

        @Override
        public List<Learned> learn(List<Task> known, long seed, Progress progress) {
            return List.of((support, own, report) -> (cells, more) -> {
                double[] upper = new double[cells.size()];
                Arrays.fill(upper, 30);
                return new Predicted(
                        cells.stream().mapToDouble(ScoredSpace::convolutions).toArray(),
                        new double[cells.size()],
                        upper);
            });
        }
    }

    private static TransferEvaluation.Outcome run(Approach approach, Metric... metrics) {
        return run(approach, CELLS, metrics);
    }

    /** @param measured cells that the last metric is measured on */
    private static TransferEvaluation.Outcome run(Approach approach, int measured, Metric... metrics) {
        ScoredCells cells = ScoredSpace.cells(
                        CELLS,
                        "NB",
                        List.of(metrics),
                        (cell, metric) -> cell < measured || metric < metrics.length - 1 ? (double) cell : Double.NaN)
                .build();
        return TransferEvaluation.run(
                HeldOutTasks.leaveOneOut(cells, Set.of(metrics[0].name()), TrainSize.ofPercent(50)),
                new TransferEvaluation.Settings(List.of(approach), List.of(3), 2, false, 1),
                Progress.NONE);
    }

    @Test
    void theShareOfScoresWithinIntervalsIsThatOfTheTestCells() {
        Metric other = Metric.of("other", Direction.MAXIMIZE);
        for (TransferResult result : run(new Sure(), FINAL, other).results()) {
            // The scores are the numbers from 0 to 119, half of them in no order among the 57 test cells.
            double within = result.coverage() * (CELLS / 2 - 3);
            assertEquals(Math.rint(within), within, 1e-9);
            assertTrue(within >= 5 && within <= 25, () -> "within: " + within);
        }
        FakeApproach silent = new FakeApproach("silent", ScoredSpace::convolutions);
        run(silent, FINAL, other).results().forEach(result -> assertTrue(Double.isNaN(result.coverage())));
    }

    @Test
    void coverageCountsTheBoundsIn() {
        double[] merits = {1, 2, 3, 4};
        Approach.Predicted predicted =
                new Approach.Predicted(merits, new double[] {0, 0, 2, 5}, new double[] {1, 1, 3, 6});
        assertEquals(0.5, predicted.coverage(new double[] {1, 1.1, 2, 4}), 0);
        assertTrue(Double.isNaN(Approach.Predicted.of(merits).coverage(merits)));
    }

    @Test
    void otherScoresOnTheTargetsDataSetAreNamed() {
        FakeApproach approach = new FakeApproach("any", ScoredSpace::convolutions);
        Metric early = FINAL.withName("early").withEpochs("12");
        List<String> warnings = run(approach, FINAL, early).warnings();
        assertTrue(
                warnings.stream().anyMatch(warning -> warning.contains("\"final\" is predicted from \"early\" too")),
                warnings::toString);
        Metric other = Metric.of("other", Direction.MAXIMIZE);
        assertEquals(List.of(), run(approach, FINAL, other).warnings());
        List<String> leftOut = run(approach, 2, FINAL, other, early).warnings();
        assertEquals(1, leftOut.size());
        assertTrue(leftOut.get(0).contains("it is not learned from"), leftOut::toString);
        Approach unlearned = new MetaLearned(
                Learners.NONE.defaults().withShape(new GcnShape(1, 4, 0)), FineTuneSettings.defaults(), Device.cpu());
        assertEquals(List.of(), run(unlearned, FINAL, early).warnings());
    }
}
