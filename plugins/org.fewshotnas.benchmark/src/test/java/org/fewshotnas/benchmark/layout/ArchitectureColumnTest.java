package org.fewshotnas.benchmark.layout;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The architectures are found by the same rule in CSV and in tables of typed columns, such as Arrow and Parquet. */
class ArchitectureColumnTest {
    @TempDir
    Path folder;

    private record Text(String name, String... cells) {}

    /** A table of two rows and a score. */
    private void assertFound(String expected, Text... columns) {
        List<TypedLayout.Column> typed = new ArrayList<>();
        StringBuilder[] lines = {new StringBuilder("score"), new StringBuilder("1"), new StringBuilder("2")};
        for (Text column : columns) {
            typed.add(new TypedLayout.Column(column.name, TypedLayout.Kind.TEXT, "", List.of(column.cells), Map.of()));
            lines[0].append(',').append(column.name);
            lines[1].append(',').append(column.cells[0]);
            lines[2].append(',').append(column.cells[1]);
        }
        assertEquals(expected, TypedLayout.of("table", typed).listing().architectureColumn(), "typed");
        Path csv = write(folder, "table.csv", String.join("\n", lines) + "\n");
        assertEquals(expected, BenchmarkFiles.open(csv).architectureColumn(), "CSV");
    }

    @Test
    void whatAColumnHoldsCountsMoreThanItsName() {
        assertFound("what", new Text("arch", "resnet18", "resnet34"), new Text("what", A, B));
        assertFound("what", new Text("what", A, B), new Text("cell", "first", "second"));
    }

    @Test
    void ofSeveralColumnsOfArchitecturesTheOneThatIsCalledSoIsTaken() {
        for (String name : List.of("Architecture", "arch_str", "architecture_str", "arch_string", "genotype")) {
            assertFound(name, new Text("parent", A, A), new Text(name, A, B), new Text("cell", B, B));
        }
        assertFound("parent", new Text("parent", A, A), new Text("child", A, B));
    }

    @Test
    void whereNothingIsAnArchitectureTheNameTells() {
        assertFound(
                "genotype", new Text("note", "x", "y"), new Text("genotype", "?a", "?b"), new Text("cell", "c", "d"));
        assertFound("", new Text("note", "x", "y"));
    }
}
