package org.fewshotnas.network.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.fewshotnas.network.graph.TensorShape;

/**
 * What makes the numbers of each channel alike: (value - shift) / scale.
 *
 * @param shifts one a channel
 * @param scales one a channel, none of them zero
 */
public record Normalisation(List<Float> shifts, List<Float> scales) {
    /** Copies the lists. */
    public Normalisation {
        shifts = List.copyOf(shifts);
        scales = List.copyOf(scales);
    }

    /** The one that changes nothing. */
    public static Normalisation none(int channels) {
        return new Normalisation(Collections.nCopies(channels, 0f), Collections.nCopies(channels, 1f));
    }

    /**
     * By mean and standard deviation of these numbers; a channel that is constant is only shifted.
     *
     * @param values examples of the shape, one after another
     */
    public static Normalisation standard(float[] values, TensorShape shape) {
        return of(values, shape, true);
    }

    /** By the root of the mean square alone, so that zero stays zero. */
    public static Normalisation scaling(float[] values, TensorShape shape) {
        return of(values, shape, false);
    }

    private static Normalisation of(float[] values, TensorShape shape, boolean centred) {
        List<Float> shifts = new ArrayList<>();
        List<Float> scales = new ArrayList<>();
        int positions = (int) shape.positions();
        int size = (int) shape.size();
        long count = (long) values.length / size * positions;
        for (int channel = 0; channel < shape.channels(); channel++) {
            double mean = centred ? sum(values, size, channel * positions, positions, 0, 1) / count : 0;
            double variance = sum(values, size, channel * positions, positions, mean, 2) / count;
            float scale = (float) Math.sqrt(variance);
            shifts.add((float) mean);
            scales.add(scale > 0 && Float.isFinite(scale) ? scale : 1);
        }
        return new Normalisation(shifts, scales);
    }

    private static double sum(float[] values, int size, int start, int positions, double mean, int power) {
        double sum = 0;
        for (int example = 0; example < values.length; example += size) {
            for (int i = example + start; i < example + start + positions; i++) {
                double centred = values[i] - mean;
                sum += power == 1 ? centred : centred * centred;
            }
        }
        return sum;
    }

    /** Applies it to examples of the shape, one after another, in place. */
    public void apply(float[] values, TensorShape shape) {
        int positions = (int) shape.positions();
        for (int i = 0; i < values.length; i++) {
            int channel = i / positions % shape.channels();
            values[i] = (values[i] - shifts.get(channel)) / scales.get(channel);
        }
    }

    /** Takes it back, in place. */
    public void revert(float[] values, TensorShape shape) {
        int positions = (int) shape.positions();
        for (int i = 0; i < values.length; i++) {
            int channel = i / positions % shape.channels();
            values[i] = values[i] * scales.get(channel) + shifts.get(channel);
        }
    }
}
