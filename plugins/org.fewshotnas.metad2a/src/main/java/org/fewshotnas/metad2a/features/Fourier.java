package org.fewshotnas.metad2a.features;

/** The matrix of a discrete Fourier transform along one axis. */
final class Fourier {
    private final int extent;
    private final float[] cosines;
    private final float[] sines;

    /** @param extent of the axis */
    Fourier(int extent) {
        this.extent = extent;
        cosines = new float[extent * extent];
        sines = new float[extent * extent];
        for (int i = 0; i < extent; i++) {
            for (int j = 0; j < extent; j++) {
                double angle = 2 * Math.PI * (i * j % extent) / extent;
                cosines[i * extent + j] = (float) Math.cos(angle);
                sines[i * extent + j] = (float) Math.sin(angle);
            }
        }
    }

    /** Transforms every row; {@code imaginary} may be missing, of a real signal. The sign is that of the exponent. */
    void alongColumns(float[] real, float[] imaginary, Spectrum to, int sign) {
        for (int y = 0; y < to.rows(); y++) {
            int row = y * extent;
            for (int t = 0; t < extent; t++) {
                add(real[row + t], imaginary == null ? 0 : imaginary[row + t], t * extent, sign, to, row);
            }
        }
    }

    /** Adds a value times a row of the matrix. */
    private void add(float re, float im, int matrix, int sign, Spectrum to, int at) {
        float[] toReal = to.real();
        float[] toImaginary = to.imaginary();
        for (int k = 0; k < extent; k++) {
            float c = cosines[matrix + k];
            float s = sign * sines[matrix + k];
            toReal[at + k] += re * c - im * s;
            toImaginary[at + k] += re * s + im * c;
        }
    }

    /** Transforms every column of as many rows as this has values. */
    void alongRows(Spectrum from, Spectrum to, int sign) {
        int columns = from.columns();
        for (int k = 0; k < extent; k++) {
            for (int t = 0; t < extent; t++) {
                float c = cosines[k * extent + t];
                float s = sign * sines[k * extent + t];
                for (int x = 0; x < columns; x++) {
                    float re = from.real()[t * columns + x];
                    float im = from.imaginary()[t * columns + x];
                    to.real()[k * columns + x] += re * c - im * s;
                    to.imaginary()[k * columns + x] += re * s + im * c;
                }
            }
        }
    }
}
