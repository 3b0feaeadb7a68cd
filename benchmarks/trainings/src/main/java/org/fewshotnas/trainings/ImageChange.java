package org.fewshotnas.trainings;

import java.util.Random;

/** What makes a harder task of images: done to each, at random. */
enum ImageChange {
    /** Nothing. */
    NONE {
        @Override
        float[] of(float[] image, Random random) {
            return image;
        }
    },

    /** Turned about the centre by any angle; zeros come in at the corners. */
    ROTATED {
        @Override
        float[] of(float[] image, Random random) {
            return rotated(image, random.nextDouble() * 2 * Math.PI);
        }
    },

    /** Moved by any number of pixels along both axes; what leaves at one side comes in at the other. */
    ROLLED {
        @Override
        float[] of(float[] image, Random random) {
            return rolled(image, random.nextInt(SIDE), random.nextInt(SIDE));
        }
    };

    /** Pixels along each side of an image. */
    static final int SIDE = 28;

    /** @param image of {@link #SIDE} times as many pixels, row by row; left as it is */
    abstract float[] of(float[] image, Random random);

    private static float[] rolled(float[] image, int right, int down) {
        float[] rolled = new float[image.length];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                rolled[(y + down) % SIDE * SIDE + (x + right) % SIDE] = image[y * SIDE + x];
            }
        }
        return rolled;
    }

    /** With the four nearest pixels weighed by distance. */
    private static float[] rotated(float[] image, double angle) {
        float[] turned = new float[image.length];
        double centre = (SIDE - 1) / 2.0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                double fromX = centre + Math.cos(angle) * (x - centre) - Math.sin(angle) * (y - centre);
                double fromY = centre + Math.sin(angle) * (x - centre) + Math.cos(angle) * (y - centre);
                int left = (int) Math.floor(fromX);
                int top = (int) Math.floor(fromY);
                double right = fromX - left;
                double down = fromY - top;
                turned[y * SIDE + x] = (float) ((1 - down) * (1 - right) * pixel(image, left, top)
                        + (1 - down) * right * pixel(image, left + 1, top)
                        + down * (1 - right) * pixel(image, left, top + 1)
                        + down * right * pixel(image, left + 1, top + 1));
            }
        }
        return turned;
    }

    private static float pixel(float[] image, int x, int y) {
        return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : image[y * SIDE + x];
    }
}
