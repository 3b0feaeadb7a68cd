package org.fewshotnas.network.training;

import java.util.SplittableRandom;
import org.fewshotnas.network.graph.TensorShape;

/**
 * Changes that leave an example's target as it is, drawn anew each time that it is seen. Only for targets that are not fields.
 *
 * @param shift the most places by which an example is moved along each extent; zeros come in
 * @param flip whether every other image is mirrored left to right
 */
public record Augmentation(int shift, boolean flip) {
    /** The one that changes nothing. */
    public static final Augmentation NONE = new Augmentation(0, false);

    /** @throws IllegalArgumentException if the shift is negative */
    public Augmentation {
        if (shift < 0) {
            throw new IllegalArgumentException("A shift by " + shift);
        }
    }

    /** Changes an example, in place. */
    void apply(float[] values, int start, TensorShape shape, SplittableRandom random) {
        if (equals(NONE)) {
            return;
        }
        boolean image = shape.dimensions() == 2;
        int width = shape.extents().get(shape.dimensions() - 1);
        int height = image ? shape.extents().get(0) : 1;
        int down = image ? random.nextInt(-shift, shift + 1) : 0;
        int right = random.nextInt(-shift, shift + 1);
        boolean mirrored = flip && image && random.nextBoolean();
        float[] plane = new float[height * width];
        for (int channel = 0; channel < shape.channels(); channel++) {
            int at = start + channel * plane.length;
            System.arraycopy(values, at, plane, 0, plane.length);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int fromX = (mirrored ? width - 1 - x : x) - right;
                    int fromY = y - down;
                    boolean inside = fromX >= 0 && fromX < width && fromY >= 0 && fromY < height;
                    values[at + y * width + x] = inside ? plane[fromY * width + fromX] : 0;
                }
            }
        }
    }
}
