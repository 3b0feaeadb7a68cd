package org.fewshotnas.network.source;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * What the axes of an array of examples mean.
 *
 * @param shape of an example
 * @param channelsLast whether the channels are the array's last axis, not its second
 * @param isPicture whether the values are the pixels of pictures
 */
record ArrayShape(TensorShape shape, boolean channelsLast, boolean isPicture) {
    private static final int MOST_CHANNELS = 4;

    /**
     * By the axes behind the first. One: a series of one channel. Two: pictures of bytes; of other numbers a field where both are alike, and
     * else series, the shorter axis being the channels. Three: pictures or fields, channels first or last.
     *
     * @throws InvalidInputException if there are more or none
     */
    static ArrayShape of(String name, List<Integer> extents, boolean bytes) {
        int first = extents.size() < 2 ? 1 : extents.get(1);
        int second = extents.size() < 3 ? 1 : extents.get(2);
        return switch (extents.size()) {
            case 2 -> new ArrayShape(TensorShape.series(1, first), false, false);
            case 3 ->
                bytes || first == second
                        ? new ArrayShape(TensorShape.image(1, first, second), false, bytes)
                        : new ArrayShape(
                                TensorShape.series(Math.min(first, second), Math.max(first, second)),
                                second < first,
                                false);
            case 4 -> {
                int last = extents.get(3);
                boolean channelsLast = last <= MOST_CHANNELS && first > MOST_CHANNELS || last < first && last < second;
                TensorShape shape =
                        channelsLast ? TensorShape.image(last, first, second) : TensorShape.image(first, second, last);
                yield new ArrayShape(shape, channelsLast, bytes && shape.channels() <= MOST_CHANNELS);
            }
            default ->
                throw new InvalidInputException(
                        "The NumPy file \"" + name + "\" holds an array of " + extents.size()
                                + " axes; two to four were expected, the first of them the examples.",
                        "Store one row an example, and each example as a series, or as a picture of height, width and channels.");
        };
    }

    /** The same values, channels first. */
    double[] channelsFirst(double[] values) {
        if (!channelsLast) {
            return values;
        }
        double[] turned = new double[values.length];
        int positions = (int) shape.positions();
        for (int i = 0; i < values.length; i++) {
            turned[i % shape.channels() * positions + i / shape.channels()] = values[i];
        }
        return turned;
    }

    /** The same samples of bytes, channels last. */
    byte[] channelsLast(byte[] samples) {
        if (channelsLast || shape.channels() == 1) {
            return samples;
        }
        byte[] turned = new byte[samples.length];
        int positions = (int) shape.positions();
        for (int i = 0; i < samples.length; i++) {
            turned[i % positions * shape.channels() + i / positions] = samples[i];
        }
        return turned;
    }

    /** In words for the user; empty where there is no doubt. */
    Optional<String> note() {
        return isPicture || shape.dimensions() == 1 && shape.channels() == 1
                ? Optional.empty()
                : Optional.of("Each example was taken to be "
                        + (shape.dimensions() == 1
                                ? "a series of " + shape.channels() + " channels and "
                                        + shape.extents().get(0) + " steps"
                                : "a field of the shape " + shape)
                        + ".");
    }
}
