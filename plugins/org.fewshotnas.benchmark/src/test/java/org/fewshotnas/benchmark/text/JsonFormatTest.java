package org.fewshotnas.benchmark.text;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.names;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.table.ArchitectureTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables in JSON. */
class JsonFormatTest {
    @TempDir
    private Path folder;

    private Path json(String text) {
        return write(
                folder, "acc.json", text.replace('\'', '"').replace("$A", A).replace("$B", B));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'arch': '$A', 'acc': 1.5}, {'acc': 2.5, 'arch': '$B'}]",
                "{'arch': '$A', 'acc': 1.5}\n{'arch': '$B', 'acc': 2.5}\n",
                "[['arch', 'acc'], ['$A', 1.5], ['$B', 2.5]]",
                "{'results': [{'arch': '$A', 'acc': 1.5}, {'arch': '$B', 'acc': 2.5}], 'version': 3}",
                "{'arch': ['$A', '$B'], 'acc': [1.5, 2.5]}",
                "{'arch': {'0': '$A', '1': '$B'}, 'acc': {'0': 1.5, '1': 2.5}}",
                "{'0': {'arch': '$A', 'acc': 1.5}, '1': {'arch': '$B', 'acc': 2.5}}",
                "{'columns': ['arch', 'acc'], 'index': [0, 1], 'data': [['$A', 1.5], ['$B', 2.5]]}",
                "{'$A': 1.5, '$B': 2.5}",
                "{'$A': {'acc': 1.5}, '$B': {'acc': 2.5}}",
                "{'acc': {'$A': 1.5, '$B': 2.5}}",
                "[{'arch': '$A', 'acc': '1.5'}, {'arch': '$B', 'acc': '2.50'}]",
            })
    void aTableIsReadWhateverItsShape(String text) {
        ArchitectureTable table = read(json(text));
        assertEquals(List.of("acc"), names(table));
        assertEquals(List.of(A, B), table.architectures());
        assertEquals(1.5, table.score(0, 0), 1e-12);
        assertEquals(2.5, table.score(1, 0), 1e-12);
    }

    @Test
    void valuesWithinEachOtherGetTheNamesAroundThem() {
        ArchitectureTable table =
                read(json("{'$A': {'cifar10': {'test_acc': 1.5}, 'latency_ms': 7}, '$B': {'latency_ms': 8}}"));
        assertEquals(List.of("cifar10 test_acc", "latency_ms"), names(table));
        assertTrue(Double.isNaN(table.score(1, 0)));
        assertEquals(8, table.score(1, 1));
        ArchitectureTable sets = read(json("{'cifar10': {'$A': {'acc': 1.5}}, 'cifar100': {'$A': {'acc': 2.5}}}"));
        assertEquals(List.of("cifar10 acc", "cifar100 acc"), names(sets));
        assertEquals(1, sets.rowCount());
    }

    @Test
    void anArchitectureMayBeADictionaryOrAList() {
        String edges = "{'0_1': 'none', '0_2': 'none', '1_2': 'none', '0_3': 'conv_3x3', '1_3': 'none', '2_3': 'none'}";
        ArchitectureTable table = read(json("[{'arch': " + edges + ", 'acc': 1.5}]"));
        assertEquals("|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|", table.architecture(0));
        String genotype = "[[['none', 0]], [['none', 0], ['none', 1]], [['conv_3x3', 0], ['none', 1], ['none', 2]]]";
        assertEquals(
                table.architectures(),
                read(json("[{'arch': " + genotype + ", 'acc': 1.5}]")).architectures());
    }

    @Test
    void whatComesLateIsSaid() {
        StringBuilder lines = new StringBuilder();
        List<String> architectures = Nb201Order.architectures();
        for (int i = 0; i < 1_200; i++) {
            lines.append("{'arch': '" + architectures.get(i) + "', 'acc': " + i / 7.0 + (i > 1_100 ? ", 'loss': 1" : "")
                    + "}\n");
        }
        ArchitectureTable table = read(json(lines.toString()));
        assertEquals(1_200, table.rowCount());
        assertEquals(List.of("Left out, as they are in none of the first 1000 records: loss."), table.notes());
    }

    @Test
    void jsonOfAnotherKindIsRefusedByWhatItIs() {
        assertRefused(json("{'lr': 0.1, 'epochs': 3}"), "not a table of architectures", "lr, epochs");
        assertRefused(json("[1, 2, 3]"), "a list of single values such as 1");
        assertRefused(json("[]"), "No column", "it is empty");
        assertRefused(json("{'00000000': {'test_acc': [90.1], 'mean_acc': 90.1}}"), "NAS-Bench-Macro");
        assertRefused(json("[{'arch': '$A', 'acc': 1.5}, {'arch': '"), "not valid JSON at line 1");
        assertRefused(json("[{'acc': 1.5}]"), "No column", "acc");
    }

    @Test
    void aLargeColumnByRowIsReadInTimeAndAWrongCellIsNamed() {
        StringBuilder archs = new StringBuilder();
        StringBuilder scores = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            archs.append(i == 0 ? "" : ",")
                    .append("'" + i + "': '" + Nb201Order.architectures().get(i) + "'");
            scores.append(i == 0 ? "" : ",").append("'" + i + "': " + i / 7.0);
        }
        String text = "{'arch': {" + archs + "}, 'acc': {" + scores + "}}";
        Path file = json(text);
        ArchitectureTable table = assertTimeout(Duration.ofSeconds(60), () -> read(file));
        assertEquals(3_000, table.rowCount());
        String wrong = text.replaceFirst("'2': '.[a-z_0-9]+", "'2': '|sep_conv");
        assertRefused(json(wrong), "record 3", "sep_conv", "not an architecture of NAS-Bench-201");
    }

    @Test
    void otherEncodingsOfJsonAreRead() {
        String text = "[{\"arch\": \"" + A + "\", \"acc\": 1.5}]";
        assertEquals(
                1.5,
                read(write(folder, "a.json", text.getBytes(StandardCharsets.UTF_16LE)))
                        .score(0, 0));
        assertEquals(
                1.5,
                read(write(folder, "b.json", ("\ufeff" + text).getBytes(StandardCharsets.UTF_8)))
                        .score(0, 0));
    }
}
