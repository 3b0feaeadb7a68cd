package org.fewshotnas.network.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;

/** The examples of a training in a new order every epoch, in steps of as many examples each as there can be, give or take one. */
final class Batches {
    private final DataSet data;
    private final Augmentation augmentation;
    private final SplittableRandom random;
    private final int steps;
    private final int[] order;

    /** @param data normalised already */
    Batches(DataSet data, int batch, Augmentation augmentation, SplittableRandom random) {
        this.data = data;
        this.augmentation = augmentation;
        this.random = random;
        steps = (data.size() + batch - 1) / batch;
        order = new int[data.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
    }

    int steps() {
        return steps;
    }

    void shuffle() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }

    /** The examples of a step of the epoch. */
    DataSet batch(int step) {
        int first = (int) ((long) order.length * step / steps);
        int last = (int) ((long) order.length * (step + 1) / steps);
        DataSet batch = data.subset(Arrays.copyOfRange(order, first, last));
        boolean field = batch.targets() instanceof Targets.Numbers numbers
                && numbers.shape().dimensions() > 0;
        TensorShape shape = data.shape();
        for (int i = 0; i < batch.size() && !field; i++) {
            augmentation.apply(batch.inputs(), i * (int) shape.size(), shape, random);
        }
        return batch;
    }
}
