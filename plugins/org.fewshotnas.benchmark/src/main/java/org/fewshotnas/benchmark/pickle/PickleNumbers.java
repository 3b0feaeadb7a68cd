package org.fewshotnas.benchmark.pickle;

import java.math.BigInteger;

/** The ways in which a pickle writes numbers. */
final class PickleNumbers {
    /** A longer one is no number of a benchmark, and would take long to compute. */
    private static final int LONGEST = 1_000;

    private PickleNumbers() {}

    /** A whole number of any length, its lowest byte first. */
    static Object littleEndian(byte[] bytes, long offset) throws PickleException {
        if (bytes.length <= 8) {
            long value = 0;
            for (int i = bytes.length - 1; i >= 0; i--) {
                value = i == bytes.length - 1 ? bytes[i] : value << 8 | bytes[i] & 0xff;
            }
            return value;
        }
        requireShort(bytes.length, offset);
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return normal(new BigInteger(reversed));
    }

    /** A whole number in digits; 00 and 01 are truth values. */
    static Object integer(String line, long offset) throws PickleException {
        if (line.equals("00") || line.equals("01")) {
            return line.equals("01");
        }
        requireShort(line.length(), offset);
        try {
            return normal(new BigInteger(line.strip()));
        } catch (NumberFormatException e) {
            throw PickleException.damaged(offset, "a whole number is not written in digits");
        }
    }

    static double decimal(String line, long offset) throws PickleException {
        requireShort(line.length(), offset);
        switch (line) {
            case "inf":
                return Double.POSITIVE_INFINITY;
            case "-inf":
                return Double.NEGATIVE_INFINITY;
            case "nan":
                return Double.NaN;
            default:
                try {
                    return Double.parseDouble(line);
                } catch (NumberFormatException e) {
                    throw PickleException.damaged(offset, "a number is not written in digits");
                }
        }
    }

    static long index(String line, long offset) throws PickleException {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw PickleException.damaged(offset, "the number of a memo entry is not written in digits");
        }
    }

    private static Object normal(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private static void requireShort(int length, long offset) throws PickleException {
        if (length > LONGEST) {
            throw PickleException.unsupported(offset, "a number has " + length + " bytes; the limit is " + LONGEST);
        }
    }
}
