package org.fewshotnas.network.pictures;

/**
 * How the pixels along one side become fewer or more: fewer by area, each new pixel the mean of what it covers; more by linear interpolation
 * between the centres of the two nearest.
 */
final class Resampling {
    private final int[] starts;
    private final float[][] weights;

    private Resampling(int[] starts, float[][] weights) {
        this.starts = starts;
        this.weights = weights;
    }

    /** From so many pixels to so many. */
    static Resampling of(int from, int to) {
        int[] starts = new int[to];
        float[][] weights = new float[to][];
        double step = (double) from / to;
        for (int i = 0; i < to; i++) {
            if (to < from) {
                byArea(from, step, i, starts, weights);
            } else {
                byDistance(from, step, i, starts, weights);
            }
        }
        return new Resampling(starts, weights);
    }

    private static void byArea(int from, double step, int i, int[] starts, float[][] weights) {
        double begin = i * step;
        double end = Math.min(from, begin + step);
        starts[i] = Math.min(from - 1, (int) begin);
        int last = Math.min(from, (int) Math.ceil(end - 1e-9));
        weights[i] = new float[Math.max(1, last - starts[i])];
        for (int j = 0; j < weights[i].length; j++) {
            int pixel = starts[i] + j;
            weights[i][j] = (float) ((Math.min(end, pixel + 1) - Math.max(begin, pixel)) / (end - begin));
        }
    }

    private static void byDistance(int from, double step, int i, int[] starts, float[][] weights) {
        double place = Math.max(0, Math.min(from - 1, (i + .5) * step - .5));
        starts[i] = (int) place;
        float right = (float) (place - starts[i]);
        weights[i] = right == 0 ? new float[] {1} : new float[] {1 - right, right};
    }

    /** The first of the old pixels that a new one is made of. */
    int start(int i) {
        return starts[i];
    }

    /** How much of the first and of those behind it; the sum is 1. */
    float[] weights(int i) {
        return weights[i];
    }

    /** A row of new pixels. */
    float[] apply(float[] row) {
        float[] made = new float[starts.length];
        for (int i = 0; i < made.length; i++) {
            for (int j = 0; j < weights[i].length; j++) {
                made[i] += weights[i][j] * row[starts[i] + j];
            }
        }
        return made;
    }
}
