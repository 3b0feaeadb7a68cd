package org.fewshotnas.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Makes NATS-Bench files of the benchmark's own size by repeating real entries. */
final class NatsData {
    /** The number of architectures of the topology space. */
    static final int ENTRIES = 15_625;

    private static final int BATCH = 1_000;

    private NatsData() {}

    /** A "simple" folder: a file for every architecture, as they are in the samples. */
    static void folder(List<Path> samples, int entries, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < entries; i++) {
            Files.copy(
                    samples.get(i % samples.size()), folder.resolve(String.format(Locale.ROOT, "%06d.pickle.pbz2", i)));
        }
    }

    /**
     * The single file: a dictionary of all entries in one pickle. What the entries remember and use again is numbered through all of the
     * file.
     */
    static void singleFile(List<Path> samples, int entries, Path file) throws IOException {
        List<byte[]> pickles = samples.stream().map(NatsData::unpack).toList();
        try (OutputStream out = new Bzip2Output(Files.newOutputStream(file))) {
            Memo memo = new Memo(out);
            memo.write(0x80, 4, '}', 0x94, '(');
            memo.text("meta_archs");
            memo.write(']', 0x94);
            memo.text("arch2infos");
            memo.write('}', 0x94, '(');
            for (int i = 0; i < entries; i++) {
                if (i > 0 && i % BATCH == 0) {
                    memo.write('u', '(');
                }
                memo.number(i);
                memo.entry(pickles.get(i % pickles.size()));
            }
            memo.write('u', 'u', '.');
        }
    }

    private static byte[] unpack(Path sample) {
        try (InputStream in = new BZip2CompressorInputStream(new BufferedInputStream(Files.newInputStream(sample)))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Writes pickles of protocol 4 behind each other as if they were one. */
    private static final class Memo {
        private final OutputStream out;
        private int size;

        Memo(OutputStream out) {
            this.out = out;
        }

        void write(int... bytes) throws IOException {
            for (int b : bytes) {
                out.write(b);
                size += b == 0x94 ? 1 : 0;
            }
        }

        /** A number below 65,536. */
        void number(int number) throws IOException {
            out.write('M');
            out.write(number);
            out.write(number >> 8);
        }

        void text(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            out.write(0x8c);
            out.write(bytes.length);
            out.write(bytes);
            write(0x94);
        }

        /** The instructions of a pickle but for its frames, its beginning and its end. */
        void entry(byte[] pickle) throws IOException {
            ByteArrayOutputStream entry = new ByteArrayOutputStream(pickle.length + 4_096);
            ByteBuffer in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
            int before = size;
            while (in.hasRemaining()) {
                int at = in.position();
                int code = in.get() & 0xff;
                switch (code) {
                    case 0x80 -> in.get();
                    case 0x95 -> in.getLong();
                    case '.' -> {}
                    case 'h' -> reference(entry, before + (in.get() & 0xff));
                    case 'j' -> reference(entry, before + in.getInt());
                    default -> {
                        size += code == 0x94 ? 1 : 0;
                        in.position(in.position() + operands(code, in));
                        entry.write(pickle, at, in.position() - at);
                    }
                }
            }
            entry.writeTo(out);
        }

        private static int operands(int code, ByteBuffer in) {
            return switch (code) {
                case 'K' -> 1;
                case 'M' -> 2;
                case 'J' -> 4;
                case 'G' -> 8;
                case 0x8c, 'C' -> 1 + (in.get(in.position()) & 0xff);
                default -> 0;
            };
        }

        private static void reference(ByteArrayOutputStream out, int number) {
            out.write('j');
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(number)
                    .array());
        }
    }
}
