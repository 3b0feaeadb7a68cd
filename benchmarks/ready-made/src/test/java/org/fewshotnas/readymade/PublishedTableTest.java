package org.fewshotnas.readymade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.ready.ReadyMadePredictor;
import org.fewshotnas.space.metric.Metric;
import org.junit.jupiter.api.Test;

class PublishedTableTest {
    private static final Path TABLES = Path.of(System.getProperty("benchmarks.dir", "../../../shared/benchmarks"))
            .resolve("tables");

    @Test
    void qualitiesAreLearnedAndCostsAreNot() {
        assumeTrue(Files.isDirectory(TABLES), "The published tables are not at hand.");
        Map<String, Task> tasks = new HashMap<>();
        for (PublishedTable table : PublishedTable.ALL) {
            table.tasks(TABLES).forEach(task -> tasks.put(task.metric().name(), task));
        }
        assertEquals(8 + 7 + 4, tasks.size());
        assertTrue(tasks.values().stream().map(Task::metric).noneMatch(Metric::isCost));
        // The best accuracy that is published.
        assertEquals(
                94.3733,
                Arrays.stream(tasks.get("NAS-Bench-201: cifar10_test_accuracy").scores())
                        .max()
                        .orElseThrow(),
                1e-4);
    }

    @Test
    void thePredictorThatShipsHasLearnedThem() {
        assumeTrue(Files.isDirectory(TABLES), "The published tables are not at hand.");
        List<Metric> learned = ReadyMadePredictor.get().spec().tasks();
        for (PublishedTable table : PublishedTable.ALL) {
            for (Task task : table.tasks(TABLES)) {
                assertTrue(learned.contains(task.metric()), task.metric().name());
            }
        }
    }
}
