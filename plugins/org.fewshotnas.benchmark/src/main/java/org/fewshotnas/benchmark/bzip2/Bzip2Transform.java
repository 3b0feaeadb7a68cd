package org.fewshotnas.benchmark.bzip2;

/**
 * Undoes the Burrows-Wheeler transform of a block. Its bytes are followed from one to the next, which jumps about in memory, so that what is
 * looked up must be small enough for a processor's own cache. The bytes in rising order (equal ones as they come) have a row each, and
 * what is kept of a row is where its byte is in the block, and so the row of the byte that follows; but only the lower 16 bits of that. The
 * upper bits and the byte itself are the same for a run of rows, of which there are at most a few thousand.
 */
final class Bzip2Transform {
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int GROUP_BITS = 6;
    private static final int BYTE_SHIFT = 24;
    private static final int UPPER = 0xff << CHUNK_BITS;

    private final int size;
    private final short[] lower;
    /** Of each run, the row behind its last. */
    private final int[] ends;
    /** Of each run, its byte and the upper bits: byte * 2^24 + upper * 2^16. */
    private final int[] runs;
    /** The run of each 64th row. */
    private final short[] groups;

    /**
     * @param block transformed bytes
     * @param size how many of them count: 1 to {@link Bzip2Block#MOST_BYTES}
     */
    Bzip2Transform(byte[] block, int size, Bzip2Workspace workspace) {
        this.size = size;
        this.lower = workspace.rows(size);
        int chunks = size + CHUNK - 1 >> CHUNK_BITS;
        int[] row = firstRows(block, size);
        int[] endOf = new int[256 * chunks];
        for (int chunk = 0; chunk < chunks; chunk++) {
            place(block, chunk << CHUNK_BITS, Math.min(size, chunk + 1 << CHUNK_BITS), row);
            for (int value = 0; value < 256; value++) {
                endOf[value * chunks + chunk] = row[value];
            }
        }
        this.ends = new int[256 * chunks];
        this.runs = new int[256 * chunks];
        int count = 0;
        int start = 0;
        for (int i = 0; i < endOf.length; i++) {
            if (endOf[i] > start) {
                start = endOf[i];
                ends[count] = start;
                runs[count++] = i / chunks << BYTE_SHIFT | i % chunks << CHUNK_BITS;
            }
        }
        this.groups = new short[(size - 1 >> GROUP_BITS) + 1];
        int run = 0;
        for (int i = 0; i < groups.length; i++) {
            while (ends[run] <= i << GROUP_BITS) {
                run++;
            }
            groups[i] = (short) run;
        }
    }

    /** For each byte the first of its rows. */
    private static int[] firstRows(byte[] block, int size) {
        int[] row = new int[257];
        for (int i = 0; i < size; i++) {
            row[(block[i] & 0xff) + 1]++;
        }
        for (int i = 1; i <= 256; i++) {
            row[i] += row[i - 1];
        }
        return row;
    }

    private void place(byte[] block, int from, int to, int[] row) {
        for (int i = from; i < to; i++) {
            lower[row[block[i] & 0xff]++] = (short) i;
        }
    }

    /**
     * The bytes as they were before the transform.
     *
     * @param origin the row of the first byte, below the size
     */
    byte[] undo(int origin) {
        byte[] bytes = new byte[size];
        int row = origin;
        for (int i = 0; i < size; i++) {
            int run = groups[row >>> GROUP_BITS];
            while (ends[run] <= row) {
                run++;
            }
            int found = runs[run];
            bytes[i] = (byte) (found >>> BYTE_SHIFT);
            row = found & UPPER | lower[row] & 0xffff;
        }
        return bytes;
    }
}
