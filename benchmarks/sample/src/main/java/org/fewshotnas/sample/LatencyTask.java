package org.fewshotnas.sample;

import java.util.List;

/**
 * What a latency is measured for.
 *
 * @param batch images in one pass
 * @param image their width and height
 */
record LatencyTask(int batch, int image) {
    /** The latency columns of the sample. */
    static final List<LatencyTask> ALL = List.of(
            new LatencyTask(1, 16),
            new LatencyTask(1, 32),
            new LatencyTask(1, 48),
            new LatencyTask(4, 16),
            new LatencyTask(4, 32),
            new LatencyTask(16, 16));

    String column() {
        return "cpu latency [ms] batch " + batch + " image " + image + "x" + image;
    }
}
