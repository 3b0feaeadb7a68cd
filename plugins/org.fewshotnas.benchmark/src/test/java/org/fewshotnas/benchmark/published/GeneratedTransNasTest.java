package org.fewshotnas.benchmark.published;

import static org.fewshotnas.benchmark.NativeFiles.torchZip;
import static org.fewshotnas.benchmark.NativeFiles.transNas;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.score;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.PickleWriter;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TransNAS-Bench-101 in files that are written here. */
class GeneratedTransNasTest {
    @TempDir
    Path folder;

    @Test
    void transNasBench101ReadsTheMicroSpace() throws IOException {
        Path file = write(folder, "t.pth", torchZip(PickleWriter.pickle(transNas(true))));
        ArchitectureTable table = read(file);
        assertEquals("TransNAS-Bench-101 micro", table.space().name());
        assertEquals(List.of("class_scene valid accuracy [%] @3", "room_layout valid negative loss @3"), names(table));
        assertEquals(51, score(table, 1, "class_scene valid accuracy [%] @3"));
        assertEquals(Direction.MAXIMIZE, table.metrics().get(1).direction());
        assertTrue(
                table.notes().get(0).startsWith("2 macro architectures were left out"),
                table.notes().toString());
        assertTrue(table.notes().get(1).contains("split test"), table.notes().toString());
        Selection best = Selection.defaults()
                .withDataSets("class_scene")
                .withQuantities("accuracy", "loss")
                .withEpoch(EpochChoice.BEST);
        ArchitectureTable bests =
                BenchmarkFiles.open(file).read(ReadOptions.defaults().withSelection(best), Progress.NONE);
        assertEquals(42, score(bests, 0, "class_scene valid accuracy [%] @3, best epoch"));
        assertEquals(40, score(bests, 0, "class_scene valid loss @3, best epoch"));
        assertRefused(
                write(folder, "macro.pth", torchZip(PickleWriter.pickle(transNas(false)))),
                "no micro architectures",
                "2 macro");
    }
}
