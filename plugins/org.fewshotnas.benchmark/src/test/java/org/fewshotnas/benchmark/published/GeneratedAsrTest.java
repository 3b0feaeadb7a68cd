package org.fewshotnas.benchmark.published;

import static org.fewshotnas.benchmark.NativeFiles.asr;
import static org.fewshotnas.benchmark.NativeFiles.map;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.score;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.NativeFiles;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NAS-Bench-ASR in files that are written here. */
class GeneratedAsrTest {
    @TempDir
    Path folder;

    @Test
    void nasBenchAsrIsAFolderJoinedByHash() {
        List<Object> vector = List.of(List.of(2, 1), List.of(5, 1, 0), List.of(3, 1, 1, 1));
        List<Object> columns = List.of("model_hash", "val_per", "test_per", "arch_vec");
        for (int seed : new int[] {1234, 1235}) {
            write(
                    folder,
                    "e40-" + seed,
                    asr(
                            map(
                                    "dataset_type",
                                    "training",
                                    "version",
                                    1,
                                    "columns",
                                    columns,
                                    "epochs",
                                    40,
                                    "seed",
                                    seed),
                            List.of("h1", List.of(0.5, 0.3 + seed - 1234, 0.4 + seed - 1234), 0.6, vector)));
        }
        Path device = write(
                folder,
                "jetson",
                asr(
                        map(
                                "dataset_type",
                                "benchmarking",
                                "version",
                                1,
                                "columns",
                                List.of("model_hash", "latency"),
                                "device",
                                "jetson"),
                        List.of("h1", 0.01),
                        List.of("h2", 0.02)));
        write(
                folder,
                "static",
                asr(
                        map(
                                "dataset_type",
                                "static",
                                "version",
                                2,
                                "columns",
                                List.of("model_hash", "params", "flops")),
                        List.of("h1", 7, 9)));
        ArchitectureTable table = read(folder);
        assertEquals("NAS-Bench-ASR", table.space().name());
        assertEquals(List.of("[[2, 1], [5, 1, 0], [3, 1, 1, 1]]"), table.architectures());
        assertEquals(List.of("timit valid PER @40", "jetson latency", "parameters", "flops"), names(table));
        assertEquals(0.9, score(table, 0, "timit valid PER @40"), 1e-12);
        assertEquals(Direction.MINIMIZE, table.metrics().get(0).direction());
        Selection best = Selection.defaults()
                .withSplits("valid", "test")
                .withEpoch(EpochChoice.BEST)
                .withSeeds(SeedChoice.one("1234"));
        ArchitectureTable bests =
                BenchmarkFiles.open(folder).read(ReadOptions.defaults().withSelection(best), Progress.NONE);
        assertEquals(0.3, score(bests, 0, "timit valid PER @40, best epoch, seed 1234"), 1e-12);
        assertEquals(0.6, score(bests, 0, "timit test PER @40, seed 1234"), 1e-12);
        assertEquals(1, read(folder.resolve("e40-1234")).rowCount());
        assertRefused(device, "by their hashes only");
    }

    @Test
    void parametersComeWithoutFlopsInTheFirstVersionAndAHashComesOnce() {
        List<Object> vector = List.of(List.of(2, 1), List.of(5, 1, 0), List.of(3, 1, 1, 1));
        Object row = List.of("h1", List.of(0.5, 0.25), 0.6, vector);
        Path training = write(folder, "nb-asr-e10-1234.pickle", NativeFiles.asrTraining(10, 1234, row));
        write(folder, "nb-asr-info.pickle", NativeFiles.asrStatic(1, List.of("h1", 7), List.of("h2", 8)));
        ArchitectureTable table = read(folder);
        assertEquals(List.of("timit valid PER @10", "parameters"), names(table));
        assertEquals(7, score(table, 0, "parameters"));
        assertEquals(0.25, score(read(training), 0, "timit valid PER @10"));
        assertRefused(
                write(folder, "twice.pickle", NativeFiles.asrTraining(10, 1234, row, row)), "twice.pickle", "row 2");
        assertRefused(
                write(
                        folder,
                        "long.pickle",
                        NativeFiles.asrTraining(10, 1, List.of("h1", Collections.nCopies(2_000, 0.5), 0.6, vector))),
                "long.pickle",
                "2000 epochs");
    }
}
