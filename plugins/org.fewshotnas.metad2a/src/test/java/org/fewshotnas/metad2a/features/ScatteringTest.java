package org.fewshotnas.metad2a.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * Compares with the definition: wavelets that are written down in space, in double precision, convolved pixel by pixel, with nothing left out
 * in between.
 */
class ScatteringTest {
    private static final int SIDE = ImageScattering.SIDE;
    private static final int MARGIN = 8;
    private static final int EXTENT = SIDE + 2 * MARGIN;
    private static final int DIRECTIONS = 8;
    private static final int QUARTER = 4;

    @Test
    void anImageHasTheNumbersOfTheDefinition() {
        float[] image = image(new Random(3));
        float[] features = ImageScattering.get().of(image, 1);
        double[][] mirrored = mirrored(image);
        assertArrayEquals(pooled(mirrored), part(features, 0), 1e-5);
        for (int scale : new int[] {0, 2}) {
            for (int direction : new int[] {0, 3, 6}) {
                double[][] waves = waves(mirrored, scale, direction);
                int at = first(scale, direction);
                assertNear(pooled(waves), part(features, at));
                if (scale == 0) {
                    int slower = 5;
                    assertNear(pooled(waves(waves, 1, slower)), part(features, at + 1 + slower));
                    assertNear(pooled(waves(waves, 2, slower)), part(features, at + 1 + DIRECTIONS + slower));
                }
            }
        }
        assertArrayEquals(new float[50], Arrays.copyOfRange(features, 868, 918));
    }

    /** Which of the numbers before pooling is that of a first wavelet: each is followed by those of the second ones. */
    private static int first(int scale, int direction) {
        int[] before = {1, 1 + DIRECTIONS * 17, 1 + DIRECTIONS * 17 + DIRECTIONS * 9};
        int[] each = {17, 9, 1};
        return before[scale] + direction * each[scale];
    }

    /** Thinning folds a little of what a wavelet lets pass. */
    private static void assertNear(double[] wanted, double[] found) {
        double largest = Arrays.stream(wanted).max().orElseThrow();
        assertArrayEquals(wanted, found, .04 * largest);
    }

    private static double[] part(float[] features, int number) {
        double[] part = new double[QUARTER];
        for (int i = 0; i < QUARTER; i++) {
            part[i] = features[number * QUARTER + i];
        }
        return part;
    }

    private static float[] image(Random random) {
        float[] image = new float[SIDE * SIDE];
        double angle = random.nextDouble() * Math.PI;
        for (int i = 0; i < image.length; i++) {
            double along = i % SIDE * Math.cos(angle) + i / SIDE * Math.sin(angle);
            image[i] = (float) (.5 + .3 * Math.sin(along) + .1 * random.nextGaussian());
        }
        return image;
    }

    private static double[][] mirrored(float[] image) {
        double[][] mirrored = new double[EXTENT][EXTENT];
        for (int y = 0; y < EXTENT; y++) {
            for (int x = 0; x < EXTENT; x++) {
                mirrored[y][x] = image[mirror(y) * SIDE + mirror(x)];
            }
        }
        return mirrored;
    }

    private static int mirror(int i) {
        int at = i - MARGIN;
        return at < 0 ? -at : at < SIDE ? at : 2 * (SIDE - 1) - at;
    }

    /** |x * psi|, periodic, with psi(u) = g(u) (exp(i xi u) - c), c such that psi sums up to zero. */
    private static double[][] waves(double[][] signal, int scale, int direction) {
        double sigma = .8 * (1 << scale);
        double xi = .75 * Math.PI / (1 << scale);
        double angle = Math.PI * direction / DIRECTIONS;
        double[][][] psi = new double[2][EXTENT][EXTENT];
        double[][] gaussian = new double[EXTENT][EXTENT];
        double[] sums = new double[3];
        for (int y = -2 * EXTENT; y < 2 * EXTENT; y++) {
            for (int x = -2 * EXTENT; x < 2 * EXTENT; x++) {
                double along = x * Math.cos(angle) + y * Math.sin(angle);
                double across = y * Math.cos(angle) - x * Math.sin(angle);
                double g = Math.exp(-(along * along + across * across / 4) / (2 * sigma * sigma))
                        / (4 * Math.PI * sigma * sigma);
                int row = Math.floorMod(y, EXTENT);
                int column = Math.floorMod(x, EXTENT);
                gaussian[row][column] += g;
                psi[0][row][column] += g * Math.cos(xi * along);
                psi[1][row][column] += g * Math.sin(xi * along);
                sums[0] += g * Math.cos(xi * along);
                sums[1] += g * Math.sin(xi * along);
                sums[2] += g;
            }
        }
        for (int i = 0; i < EXTENT * EXTENT; i++) {
            for (int part = 0; part < 2; part++) {
                psi[part][i / EXTENT][i % EXTENT] -= sums[part] / sums[2] * gaussian[i / EXTENT][i % EXTENT];
            }
        }
        double[][] modulus = new double[EXTENT][EXTENT];
        for (int y = 0; y < EXTENT; y++) {
            for (int x = 0; x < EXTENT; x++) {
                modulus[y][x] = Math.hypot(at(signal, psi[0], y, x), at(signal, psi[1], y, x));
            }
        }
        return modulus;
    }

    private static double at(double[][] signal, double[][] filter, int y, int x) {
        double sum = 0;
        for (int v = 0; v < EXTENT; v++) {
            for (int u = 0; u < EXTENT; u++) {
                sum += signal[v][u] * filter[Math.floorMod(y - v, EXTENT)][Math.floorMod(x - u, EXTENT)];
            }
        }
        return sum;
    }

    /** Weighted by Gaussians of 3.2 pixels around the middles of sixteen squares, four of which are a quarter. */
    private static double[] pooled(double[][] signal) {
        double[] pooled = new double[QUARTER];
        for (int quarter = 0; quarter < QUARTER; quarter++) {
            double sum = 0;
            double weights = 0;
            for (int y = 0; y < EXTENT; y++) {
                for (int x = 0; x < EXTENT; x++) {
                    double weight = bell(y - MARGIN - 16 * (quarter / 2)) * bell(x - MARGIN - 16 * (quarter % 2));
                    sum += weight * signal[y][x];
                    weights += weight;
                }
            }
            pooled[quarter] = sum / weights;
        }
        return pooled;
    }

    private static double bell(double at) {
        DoubleUnaryOperator one = centre -> Math.exp(-Math.pow((at - centre) / 3.2, 2) / 2);
        return one.applyAsDouble(4) + one.applyAsDouble(12);
    }

    @Test
    void coloursAreToldWhereThereAreSome() {
        float[] grey = image(new Random(1));
        float[] colours = new float[3 * grey.length];
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(grey, 0, colours, channel * grey.length, grey.length);
        }
        float[] features = ImageScattering.get().of(colours, 3);
        assertArrayEquals(ImageScattering.get().of(grey, 1), features, 1e-3f);
        Arrays.fill(colours, 2 * grey.length, 3 * grey.length, 0);
        float[] withoutBlue = ImageScattering.get().of(colours, 3);
        assertTrue(withoutBlue[868] < -.1, "less blue: " + withoutBlue[868]);
        Arrays.fill(colours, 0);
        System.arraycopy(grey, 0, colours, 0, grey.length);
        float[] five = Arrays.copyOf(colours, 5 * grey.length);
        assertTrue(ImageScattering.get().of(five, 5)[868] > .1);
    }

    @Test
    void aWaveIsFoundAtItsScaleAndDirectionAndWhereItIs() {
        float[] image = new float[SIDE * SIDE];
        for (int i = 0; i < image.length; i++) {
            // Of four pixels, which is the second scale's, from left to right, in the upper half.
            image[i] = i < image.length / 2 ? (float) Math.sin(.375 * Math.PI * (i % SIDE)) : 0;
        }
        float[] features = ImageScattering.get().of(image, 1);
        double[] found = part(features, first(1, 0));
        double[] upright = part(features, first(1, 4));
        assertTrue(found[0] > .3 && found[1] > .3, Arrays.toString(found));
        assertTrue(found[2] < .3 * found[0] && upright[0] < .1 * found[0], Arrays.toString(found));
    }

    @Test
    void aSeriesHasTheNumbersOfTheDefinition() {
        Random random = new Random(5);
        float[] series = new float[256];
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < series.length; i++) {
            series[i] = (float) (Math.sin(.3 * i) * (1 + Math.sin(.02 * i)) + .2 * random.nextGaussian());
            sum += series[i];
            squares += series[i] * series[i];
        }
        double mean = sum / 256;
        double deviation = Math.sqrt(squares / 256 - mean * mean);
        float[] features = SeriesScattering.get().of(series, 1);
        double[] mirrored = new double[384];
        for (int i = 0; i < 384; i++) {
            int at = Math.abs(i - 64);
            mirrored[i] = (series[at < 256 ? at : 510 - at] - mean) / deviation;
        }
        assertArrayEquals(pooledSeries(mirrored), part(features, 0), 1e-4);
        double[] waves = wavesOfSeries(mirrored, 3);
        // The three wavelets before have 10, 9 and 8 slower ones each.
        int third = 1 + 3 + 10 + 9 + 8;
        assertNear(pooledSeries(waves), part(features, third));
        assertNear(pooledSeries(wavesOfSeries(waves, 7)), part(features, third + 1 + 7 - 5));
        assertArrayEquals(new float[272], Arrays.copyOfRange(features, 272, 544), "one channel does not differ");
    }

    private static double[] wavesOfSeries(double[] signal, int wavelet) {
        double sigma = .8 * Math.pow(2, wavelet / 2.0);
        double xi = .75 * Math.PI / Math.pow(2, wavelet / 2.0);
        int n = signal.length;
        double[][] psi = new double[2][n];
        double[] gaussian = new double[n];
        double sum = 0;
        for (int t = -2 * n; t < 2 * n; t++) {
            double g = Math.exp(-t * t / (2 * sigma * sigma)) / (Math.sqrt(2 * Math.PI) * sigma);
            gaussian[Math.floorMod(t, n)] += g;
            psi[0][Math.floorMod(t, n)] += g * Math.cos(xi * t);
            psi[1][Math.floorMod(t, n)] += g * Math.sin(xi * t);
            sum += g * Math.cos(xi * t);
        }
        double[] modulus = new double[n];
        for (int t = 0; t < n; t++) {
            double re = 0;
            double im = 0;
            for (int s = 0; s < n; s++) {
                int k = Math.floorMod(t - s, n);
                re += signal[s] * (psi[0][k] - sum * gaussian[k]);
                im += signal[s] * psi[1][k];
            }
            modulus[t] = Math.hypot(re, im);
        }
        return modulus;
    }

    private static double[] pooledSeries(double[] signal) {
        double[] pooled = new double[QUARTER];
        for (int quarter = 0; quarter < QUARTER; quarter++) {
            double weights = 0;
            for (int i = 0; i < signal.length; i++) {
                double at = i - 64 - 64 * quarter;
                double weight = Math.exp(-Math.pow((at - 16) / 16, 2) / 2) + Math.exp(-Math.pow((at - 48) / 16, 2) / 2);
                pooled[quarter] += weight * signal[i];
                weights += weight;
            }
            pooled[quarter] /= weights;
        }
        return pooled;
    }

    @Test
    void aSeriesOfAnyLengthAndScaleIsTheSameSeries() {
        float[] brief = new float[256];
        float[] many = new float[1024];
        for (int i = 0; i < 1024; i++) {
            many[i] = (float) (1e6 + 1e5 * Math.sin(i / 40.0));
        }
        for (int i = 0; i < 256; i++) {
            brief[i] = (float) Math.sin((4 * i + 1.5) / 40.0);
        }
        assertArrayEquals(
                SeriesScattering.get().of(brief, 1), SeriesScattering.get().of(many, 1), .01f);
        for (float value : SeriesScattering.get().of(new float[] {7, 7, 7}, 1)) {
            assertEquals(0, value, 1e-6);
        }
    }

    @Test
    void anImageOfAnySizeAndRangeIsTheSameImage() {
        float[] large = new float[64 * 96];
        float[] small = new float[SIDE * SIDE];
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 96; x++) {
                float value = (y / 2) * (x / 3) % 7;
                large[y * 96 + x] = 10 + 2 * value;
                small[y / 2 * SIDE + x / 3] = value / 6;
            }
        }
        ExampleFeatures features = ExampleFeatures.ofImages(1, 64, 96, 10, 22);
        assertArrayEquals(ImageScattering.get().of(small, 1), features.of(large), 1e-5f);
        assertEquals(ImageScattering.WIDTH, features.count());
        assertArrayEquals(
                SeriesScattering.get().of(small, 2),
                ExampleFeatures.ofSeries(2, small.length / 2).of(small));
    }

    @Test
    void valuesThatAreNoImageAndNoSeriesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> ImageScattering.get().of(new float[5], 1));
        assertThrows(
                IllegalArgumentException.class, () -> SeriesScattering.get().of(new float[5], 2));
    }
}
