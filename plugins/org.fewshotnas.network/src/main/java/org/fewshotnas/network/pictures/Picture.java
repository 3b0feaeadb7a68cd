package org.fewshotnas.network.pictures;

import java.awt.image.BufferedImage;
import org.fewshotnas.network.graph.TensorShape;

/**
 * A decoded picture.
 *
 * <pre>{@code
 * Picture picture = PictureReader.read(bytes, "\"cat.jpg\"");
 * float[] values = picture.values(TensorShape.image(3, 32, 32), Fit.STRETCH);
 * }</pre>
 */
public final class Picture {
    private static final float[] LUMA = {.299f, .587f, .114f};

    private final PixelRows rows;
    private final PictureHeader header;

    Picture(BufferedImage image) {
        rows = new PixelRows(image);
        header = new PictureHeader(image.getHeight(), image.getWidth(), rows.channels());
    }

    /** Its size, and whether it is grey. */
    public PictureHeader header() {
        return header;
    }

    /**
     * Its pixels as numbers from 0 to 1. A grey picture has the same number in all of three channels; of a coloured one a single channel is the
     * luma of ITU-R BT.601.
     *
     * @param shape (1 or 3 channels, height, width)
     * @return one channel after another, row by row
     */
    public float[] values(TensorShape shape, Fit fit) {
        int channels = shape.channels();
        if (shape.dimensions() != 2 || channels != 1 && channels != 3) {
            throw new IllegalArgumentException("A picture has no shape of " + shape);
        }
        int height = shape.extents().get(0);
        int width = shape.extents().get(1);
        int innerHeight = height;
        int innerWidth = width;
        if (fit == Fit.PAD) {
            double scale = Math.min((double) height / header.height(), (double) width / header.width());
            innerHeight = Math.max(1, (int) Math.min(height, Math.round(header.height() * scale)));
            innerWidth = Math.max(1, (int) Math.min(width, Math.round(header.width() * scale)));
        }
        float[] values = new float[(int) shape.size()];
        int top = (height - innerHeight) / 2;
        int left = (width - innerWidth) / 2;
        ScaledRows scaled = new ScaledRows(Resampling.of(header.width(), innerWidth), channels);
        Resampling vertical = Resampling.of(header.height(), innerHeight);
        for (int y = 0; y < innerHeight; y++) {
            float[] weights = vertical.weights(y);
            for (int j = 0; j < weights.length; j++) {
                float[][] row = scaled.row(vertical.start(y) + j);
                for (int channel = 0; channel < channels; channel++) {
                    int at = (channel * height + top + y) * width + left;
                    for (int x = 0; x < innerWidth; x++) {
                        values[at + x] += weights[j] * row[channel][x];
                    }
                }
            }
        }
        return values;
    }

    /**
     * The picture as a PNG file, of 16 bits where it has more than 8; what was transparent is white.
     *
     * @param largest pixels along a side; a larger picture is shrunk, with its proportions
     */
    public byte[] png(int largest) {
        double scale = Math.min(1, (double) largest / Math.max(header.height(), header.width()));
        TensorShape shape = TensorShape.image(
                header.channels(), Math.max(1, (int) Math.round(header.height() * scale)), Math.max(1, (int)
                        Math.round(header.width() * scale)));
        return PngEncoder.encode(shape, values(shape, Fit.STRETCH), rows.isDeep() ? 16 : 8);
    }

    /** The rows of the picture at another width: each is used for two new rows at most, one after the other, so that the last two are kept. */
    private final class ScaledRows {
        private final Resampling horizontal;
        private final int channels;
        private final float[][][] last = new float[2][][];
        private final int[] numbers = {-1, -1};

        ScaledRows(Resampling horizontal, int channels) {
            this.horizontal = horizontal;
            this.channels = channels;
        }

        float[][] row(int y) {
            if (numbers[y % 2] != y) {
                float[][] row = withChannels(rows.row(y));
                for (int channel = 0; channel < channels; channel++) {
                    row[channel] = horizontal.apply(row[channel]);
                }
                last[y % 2] = row;
                numbers[y % 2] = y;
            }
            return last[y % 2];
        }

        private float[][] withChannels(float[][] row) {
            if (row.length == channels) {
                return row;
            }
            if (row.length == 1) {
                return new float[][] {row[0], row[0], row[0]};
            }
            float[] luma = new float[row[0].length];
            for (int x = 0; x < luma.length; x++) {
                luma[x] = LUMA[0] * row[0][x] + LUMA[1] * row[1][x] + LUMA[2] * row[2][x];
            }
            return new float[][] {luma};
        }
    }
}
