package org.fewshotnas.trainings.datasets;

import java.util.Arrays;
import java.util.Random;
import org.fewshotnas.trainings.ImageChange;

/**
 * What is done to every image of a data set.
 *
 * @param change of its place or direction
 * @param tinted whether a grey image gets any colour
 * @param noise standard deviation of what is added to each pixel
 */
record Variant(ImageChange change, boolean tinted, double noise) {
    private static final int PIXELS = ImageFamily.SIDE * ImageFamily.SIDE;

    static Variant draw(Random random, boolean grey) {
        ImageChange change = ImageChange.values()[Math.max(0, random.nextInt(5) - 2)];
        double noise = random.nextInt(3) * .12;
        return new Variant(change, random.nextBoolean() && grey, noise);
    }

    int channels(ImageFamily family) {
        return tinted ? 3 : family.channels();
    }

    /** @param image channel by channel */
    float[] of(float[] image, Random random) {
        long seed = random.nextLong();
        float[] changed = new float[image.length];
        for (int at = 0; at < image.length; at += PIXELS) {
            float[] plane = change.of(Arrays.copyOfRange(image, at, at + PIXELS), new Random(seed));
            System.arraycopy(plane, 0, changed, at, PIXELS);
        }
        float[] coloured = tinted ? tinted(changed, random) : changed;
        for (int i = 0; i < coloured.length && noise > 0; i++) {
            coloured[i] += (float) (noise * random.nextGaussian());
        }
        return coloured;
    }

    /** Between two colours. */
    private static float[] tinted(float[] grey, Random random) {
        float[] coloured = new float[3 * PIXELS];
        for (int channel = 0; channel < 3; channel++) {
            float dark = .4f * random.nextFloat();
            float bright = .4f + .6f * random.nextFloat();
            for (int i = 0; i < PIXELS; i++) {
                coloured[channel * PIXELS + i] = dark + (bright - dark) * grey[i];
            }
        }
        return coloured;
    }
}
