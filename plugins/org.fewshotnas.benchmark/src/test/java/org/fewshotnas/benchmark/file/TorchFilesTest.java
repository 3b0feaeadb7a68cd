package org.fewshotnas.benchmark.file;

import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.score;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fewshotnas.benchmark.Python;
import org.fewshotnas.benchmark.TestFiles;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.pickle.Described;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that torch and CPython write themselves: tensors of many kinds, and the layouts of published benchmarks. */
class TorchFilesTest {
    @TempDir
    Path folder;

    private final Map<String, ArchitectureTable> tables = new HashMap<>();

    @Test
    void whatTorchWritesIsReadAsItWasMeant() throws Exception {
        Map<String, Integer> kinds = new TreeMap<>();
        for (String line : Python.run("write_torch.py", "torch", folder)) {
            String[] parts = line.split("\t");
            kinds.merge(parts[0], 1, Integer::sum);
            Path file = folder.resolve(parts[1]);
            switch (parts[0]) {
                case "value" -> assertEquals(Described.ofPython(parts[2]), Described.of(value(file)), parts[1]);
                case "score" -> {
                    ArchitectureTable table = tables.computeIfAbsent(parts[1], name -> TestFiles.read(file));
                    String architecture = parts[2].matches("\\d+")
                            ? Nb201Order.architectures().get(Integer.parseInt(parts[2]))
                            : parts[2];
                    int row = table.architectures().indexOf(architecture);
                    assertTrue(row >= 0, line);
                    assertEquals(Double.parseDouble(parts[4]), score(table, row, parts[3]), 1e-12, line);
                }
                default -> assertRefused(file, parts[1], parts[2]);
            }
        }
        assertEquals(List.of("refused", "score", "value"), List.copyOf(kinds.keySet()));
        assertEquals(72, kinds.get("value"));
    }

    private static Object value(Path file) throws IOException {
        try (PickleFile pickle =
                PickleFile.open(SourceFiles.of(file, Progress.NONE).first(), ReadLimits.defaults(), Progress.NONE)) {
            Object value = pickle.read(PickleListener.KEEP);
            pickle.finish();
            return value;
        }
    }
}
