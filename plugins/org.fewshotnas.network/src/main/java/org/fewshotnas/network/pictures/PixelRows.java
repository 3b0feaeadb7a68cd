package org.fewshotnas.network.pictures;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * The rows of a decoded picture as numbers from 0 to 1, what is transparent laid over white. Samples are taken as they stand in the file:
 * Java's own conversion would brighten greys, and drop half of 16 bits.
 */
final class PixelRows {
    private final Raster raster;
    private final ColorModel colors;
    private final int width;
    private final int channels;
    /** Of a picture with a palette: the channels of each colour. */
    private final float[][] palette;

    PixelRows(BufferedImage image) {
        raster = image.getRaster();
        colors = image.getColorModel();
        width = image.getWidth();
        channels = channels(colors);
        palette = colors instanceof IndexColorModel indexed ? palette(indexed, channels) : new float[0][];
    }

    /** 1 for greys, 3 for colours. */
    static int channels(ColorModel colors) {
        if (colors instanceof IndexColorModel indexed) {
            for (int i = 0; i < indexed.getMapSize(); i++) {
                if (indexed.getRed(i) != indexed.getGreen(i) || indexed.getRed(i) != indexed.getBlue(i)) {
                    return 3;
                }
            }
            return 1;
        }
        return colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY ? 1 : 3;
    }

    private static float[][] palette(IndexColorModel indexed, int channels) {
        float[][] palette = new float[indexed.getMapSize()][channels];
        for (int i = 0; i < palette.length; i++) {
            float opacity = indexed.getAlpha(i) / 255f;
            int[] color = {indexed.getRed(i), indexed.getGreen(i), indexed.getBlue(i)};
            for (int channel = 0; channel < channels; channel++) {
                palette[i][channel] = overWhite(color[channel] / 255f, opacity);
            }
        }
        return palette;
    }

    private static float overWhite(float value, float opacity) {
        // Where nothing is transparent, not a bit is lost.
        return opacity == 1 ? value : value * opacity + 1 - opacity;
    }

    int channels() {
        return channels;
    }

    /** Whether its samples have more than 8 bits. */
    boolean isDeep() {
        return palette.length == 0 && colors.getComponentSize(0) > 8;
    }

    /** Row {@code y} as (channels, width). */
    float[][] row(int y) {
        return palette.length > 0 ? fromPalette(y) : fromSamples(y);
    }

    private float[][] fromPalette(int y) {
        float[][] row = new float[channels][width];
        int[] numbers = raster.getSamples(0, y, width, 1, 0, (int[]) null);
        for (int x = 0; x < width; x++) {
            float[] color = palette[Math.min(numbers[x], palette.length - 1)];
            for (int channel = 0; channel < channels; channel++) {
                row[channel][x] = color[channel];
            }
        }
        return row;
    }

    private float[][] fromSamples(int y) {
        float[][] row = new float[channels][width];
        int[] samples = raster.getPixels(0, y, width, 1, (int[]) null);
        int bands = raster.getNumBands();
        boolean transparent = colors.hasAlpha() && bands > channels;
        for (int x = 0; x < width; x++) {
            float opacity = transparent ? share(samples[x * bands + channels], channels) : 1;
            for (int channel = 0; channel < channels; channel++) {
                float value = share(samples[x * bands + channel], channel);
                row[channel][x] = colors.isAlphaPremultiplied() ? value + 1 - opacity : overWhite(value, opacity);
            }
        }
        return row;
    }

    private float share(int sample, int band) {
        return sample / (float) ((1 << colors.getComponentSize(band)) - 1);
    }
}
