package org.fewshotnas.benchmark.text;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.C;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.dialect.CellCoding;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that CSV files come in. */
class CsvFormsTest {
    @TempDir
    private Path folder;

    private Path csv(String text) {
        return write(folder, "table.csv", text);
    }

    /** Two rows with the scores 1.5 and 2.5, and what was said. */
    private static List<String> assertReads(Path file) {
        ArchitectureTable table = read(file);
        assertEquals(List.of("acc"), names(table));
        assertEquals(List.of(A, B), table.architectures());
        assertEquals(1.5, table.score(0, 0));
        assertEquals(2.5, table.score(1, 0));
        return table.notes();
    }

    @Test
    void aColumnWhoseNameSaysScoresIsShownWhereItIsNotRead() {
        assertRefused(csv("arch,test_acc\n" + A + ",about 65\n" + B + ",about 62\n"), "test_acc", "about 65");
        List<String> notes = read(csv("arch,acc,latency\n" + A + ",1.5,0:12:31\n" + B + ",2.5,0:11:02\n"))
                .notes();
        assertTrue(notes.get(0).contains("\"latency\" (\"0:12:31\"). If they are scores, write plain numbers"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arch,acc\n%s,1.5\n%s,2.5\n",
                "sep=;\r\narch;acc\r\n%s;1.5\r\n%s;2.5\r\n",
                "\"sep=;\"\narch;acc\n%s;1.5\n%s;2.5\n",
                "arch;acc\n%s;1,5\n%s;2,5\n",
                "arch acc\n%s 1.5\n%s 2.5\n",
                "arch   acc\n%s   1.5\n%s   2.5\n",
                "arch|acc\n%s|1.5\n%s|2.5\n",
                "\"arch\", \"acc\"\n\"%s\", \"1.5\"\n\"%s\", \"2.5\"\n",
                "'arch','acc'\n'%s','1.5'\n'%s','2.5'\n",
                "\"arch;\"\"acc\"\"\"\n\"%s;1.5\"\n\"%s;2.5\"\n",
                "arch,acc,\n%s,1.5,\n%s,2.5,\n",
                "arch,acc\n%s,1.5,\n%s,2.5,\n",
                "\n\narch,acc\n%s,1.5\n\n%s,2.5\n",
                "arch;acc\n%s;1.5\n%s;2.5\n;\n;\n",
                "# arch,acc\n%s,1.5\n%s,2.5\n",
                "\ufeff\"arch\",\"acc\"\r\n\"%s\",1.5\r\n%s,2.5\r\n",
                "arch,acc\r%s,1.5\r%s,2.5\r",
            })
    void aFormIsTold(String form) {
        List<String> notes = assertReads(csv(form.formatted(A, B)));
        assertTrue(notes.stream().allMatch(note -> note.contains("was read as")), notes::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"arch\",\"acc\"\n\"1\",\"%s\",1.5\n\"2\",\"%s\",2.5\n",
                "\"arch\" \"acc\"\n\"1\" \"%s\" 1.5\n\"2\" \"%s\" 2.5\n"
            })
    void rNumbersRowsWithoutANameInTheHeader(String form) {
        assertEquals(
                List.of("Left out as no scores: \"column 1\" (a column without a name). They are read when they are"
                        + " chosen by name."),
                assertReads(csv(form.formatted(A, B))));
    }

    @Test
    void commentsArePassedOverWithAWord() {
        assertEquals(
                List.of(
                        "A line of comment before the header was passed over (\"# made by run 7\").",
                        "1 line that begins with # was passed over."),
                assertReads(csv("# made by run 7\narch,acc\n" + A + ",1.5\n# half, way\n" + B + ",2.5\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "windows-1252"})
    void anEncodingIsToldWithAWord(String charset) {
        String text = "arch,acc,gr\u00f6\u00dfe\n" + A + ",1.5,x\n" + B + ",2.5,y\n";
        ArchitectureTable table = read(write(folder, "a.csv", text.getBytes(Charset.forName(charset))));
        assertEquals(1.5, table.score(0, 0));
        assertTrue(table.notes().get(0).contains("\"gr\u00f6\u00dfe\""), () -> "" + table.notes());
        assertTrue(table.notes().get(1).contains("is not UTF-8"), () -> "" + table.notes());
        byte[] marked = ("\ufeff" + text).getBytes(Charset.forName(charset.replace("windows-1252", "UTF-16LE")));
        assertEquals(2.5, read(write(folder, "b.csv", marked)).score(1, 0));
    }

    @Test
    void aLetterOfWindowsFarIntoTheFileIsRead() {
        String text = "arch,acc,note\n" + A + ",1.5,\n" + (",,\n").repeat(40_000) + B + ",2.5,gro\u00df\n";
        ArchitectureTable table = read(write(folder, "late.csv", text.getBytes(StandardCharsets.ISO_8859_1)));
        assertEquals(2.5, table.score(1, 0));
        assertTrue(table.notes().stream().anyMatch(note -> note.contains("Windows-1252")), () -> "" + table.notes());
    }

    @Test
    void utf8ThatEndsInOtherBytesIsDamaged() {
        byte[] text = ("arch,acc,gr\u00f6\u00dfe\n" + A + ",1.5,x\n").getBytes(StandardCharsets.UTF_8);
        byte[] damaged = Arrays.copyOf(text, 70_000);
        Arrays.fill(damaged, text.length, damaged.length, (byte) ' ');
        damaged[69_999] = (byte) 0xff;
        assertRefused(write(folder, "a.csv", damaged), "\"a.csv\"", "not UTF-8");
    }

    @Test
    void zeroBytesAtTheEndAreSaid() {
        List<String> notes = assertReads(csv("arch,acc\n" + A + ",1.5\n" + B + ",2.5\n\0\0\0"));
        assertTrue(notes.get(0).contains("cut off"), notes::toString);
    }

    @Test
    void cellsOfNasBench101AreReadHoweverTheirColumnsSayThem() {
        for (String text : List.of(
                "vertices,adjacency_upper,ops,acc\n4,110101,02,0.9\n",
                "vertices,adjacency_upper,ops,acc\n4,110101,\"conv3x3-bn-relu,maxpool3x3\",0.9\n",
                "adjacency_upper,ops,acc\n110101,input;conv3x3-bn-relu;maxpool3x3;output,0.9\n",
                "module_adjacency,module_operations,acc\n\"[[0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]]\","
                        + "\"['input', 'conv3x3-bn-relu', 'maxpool3x3', 'output']\",0.9\n",
                "module_adjacency,module_operations,acc\n\"[[0 1 1 0]\n [0 0 1 0]\n [0 0 0 1]\n [0 0 0 0]]\","
                        + "\"conv3x3-bn-relu maxpool3x3\",0.9\n")) {
            assertEquals(List.of("4:110101:02"), read(csv(text)).architectures(), text);
        }
        assertRefused(
                csv(
                        "module_adjacency,module_operations,acc\n\"[[0, 1], [0, 0]]\",\"['input', 'sepconv', 'output']\",1\n"),
                "line 2",
                "sepconv");
    }

    @Test
    void verticesWithoutEffectAreTakenAwayWithAWord() {
        ArchitectureTable table = read(csv("adjacency_upper,ops,acc\n100101,01,0.9\n101100,01,0.8\n"));
        assertEquals(List.of("4:100101:01", "2:1:"), table.architectures());
        assertEquals(
                List.of(
                        "1 cell has vertices on no path from input to output, which were taken away, as NAS-Bench-101 does."),
                table.notes());
    }

    @Test
    void operationsOnNamedEdgesAreACell() {
        String row = "none,nor_conv_3x3,skip_connect,nor_conv_1x1,none,avg_pool_3x3,1.5\n";
        for (String header : List.of(
                "e01,e02,e12,e03,e13,e23",
                "0->1,0->2,1->2,0->3,1->3,2->3",
                "op_1_2,op_1_3,op_2_3,op_1_4,op_2_4,op_3_4")) {
            assertEquals(
                    List.of("|none~0|+|nor_conv_3x3~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|"),
                    read(csv(header + ",acc\n" + row)).architectures());
        }
    }

    @Test
    void anIndexIsReadOnlyWhereTheUserSaysOfWhichBenchmark() {
        Path file = csv("arch_index,acc\n0,1.5\n7,2.5\n14,3.5\n");
        assertRefused(file, "arch_index", "does not say which number is which architecture", "NAS-Bench-201");
        ReadOptions chosen =
                ReadOptions.defaults().withSearchSpace("NAS-Bench-201").withArchitectureColumn("arch_index");
        ArchitectureTable table = BenchmarkFiles.open(file).read(chosen, Progress.NONE);
        assertEquals(Nb201Order.architectures().get(7), table.architecture(1));
        ArchitectureTable said = read(csv("Search space,arch,acc\nNAS-Bench-201,7,1.5\nNAS-Bench-201,9,2.5\n"));
        assertEquals(Nb201Order.architectures().get(9), said.architecture(1));
    }

    @Test
    void sixNumbersAreAskedForUnlessTheUserOrTheScoresTell() {
        Path file = csv("arch,acc\n\"(4, 3, 3, 0, 0, 0)\",1.5\n\"(0, 1, 2, 3, 4, 0)\",2.5\n");
        assertRefused(file, "line 2", "NASLib's coding", "NAS-Bench-201's coding", "scores do not tell");
        for (CellCoding coding : CellCoding.values()) {
            ReadOptions chosen = ReadOptions.defaults().withCoding(coding);
            ArchitectureTable table = BenchmarkFiles.open(file).read(chosen, Progress.NONE);
            assertEquals(2, table.rowCount());
            assertTrue(table.notes().get(0).contains(coding.label()), () -> "" + table.notes());
        }
    }

    @Test
    void unknownArchitecturesAreShownBesideTheFormThatIsExpected() {
        assertRefused(
                csv("Architecture,acc\n6 4 111,0.9\n"),
                "line 2",
                "\"6 4 111\"",
                "not an architecture of any known search space");
        assertRefused(csv("hash,acc\n6511993d0b673bd830f6418eab191be1,1\n"), "hash", "no architecture can be told");
        assertRefused(csv("arch,acc\n" + C + ",1\n,2\n"), "line 3", "architecture is missing");
    }
}
