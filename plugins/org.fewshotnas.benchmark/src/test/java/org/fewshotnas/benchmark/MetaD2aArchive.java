package org.fewshotnas.benchmark;

import static org.fewshotnas.benchmark.NativeFiles.join;
import static org.fewshotnas.benchmark.NativeFiles.latin1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes archives of features in the layout of MetaD2A's published ones: tensors (pictures, numbers) by label. */
public final class MetaD2aArchive {
    private final Map<Object, Object> entries = new LinkedHashMap<>();
    private final List<byte[]> storages = new ArrayList<>();

    /** Feature j of picture i of a class: told apart, and exact in every type. */
    public static float feature(int label, int picture, int number) {
        return label + picture / 8f - number / 16f;
    }

    /** Classes of these numbers of pictures, labelled from 0, each a tensor of float32 in a list by itself. */
    public static MetaD2aArchive of(int width, int... pictures) {
        MetaD2aArchive archive = new MetaD2aArchive();
        for (int label = 0; label < pictures.length; label++) {
            archive.put(label, List.of(archive.tensor(label, pictures[label], width)));
        }
        return archive;
    }

    /** Sets what a label has. */
    public MetaD2aArchive put(Object label, Object value) {
        entries.put(label, value);
        return this;
    }

    /** A contiguous tensor of float32. */
    public byte[] tensor(int label, int pictures, int width) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * pictures * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < pictures; i++) {
            for (int j = 0; j < width; j++) {
                bytes.putFloat(feature(label, i, j));
            }
        }
        return view("FloatStorage", add(bytes.array()), pictures * width, 0, new int[] {pictures, width}, width, 1);
    }

    /** Adds numbers; where they are. */
    public int add(byte[] storage) {
        storages.add(storage);
        return storages.size() - 1;
    }

    /** Opcodes of a tensor of one or two dimensions, wherever its numbers lie in a storage. */
    public byte[] view(String type, int storage, int values, int offset, int[] shape, int... strides) {
        String key = String.valueOf(storage);
        return join(
                latin1("ctorch._utils\n_rebuild_tensor_v2\n((X\7\0\0\0storagectorch\n" + type + "\nX"
                        + (char) key.length() + "\0\0\0" + key + "X\3\0\0\0cpu"),
                number(values),
                latin1("tQ"),
                number(offset),
                latin1("("),
                numbers(shape),
                latin1("t("),
                numbers(strides),
                latin1("t\u0089ccollections\nOrderedDict\n)RtR"));
    }

    private static byte[] numbers(int... numbers) {
        return join(Arrays.stream(numbers).mapToObj(MetaD2aArchive::number).toArray(byte[][]::new));
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(5)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 'J')
                .putInt(number)
                .array();
    }

    /** The file as torch writes it. */
    public byte[] torchZip() {
        return NativeFiles.torchZip(PickleWriter.pickle(entries), storages.toArray(byte[][]::new));
    }

    /** The file as torch wrote it before 1.6. */
    public byte[] torchLegacy() {
        return NativeFiles.torchLegacy(PickleWriter.pickle(entries), 4, storages.toArray(byte[][]::new));
    }

    /** A list of tasks as torch writes it. */
    public static byte[] taskList(List<?> tasks) {
        return NativeFiles.torchZip(PickleWriter.pickle(tasks));
    }
}
