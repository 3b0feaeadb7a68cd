package org.fewshotnas.knime;

import static org.fewshotnas.knime.TestNode.fails;
import static org.fewshotnas.knime.TestNode.refuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.nodes.reader.BenchmarkReaderNodeFactory;
import org.fewshotnas.knime.nodes.search.PredictorSearchNodeFactory;
import org.fewshotnas.knime.nodes.unifier.SearchSpaceUnifierNodeFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;

/** Whatever is wrong with the tables of benchmarks, the message says what, where, and what to do. */
class BenchmarkErrorsTest {
    private static final String CELL =
            "|nor_conv_3x3~0|+|none~0|nor_conv_1x1~1|+|skip_connect~0|none~1|avg_pool_3x3~2|";

    @Test
    void noFileIsChosen() {
        refuses(TestNode.of(new BenchmarkReaderNodeFactory()), "No file is chosen under \"File\"");
    }

    @Test
    void thereIsNoSuchFile(@TempDir Path folder) throws Exception {
        for (String path : List.of(
                folder.resolve("no.csv").toString(),
                folder.resolve("no.csv").toUri().toString())) {
            fails(
                    TestNode.of(new BenchmarkReaderNodeFactory()).with("file/path/path", path),
                    "There is no file",
                    "no.csv");
        }
    }

    @Test
    void aFileIsTruncated(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(("architecture,a\n" + (CELL + ",1.25\n").repeat(3)).getBytes(StandardCharsets.UTF_8));
        }
        fails(reader(folder, "cut.csv.gz", Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12)), "cut.csv.gz");
    }

    @Test
    void aFileIsOfAnotherKind(@TempDir Path folder) throws Exception {
        fails(
                reader(folder, "picture.csv", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13}),
                "picture.csv",
                "a picture (PNG)");
    }

    @Test
    void aChosenColumnHoldsText(@TempDir Path folder) throws Exception {
        fails(
                reader(folder, "a.csv", "architecture,a\n" + CELL + ",good\n")
                        .with("metricChoice", "CHOSEN")
                        .with("metrics", new String[] {"a"}),
                "\"a\"",
                "text");
    }

    @Test
    void aScoreWithTheNameOfANodesOwnColumnIsNamed(@TempDir Path folder) throws Exception {
        String csv = "Architecture,arch_str,acc\n1," + CELL + ",2\n";
        fails(reader(folder, "names.csv", csv), "named \"Architecture\"");
    }

    @Test
    void anOperationIsUnknown(@TempDir Path folder) throws Exception {
        fails(
                reader(
                        folder,
                        "a.csv",
                        "architecture,a\n" + CELL + ",1\n" + CELL.replace("nor_conv_1x1", "conv_9x9") + ",2\n"),
                "conv_9x9");
    }

    @Test
    void anArchitectureIsOfNoSpace() throws Exception {
        DataTableSpec spec = new DataTableSpec(
                Columns.text(Columns.SEARCH_SPACE), Columns.text(Columns.ARCHITECTURE), Columns.number("a"));
        DataRow wrong = new DefaultRow(
                "r7", new StringCell("NAS-Bench-201"), new StringCell("64-41414-0_00_000"), new DoubleCell(1));
        fails(
                TestNode.of(new SearchSpaceUnifierNodeFactory()),
                List.of("Row \"r7\" of the input table", "64-41414"),
                TestNode.table(spec, List.of(wrong)));
        DataRow space = new DefaultRow("r8", new StringCell("NAS-Bench-999"), new StringCell(CELL), new DoubleCell(1));
        fails(
                TestNode.of(new SearchSpaceUnifierNodeFactory()),
                List.of("Row \"r8\"", "NAS-Bench-999"),
                TestNode.table(spec, List.of(space)));
    }

    @Test
    void numbersOfChannelsAreNoCells(@TempDir Path folder) throws Exception {
        String csv = "Architecture,acc\n64:32:16:8:64,1\n8:16:64:24:8,2\n";
        BufferedDataTable named = reader(folder, "sizes.csv", csv).run().table(0);
        DataTableSpec spec = new DataTableSpec(Columns.text(Columns.ARCHITECTURE), Columns.number("acc"));
        BufferedDataTable unnamed =
                TestNode.table(spec, List.of(new DefaultRow("r1", new StringCell("64:32:16:8:64"), new DoubleCell(1))));
        List<String> advice = List.of("numbers of channels", "NATS-Bench's topology space");
        for (BufferedDataTable table : List.of(named, unnamed)) {
            fails(TestNode.of(new SearchSpaceUnifierNodeFactory()), advice, table);
            TestNode search = TestNode.withTables(new PredictorSearchNodeFactory(), "Scores", 1)
                    .with("target", "acc");
            fails(search, advice, TestNode.predictor(), table);
        }
    }

    @Test
    void aRowOfAnotherSpaceThanTheOthersIsNamed() throws Exception {
        DataTableSpec spec = new DataTableSpec(Columns.text(Columns.ARCHITECTURE), Columns.number("a"));
        List<DataRow> rows = new ArrayList<>();
        for (String text : List.of("64-41414-0_00_000", "64-41414-1_00_000", "64-41414-1_02_3A3", "resnet18")) {
            rows.add(new DefaultRow("r" + rows.size(), new StringCell(text), new DoubleCell(rows.size())));
        }
        fails(
                TestNode.of(new SearchSpaceUnifierNodeFactory()),
                List.of("Row \"r2\"", "is not of TransNAS-Bench-101 micro, as most", "text column \"Search space\""),
                TestNode.table(spec, rows));
        fails(
                TestNode.of(new SearchSpaceUnifierNodeFactory()),
                List.of("belong to no search space that is known", "text column \"Search space\""),
                TestNode.table(spec, rows.subList(3, 4)));
        rows.set(3, new DefaultRow("r3", new StringCell("64-41414-1_02_3L3"), new DoubleCell(3)));
        BufferedDataTable mixed = TestNode.of(new SearchSpaceUnifierNodeFactory())
                .run(TestNode.table(spec, rows))
                .table(0);
        assertEquals("TransNAS-Bench-101 micro mixed-ops", TestNode.text(mixed, 0, "Search space"));
    }

    @Test
    void scoresThatDifferFailWhereTheUserWantsIt() throws Exception {
        DataTableSpec spec = new DataTableSpec(Columns.text(Columns.ARCHITECTURE), Columns.number("a"));
        BufferedDataTable twice = TestNode.table(
                spec,
                List.of(
                        new DefaultRow("r1", new StringCell(CELL), new DoubleCell(1)),
                        new DefaultRow("r2", new StringCell(CELL), new DoubleCell(2))));
        fails(
                TestNode.of(new SearchSpaceUnifierNodeFactory()).with("duplicates", "FAIL"),
                List.of("Row \"r2\"", "1.0 and 2.0"),
                twice);
        assertTrue(TestNode.of(new SearchSpaceUnifierNodeFactory())
                .run(twice)
                .warning()
                .contains("same architecture and column: 1. Their mean"));
    }

    private static TestNode reader(Path folder, String name, Object content) throws Exception {
        Path file = folder.resolve(name);
        if (content instanceof byte[] bytes) {
            Files.write(file, bytes);
        } else {
            Files.writeString(file, (String) content);
        }
        return TestNode.of(new BenchmarkReaderNodeFactory()).with("file/path/path", file.toString());
    }
}
