package org.fewshotnas.trainings;

import java.util.Random;

/** What makes a harder task of images: done to each, at random. */
public enum ImageChange {
    /** Nothing. */
    NONE {
        @Override
        public float[] of(float[] image, Random random) {
            return image;
        }
    },

    /** Turned about the centre by any angle; zeros come in at the corners. */
    ROTATED {
        @Override
        public float[] of(float[] image, Random random) {
            return rotated(image, random.nextDouble() * 2 * Math.PI);
        }
    },

    /** Moved by any number of pixels along both axes; what leaves at one side comes in at the other. */
    ROLLED {
        @Override
        public float[] of(float[] image, Random random) {
            int side = side(image);
            return rolled(image, random.nextInt(side), random.nextInt(side));
        }
    };

    /** @param image of as many rows as columns, row by row; left as it is */
    public abstract float[] of(float[] image, Random random);

    private static int side(float[] image) {
        return (int) Math.sqrt(image.length);
    }

    private static float[] rolled(float[] image, int right, int down) {
        int side = side(image);
        float[] rolled = new float[image.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                rolled[(y + down) % side * side + (x + right) % side] = image[y * side + x];
            }
        }
        return rolled;
    }

    /** With the four nearest pixels weighed by distance. */
    private static float[] rotated(float[] image, double angle) {
        int side = side(image);
        float[] turned = new float[image.length];
        double centre = (side - 1) / 2.0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double fromX = centre + Math.cos(angle) * (x - centre) - Math.sin(angle) * (y - centre);
                double fromY = centre + Math.sin(angle) * (x - centre) + Math.cos(angle) * (y - centre);
                int left = (int) Math.floor(fromX);
                int top = (int) Math.floor(fromY);
                double right = fromX - left;
                double down = fromY - top;
                turned[y * side + x] = (float) ((1 - down) * (1 - right) * pixel(image, left, top)
                        + (1 - down) * right * pixel(image, left + 1, top)
                        + down * (1 - right) * pixel(image, left, top + 1)
                        + down * right * pixel(image, left + 1, top + 1));
            }
        }
        return turned;
    }

    private static float pixel(float[] image, int x, int y) {
        int side = side(image);
        return x < 0 || y < 0 || x >= side || y >= side ? 0 : image[y * side + x];
    }
}
