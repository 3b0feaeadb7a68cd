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
            new LatencyTask(1, 64),
            new LatencyTask(8, 16),
            new LatencyTask(8, 32),
            new LatencyTask(32, 16));

    String column() {
        return "cpu latency [ms] batch " + batch + " image " + image + "x" + image;
    }
}
