package org.fewshotnas.benchmark.columns;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.NativeFiles;
import org.fewshotnas.benchmark.PickleWriter;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.metric.MetricNames;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a file: by default nothing that leaks, and otherwise what is asked for. */
class SelectionTest {
    private static final Selection DEFAULTS = Selection.defaults();

    @TempDir
    private Path folder;

    private Path nb201;

    @BeforeEach
    void writeFile() {
        nb201 = write(folder, "nb201.pth", NativeFiles.torchLegacy(NativeFiles.nb201(), 1));
    }

    private static ArchitectureTable read(Path file, Selection selection) {
        return BenchmarkFiles.open(file).read(ReadOptions.defaults().withSelection(selection), Progress.NONE);
    }

    private static List<String> names(ArchitectureTable table) {
        return table.metrics().stream().map(Metric::name).toList();
    }

    private List<String> selected(Selection selection) {
        return names(read(nb201, selection));
    }

    private static ReadOptions options(Selection selection) {
        return ReadOptions.defaults().withSelection(selection);
    }

    @Test
    void theDefaultsAreValidationAccuraciesOfTheLongestTrainingAndSayWhatIsLeftOut() {
        ArchitectureTable table = read(nb201, DEFAULTS);
        assertEquals(
                List.of("cifar10-valid valid accuracy [%] @200", "cifar100 valid accuracy [%] @200"), names(table));
        assertEquals(
                List.of(
                        "By default these are left out: data set cifar10; split train, test, ori-test; metric loss, parameters, "
                                + "flops, latency; training budget in epochs 12. They are read when they are chosen."),
                table.notes());
    }

    @Test
    void whatIsChosenOfOneKindLeavesTheDefaultsOfTheOthers() {
        assertEquals(List.of("cifar100 valid accuracy [%] @200"), selected(DEFAULTS.withDataSets("cifar100")));
        assertEquals(
                List.of("cifar10-valid valid loss @200", "cifar100 valid loss @200"),
                selected(DEFAULTS.withQuantities("loss")));
        assertEquals(
                List.of(
                        "cifar10-valid test accuracy [%] @200",
                        "cifar10 test accuracy [%] @200", "cifar100 test accuracy [%] @200"),
                selected(DEFAULTS.withSplits("test")));
        assertEquals(List.of(), read(nb201, DEFAULTS.withSplits("test")).notes());
    }

    @Test
    void cifar10IsTrainedOnAllImagesAndHasNothingToValidateOn() {
        assertRefused(
                nb201,
                options(DEFAULTS.withDataSets("cifar10")),
                "\"nb201.pth\" has no scores of data set cifar10 together");
        ArchitectureTable test = read(nb201, DEFAULTS.withDataSets("cifar10").withSplits("valid", "test"));
        assertEquals(List.of("cifar10 test accuracy [%] @200"), names(test));
        assertEquals(18, test.score(0, 0));
        assertEquals(List.of("No score that was read is of the split valid."), test.notes());
    }

    @Test
    void oriTestHoldsTheValidationImagesAndIsASplitOfItsOwn() {
        ArchitectureTable table = read(nb201, DEFAULTS.withSplits("ori-test"));
        assertEquals(List.of("cifar100 ori-test accuracy [%] @200"), names(table));
        assertEquals("ori-test", table.metrics().get(0).split());
        assertEquals(
                "ori-test",
                MetricNames.guess("cifar100 ori-test accuracy [%] @200").split(),
                "when it comes back as a table");
    }

    @Test
    void theTrainingOf12EpochsIsNotTheTwelfthEpochOf200() {
        // The file has 3 and 4 epochs under the keys of these budgets.
        ArchitectureTable third = read(
                nb201,
                DEFAULTS.withDataSets("cifar10-valid")
                        .withEpoch(EpochChoice.after(3))
                        .withSeeds(SeedChoice.one("888")));
        assertEquals(List.of("cifar10-valid valid accuracy [%] @3 of 200, seed 888"), names(third));
        assertEquals(14, third.score(0, 0));
        ArchitectureTable twelve = read(nb201, DEFAULTS.withBudgets("12").withEpoch(EpochChoice.after(3)));
        assertEquals(List.of("cifar10-valid valid accuracy [%] @3 of 12"), names(twelve));
        assertEquals(12, twelve.score(0, 0));
        assertRefused(nb201, options(DEFAULTS.withBudgets("12").withEpoch(EpochChoice.after(13))), "epoch 13");
    }

    @Test
    void seedsBecomeRows() {
        ArchitectureTable table = read(nb201, DEFAULTS.withSeeds(SeedChoice.EACH));
        assertTrue(table.isBySeed());
        assertEquals(List.of(A, A, B, B), table.architectures());
        assertEquals(List.of("777", "888"), List.of(table.seed(2), table.seed(3)));
        assertEquals(
                List.of("cifar10-valid valid accuracy [%] @200", "cifar100 valid accuracy [%] @200"), names(table));
        assertEquals(13, table.score(0, 0));
        assertEquals(15, table.score(1, 0));
        assertEquals(13, table.score(0, 1));
        assertTrue(Double.isNaN(table.score(1, 1)), "not trained with 888");
        assertFalse(read(nb201, DEFAULTS).isBySeed());
    }

    @Test
    void aSeedThatTheBeginningOfAFileDoesNotShowIsNotLostSilently() {
        Map<Object, Object> infos = NativeFiles.map();
        for (int i = 0; i < 30; i++) {
            infos.put(
                    i,
                    NativeFiles.map(
                            "200",
                            NativeFiles.state(
                                    i,
                                    Nb201Order.architectures().get(i),
                                    NativeFiles.key("cifar100", i < 29 ? 777 : 888),
                                    NativeFiles.trial("cifar100", 2, i, "x-valid"))));
        }
        Path file = write(
                folder,
                "late.pickle",
                PickleWriter.pickle(NativeFiles.map("meta_archs", List.of(A), "arch2infos", infos)));
        assertEquals(30, read(file, DEFAULTS).score(29, 0));
        assertRefused(file, options(DEFAULTS.withSeeds(SeedChoice.EACH)), "late.pickle", "seed 888");
    }

    @Test
    void whatAFileDoesNotTellApartHasNoEffectAndIsSaid() {
        Path csv = write(
                folder, "a.csv", "architecture,x valid accuracy,y test accuracy,latency,seed\n" + A + ",1,2,3,4\n");
        ArchitectureTable table = read(csv, DEFAULTS.withSeeds(SeedChoice.EACH).withEpoch(EpochChoice.BEST));
        assertEquals(List.of("x valid accuracy", "y test accuracy", "latency"), names(table), "a table is read whole");
        assertTrue(table.isBySeed());
        assertEquals("", table.seed(0));
        assertEquals(
                List.of(
                        "Left out as no scores: \"seed\" (a condition of the training). They are read when they are chosen by name.",
                        "The file does not tell trainings apart by their seeds: the choice of seeds has no effect.",
                        "The file does not tell epochs apart: the choice of the epoch has no effect."),
                table.notes());
        assertEquals(List.of("x valid accuracy", "latency"), names(read(csv, DEFAULTS.withSplits("valid"))));
        assertRefused(csv, options(DEFAULTS.withDataSets("z")), "data set z");
    }

    @Test
    void aGivenEpochChoosesAmongTrainingsWhereNothingBetweenWasMeasured() {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int epochs : new int[] {4, 36, 108}) {
            records.writeBytes(NativeFiles.record("h", epochs, epochs));
        }
        Path file = write(folder, "nb101", records.toByteArray());
        assertEquals(
                List.of("cifar10 valid accuracy @36"), names(read(file, DEFAULTS.withEpoch(EpochChoice.after(36)))));
        assertEquals(
                List.of("cifar10 test accuracy @18 of 36"),
                names(read(file, DEFAULTS.withSplits("test").withEpoch(EpochChoice.after(18)))));
        assertEquals(
                List.of("cifar10 training time [s] @36", "cifar10 valid accuracy @36"),
                names(read(
                        file,
                        DEFAULTS.withQuantities("accuracy", "training time").withEpoch(EpochChoice.after(36)))));
        InvalidInputException error =
                assertThrows(InvalidInputException.class, () -> read(file, DEFAULTS.withEpoch(EpochChoice.after(35))));
        assertTrue(error.getMessage().contains("epoch 35"), error.getMessage());
        assertTrue(
                error.resolution()
                        .contains("training budget in epochs 4, 36, 108; epoch 2, 18, 54 of longer trainings"),
                error.resolution());
    }

    @Test
    void anEpochWithinATrainingIsNoBudgetThoughItCanBeAskedForAsOne() {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int epochs : new int[] {36, 108}) {
            records.writeBytes(NativeFiles.record("h", epochs, epochs));
        }
        Path file = write(folder, "nb101", records.toByteArray());
        String left = read(file, DEFAULTS).notes().get(0);
        assertTrue(left.contains("training budget in epochs 36. They"), left);
        // As a workflow may have stored it.
        ArchitectureTable half = read(file, DEFAULTS.withBudgets("54"));
        assertEquals(List.of("cifar10 valid accuracy @54 of 108"), names(half));
        assertEquals(List.of(), half.notes());
        Path csv = write(folder, "own.csv", "architecture," + names(half).get(0) + "\n" + A + ",1\n");
        MetricColumn own = BenchmarkFiles.open(csv).metrics().get(0);
        assertTrue(own.isMidway());
        assertEquals("accuracy", own.metric().quantity());
        assertEquals("54", own.metric().epochs());
    }
}
