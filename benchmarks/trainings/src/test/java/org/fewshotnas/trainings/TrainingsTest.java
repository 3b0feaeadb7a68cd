package org.fewshotnas.trainings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingsTest {
    private static final FashionTask TASK = FashionTask.ALL.get(0);

    @Test
    void whatTheFileHasIsKnownAgainAndARowThatWasCutOffIsNot(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("trainings.csv");
        TrainingLog log = new TrainingLog(file);
        log.add(TASK.name(), "cell", 1, .5, 2);
        Files.writeString(file, TASK.name() + ",cell,2,.7", StandardOpenOption.APPEND);
        TrainingLog again = new TrainingLog(file);
        assertTrue(again.has(TASK.name(), "cell", 1));
        assertFalse(again.has(TASK.name(), "cell", 2));
        again.add(TASK.name(), "cell", 2, .75, 3);
        assertEquals(
                List.of(
                        "task,architecture,seed,test accuracy,cpu seconds",
                        "fashion 14x14,cell,1,0.5000,2.00",
                        "fashion 14x14,cell,2,0.7500,3.00"),
                Files.readAllLines(file));
    }

    @Test
    void theCellsAreAlwaysTheSameAndNoneComesTwice() {
        assertEquals(400, TrainingsTool.cells().stream().distinct().count());
        assertEquals(TrainingsTool.cells(), TrainingsTool.cells());
    }

    @Test
    void everyTaskHasAsManyExamplesOfEachOfItsClasses() throws Exception {
        Path folder = Path.of(System.getProperty("fashion.dir", "/usr/share/datasets/fashion-mnist"));
        assumeTrue(Files.isDirectory(folder), "Debian's package dataset-fashion-mnist is not installed.");
        for (FashionTask task : FashionTask.ALL) {
            DataSet data = task.training(folder, 1_000);
            int classes = task.classes().size();
            int side = 28 / task.pooling();
            assertEquals(TensorShape.image(1, side, side), data.shape());
            int[] counts = new int[classes];
            for (int number : ((Targets.Classes) data.targets()).classes()) {
                counts[number]++;
            }
            for (int count : counts) {
                assertEquals(1_000 / classes, count, task.name());
            }
        }
    }

    @Test
    void theShippedTableIsWhatTheToolMakesOfTheTrainings(@TempDir Path made) throws Exception {
        Path samples = Path.of("../../plugins/org.fewshotnas.knime/samples");
        Files.copy(samples.resolve("nas-bench-201-sample.csv.gz"), made.resolve("nas-bench-201-sample.csv.gz"));
        TrainingsTable.write(Path.of("trainings.csv"), made);
        List<String> rows = rows(made.resolve(TrainingsTable.NAME));
        assertEquals(rows, rows(samples.resolve(TrainingsTable.NAME)));
        assertEquals(
                List.copyOf(TrainingsTool.cells()),
                rows.stream()
                        .skip(1)
                        .map(row -> row.substring(0, row.indexOf(',')))
                        .toList());
        assertTrue(rows.stream().noneMatch(row -> row.contains(",,")), "every number is there");
    }

    private static List<String> rows(Path file) throws Exception {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
