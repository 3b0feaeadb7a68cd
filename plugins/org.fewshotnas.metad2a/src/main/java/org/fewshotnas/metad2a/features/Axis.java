package org.fewshotnas.metad2a.features;

/**
 * Values at regular places of an array.
 *
 * @param values all of the array
 * @param start place of the first
 * @param step from one to the next
 * @param count how many
 */
record Axis(float[] values, int start, int step, int count) {
    /** Fills another one with these: fewer, each the mean of what it covers, or more, each between the two nearest. */
    void resize(Axis to) {
        double ratio = (double) count / to.count;
        for (int i = 0; i < to.count; i++) {
            double value = ratio > 1 ? mean(i * ratio, (i + 1) * ratio) : between((i + .5) * ratio - .5);
            to.values[to.start + i * to.step] = (float) value;
        }
    }

    private double mean(double from, double to) {
        double sum = 0;
        for (int i = (int) from; i < to && i < count; i++) {
            sum += at(i) * (Math.min(to, i + 1) - Math.max(from, i));
        }
        return sum / (to - from);
    }

    private double between(double place) {
        double inside = Math.max(0, Math.min(count - 1, place));
        int left = (int) inside;
        int right = Math.min(count - 1, left + 1);
        return at(left) + (inside - left) * (at(right) - at(left));
    }

    private float at(int i) {
        return values[start + i * step];
    }
}
