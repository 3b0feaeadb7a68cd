package org.fewshotnas.trainings.datasets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;

/**
 * A small data set.
 *
 * @param name of the family with a number
 * @param family its images
 * @param classes to be told apart
 * @param examples to learn from, of all classes together
 * @param variant what is done to them
 * @param seed of their choice
 */
record DataSetTask(String name, ImageFamily family, List<Integer> classes, int examples, Variant variant, long seed) {
    /** Pixels along each side of what networks see: the mean of four of an image. */
    static final int SEEN = ImageFamily.SIDE / 2;

    private static final int MOST_CLASSES = 20;
    private static final int[] EXAMPLES = {200, 400, 800};

    /** The data sets of a family; the first ones are the same whatever their number. */
    static List<DataSetTask> of(ImageFamily family, int count) {
        Random random = new Random(family.name().hashCode());
        List<DataSetTask> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Integer> all =
                    new ArrayList<>(IntStream.range(0, family.classes()).boxed().toList());
            Collections.shuffle(all, random);
            int classes = 2 + random.nextInt(Math.min(MOST_CLASSES, all.size()) - 1);
            tasks.add(new DataSetTask(
                    family.name() + " " + (i + 1),
                    family,
                    List.copyOf(all.subList(0, classes)),
                    EXAMPLES[random.nextInt(EXAMPLES.length)],
                    Variant.draw(random, family.channels() == 1),
                    random.nextLong()));
        }
        return tasks;
    }

    /** As many of every class as of any other, or one more; {@link ImageFamily#SIDE} pixels along each side. */
    DataSet large(boolean test, int count) {
        int channels = variant.channels(family);
        Random random = new Random(seed + (test ? 1 : 0));
        TensorShape shape = TensorShape.image(channels, ImageFamily.SIDE, ImageFamily.SIDE);
        float[] inputs = new float[(int) shape.size() * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % classes.size();
            float[] image = variant.of(family.image(classes.get(labels[i]), test, random), random);
            System.arraycopy(image, 0, inputs, i * image.length, image.length);
        }
        List<String> names = classes.stream().map(family::className).toList();
        return new DataSet(shape, inputs, new Targets.Classes(labels, names));
    }

    /** The same, as networks see them. */
    DataSet seen(boolean test, int count) {
        DataSet large = large(test, count);
        int planes = count * large.shape().channels();
        float[] inputs = new float[planes * SEEN * SEEN];
        for (int i = 0; i < large.inputs().length; i++) {
            int plane = i / (ImageFamily.SIDE * ImageFamily.SIDE);
            int y = i / ImageFamily.SIDE % ImageFamily.SIDE / 2;
            int x = i % ImageFamily.SIDE / 2;
            inputs[(plane * SEEN + y) * SEEN + x] += large.inputs()[i] / 4;
        }
        return new DataSet(TensorShape.image(large.shape().channels(), SEEN, SEEN), inputs, large.targets());
    }
}
