package org.fewshotnas.metad2a.features;

/**
 * A periodic complex signal of one or two dimensions and its discrete Fourier transform, X[k] = sum over t of x[t] exp(-2 pi i k t / n). The
 * extents of scattering are so small that multiplying by the matrix of the transform, along one axis after another, is as quick as need be.
 *
 * @param rows 1 for a series
 * @param columns how many values a row has
 * @param real row by row
 * @param imaginary likewise
 */
record Spectrum(int rows, int columns, float[] real, float[] imaginary) {
    static Spectrum zero(int rows, int columns) {
        return new Spectrum(rows, columns, new float[rows * columns], new float[rows * columns]);
    }

    /** Of a real signal. */
    static Spectrum of(int rows, int columns, float[] signal, Fourier fourier) {
        Spectrum along = zero(rows, columns);
        fourier.alongColumns(signal, null, along, -1);
        return along.alongRows(fourier, -1);
    }

    /** What the signal is that this is the transform of: the root of the squares of its real and imaginary parts. */
    float[] modulus(Fourier fourier) {
        Spectrum along = zero(rows, columns);
        fourier.alongColumns(real, imaginary, along, 1);
        Spectrum signal = along.alongRows(fourier, 1);
        float[] modulus = signal.real;
        float scale = 1f / (rows * columns);
        for (int i = 0; i < modulus.length; i++) {
            modulus[i] = scale * (float) Math.sqrt(modulus[i] * modulus[i] + signal.imaginary[i] * signal.imaginary[i]);
        }
        return modulus;
    }

    private Spectrum alongRows(Fourier fourier, int sign) {
        if (rows == 1) {
            return this;
        }
        Spectrum result = zero(rows, columns);
        fourier.alongRows(this, result, sign);
        return result;
    }

    /**
     * The transform of the signal that is convolved with a filter, of which only every so many-th value is kept along each axis: what is
     * left out folds back into the lower frequencies.
     *
     * @param filter its transform, which is real
     * @param every a divisor of the extents
     */
    Spectrum filtered(float[] filter, int every) {
        int downRows = rows == 1 ? 1 : rows / every;
        int downColumns = columns / every;
        float scale = rows == 1 ? 1f / every : 1f / (every * every);
        Spectrum result = zero(downRows, downColumns);
        for (int y = 0; y < rows; y++) {
            int at = y % downRows * downColumns;
            for (int x = 0; x < columns; x++) {
                float weight = scale * filter[y * columns + x];
                int to = at + x % downColumns;
                result.real[to] += weight * real[y * columns + x];
                result.imaginary[to] += weight * imaginary[y * columns + x];
            }
        }
        return result;
    }
}
