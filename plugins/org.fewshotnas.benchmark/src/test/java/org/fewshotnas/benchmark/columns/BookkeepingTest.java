package org.fewshotnas.benchmark.columns;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.C;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers that are no scores, and scores that are no numbers. */
class BookkeepingTest {
    @TempDir
    private Path folder;

    private Path csv(String... lines) {
        return write(folder, "table.csv", String.join("\n", lines) + "\n");
    }

    @Test
    void aNameTellsThatNumbersAreNoScores() {
        for (String name : List.of(
                "index",
                "arch_index",
                "archId",
                "id",
                "model id",
                "Unnamed: 0",
                "__index_level_0__",
                "idx",
                "row",
                "Row ID",
                "seed",
                "seed_777",
                "Run",
                "run 3",
                "num_seeds",
                "trial",
                "fold",
                "epoch",
                "epochs",
                "task",
                "timestamp",
                "time stamp",
                "date",
                "created_at",
                "start_time",
                "acc_std",
                "std_acc",
                "cifar10 test acc stddev",
                "latency deviation",
                "sem",
                "acc_var",
                "acc_ci95",
                "accuracy\u00b1",
                "_step",
                "global_step",
                "training_iteration",
                "timesteps_total",
                "pid",
                "Query",
                "Step",
                "Rank",
                "Predicted score",
                "Predicted score lower bound",
                "Predicted rank",
                "Best score so far")) {
            assertTrue(Bookkeeping.ofName(name).isPresent(), name);
        }
        for (String name : List.of(
                "acc",
                "cifar10_test_acc",
                "latency_ms",
                "training time",
                "time",
                "Score",
                "avg_rank",
                "params",
                "valid_accuracy_12_epochs",
                "acc_seed_777",
                "cifar10",
                "cityscapes",
                "cellid_accuracy",
                "nodes",
                "synflow",
                "task0_acc",
                "steps_per_second",
                "wall time",
                "idle power",
                "SD865 latency",
                "explained variance",
                "step time",
                "run time",
                "task accuracy",
                "seed 1 accuracy",
                "no. of params",
                "id_accuracy")) {
            assertEquals(Optional.empty(), Bookkeeping.ofName(name), name);
        }
    }

    @Test
    void whatOnlyCountsIsNoScoreWhateverItsName() {
        assertTrue(Bookkeeping.holdsPlaces(new double[] {2, 0, 1}));
        assertTrue(Bookkeeping.holdsPlaces(new double[] {0, Double.NaN, 1, 2}));
        assertTrue(Bookkeeping.holdsPlaces(
                IntStream.rangeClosed(1, 12).asDoubleStream().toArray()));
        assertTrue(!Bookkeeping.holdsPlaces(new double[] {1, 2, 3}));
        assertTrue(!Bookkeeping.holdsPlaces(new double[] {0, 1, 1}));
        assertTrue(!Bookkeeping.holdsPlaces(new double[] {0, 1}));
        assertTrue(!Bookkeeping.holdsPlaces(new double[] {0, 1, 2.5}));
        assertTrue(!Bookkeeping.holdsPlaces(new double[] {0, 1, 3}));
    }

    @Test
    void whatIsLeftOutIsSaidAndCanBeChosenBack() {
        Path file = csv(
                "arch_id,arch,cell,acc_std,acc", "7,0," + A + ",0.1,1", "9,1," + B + ",0.2,2", "4,2," + C + ",0.3,1");
        ArchitectureTable table = read(file);
        assertEquals(List.of("acc"), names(table));
        assertEquals(
                List.of(
                        "Left out as no scores: \"arch\", which only count the rows. They are read when they are chosen by name.",
                        "Left out as no scores: \"arch_id\" (an index), \"acc_std\" (a deviation). They are read when they are chosen"
                                + " by name."),
                table.notes());
        List<String> wanted = List.of("arch", "acc_std");
        ReadOptions chosen = ReadOptions.defaults().withMetrics(wanted);
        ArchitectureTable back = BenchmarkFiles.open(file).read(chosen, Progress.NONE);
        assertEquals(wanted, names(back));
        assertEquals(2, back.score(2, 0));
    }

    @Test
    void aTableOfNothingElseHasNoScores() {
        ArchitectureTable table = read(csv("arch,arch_index", A + ",7", B + ",9"));
        assertEquals(List.of(), names(table));
        assertEquals(1, table.notes().size());
    }

    @Test
    void theHistoryOfASearchHasOneScore() {
        ArchitectureTable table = read(csv(
                "RowID,Query,Step,Search space,Architecture,Predicted score,Score,Best score so far",
                "Query 1,1,1,NAS-Bench-201," + A + ",3.7,3.2,3.2",
                "Query 2,2,1,NAS-Bench-201," + B + ",3.8,4.4,3.2"));
        assertEquals(List.of("Score"), names(table));
        assertEquals(
                Direction.MINIMIZE, table.metrics().get(0).direction(), "the second is worse than the best so far");
        ArchitectureTable maximized =
                read(csv("Architecture,Score,Best score so far", A + ",3.2,3.2", B + ",4.4,4.4", C + ",4.1,4.4"));
        assertEquals(Direction.MAXIMIZE, maximized.metrics().get(0).direction());
    }

    @Test
    void sentinelsThatCannotBeMeasuredCountAsNotMeasured() {
        ArchitectureTable table =
                read(csv("arch,acc,latency_ms,loss", A + ",-1,5,999", B + ",90,-1,1.5", C + ",91,6,1.6"));
        assertTrue(Double.isNaN(table.score(0, 0)));
        assertTrue(Double.isNaN(table.score(1, 1)));
        assertEquals(999, table.score(0, 2), "a loss may be of any size");
        assertEquals(
                List.of(
                        "\"acc\" holds -1 in 1 row, which cannot be measured and counts as not measured.",
                        "\"latency_ms\" holds -1 in 1 row, which cannot be measured and counts as not measured.",
                        "\"loss\" holds 999 in 1 row, far from all others: if it means that nothing was measured, leave the cells"
                                + " empty."),
                table.notes());
    }

    @Test
    void aChangeOfACostMayBeBelowZero() {
        ArchitectureTable table = read(csv("arch,latency change", A + ",-1", B + ",5", C + ",6"));
        assertEquals(-1, table.score(0, 0));
    }

    @Test
    void fractionsAmongPercentAreWarnedOf() {
        List<String> cells = Nb201Order.architectures();
        String[] lines = new String[41];
        lines[0] = "arch,acc,loss";
        for (int i = 1; i < lines.length; i++) {
            lines[i] = cells.get(i) + "," + (i % 2 == 0 ? 60 + i / 2.0 : 0.6 + i / 200.0) + "," + i / 10.0;
        }
        assertEquals(
                List.of(
                        "\"acc\" seems to mix fractions (20 rows up to 1) and percent (20 rows from 61.0): write all its scores in one"
                                + " unit."),
                read(csv(lines)).notes());
    }
}
