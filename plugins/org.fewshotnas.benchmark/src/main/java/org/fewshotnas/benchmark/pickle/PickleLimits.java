package org.fewshotnas.benchmark.pickle;

/**
 * How much a pickle may ask for. A few bytes can ask for any amount, so that every limit is checked before memory is taken.
 *
 * @param maxOpcodes instructions
 * @param maxMemo entries of the memo, in which a pickle keeps what it refers to again
 * @param maxDepth open brackets, and hundreds of objects that wait on the stack
 * @param maxLength bytes of one text, number or array
 * @param maxMemory estimated bytes of all that is kept
 */
public record PickleLimits(long maxOpcodes, int maxMemo, int maxDepth, int maxLength, long maxMemory) {
    /**
     * Enough for the largest published benchmark: 8 billion instructions, 600 million memo entries, 10,000 levels, 1 GiB in one piece, and
     * in all three quarters of the memory that this process may use.
     */
    public static PickleLimits defaults() {
        return new PickleLimits(
                8_000_000_000L,
                600_000_000,
                10_000,
                1 << 30,
                Runtime.getRuntime().maxMemory() / 4 * 3);
    }
}
