package org.fewshotnas.network.graph;

/**
 * How a convolution or a pooling moves over its input, the same along every extent.
 *
 * @param kernel how many entries it covers
 * @param stride how far it moves from one output to the next
 * @param dilation from one covered entry to the next; 1 for neighbours
 * @param padding imagined entries before the first and after the last
 * @param ceiling whether a last window that reaches beyond the end counts, so that an odd extent halves to the larger half
 */
public record Window(int kernel, int stride, int dilation, int padding, boolean ceiling) {
    /** @throws IllegalArgumentException if a number is out of range */
    public Window {
        if (kernel < 1 || stride < 1 || dilation < 1 || padding < 0 || padding > dilation * (kernel - 1) / 2) {
            throw new IllegalArgumentException("No window: kernel " + kernel + ", stride " + stride + ", dilation "
                    + dilation + ", padding " + padding);
        }
    }

    /** A window that keeps the extent. */
    public static Window same(int kernel, int dilation) {
        return strided(kernel, 1, dilation);
    }

    /** An odd window around each stride-th entry: an extent of n becomes n / stride, rounded up. */
    public static Window strided(int kernel, int stride, int dilation) {
        return new Window(kernel, stride, dilation, dilation * (kernel - 1) / 2, false);
    }

    /** Windows side by side: an extent of n becomes n / size, rounded up. */
    public static Window tiles(int size) {
        return new Window(size, size, 1, 0, true);
    }

    /** How many windows an extent has, as PyTorch counts them. */
    public int outputs(int extent) {
        int room = extent + 2 * padding - dilation * (kernel - 1) - 1;
        if (!ceiling) {
            return Math.floorDiv(room, stride) + 1;
        }
        int windows = -Math.floorDiv(-room, stride) + 1;
        return (windows - 1) * stride >= extent + padding ? windows - 1 : windows;
    }

    /** The shape that is left of an input, its channels as they are. */
    TensorShape over(TensorShape input) {
        return new TensorShape(
                input.channels(), input.extents().stream().map(this::outputs).toList());
    }
}
