package org.fewshotnas.network.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

    /**
     * What targets are by their axes behind the first, for examples of a shape. As many places as the example has, with or without an axis of
     * channels before or behind them: a field. One other axis: several numbers.
     *
     * @param extents the first is the number of examples
     * @throws InvalidInputException if they are fields of another shape than the examples
     */
    static ArrayShape ofTargets(String name, List<Integer> extents, ArrayShape examples) {
        List<Integer> own = extents.subList(1, extents.size());
        List<Integer> places = examples.shape.extents();
        int size = own.stream().reduce(1, Math::multiplyExact);
        if (size == 1) {
            return new ArrayShape(TensorShape.vector(1), false, false);
        }
        if (own.equals(places) || own.size() == 1 && size == examples.shape.positions()) {
            return new ArrayShape(new TensorShape(1, places), false, false);
        }
        if (own.size() == 1) {
            return new ArrayShape(TensorShape.vector(size), false, false);
        }
        boolean first = own.subList(1, own.size()).equals(places);
        boolean last = own.subList(0, own.size() - 1).equals(places);
        if (!first && !last) {
            throw new InvalidInputException(
                    "The targets in \"" + name + "\" are of the shape " + words(own) + ", but the examples have "
                            + words(places)
                            + " places; a network says one number or several of each place, or of the whole example.",
                    "Bring both to one grid, or give each example one row of numbers: y.reshape(len(y), -1).");
        }
        boolean channelsLast = last && (examples.channelsLast || !first);
        return new ArrayShape(new TensorShape(own.get(channelsLast ? own.size() - 1 : 0), places), channelsLast, false);
    }

    /** The same with every one of so many places along each side. */
    ArrayShape thinned(int step) {
        List<Integer> left =
                shape.extents().stream().map(extent -> (extent - 1) / step + 1).toList();
        return new ArrayShape(new TensorShape(shape.channels(), left), channelsLast, isPicture);
    }

    private static String words(List<Integer> extents) {
        return extents.stream().map(String::valueOf).collect(Collectors.joining(" x "));
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

    /** What targets were taken to be, in words for the user; empty for one number. */
    Optional<String> targetNote() {
        if (shape.dimensions() > 0) {
            return Optional.of("Each target was taken to be a field of the shape " + shape
                    + ": numbers for each place of the example.");
        }
        return shape.size() == 1
                ? Optional.empty()
                : Optional.of("Each target was taken to be " + shape.size() + " numbers.");
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
