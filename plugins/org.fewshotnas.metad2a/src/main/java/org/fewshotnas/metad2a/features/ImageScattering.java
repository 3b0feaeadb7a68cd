package org.fewshotnas.metad2a.features;

import java.util.Arrays;

/**
 * What an image looks like: its scattering transform (Bruna and Mallat 2013) of two orders, 3 scales and 8 directions, of 32 x 32 pixels. The
 * brightness is told for each quarter of the image: its mean, how much there is of waves of each scale and direction, and of waves of a larger
 * scale in those: 4 x (1 + 24 + 192) numbers. Colours are told of the whole image: the mean of two differences of colours, and their waves:
 * 2 x 25 numbers, zeros of a grey image. Borders are mirrored. Immutable; may be used by several threads.
 *
 * <pre>{@code
 * float[] features = ImageScattering.get().of(pixels, 3);
 * }</pre>
 */
public final class ImageScattering {
    /** Pixels along each side of an image. */
    public static final int SIDE = 32;
    /** How many numbers come out. */
    public static final int WIDTH = 918;

    private static final int SCALES = 3;
    private static final int DIRECTIONS = 8;
    private static final int MARGIN = 8;
    private static final int EXTENT = SIDE + 2 * MARGIN;
    private static final int PIXELS = SIDE * SIDE;
    private static final int QUARTERS = 2;
    private static final double SIGMA = .8;
    private static final double FREQUENCY = .75 * Math.PI;
    private static final double SLANT = 4.0 / DIRECTIONS;

    private final Fourier[] fourier = new Fourier[SCALES];
    /** By the scale of the grid, the scale of the wavelet, and its direction. */
    private final float[][][][] wavelets = new float[SCALES][SCALES][DIRECTIONS][];

    private final Pooling[] quarters = new Pooling[SCALES];
    private final Pooling[] whole = new Pooling[SCALES];

    private ImageScattering() {
        for (int grid = 0; grid < SCALES; grid++) {
            int extent = EXTENT >> grid;
            fourier[grid] = new Fourier(extent);
            double sigma = SIGMA * (1 << SCALES - 1);
            quarters[grid] = Pooling.of(extent, 1 << grid, MARGIN, SIDE, QUARTERS, sigma);
            whole[grid] = Pooling.of(extent, 1 << grid, MARGIN, SIDE, 1, SIDE / 4.0);
            for (int scale = grid; scale < SCALES; scale++) {
                for (int direction = 0; direction < DIRECTIONS; direction++) {
                    wavelets[grid][scale][direction] = Morlet.ofImage(
                            extent,
                            SIGMA * (1 << scale - grid),
                            FREQUENCY / (1 << scale - grid),
                            Math.PI * direction / DIRECTIONS,
                            SLANT);
                }
            }
        }
    }

    /** The transform; its filters are made when it is asked for first. */
    public static ImageScattering get() {
        return Holder.INSTANCE;
    }

    private static final class Holder {
        static final ImageScattering INSTANCE = new ImageScattering();
    }

    /**
     * The features of an image.
     *
     * @param values channels x {@link #SIDE} x {@link #SIDE}; three channels are red, green and blue; of any other number the mean is the
     *     brightness, and the spread around it counts as one colour
     * @param channels at least 1
     * @return {@link #WIDTH} numbers
     * @throws IllegalArgumentException if there are not as many values
     */
    public float[] of(float[] values, int channels) {
        if (channels < 1 || values.length != channels * PIXELS) {
            throw new IllegalArgumentException(
                    values.length + " values of " + channels + " channels, each " + SIDE + " x " + SIDE);
        }
        float[] features = new float[WIDTH];
        float[] weights = channels == 3 ? new float[] {.299f, .587f, .114f} : equal(channels);
        float[] brightness = mixed(values, weights);
        int at = secondOrder(brightness, features);
        if (channels == 3) {
            at = firstOrder(mixed(values, new float[] {-.169f, -.331f, .5f}), features, at);
            firstOrder(mixed(values, new float[] {.5f, -.419f, -.081f}), features, at);
        } else if (channels > 1) {
            firstOrder(spread(values, brightness, channels), features, at);
        }
        return features;
    }

    private static float[] equal(int channels) {
        float[] weights = new float[channels];
        Arrays.fill(weights, 1f / channels);
        return weights;
    }

    private static float[] mixed(float[] values, float[] weights) {
        float[] mixed = new float[PIXELS];
        for (int channel = 0; channel < weights.length; channel++) {
            for (int i = 0; i < PIXELS; i++) {
                mixed[i] += weights[channel] * values[channel * PIXELS + i];
            }
        }
        return mixed;
    }

    private static float[] spread(float[] values, float[] mean, int channels) {
        float[] spread = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            double squares = 0;
            for (int channel = 0; channel < channels; channel++) {
                double difference = values[channel * PIXELS + i] - mean[i];
                squares += difference * difference;
            }
            spread[i] = (float) Math.sqrt(squares / channels);
        }
        return spread;
    }

    private static float[] mirrored(float[] plane) {
        float[] larger = new float[EXTENT * EXTENT];
        for (int y = 0; y < EXTENT; y++) {
            for (int x = 0; x < EXTENT; x++) {
                larger[y * EXTENT + x] = plane[mirror(y - MARGIN) * SIDE + mirror(x - MARGIN)];
            }
        }
        return larger;
    }

    /** Around the first and the last pixel, which are not repeated. */
    private static int mirror(int i) {
        int positive = Math.abs(i);
        return positive < SIDE ? positive : 2 * SIDE - 2 - positive;
    }

    private int secondOrder(float[] plane, float[] features) {
        float[] image = mirrored(plane);
        Spectrum spectrum = Spectrum.of(EXTENT, EXTENT, image, fourier[0]);
        int at = quarters[0].image(image, features, 0);
        for (int scale = 0; scale < SCALES; scale++) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                float[] waves = waves(spectrum, 0, scale, direction);
                at = quarters[scale].image(waves, features, at);
                if (scale < SCALES - 1) {
                    at = wavesOfWaves(waves, scale, features, at);
                }
            }
        }
        return at;
    }

    private int wavesOfWaves(float[] waves, int grid, float[] features, int start) {
        int at = start;
        Spectrum spectrum = Spectrum.of(EXTENT >> grid, EXTENT >> grid, waves, fourier[grid]);
        for (int scale = grid + 1; scale < SCALES; scale++) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                at = quarters[scale].image(waves(spectrum, grid, scale, direction), features, at);
            }
        }
        return at;
    }

    /** How strong waves of a scale are, on a grid as coarse as they are long. */
    private float[] waves(Spectrum spectrum, int grid, int scale, int direction) {
        return spectrum.filtered(wavelets[grid][scale][direction], 1 << scale - grid)
                .modulus(fourier[scale]);
    }

    private int firstOrder(float[] plane, float[] features, int start) {
        float[] image = mirrored(plane);
        Spectrum spectrum = Spectrum.of(EXTENT, EXTENT, image, fourier[0]);
        int at = whole[0].image(image, features, start);
        for (int scale = 0; scale < SCALES; scale++) {
            for (int direction = 0; direction < DIRECTIONS; direction++) {
                at = whole[scale].image(waves(spectrum, 0, scale, direction), features, at);
            }
        }
        return at;
    }
}
