package org.fewshotnas.benchmarks;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Packs with all processors into one stream of bzip2: another packer packs each block by itself, and their bits are put together. */
final class Bzip2Output extends OutputStream {
    /** Less than a block may hold, as runs may make it longer. */
    private static final int BLOCK = 880_000;

    private static final int BLOCKS_AT_ONCE = 16;
    private static final int HEADER_BITS = 32;
    private static final long END = 0x1772_4538_5090L;

    private final OutputStream out;
    private final List<byte[]> blocks = new ArrayList<>();
    private byte[] block = new byte[BLOCK];
    private int size;
    private int combined;
    private int bits;
    private int count;

    Bzip2Output(OutputStream out) throws IOException {
        this.out = new BufferedOutputStream(out, 1 << 16);
        put(0x425a_6839L, HEADER_BITS);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int part = Math.min(length - done, BLOCK - size);
            System.arraycopy(bytes, offset + done, block, size, part);
            done += part;
            size += part;
            if (size == BLOCK) {
                blocks.add(block);
                block = new byte[BLOCK];
                size = 0;
                if (blocks.size() == BLOCKS_AT_ONCE) {
                    pack();
                }
            }
        }
    }

    private void pack() throws IOException {
        List<byte[]> streams = blocks.parallelStream().map(Bzip2Output::stream).toList();
        blocks.clear();
        for (byte[] stream : streams) {
            long end = 8L * stream.length - 80;
            while (bits(stream, end, 48) != END) {
                end--;
            }
            // A stream of one block has that block's check sum.
            combined = Integer.rotateLeft(combined, 1) ^ (int) bits(stream, end + 48, 32);
            for (long at = HEADER_BITS; at < end; at += 8) {
                int n = (int) Math.min(8, end - at);
                put(bits(stream, at, n), n);
            }
        }
    }

    private static byte[] stream(byte[] block) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream stream = new BZip2CompressorOutputStream(packed, 9)) {
            stream.write(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static long bits(byte[] bytes, long from, int n) {
        long value = 0;
        int last = (int) (from + n - 1 >>> 3);
        for (int i = (int) (from >>> 3); i <= last; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value >>> 8 * (last + 1) - from - n & (1L << n) - 1;
    }

    private void put(long value, int n) throws IOException {
        for (int left = n; left > 0; ) {
            int part = Math.min(left, 8 - count);
            left -= part;
            bits = bits << part | (int) (value >>> left) & (1 << part) - 1;
            count += part;
            if (count == 8) {
                out.write(bits);
                bits = 0;
                count = 0;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            if (size > 0) {
                blocks.add(Arrays.copyOf(block, size));
            }
            pack();
            put(END, 48);
            put(combined & 0xffff_ffffL, 32);
            if (count > 0) {
                put(0, 8 - count);
            }
        }
    }
}
