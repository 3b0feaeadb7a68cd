package org.fewshotnas.metad2a.features;

/**
 * Morlet wavelets on periodic grids: a wave under a Gaussian, from which as much of the Gaussian is taken as makes the mean zero (Bruna and
 * Mallat 2013, "Invariant Scattering Convolution Networks", section 2.1). Their Fourier transforms are real.
 */
final class Morlet {
    /** Gaussians beyond so many periods do not count. */
    private static final int PERIODS = 3;

    private Morlet() {}

    /**
     * Of one dimension.
     *
     * @param extent of the grid
     * @param sigma width of the Gaussian in steps of the grid
     * @param frequency of the wave, in radians a step
     * @return the transform
     */
    static float[] ofSeries(int extent, double sigma, double frequency) {
        return of(1, extent, sigma, frequency, 0, 1);
    }

    /**
     * Of two dimensions.
     *
     * @param extent of the grid along each side
     * @param sigma width of the Gaussian along the wave
     * @param frequency of the wave, in radians a step
     * @param angle of its direction to the axis of columns
     * @param slant the width along the wave by the width across
     * @return the transform, row by row
     */
    static float[] ofImage(int extent, double sigma, double frequency, double angle, double slant) {
        return of(extent, extent, sigma, frequency, angle, slant);
    }

    private static float[] of(int rows, int columns, double sigma, double frequency, double angle, double slant) {
        Gabor wave = new Gabor(sigma, frequency, angle, slant);
        Gabor mean = new Gabor(sigma, 0, angle, slant);
        double share = wave.transform(0, 0) / mean.transform(0, 0);
        float[] filter = new float[rows * columns];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double sum = 0;
                for (int up = rows == 1 ? 0 : -PERIODS; up <= (rows == 1 ? 0 : PERIODS); up++) {
                    for (int right = -PERIODS; right <= PERIODS; right++) {
                        double alongY = 2 * Math.PI * ((double) y / rows + up);
                        double alongX = 2 * Math.PI * ((double) x / columns + right);
                        sum += wave.transform(alongX, alongY) - share * mean.transform(alongX, alongY);
                    }
                }
                filter[y * columns + x] = (float) sum;
            }
        }
        return filter;
    }

    /**
     * A wave under a Gaussian whose values on the grid sum up to 1 without the wave.
     *
     * @param slant 1 for the same width in both directions
     */
    private record Gabor(double sigma, double frequency, double angle, double slant) {
        /** The continuous transform at a frequency: a Gaussian around that of the wave. */
        double transform(double x, double y) {
            double along = x * Math.cos(angle) + y * Math.sin(angle) - frequency;
            double across = (y * Math.cos(angle) - x * Math.sin(angle)) / slant;
            return Math.exp(-sigma * sigma * (along * along + across * across) / 2);
        }
    }
}
