package org.fewshotnas.sample;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.fewshotnas.network.data.IdxFile;

/**
 * Makes the sample of pictures out of Fashion-MNIST (Xiao et al. 2017): so many of each class, drawn at random, in the order of the original.
 * Every run makes the same files.
 */
public final class PictureSampleTool {
    static final int TRAINING = 1_000;
    static final int TEST = 500;
    private static final int CLASSES = 10;
    private static final List<String> NAMES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private PictureSampleTool() {}

    /** @param args the folder of the original's four files, and the folder to write to */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Path.of(args[1]));
    }

    static void write(Path original, Path target) throws IOException {
        Files.createDirectories(target);
        write(original, target, "train", TRAINING);
        write(original, target, "t10k", TEST);
        Files.writeString(target.resolve("classes.txt"), String.join("\n", NAMES) + "\n");
    }

    private static void write(Path original, Path target, String split, int count) throws IOException {
        String imagesName = split + "-images-idx3-ubyte.gz";
        String labelsName = split + "-labels-idx1-ubyte.gz";
        IdxFile images = IdxFile.read(original.resolve(imagesName), Integer.MAX_VALUE);
        byte[] labels =
                IdxFile.read(original.resolve(labelsName), Integer.MAX_VALUE).values();
        List<Integer> chosen = chosen(labels, count / CLASSES);
        int height = images.extents().get(1);
        int width = images.extents().get(2);
        try (DataOutputStream out = packed(target.resolve(imagesName), 0x803, count, height, width)) {
            for (int example : chosen) {
                out.write(images.values(), example * height * width, height * width);
            }
        }
        try (DataOutputStream out = packed(target.resolve(labelsName), 0x801, count)) {
            for (int example : chosen) {
                out.write(labels[example]);
            }
        }
    }

    private static List<Integer> chosen(byte[] labels, int perClass) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(SampleTool.SEED));
        int[] left = new int[CLASSES];
        Arrays.fill(left, perClass);
        return order.stream()
                .filter(example -> left[labels[example]]-- > 0)
                .sorted()
                .toList();
    }

    private static DataOutputStream packed(Path file, int... header) throws IOException {
        DataOutputStream out = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
        for (int number : header) {
            out.writeInt(number);
        }
        return out;
    }
}
