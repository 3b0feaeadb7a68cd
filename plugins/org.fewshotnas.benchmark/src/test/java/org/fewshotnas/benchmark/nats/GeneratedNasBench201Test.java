package org.fewshotnas.benchmark.nats;

import static org.fewshotnas.benchmark.NativeFiles.key;
import static org.fewshotnas.benchmark.NativeFiles.map;
import static org.fewshotnas.benchmark.NativeFiles.nb201;
import static org.fewshotnas.benchmark.NativeFiles.state;
import static org.fewshotnas.benchmark.NativeFiles.torchLegacy;
import static org.fewshotnas.benchmark.NativeFiles.torchZip;
import static org.fewshotnas.benchmark.NativeFiles.trial;
import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.score;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.benchmark.BenchmarkFile;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.NativeFiles;
import org.fewshotnas.benchmark.PickleWriter;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.benchmark.unify.UnifiedColumns;
import org.fewshotnas.benchmark.unify.Unifier;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NAS-Bench-201, NATS-Bench and NAS-Bench-360 in files that are written here. */
class GeneratedNasBench201Test {
    @TempDir
    Path folder;

    @Test
    void nasBench201InBothContainersOfTorch() throws IOException {
        for (byte[] file : List.of(torchZip(nb201()), torchLegacy(nb201(), 1))) {
            BenchmarkFile opened = BenchmarkFiles.open(write(folder, "any.name", file));
            ArchitectureTable table = opened.read(ReadOptions.defaults(), Progress.NONE);
            assertEquals(List.of(A, B), table.architectures());
            assertEquals(
                    List.of("cifar10-valid valid accuracy [%] @200", "cifar100 valid accuracy [%] @200"), names(table));
            assertEquals(14, score(table, 0, "cifar10-valid valid accuracy [%] @200"));
            assertEquals(23, score(table, 1, "cifar100 valid accuracy [%] @200"));
            Selection tests = Selection.defaults()
                    .withSplits("test", "ori-test")
                    .withQuantities("accuracy")
                    .withBudgets("12", "200");
            ArchitectureTable tested = opened.read(ReadOptions.defaults().withSelection(tests), Progress.NONE);
            assertEquals(12, score(tested, 0, "cifar10-valid test accuracy [%] @12"));
            assertEquals(13.5, score(tested, 0, "cifar100 test accuracy [%] @200"));
            assertEquals(13, score(tested, 0, "cifar100 ori-test accuracy [%] @200"));
            Selection costs = Selection.defaults().withDataSets("cifar10-valid").withQuantities("flops", "latency");
            ArchitectureTable cost = opened.read(ReadOptions.defaults().withSelection(costs), Progress.NONE);
            assertEquals(
                    110,
                    score(cost, 0, "cifar10-valid flops [M] @200"),
                    "of one seed: they differ where they must not");
            assertEquals(0.02, score(cost, 0, "cifar10-valid latency [s] @200"), 1e-12);
        }
    }

    @Test
    void theTablesOfNasBench360HaveScalesOfTheirOwn() {
        byte[] file = PickleWriter.pickle(map(
                "meta_archs",
                List.of(A),
                "arch2infos",
                map(
                        0,
                        map(
                                "200",
                                state(
                                        0,
                                        A,
                                        key("darcyflow", 777),
                                        trial("darcyflow", 2, -0.25, "ori-test"),
                                        key("ninapro", 777),
                                        trial("ninapro", 2, 90, "ori-test"))))));
        ArchitectureTable table = read(write(folder, "daa55.pickle", file));
        assertEquals(0.75, score(table, 0, "darcyflow test one minus relative l2 @200"));
        assertEquals(91, score(table, 0, "ninapro test accuracy [%] @200"));
        assertTrue(table.notes().contains("The file has no validation results: what was read are test results."));
    }

    @Test
    void architecturesMayBeTrainedWithDifferentSeeds() {
        byte[] file = PickleWriter.pickle(map(
                "meta_archs",
                List.of(A, B),
                "arch2infos",
                map(
                        0,
                        map("full", state(0, A, key("cifar100", 777), trial("cifar100", 2, 10, "x-valid"))),
                        1,
                        map(
                                "full",
                                state(
                                        1,
                                        B,
                                        key("cifar100", 888),
                                        trial("cifar100", 2, 20, "x-valid"),
                                        key("cifar100", 999),
                                        trial("cifar100", 2, 24, "x-valid"))))));
        for (byte[] container : List.of(torchZip(file), torchLegacy(file, 1))) {
            BenchmarkFile opened = BenchmarkFiles.open(write(folder, "v1_1.pth", container));
            String column = "cifar100 valid accuracy [%] @200";
            ArchitectureTable mean = opened.read(ReadOptions.defaults(), Progress.NONE);
            assertEquals(11, score(mean, 0, column));
            assertEquals(23, score(mean, 1, column));
            ReadOptions one =
                    ReadOptions.defaults().withSelection(Selection.defaults().withSeeds(SeedChoice.one("999")));
            ArchitectureTable single = opened.read(one, Progress.NONE);
            assertEquals(25, single.score(single.architectures().indexOf(B), 0));
        }
    }

    @Test
    void theSizeSpaceIsReadButIsNotUnified() {
        Object[] short1 = {key("cifar10", 777), trial("cifar10", 1, 10, "ori-test")};
        Object[] long90 = {
            key("cifar10-valid", 777), trial("cifar10-valid", 3, 50, "x-valid", "ori-test"),
            key("cifar10", 777), trial("cifar10", 3, 60, "ori-test")
        };
        List<String> sizes = List.of("8:8:8:8:8", "64:64:64:64:64", "8:16:24:32:40");
        Path file = write(
                folder, "sss.pickle.pbz2", NativeFiles.bzip2(NativeFiles.nats(sizes, "01", short1, "90", long90)));
        ArchitectureTable table = read(file);
        assertEquals("NATS-Bench size", table.space().name());
        assertEquals(sizes, table.architectures());
        assertEquals(List.of("cifar10-valid valid accuracy [%] @90"), names(table));
        assertEquals(52, table.score(2, 0));
        ReadOptions first = ReadOptions.defaults()
                .withSelection(Selection.defaults().withSplits("test").withBudgets("1"));
        assertEquals(
                10, score(BenchmarkFiles.open(file).read(first, Progress.NONE), 0, "cifar10 test accuracy [%] @1"));
        Unifier unifier = new Unifier(
                UnifiedColumns.of(List.of(table.metrics()), true),
                Unifier.Duplicates.MEAN,
                Unifier.Isomorphs.KEEP,
                true);
        InvalidInputException refusal = assertThrows(
                InvalidInputException.class,
                () -> unifier.add(0, table.space().name(), table.architecture(0), new double[] {1}));
        assertTrue(refusal.getMessage().contains("cannot be unified"), refusal.getMessage());
        assertRefused(
                write(folder, "odd.pickle", NativeFiles.nats(List.of("8:8:8:8:9"), "90", long90)),
                "odd.pickle",
                "8:8:8:8:9");
    }

    @Test
    void aTableOfNasBench360IsOneFileOrAFolder() throws IOException {
        Object[] results = {key("ninapro", 777), trial("ninapro", 2, 80, "ori-test")};
        Path single =
                write(folder, "daa55.pickle.pbz2", NativeFiles.bzip2(NativeFiles.nats(List.of(A, B), "200", results)));
        Path entries = Files.createDirectory(folder.resolve("daa55-simple"));
        write(entries, "000000.pickle.pbz2", NativeFiles.bzip2(NativeFiles.natsEntry(0, A, "200", results)));
        write(entries, "000001.pickle.pbz2", NativeFiles.bzip2(NativeFiles.natsEntry(1, B, "200", results)));
        write(entries, "meta.pickle.pbz2", NativeFiles.bzip2(NativeFiles.natsMeta(A, B)));
        for (Path path : List.of(single, entries)) {
            ArchitectureTable table = read(path);
            assertEquals(List.of(A, B), table.architectures());
            assertEquals(81, score(table, 1, "ninapro test accuracy [%] @200"));
        }
        assertRefused(entries.resolve("meta.pickle.pbz2"), "lists architectures, but holds no results");
        write(entries, "000002.pickle.pbz2", new byte[] {'B', 'Z', 'h', '9', 0});
        assertRefused(entries, "000002.pickle.pbz2");
    }
}
