package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.TestFiles.A;
import static org.fewshotnas.benchmark.TestFiles.B;
import static org.fewshotnas.benchmark.TestFiles.assertRefused;
import static org.fewshotnas.benchmark.TestFiles.read;
import static org.fewshotnas.benchmark.TestFiles.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fewshotnas.space.Direction;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small files in the layouts of the benchmarks, written here. */
class GeneratedNativeFilesTest {
    @TempDir
    Path folder;

    private static List<String> names(ArchitectureTable table) {
        return table.metrics().stream().map(Metric::name).toList();
    }

    private static double score(ArchitectureTable table, int row, String name) {
        assertTrue(names(table).contains(name), () -> name + " is not in " + names(table));
        return table.score(row, names(table).indexOf(name));
    }

    private static Map<Object, Object> map(Object... pairs) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static byte[] torchZip(byte[] pickle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> entry : Map.of(
                            "archive/data.pkl", pickle, "archive/version", new byte[] {'3', '\n'})
                    .entrySet()) {
                ZipEntry stored = new ZipEntry(entry.getKey());
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                stored.setCrc(crc.getValue());
                stored.setSize(entry.getValue().length);
                zip.putNextEntry(stored);
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    static byte[] torchLegacy(byte[] pickle) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10});
        bytes.writeBytes(java.util.HexFormat.of().parseHex("6cfc9c46f9206aa85019"));
        bytes.write('.');
        bytes.writeBytes(PickleWriter.pickle(1001));
        bytes.writeBytes(PickleWriter.pickle(map("protocol_version", 1001, "little_endian", true)));
        bytes.writeBytes(pickle);
        bytes.writeBytes(PickleWriter.pickle(List.of()));
        return bytes.toByteArray();
    }

    private static Map<Object, Object> trial(String dataSet, int epochs, double base, String... sets) {
        Map<Object, Object> train = map();
        Map<Object, Object> accuracies = map();
        for (int e = 0; e < epochs; e++) {
            train.put(e, base - e);
            for (String set : sets) {
                accuracies.put(set + "@" + e, base + e + (set.equals("x-test") ? 0.5 : 0));
            }
        }
        return map(
                "name",
                dataSet,
                "train_acc1es",
                train,
                "train_acc5es",
                null,
                "train_losses",
                train,
                "arch_config",
                map("channel", 16),
                "params",
                0.8,
                "flop",
                100 + base,
                "epochs",
                epochs,
                "latency",
                List.of(0.01, 0.03),
                "eval_names",
                List.of((Object[]) sets),
                "eval_acc1es",
                accuracies,
                "eval_losses",
                accuracies,
                "net_state_dict",
                null);
    }

    private static Map<Object, Object> state(int index, String architecture, Object... results) {
        return map("arch_index", index, "arch_str", architecture, "all_results", map(results), "clear_net_done", true);
    }

    private static Object[] key(String dataSet, int seed) {
        return new Object[] {dataSet, seed};
    }

    static byte[] nb201() {
        Map<Object, Object> infos = map();
        int index = 0;
        for (String architecture : List.of(A, B)) {
            int base = 10 * ++index;
            infos.put(
                    index - 1,
                    map(
                            "less",
                                    state(
                                            index - 1,
                                            architecture,
                                            key("cifar10-valid", 777),
                                            trial("cifar10-valid", 3, base, "x-valid", "ori-test")),
                            "full",
                                    state(
                                            index - 1,
                                            architecture,
                                            key("cifar10-valid", 777),
                                            trial("cifar10-valid", 4, base, "x-valid", "ori-test"),
                                            key("cifar10-valid", 888),
                                            trial("cifar10-valid", 4, base + 2, "x-valid", "ori-test"),
                                            key("cifar10", 777),
                                            trial("cifar10", 4, base + 5, "ori-test"),
                                            key("cifar100", 777),
                                            trial("cifar100", 4, base, "x-valid", "x-test", "ori-test"))));
        }
        return PickleWriter.pickle(map(
                "meta_archs",
                List.of(A, B),
                "total_archs",
                2,
                "arch2infos",
                infos,
                "evaluated_indexes",
                List.of(0, 1)));
    }

    @Test
    void nasBench201InBothContainersOfTorch() throws IOException {
        for (byte[] file : List.of(torchZip(nb201()), torchLegacy(nb201()))) {
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

    private static Map<Object, Object> task(double base, String... metrics) {
        Map<Object, Object> lists = map();
        for (String metric : metrics) {
            lists.put(metric, List.of(base, base + 2, base + 1));
        }
        return map("total_epochs", 3, "model_info", map("encoder_FLOPs", 7.5, "inference_time", 0.1), "metrics", lists);
    }

    @Test
    void transNasBench101ReadsTheMicroSpace() throws IOException {
        Map<Object, Object> micro = map();
        Map<Object, Object> macro = map();
        for (String[] names :
                new String[][] {{"64-41414-1_02_333", "64-1234-basic"}, {"64-41414-0_00_000", "64-4111-basic"}}) {
            int base = 40 + 10 * micro.size();
            micro.put(
                    names[0],
                    map(
                            "class_scene",
                            task(base, "valid_top1", "valid_loss", "test_top1"),
                            "room_layout",
                            task(-base, "valid_neg_loss")));
            macro.put(names[1], map("class_scene", task(base, "valid_top1")));
        }
        Map<Object, Object> root = map(
                "metrics_dict", map("class_scene", List.of("valid_top1")), "data", map("macro", macro, "micro", micro));
        Path file = write(folder, "t.pth", torchZip(PickleWriter.pickle(root)));
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
        root.put("data", map("macro", macro));
        assertRefused(
                write(folder, "macro.pth", torchZip(PickleWriter.pickle(root))), "no micro architectures", "2 macro");
    }

    private static byte[] asr(Map<Object, Object> header, Object... rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(PickleWriter.pickle(header));
        bytes.writeBytes(PickleWriter.pickle(List.of(rows)));
        return bytes.toByteArray();
    }

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
    void hwNasBenchHasUnitsAndTheOrderOfNasBench201() {
        List<Object> latencies = new ArrayList<>(Collections.nCopies(15_625, 2.5));
        latencies.set(11, 7.5);
        Path file = write(
                folder,
                "HW-NAS-Bench-v1_0.pickle",
                PickleWriter.pickle(map(
                        "nasbench201",
                                map(
                                        "cifar10",
                                        map(
                                                "edgegpu_latency",
                                                latencies,
                                                "fpga_energy",
                                                latencies,
                                                "eyeriss_arithmetic_intensity",
                                                latencies)),
                        "fbnet", map("cifar100", map("edgegpu_latency", map("block", 1.0))))));
        ArchitectureTable table = read(file);
        assertEquals(15_625, table.rowCount());
        assertEquals(
                List.of(
                        "cifar10 edgegpu latency [ms]",
                        "cifar10 fpga energy [mJ]",
                        "cifar10 eyeriss_arithmetic_intensity"),
                names(table));
        assertEquals(
                "|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|none~0|nor_conv_3x3~1|avg_pool_3x3~2|",
                table.architecture(11));
        assertEquals(7.5, table.score(11, 0));
        assertEquals(Direction.MINIMIZE, table.metrics().get(1).direction());
    }

    @Test
    void dictionariesOfScoresByIndexOrText() {
        ArchitectureTable table =
                read(write(folder, "scores-valid-accuracy.p", PickleWriter.pickle(map(0, 1.5, 11, 2.5))));
        assertEquals(2, table.rowCount());
        assertEquals(2.5, table.score(1, 0));
        assertEquals("valid", table.metrics().get(0).split());
        table = read(write(folder, "x.p", PickleWriter.pickle(map("a", map(A, 1.5, B, 2.5), "b", map(B, 3.5)))));
        assertEquals(List.of(A, B), table.architectures());
        assertTrue(Double.isNaN(table.score(0, 1)));
        assertRefused(
                write(folder, "few.p", PickleWriter.pickle(List.of(1.0, 2.0))), "few.p", "2 numbers", "no benchmark");
        assertRefused(write(folder, "none.p", PickleWriter.pickle(map("epoch", 3))), "dictionary of 1 entries");
    }

    static byte[] record(String hash, int epochs, double test) {
        ByteBuffer metrics = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3; i++) {
            metrics.put((byte) 10).put((byte) 45);
            for (int field = 1; field <= 5; field++) {
                metrics.put((byte) (field << 3 | 1)).putDouble(test + i + field / 8.0);
            }
        }
        metrics.put((byte) 16).put((byte) 100).put((byte) 25).putDouble(1);
        byte[] protobuf = java.util.Arrays.copyOf(metrics.array(), metrics.position());
        byte[] payload = ("[\"" + hash + "\", " + epochs
                        + ", \"0110001100010000\", \"input,conv3x3-bn-relu,maxpool3x3,output\", \""
                        + Base64.getEncoder().encodeToString(protobuf) + "\\n\"]")
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer record = ByteBuffer.allocate(payload.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(payload.length);
        record.putInt(TfRecords.masked(record.array(), 8))
                .put(payload)
                .putInt(TfRecords.masked(payload, payload.length));
        return record.array();
    }

    @Test
    void nasBench101Records() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int epochs : new int[] {4, 108}) {
            for (int run = 0; run < 3; run++) {
                bytes.writeBytes(record("h", epochs, epochs + run));
            }
        }
        Path file = write(folder, "r", bytes.toByteArray());
        ArchitectureTable table = read(file);
        assertEquals("NAS-Bench-101", table.space().name());
        assertEquals(List.of("cifar10 valid accuracy @108"), names(table));
        assertEquals(109 + 2 + 0.5, table.score(0, 0));
        ReadOptions options = ReadOptions.defaults()
                .withMetrics(List.of("cifar10 test accuracy @2 of 4", "parameters"))
                .withSelection(Selection.defaults().withSeeds(SeedChoice.one("2")));
        ArchitectureTable half = BenchmarkFiles.open(file).read(options, Progress.NONE);
        assertEquals(5 + 1 + 0.625, score(half, 0, "cifar10 test accuracy @2 of 4, seed 2"));
        assertEquals(100, score(half, 0, "parameters"));
        byte[] damaged = bytes.toByteArray();
        damaged[damaged.length - 50] ^= 1;
        assertRefused(write(folder, "d", damaged), "\"d\"", "record 6 at byte", "check sum");
        assertRefused(
                write(folder, "c", java.util.Arrays.copyOf(damaged, damaged.length - 3)),
                "record 6 at byte",
                "ends there");
    }

    @Test
    void nasBench101AsItsApiPicklesItself() throws IOException {
        Path file = TestFiles.published("native/nasbench101-api-one-record.pickle");
        ArchitectureTable table = read(file);
        assertEquals(List.of("cifar10 valid accuracy @108"), names(table));
        assertEquals((0.9241786599159241 + 0.9245793223381042 + 0.9304887652397156) / 3, table.score(0, 0), 1e-12);
        ReadOptions all = ReadOptions.defaults()
                .withMetrics(List.of("cifar10 test accuracy @108", "cifar10 train accuracy @54 of 108", "parameters"))
                .withSelection(Selection.defaults().withSeeds(SeedChoice.EACH));
        ArchitectureTable each = BenchmarkFiles.open(file).read(all, Progress.NONE);
        assertEquals(List.of("1", "2", "3"), List.of(each.seed(0), each.seed(1), each.seed(2)));
        assertEquals(0.9211738705635071, score(each, 0, "cifar10 test accuracy @108"));
        assertEquals(0.8796073794364929, score(each, 1, "cifar10 train accuracy @54 of 108"));
        assertEquals(8_555_530, score(each, 2, "parameters"));
        assertTrue(Files.size(file) > 0);
    }
}
