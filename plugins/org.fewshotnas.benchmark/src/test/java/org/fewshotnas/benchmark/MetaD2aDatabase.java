package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.NativeFiles.join;
import static org.fewshotnas.benchmark.NativeFiles.latin1;
import static org.fewshotnas.benchmark.NativeFiles.map;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes databases in the layout of MetaD2A's published ones; tests change a list, or one of its entries, to damage it. */
public final class MetaD2aDatabase {
    /** (8): the types of the vertices of a cell, and the cell as worked out by hand. */
    public static final int[] TYPES = {0, 5, 3, 2, 4, 2, 6, 1};

    public static final String CELL = "|nor_conv_3x3~0|+|skip_connect~0|none~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|";

    private static final int KINDS = 7;

    private final Map<Object, List<Object>> lists = new LinkedHashMap<>();
    private final List<byte[]> storages = new ArrayList<>();

    public MetaD2aDatabase() {
        for (String name : List.of("acc", "task", "g", "x", "adj", "flops", "params", "latency")) {
            lists.put(name, new ArrayList<>());
        }
    }

    /** Two cells on two tasks. */
    public static MetaD2aDatabase ofTwo() {
        MetaD2aDatabase database = new MetaD2aDatabase();
        database.add(3890, TYPES, 74.5, 0.75, 0.5, 0.25);
        database.add(7, new int[] {0, 6, 6, 6, 3, 3, 3, 1}, 70.25, 0.125, 0.0625, 1);
        return database;
    }

    /** Adds an entry to every list. */
    public void add(int task, int[] types, double accuracy, double flops, double params, double latency) {
        list("acc").add(accuracy);
        list("task").add(task);
        list("g").add(graph(types.length, types));
        list("x").add(oneHot(types));
        list("adj").add(matrix(new float[64], 8, 8));
        list("flops").add(NativeFiles.scalar(flops));
        list("params").add(NativeFiles.scalar(params));
        list("latency").add(NativeFiles.scalar(latency));
    }

    /** A list, which can be changed. */
    public List<Object> list(String name) {
        return lists.get(name);
    }

    /** Without a list, or with it under another name. */
    public MetaD2aDatabase renamed(String from, String to) {
        List<Object> list = lists.remove(from);
        if (!to.isEmpty()) {
            lists.put(to, list);
        }
        return this;
    }

    /** Opcodes of igraph's graph of some vertices, in a chain. */
    public static byte[] graph(int vertices, int... types) {
        List<Object> chain = new ArrayList<>();
        for (int i = 1; i < vertices; i++) {
            chain.add(new Object[] {i - 1, i});
        }
        Object[] values = {
            vertices,
            chain,
            true,
            map(),
            map("type", Arrays.stream(types).boxed().toList()),
            map()
        };
        byte[] pickled = PickleWriter.pickle(values);
        return join(latin1("cigraph\nGraph\n"), Arrays.copyOfRange(pickled, 2, pickled.length - 1), latin1("R}b"));
    }

    /** A tensor with a one in each row; a negative type leaves its row without. */
    public byte[] oneHot(int... types) {
        float[] numbers = new float[types.length * KINDS];
        for (int i = 0; i < types.length; i++) {
            if (types[i] >= 0) {
                numbers[i * KINDS + types[i]] = 1;
            }
        }
        return matrix(numbers, types.length, KINDS);
    }

    /** A tensor of these numbers, row by row. */
    public byte[] matrix(float[] numbers, int rows, int columns) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        storages.add(bytes.array());
        return NativeFiles.matrix("FloatStorage", String.valueOf(storages.size() - 1), rows, columns);
    }

    /** The file as torch writes it. */
    public byte[] torchZip() {
        return NativeFiles.torchZip(PickleWriter.pickle(lists), storages.toArray(byte[][]::new));
    }
}
