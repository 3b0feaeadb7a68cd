package org.fewshotnas.benchmark.file;

import org.fewshotnas.benchmark.pickle.PickleLimits;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * How much a file may hold. A small file can unpack to any size, so the limits are checked while it is read, before memory is taken.
 *
 * @param maxBytes of content, after unpacking
 * @param maxRows architectures
 * @param maxColumns columns of all kinds
 * @param maxScores rows times chosen metrics: 8 bytes each
 * @param maxRatio of the unpacked size to the packed one; the first 64 MiB are free
 * @param pickle what a pickle may ask for
 */
public record ReadLimits(
        long maxBytes, int maxRows, int maxColumns, long maxScores, int maxRatio, PickleLimits pickle) {
    private static final long FREE_OF_RATIO = 64L << 20;

    /** With the usual limits on ratio and pickles. */
    public ReadLimits(long maxBytes, int maxRows, int maxColumns, long maxScores) {
        this(maxBytes, maxRows, maxColumns, maxScores, 200, PickleLimits.defaults());
    }

    /** 16 GiB unpacked, 2 million rows, 10,000 columns, 50 million scores, a ratio of 200: more than any published benchmark has. */
    public static ReadLimits defaults() {
        return new ReadLimits(16L << 30, 2_000_000, 10_000, 50_000_000);
    }

    /**
     * Checks the number of a file's columns.
     *
     * @throws org.fewshotnas.space.base.InvalidInputException if there are more
     */
    public void checkColumns(String file, int columns) {
        if (columns > maxColumns) {
            throw tooLarge(file, columns + " columns", maxColumns + " columns");
        }
    }

    /**
     * Checks the number of a file's rows, and of the scores in its chosen columns.
     *
     * @param metrics number of the chosen columns
     * @throws org.fewshotnas.space.base.InvalidInputException if there are more
     */
    public void checkRows(String file, long rows, int metrics) {
        if (rows > maxRows) {
            throw tooLarge(file, "more than " + maxRows + " rows", maxRows + " rows");
        }
        if (rows * metrics > maxScores) {
            throw tooLarge(file, "more than " + maxScores + " scores in the chosen columns", maxScores + " scores");
        }
    }

    /** Checks how many scores a file offers, of which only some may be chosen. */
    public void checkScores(String file, long scores) {
        if (scores > maxScores) {
            throw tooLarge(file, "more than " + maxScores + " scores", maxScores + " scores");
        }
    }

    /**
     * Checks the size of a file, unpacked.
     *
     * @throws org.fewshotnas.space.base.InvalidInputException if there are more
     */
    public void checkBytes(String file, long bytes) {
        if (bytes > maxBytes) {
            throw tooLarge(file, "more than " + maxBytes + " bytes once unpacked", maxBytes + " bytes");
        }
    }

    /**
     * Checks how far a file unpacks.
     *
     * @param packed bytes of the file
     * @param unpacked bytes that came of them so far
     * @throws org.fewshotnas.space.base.InvalidInputException if they are too many
     */
    public void checkRatio(String file, long packed, long unpacked) {
        if (unpacked > FREE_OF_RATIO && unpacked / maxRatio > packed) {
            throw tooLarge(
                    file, "data that unpacks to more than " + maxRatio + " times its size", "a ratio of " + maxRatio);
        }
    }

    private static InvalidInputException tooLarge(String file, String found, String limit) {
        return new InvalidInputException(
                "The file \"" + file + "\" holds " + found + "; the limit is " + limit + ".",
                "Check that it is the right file and not damaged. If it is, read fewer columns or split the file.");
    }
}
