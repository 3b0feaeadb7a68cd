package org.fewshotnas.benchmark.numbers;

/** Numbers of two bytes: IEEE 754's half precision. */
public final class HalfPrecision {
    private HalfPrecision() {}

    /** The number of 16 bits. */
    public static double value(int bits) {
        int exponent = bits >>> 10 & 31;
        int fraction = bits & 1023;
        double size = exponent == 31
                ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
                : exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25);
        return (bits & 1 << 15) == 0 ? size : -size;
    }
}
