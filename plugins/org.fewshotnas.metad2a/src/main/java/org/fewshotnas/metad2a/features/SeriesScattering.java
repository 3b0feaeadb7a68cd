package org.fewshotnas.metad2a.features;

import java.util.Arrays;

/**
 * What a series looks like: its scattering transform (Andén and Mallat 2014, "Deep Scattering Spectrum") of two orders over six octaves of two
 * wavelets each, of 256 steps, to which any length is brought, after each channel has been scaled to mean 0 and deviation 1. Each number is told for
 * each quarter of the time, once as the mean over channels and once as the deviation between them: 2 x 4 x (1 + 12 + 55). Borders are mirrored.
 * Immutable; may be used by several threads.
 */
public final class SeriesScattering {
    /** How many numbers come out. */
    public static final int WIDTH = 544;

    private static final int LENGTH = 256;
    private static final int MARGIN = 64;
    private static final int EXTENT = LENGTH + 2 * MARGIN;
    private static final int OCTAVES = 6;
    private static final int VOICES = 2;
    private static final int WAVELETS = OCTAVES * VOICES;
    private static final int QUARTERS = 4;
    private static final double SIGMA = .8;
    private static final double FREQUENCY = .75 * Math.PI;

    private final Fourier[] fourier = new Fourier[OCTAVES];
    /** By the octave of the grid, and the wavelet. */
    private final float[][][] wavelets = new float[OCTAVES][WAVELETS][];

    private final Pooling[] quarters = new Pooling[OCTAVES];

    private SeriesScattering() {
        for (int grid = 0; grid < OCTAVES; grid++) {
            int extent = EXTENT >> grid;
            fourier[grid] = new Fourier(extent);
            quarters[grid] = Pooling.of(extent, 1 << grid, MARGIN, LENGTH, QUARTERS, LENGTH / 16.0);
            for (int wavelet = grid * VOICES; wavelet < WAVELETS; wavelet++) {
                double scale = Math.pow(2, (double) wavelet / VOICES - grid);
                wavelets[grid][wavelet] = Morlet.ofSeries(extent, SIGMA * scale, FREQUENCY / scale);
            }
        }
    }

    /** The transform; its filters are made when it is asked for first. */
    public static SeriesScattering get() {
        return Holder.INSTANCE;
    }

    private static final class Holder {
        static final SeriesScattering INSTANCE = new SeriesScattering();
    }

    /**
     * The features of a series.
     *
     * @param values channels x length
     * @param channels at least 1
     * @return {@link #WIDTH} numbers
     * @throws IllegalArgumentException if the channels are not equally long
     */
    public float[] of(float[] values, int channels) {
        if (channels < 1 || values.length == 0 || values.length % channels != 0) {
            throw new IllegalArgumentException(values.length + " values of " + channels + " channels");
        }
        int length = values.length / channels;
        int width = WIDTH / 2;
        double[] sums = new double[width];
        double[] squares = new double[width];
        for (int channel = 0; channel < channels; channel++) {
            float[] one =
                    ofChannel(resampled(scaled(Arrays.copyOfRange(values, channel * length, (channel + 1) * length))));
            for (int i = 0; i < width; i++) {
                sums[i] += one[i];
                squares[i] += (double) one[i] * one[i];
            }
        }
        float[] features = new float[WIDTH];
        for (int i = 0; i < width; i++) {
            double mean = sums[i] / channels;
            features[i] = (float) mean;
            features[width + i] = (float) Math.sqrt(Math.max(0, squares[i] / channels - mean * mean));
        }
        return features;
    }

    /** One that never changes is zero. */
    private static float[] scaled(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value / (double) values.length;
        }
        double variance = 0;
        for (float value : values) {
            variance += (value - mean) * (value - mean) / values.length;
        }
        float[] scaled = new float[values.length];
        double deviation = Math.sqrt(variance);
        // Rounding alone gives a constant series some deviation.
        for (int i = 0; i < values.length && deviation > 1e-6 * Math.abs(mean); i++) {
            scaled[i] = (float) ((values[i] - mean) / deviation);
        }
        return scaled;
    }

    private static float[] resampled(float[] channel) {
        float[] resampled = new float[LENGTH];
        new Axis(channel, 0, 1, channel.length).resize(new Axis(resampled, 0, 1, LENGTH));
        return resampled;
    }

    private float[] ofChannel(float[] channel) {
        float[] series = mirrored(channel);
        float[] features = new float[WIDTH / 2];
        Spectrum spectrum = Spectrum.of(1, EXTENT, series, fourier[0]);
        int at = quarters[0].series(series, features, 0);
        for (int wavelet = 0; wavelet < WAVELETS; wavelet++) {
            int grid = wavelet / VOICES;
            float[] waves = waves(spectrum, 0, wavelet);
            at = quarters[grid].series(waves, features, at);
            Spectrum second = Spectrum.of(1, EXTENT >> grid, waves, fourier[grid]);
            for (int slower = wavelet + VOICES; slower < WAVELETS; slower++) {
                at = quarters[slower / VOICES].series(waves(second, grid, slower), features, at);
            }
        }
        return features;
    }

    private float[] waves(Spectrum spectrum, int grid, int wavelet) {
        int to = wavelet / VOICES;
        return spectrum.filtered(wavelets[grid][wavelet], 1 << to - grid).modulus(fourier[to]);
    }

    private static float[] mirrored(float[] channel) {
        float[] longer = new float[EXTENT];
        for (int i = 0; i < EXTENT; i++) {
            int positive = Math.abs(i - MARGIN);
            longer[i] = channel[positive < LENGTH ? positive : 2 * LENGTH - 2 - positive];
        }
        return longer;
    }
}
