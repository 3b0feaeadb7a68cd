package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.NativeFiles.key;
import static org.fewshotnas.benchmark.NativeFiles.map;
import static org.fewshotnas.benchmark.NativeFiles.nb201;
import static org.fewshotnas.benchmark.NativeFiles.state;
import static org.fewshotnas.benchmark.NativeFiles.torchLegacy;
import static org.fewshotnas.benchmark.NativeFiles.torchZip;
import static org.fewshotnas.benchmark.NativeFiles.trial;
import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.score;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.space.Progress;
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
}
