package org.fewshotnas.predictor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Counting;
import org.fewshotnas.predictor.Watch;
import org.fewshotnas.predictor.evaluation.TaskSimilarity.Measure;
import org.fewshotnas.predictor.evaluation.TaskSimilarity.Scored;
import org.fewshotnas.predictor.rank.RankMetrics.Estimate;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;

class TaskSimilarityTest {
    private static final int CELLS = 60;
    private final Random random = new Random(3);

    private Scored task(String name, Direction direction, double missing) {
        double[] scores = IntStream.range(0, CELLS)
                .mapToDouble(cell ->
                        random.nextDouble() < missing ? Double.NaN : Math.round(20 * random.nextDouble()) + cell / 4)
                .toArray();
        return new Scored(Metric.of(name, direction), scores);
    }

    private static TaskSimilarity oneSpace(Measure measure) {
        return new TaskSimilarity(Collections.nCopies(CELLS, "NB"), measure);
    }

    @Test
    void correlationsAreThoseThatCountingGivesOnTheSharedCells() {
        List<Scored> tasks = List.of(
                task("a", Direction.MAXIMIZE, 0),
                task("b", Direction.MAXIMIZE, 0.3),
                task("c", Direction.MINIMIZE, 0.5));
        for (Measure measure : Measure.values()) {
            Estimate[][] matrix = oneSpace(measure).matrix(tasks, Progress.NONE);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    double[] a = tasks.get(i).scores();
                    double[] b = tasks.get(j).scores();
                    int[] shared = IntStream.range(0, CELLS)
                            .filter(cell -> !Double.isNaN(a[cell]) && !Double.isNaN(b[cell]))
                            .toArray();
                    // The third is a latency, which is the better the smaller.
                    int sign = (i == 2) == (j == 2) ? 1 : -1;
                    double[] x =
                            IntStream.of(shared).mapToDouble(cell -> a[cell]).toArray();
                    double[] y =
                            IntStream.of(shared).mapToDouble(cell -> b[cell]).toArray();
                    assertEquals(shared.length, matrix[i][j].n());
                    assertEquals(
                            sign * (measure == Measure.SPEARMAN ? Counting.spearman(x, y) : Counting.kendall(x, y)),
                            matrix[i][j].value(),
                            1e-12);
                }
            }
        }
    }

    @Test
    void fiveSharedCellsSayLittle() {
        double[] few = new double[CELLS];
        Arrays.fill(few, Double.NaN);
        double[] known = IntStream.range(0, CELLS).mapToDouble(cell -> cell).toArray();
        for (int i = 0; i < 5; i++) {
            few[i * 10] = new double[] {1, 3, 2, 4, 5}[i];
        }
        Estimate estimate = oneSpace(Measure.SPEARMAN)
                .between(
                        new Scored(Metric.of("new", Direction.MAXIMIZE), few),
                        new Scored(Metric.of("known", Direction.MAXIMIZE), known),
                        Progress.NONE);
        assertEquals(5, estimate.n());
        assertEquals(0.9, estimate.value(), 1e-12);
        // Fisher: atanh 0.9 = 1.4722, standard error sqrt((1 + 0.405) / 2) = 0.8382, so 1.4722 - 1.96 * 0.8382 =
        // -0.1706.
        assertEquals(Math.tanh(-0.1706), estimate.lower(), 1e-3);
        assertTrue(estimate.upper() > 0.99);
    }

    @Test
    void aSpaceThatIsBetterOnBothTasksDoesNotMakeThemAlike() {
        List<String> spaces = IntStream.range(0, CELLS)
                .mapToObj(cell -> cell < 30 ? "one" : "two")
                .toList();
        double[] a = random.doubles(CELLS).toArray();
        double[] b = random.doubles(CELLS).toArray();
        TaskSimilarity similarity = new TaskSimilarity(spaces, Measure.SPEARMAN);
        Metric metric = Metric.of("any", Direction.MAXIMIZE);
        double before = similarity
                .between(new Scored(metric, a), new Scored(metric, b), Progress.NONE)
                .value();
        for (int cell = 30; cell < CELLS; cell++) {
            a[cell] += 100;
            b[cell] += 100;
        }
        assertEquals(
                before,
                similarity
                        .between(new Scored(metric, a), new Scored(metric, b), Progress.NONE)
                        .value());
        assertTrue(Math.abs(before) < 0.4, "they have nothing in common: " + before);
    }

    @Test
    void tasksWithoutSharedCellsHaveNoSimilarity() {
        double[] first = IntStream.range(0, CELLS)
                .mapToDouble(cell -> cell < 30 ? cell : Double.NaN)
                .toArray();
        double[] second = IntStream.range(0, CELLS)
                .mapToDouble(cell -> cell < 30 ? Double.NaN : cell)
                .toArray();
        Metric metric = Metric.of("any", Direction.MAXIMIZE);
        Estimate none = oneSpace(Measure.SPEARMAN)
                .between(new Scored(metric, first), new Scored(metric, second), Progress.NONE);
        assertEquals(0, none.n());
        assertTrue(Double.isNaN(none.value()));
    }

    @Test
    void aRunThatIsStoppedStops() {
        List<Scored> tasks = List.of(task("a", Direction.MAXIMIZE, 0));
        assertThrows(
                CancellationException.class, () -> oneSpace(Measure.KENDALL).matrix(tasks, Watch.cancelledAt(1)));
    }
}
