package org.fewshotnas.benchmark.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Unpacks pages. */
final class Codec {
    private static final List<String> NAMES =
            List.of("no compression", "Snappy", "gzip", "LZO", "Brotli", "Hadoop's LZ4", "Zstandard");
    static final int PLAIN = 0;
    private static final int SNAPPY = 1;
    private static final int GZIP = 2;
    private static final int ZSTANDARD = 6;
    private static final int LZ4 = 7;

    private Codec() {}

    /** Whether pages that are packed in this way are read. */
    static boolean isRead(int codec) {
        return codec == PLAIN || codec == SNAPPY || codec == GZIP || codec == ZSTANDARD || codec == LZ4;
    }

    static String name(int codec) {
        return codec > 0 && codec < NAMES.size() ? NAMES.get(codec) : "an unknown method";
    }

    /**
     * Unpacks bytes behind those that are in the target already.
     *
     * @param codec number of the way in which they are packed
     * @param packed bytes, from {@code from} on
     * @param target has the size of what there must be
     */
    static void unpack(int codec, byte[] packed, int from, byte[] target, int at) throws IOException {
        int length = packed.length - from;
        int size = target.length - at;
        int found =
                switch (codec) {
                    case PLAIN -> copy(packed, from, length, target, at);
                    case SNAPPY -> unpack(new SnappyDecompressor(), packed, from, target, at);
                    case GZIP -> gunzip(packed, from, target, at);
                    case ZSTANDARD -> unpack(new ZstdDecompressor(), packed, from, target, at);
                    case LZ4 -> unpack(new Lz4Decompressor(), packed, from, target, at);
                    default ->
                        throw new IOException("it is packed with " + name(codec)
                                + ", which is not supported; Snappy, gzip, Zstandard and plain LZ4 are");
                };
        if (found != size) {
            throw new IOException("a page has " + found + " bytes where " + size + " are announced");
        }
    }

    private static int copy(byte[] packed, int from, int length, byte[] target, int at) {
        if (length == target.length - at) {
            System.arraycopy(packed, from, target, at, length);
        }
        return length;
    }

    private static int unpack(Decompressor method, byte[] packed, int from, byte[] target, int at) throws IOException {
        if (packed.length == from) {
            return 0;
        }
        try {
            return method.decompress(packed, from, packed.length - from, target, at, target.length - at);
        } catch (RuntimeException e) {
            throw new IOException("a page cannot be unpacked", e);
        }
    }

    private static int gunzip(byte[] packed, int from, byte[] target, int at) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed, from, packed.length - from))) {
            int n = in.readNBytes(target, at, target.length - at);
            return in.read() < 0 ? n : n + 1;
        }
    }
}
