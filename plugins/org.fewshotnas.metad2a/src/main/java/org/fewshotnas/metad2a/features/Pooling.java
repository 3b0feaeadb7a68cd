package org.fewshotnas.metad2a.features;

/**
 * Means of a signal under Gaussians around regular places: what a low pass and thinning leave.
 *
 * @param weights place by place, one for each value; those of a place sum up to 1
 */
record Pooling(float[][] weights) {
    /**
     * @param extent of the signal
     * @param every how many steps of the original grid lie between its values
     * @param margin steps before the part that counts
     * @param length steps of that part
     * @param places how many, of equal length
     * @param sigma width of the Gaussians, in steps
     */
    static Pooling of(int extent, int every, int margin, int length, int places, double sigma) {
        float[][] weights = new float[places][extent];
        for (int place = 0; place < places; place++) {
            double sum = 0;
            double[] row = new double[extent];
            for (int i = 0; i < extent; i++) {
                row[i] = weight(i * every - margin, (double) length / places, place, sigma);
                sum += row[i];
            }
            for (int i = 0; i < extent; i++) {
                weights[place][i] = (float) (row[i] / sum);
            }
        }
        return new Pooling(weights);
    }

    /** Of two Gaussians, which divide the place in four equal parts. */
    private static double weight(double at, double width, int place, double sigma) {
        double left = (at - (place + .25) * width) / sigma;
        double right = (at - (place + .75) * width) / sigma;
        return Math.exp(-left * left / 2) + Math.exp(-right * right / 2);
    }

    /** Of a series. */
    int series(float[] signal, float[] to, int at) {
        for (int place = 0; place < weights.length; place++) {
            to[at + place] = dot(weights[place], signal, 0);
        }
        return at + weights.length;
    }

    /** Of an image of as many rows as columns. */
    int image(float[] signal, float[] to, int at) {
        int extent = weights[0].length;
        int next = at;
        for (float[] down : weights) {
            float[] row = new float[extent];
            for (int y = 0; y < extent; y++) {
                for (int x = 0; x < extent; x++) {
                    row[x] += down[y] * signal[y * extent + x];
                }
            }
            for (float[] across : weights) {
                to[next++] = dot(across, row, 0);
            }
        }
        return next;
    }

    private static float dot(float[] weights, float[] signal, int at) {
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * signal[at + i];
        }
        return sum;
    }
}
