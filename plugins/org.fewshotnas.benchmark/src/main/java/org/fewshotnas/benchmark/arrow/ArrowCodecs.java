package org.fewshotnas.benchmark.arrow;

import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;

/** Unpacks the buffers of Arrow files that are packed as LZ4 frames, the default of pandas and pyarrow, or with Zstandard. */
final class ArrowCodecs implements CompressionCodec.Factory {
    static final ArrowCodecs INSTANCE = new ArrowCodecs();

    private static final int LENGTH = Long.BYTES;

    private ArrowCodecs() {}

    @Override
    public CompressionCodec createCodec(CodecType type) {
        return type == CodecType.NO_COMPRESSION ? NoCompressionCodec.INSTANCE : new Unpacking(type);
    }

    @Override
    public CompressionCodec createCodec(CodecType type, int level) {
        return createCodec(type);
    }

    private static final class Unpacking extends AbstractCompressionCodec {
        private final CodecType type;

        Unpacking(CodecType type) {
            this.type = type;
        }

        @Override
        public CodecType getCodecType() {
            return type;
        }

        @Override
        protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf plain) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf packed) {
            long size = readUncompressedLength(packed);
            if (size < 0 || size > allocator.getHeadroom() || size > Integer.MAX_VALUE - 16) {
                throw new OutOfMemoryException(size + " bytes");
            }
            byte[] bytes = new byte[(int) Math.max(0, packed.writerIndex() - LENGTH)];
            packed.getBytes(LENGTH, bytes);
            byte[] plain = unpack(bytes, (int) size);
            ArrowBuf buffer = allocator.buffer(size);
            buffer.setBytes(0, plain);
            buffer.writerIndex(size);
            return buffer;
        }

        private byte[] unpack(byte[] packed, int size) {
            try {
                if (type == CodecType.LZ4_FRAME) {
                    return Lz4Frame.unpack(packed, size);
                }
                byte[] plain = new byte[size];
                int found = new ZstdDecompressor().decompress(packed, 0, packed.length, plain, 0, size);
                if (found != size) {
                    throw new IOException("a buffer holds " + found + " bytes where " + size + " are announced");
                }
                return plain;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
