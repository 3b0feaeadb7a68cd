package org.fewshotnas.trainings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;

/**
 * A small task made of Fashion-MNIST (Xiao et al. 2017).
 *
 * @param name in the table
 * @param classes the numbers of the classes to tell apart
 * @param pooling how many pixels along each side become one
 * @param change what is done to every image before its pixels are pooled
 */
record FashionTask(String name, List<Integer> classes, int pooling, ImageChange change) {
    private static final List<Integer> ALL_CLASSES = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    private static final int SIDE = FashionImages.SIDE;

    static final List<FashionTask> ALL = List.of(
            new FashionTask("fashion 14x14", ALL_CLASSES, 2, ImageChange.NONE),
            new FashionTask("fashion tops 14x14", List.of(0, 2, 3, 4, 6), 2, ImageChange.NONE),
            new FashionTask("fashion rotated 14x14", ALL_CLASSES, 2, ImageChange.ROTATED),
            new FashionTask("fashion rolled 7x7", ALL_CLASSES, 4, ImageChange.ROLLED));

    /** Examples to learn from, as many of every class, the same in every run. */
    DataSet training(Path folder, int examples) throws IOException {
        return make(folder, "train", examples, 1);
    }

    /** Examples to be judged by. */
    DataSet test(Path folder, int examples) throws IOException {
        return make(folder, "t10k", examples, 2);
    }

    private DataSet make(Path folder, String kind, int examples, long seed) throws IOException {
        DataSet all = FashionImages.read(folder, kind);
        Random random = new Random(seed);
        int[] numbers = ((Targets.Classes) all.targets()).classes();
        int side = SIDE / pooling;
        float[] inputs = new float[examples * side * side];
        int[] labels = new int[examples];
        int[] left = new int[FashionImages.NAMES.size()];
        classes.forEach(number -> left[number] = examples / classes.size());
        int made = 0;
        for (int i : order(numbers.length, random)) {
            if (left[numbers[i]]-- > 0) {
                float[] image = Arrays.copyOfRange(all.inputs(), i * SIDE * SIDE, (i + 1) * SIDE * SIDE);
                pool(change.of(image, random), inputs, made * side * side);
                labels[made++] = classes.indexOf(numbers[i]);
            }
        }
        if (made < examples) {
            throw new IllegalStateException("Only " + made + " examples of " + examples);
        }
        List<String> names = classes.stream().map(FashionImages.NAMES::get).toList();
        return new DataSet(TensorShape.image(1, side, side), inputs, new Targets.Classes(labels, names));
    }

    private static List<Integer> order(int count, Random random) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        return order;
    }

    private void pool(float[] image, float[] inputs, int at) {
        int side = SIDE / pooling;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                inputs[at + y / pooling * side + x / pooling] += image[y * SIDE + x] / (pooling * pooling);
            }
        }
    }
}
