package org.fewshotnas.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.fewshotnas.benchmark.nb101.TfRecords;

/** Writes small files in the layouts of the published benchmarks. Every number is one that a test can work out. */
public final class NativeFiles {
    private NativeFiles() {}

    /** A map of keys and values that follow each other. */
    public static Map<Object, Object> map(Object... pairs) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** Opcodes and texts of a pickle, one character a byte. */
    public static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] bzip2(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed, 1)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** A zip archive of stored entries: names and contents that follow each other. */
    public static byte[] zip(Object... entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < entries.length; i += 2) {
                byte[] content = (byte[]) entries[i + 1];
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry stored = new ZipEntry((String) entries[i]);
                stored.setCrc(crc.getValue());
                stored.setSize(content.length);
                zip.putNextEntry(stored);
                zip.write(content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** torch's zip container of a pickle and the storages "0", "1"... */
    public static byte[] torchZip(byte[] pickle, byte[]... storages) {
        List<Object> entries =
                new ArrayList<>(List.of("archive/data.pkl", pickle, "archive/byteorder", latin1("little")));
        for (int i = 0; i < storages.length; i++) {
            entries.add("archive/data/" + i);
            entries.add(storages[i]);
        }
        entries.addAll(List.of("archive/version", latin1("3\n")));
        return zip(entries.toArray());
    }

    /** torch's old container of a pickle and the storages "0", "1"..., each of so many values. */
    public static byte[] torchLegacy(byte[] pickle, int valueBytes, byte[]... storages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10});
        bytes.writeBytes(HexFormat.of().parseHex("6cfc9c46f9206aa85019"));
        bytes.write('.');
        bytes.writeBytes(PickleWriter.pickle(1001));
        bytes.writeBytes(PickleWriter.pickle(map("protocol_version", 1001, "little_endian", true)));
        bytes.writeBytes(pickle);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < storages.length; i++) {
            keys.add(String.valueOf(i));
        }
        bytes.writeBytes(PickleWriter.pickle(keys));
        for (byte[] storage : storages) {
            bytes.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(storage.length / valueBytes)
                    .array());
            bytes.writeBytes(storage);
        }
        return bytes.toByteArray();
    }

    /** Opcodes of a tensor with one dimension: all of a storage. */
    public static byte[] tensor(String type, String key, int size) {
        byte[] count = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(size)
                .array();
        return join(
                latin1("ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\n" + type + "\n"),
                latin1("X\1\0\0\0" + key + "X\3\0\0\0cpuJ"),
                count,
                latin1("tQK\0J"),
                count,
                latin1("\u0085K\1\u0085\u0089ccollections\nOrderedDict\n)RtR"));
    }

    /** Opcodes of a tensor of so many rows and columns: all of a storage. */
    public static byte[] matrix(String type, String key, int rows, int columns) {
        byte[] length = latin1(String.valueOf((char) key.length()));
        return join(
                latin1("ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\n" + type + "\nX"),
                length,
                latin1("\0\0\0" + key + "X\3\0\0\0cpuK"),
                new byte[] {(byte) (rows * columns)},
                latin1("tQK\0"),
                new byte[] {'K', (byte) rows, 'K', (byte) columns, (byte) 0x86, 'K', (byte) columns, 'K', 1},
                latin1("\u0086\u0089ccollections\nOrderedDict\n)RtR"));
    }

    /** Opcodes of a numpy number of 64 bits. */
    public static byte[] scalar(double value) {
        return join(
                latin1("cnumpy.core.multiarray\nscalar\ncnumpy\ndtype\nX\2\0\0\0f8\u0089\u0088\u0087R(K\3X\1\0\0\0<NNN"
                        + "J\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tbC\10"),
                ByteBuffer.allocate(8)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putDouble(value)
                        .array(),
                latin1("\u0086R"));
    }

    /** Opcodes of a numpy array of 64-bit integers. */
    public static byte[] array(int[][] values) {
        ByteBuffer bytes =
                ByteBuffer.allocate(8 * values.length * values[0].length).order(ByteOrder.LITTLE_ENDIAN);
        for (int[] row : values) {
            Arrays.stream(row).forEach(bytes::putLong);
        }
        return join(
                latin1("cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\0\u0085C\1b\u0087R(K\1"),
                new byte[] {'K', (byte) values.length, 'K', (byte) values[0].length},
                latin1("\u0086cnumpy\ndtype\nX\2\0\0\0i8\u0089\u0088\u0087R(K\3X\1\0\0\0<NNN"
                        + "J\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\0tb\u0089B"),
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(bytes.capacity())
                        .array(),
                bytes.array(),
                latin1("tb"));
    }

    /**
     * A training of NAS-Bench-201. Of a set and the epoch e, from 0, the accuracy is base + e; of x-test half a percent more; while
     * training it is base - e.
     */
    public static Map<Object, Object> trial(String dataSet, int epochs, double base, String... sets) {
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

    public static Map<Object, Object> state(int index, String architecture, Object... results) {
        return map("arch_index", index, "arch_str", architecture, "all_results", map(results), "clear_net_done", true);
    }

    public static Object[] key(String dataSet, int seed) {
        return new Object[] {dataSet, seed};
    }

    /** NAS-Bench-201's dictionary: each of two cells was trained twice on cifar10-valid. */
    public static byte[] nb201() {
        Map<Object, Object> infos = map();
        int index = 0;
        for (String architecture : List.of(TestFiles.A, TestFiles.B)) {
            int base = 10 * ++index;
            Map<Object, Object> full = state(
                    index - 1,
                    architecture,
                    key("cifar10-valid", 777),
                    trial("cifar10-valid", 4, base, "x-valid", "ori-test"),
                    key("cifar10-valid", 888),
                    trial("cifar10-valid", 4, base + 2, "x-valid", "ori-test"),
                    key("cifar10", 777),
                    trial("cifar10", 4, base + 5, "ori-test"),
                    key("cifar100", 777),
                    trial("cifar100", 4, base, "x-valid", "x-test", "ori-test"));
            Map<Object, Object> less = state(
                    index - 1,
                    architecture,
                    key("cifar10-valid", 777),
                    trial("cifar10-valid", 3, base, "x-valid", "ori-test"));
            infos.put(index - 1, map("less", less, "full", full));
        }
        return PickleWriter.pickle(map(
                "meta_archs",
                List.of(TestFiles.A, TestFiles.B),
                "total_archs",
                2,
                "arch2infos",
                infos,
                "evaluated_indexes",
                List.of(0, 1)));
    }

    /** One of NATS-Bench's entries in its "simple" layout. */
    public static byte[] natsEntry(int index, String architecture, Object... budgetsAndResults) {
        Map<Object, Object> entry = map();
        for (int i = 0; i < budgetsAndResults.length; i += 2) {
            entry.put(budgetsAndResults[i], state(index, architecture, (Object[]) budgetsAndResults[i + 1]));
        }
        return PickleWriter.pickle(entry);
    }

    /** The list of architectures that lies beside the entries. */
    public static byte[] natsMeta(String... architectures) {
        return PickleWriter.pickle(map(
                "meta_archs",
                List.of((Object[]) architectures),
                "total_archs",
                architectures.length,
                "arch2infos",
                null,
                "evaluated_indexes",
                List.of()));
    }

    /** One of NATS-Bench's tables in a single file; every architecture has the same results. */
    public static byte[] nats(List<String> architectures, Object... budgetsAndResults) {
        Map<Object, Object> infos = map();
        for (int index = 0; index < architectures.size(); index++) {
            Map<Object, Object> entry = map();
            for (int i = 0; i < budgetsAndResults.length; i += 2) {
                entry.put(budgetsAndResults[i], state(index, architectures.get(index), (Object[])
                        budgetsAndResults[i + 1]));
            }
            infos.put(index, entry);
        }
        return PickleWriter.pickle(map(
                "meta_archs",
                List.copyOf(architectures),
                "total_archs",
                architectures.size(),
                "arch2infos",
                infos,
                "evaluated_indexes",
                List.of()));
    }

    /** A task's results of TransNAS-Bench-101 after three epochs: base, base + 2, base + 1. */
    public static Map<Object, Object> task(double base, String... metrics) {
        Map<Object, Object> lists = map();
        for (String metric : metrics) {
            lists.put(metric, List.of(base, base + 2, base + 1));
        }
        return map("total_epochs", 3, "model_info", map("encoder_FLOPs", 7.5, "inference_time", 0.1), "metrics", lists);
    }

    /** TransNAS-Bench-101: two architectures of each space. */
    public static Map<Object, Object> transNas(boolean withMicro) {
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
        return map(
                "metrics_dict",
                map("class_scene", List.of("valid_top1")),
                "info_names",
                List.of("inference_time", "encoder_FLOPs"),
                "data",
                withMicro ? map("macro", macro, "micro", micro) : map("macro", macro));
    }

    /** A file of NAS-Bench-ASR: a header, then rows. */
    public static byte[] asr(Map<Object, Object> header, Object... rows) {
        return join(PickleWriter.pickle(header), PickleWriter.pickle(List.of(rows)));
    }

    /** A training file; of each architecture, by hash, the PER after each epoch, and on the test set. */
    public static byte[] asrTraining(int epochs, int seed, Object... rows) {
        return asr(
                map(
                        "dataset_type",
                        "training",
                        "version",
                        1,
                        "columns",
                        List.of("model_hash", "val_per", "test_per", "arch_vec"),
                        "search_space",
                        map("shape", List.of(List.of(6, 2), List.of(6, 2, 2)), "ops", List.of("linear"), "nodes", 3),
                        "epochs",
                        epochs,
                        "seed",
                        seed),
                rows);
    }

    public static byte[] asrDevice(String device, Object... rows) {
        return asr(
                map(
                        "dataset_type",
                        "benchmarking",
                        "version",
                        1,
                        "columns",
                        List.of("model_hash", "latency"),
                        "device",
                        device),
                rows);
    }

    /** Version 1 has parameters, version 2 also FLOPs. */
    public static byte[] asrStatic(int version, Object... rows) {
        List<Object> columns =
                version == 1 ? List.of("model_hash", "params") : List.of("model_hash", "params", "flops");
        return asr(map("dataset_type", "static", "version", version, "columns", columns), rows);
    }

    /** The text of one of NAS-Bench-101's records: a diamond of four vertices. */
    public static String recordText(String hash, int epochs, double test) {
        ByteBuffer metrics = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3; i++) {
            metrics.put((byte) 10).put((byte) 45);
            for (int field = 1; field <= 5; field++) {
                metrics.put((byte) (field << 3 | 1)).putDouble(test + i + field / 8.0);
            }
        }
        metrics.put((byte) 16).put((byte) 100).put((byte) 25).putDouble(1);
        byte[] protobuf = Arrays.copyOf(metrics.array(), metrics.position());
        return "[\"" + hash + "\", " + epochs
                + ", \"0110001100010000\", \"input,conv3x3-bn-relu,maxpool3x3,output\", \""
                + Base64.getEncoder().encodeToString(protobuf) + "\\n\"]";
    }

    /** A record with its length and check sums around it. */
    public static byte[] framed(byte[] payload) {
        ByteBuffer record = ByteBuffer.allocate(payload.length + 16).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(payload.length);
        record.putInt(TfRecords.masked(record.array(), 8))
                .put(payload)
                .putInt(TfRecords.masked(payload, payload.length));
        return record.array();
    }

    public static byte[] record(String hash, int epochs, double test) {
        return framed(recordText(hash, epochs, test).getBytes(StandardCharsets.UTF_8));
    }

    /** NAS-Bench-101's API object: cell c, its budgets b and its runs r have the final validation accuracy (c + b + r) / 1000. */
    public static byte[] nb101Api(List<int[][]> cells, List<List<Object>> operations, int... budgets) {
        Map<Object, Object> fixed = map();
        Map<Object, Object> computed = map();
        for (int c = 0; c < cells.size(); c++) {
            String hash = String.format(Locale.ROOT, "%032x", c);
            fixed.put(
                    hash,
                    map(
                            "module_adjacency",
                            array(cells.get(c)),
                            "module_operations",
                            operations.get(c),
                            "trainable_parameters",
                            1000 + c));
            Map<Object, Object> byBudget = map();
            for (int budget : budgets) {
                List<Object> runs = new ArrayList<>();
                for (int run = 0; run < 3; run++) {
                    double valid = (c + budget + run) / 1000.0;
                    runs.add(map(
                            "halfway_training_time",
                            1.0,
                            "halfway_train_accuracy",
                            0.1,
                            "halfway_validation_accuracy",
                            valid / 2,
                            "halfway_test_accuracy",
                            0.2,
                            "final_training_time",
                            2.0,
                            "final_train_accuracy",
                            0.3,
                            "final_validation_accuracy",
                            valid,
                            "final_test_accuracy",
                            valid / 4));
                }
                byBudget.put(budget, runs);
            }
            computed.put(hash, byBudget);
        }
        Map<Object, Object> object = map(
                "config",
                map("module_vertices", 7),
                "dataset_file",
                "nasbench_full.tfrecord",
                "fixed_statistics",
                fixed,
                "computed_statistics",
                computed,
                "valid_epochs",
                List.of(108),
                "training_time_spent",
                0.0);
        byte[] state = PickleWriter.pickle(object);
        return join(
                latin1("\u0080\2cnasbench.api\nNASBench\n)\u0081"),
                Arrays.copyOfRange(state, 2, state.length - 1),
                latin1("b."));
    }
}
