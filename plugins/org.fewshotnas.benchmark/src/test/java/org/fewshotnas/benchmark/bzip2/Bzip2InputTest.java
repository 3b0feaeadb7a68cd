package org.fewshotnas.benchmark.bzip2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.fewshotnas.benchmark.TestFiles;
import org.junit.jupiter.api.Test;

/** What another implementation packs is unpacked, and what is published is unpacked as the other does it. */
class Bzip2InputTest {
    private static byte[] pack(byte[] bytes, int level) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(packed, level)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (Bzip2Input in = new Bzip2Input(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static List<byte[]> samples() {
        SplittableRandom random = new SplittableRandom(7);
        List<byte[]> samples = new ArrayList<>();
        samples.add(new byte[0]);
        samples.add(new byte[] {5});
        // Runs of every length around the four that are written out and the 255 that can follow.
        ByteArrayOutputStream runs = new ByteArrayOutputStream();
        for (int length = 1; length < 600; length++) {
            byte[] run = new byte[length];
            Arrays.fill(run, (byte) random.nextInt(3));
            runs.writeBytes(run);
        }
        samples.add(runs.toByteArray());
        samples.add(new byte[300_000]);
        // Whole blocks, of the largest and of others that end at, before and behind a multiple of 65,536.
        for (int length : new int[] {250_000, 890_000, 65_535, 65_536, 65_537, 131_072}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            samples.add(noise);
        }
        byte[] skewed = new byte[250_000];
        for (int i = 0; i < skewed.length; i++) {
            skewed[i] = (byte) Math.pow(random.nextDouble(), -0.5);
        }
        samples.add(skewed);
        return samples;
    }

    @Test
    void whatAnotherPackedIsUnpacked() throws IOException {
        for (byte[] sample : samples()) {
            for (int level : new int[] {1, 9}) {
                assertArrayEquals(sample, unpack(pack(sample, level)));
            }
        }
    }

    @Test
    void streamsBehindEachOtherAreOne() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (byte[] sample : samples().subList(0, 3)) {
            packed.writeBytes(pack(sample, 2));
            plain.writeBytes(sample);
        }
        assertArrayEquals(plain.toByteArray(), unpack(packed.toByteArray()));
        byte[] first = pack(samples().get(2), 1);
        assertEquals(samples().get(2)[0], new Bzip2Input(new ByteArrayInputStream(first)).read());
    }

    @Test
    void publishedFilesAreUnpackedAsTheOtherDoes() throws IOException {
        for (String name : List.of("tss-000011", "sss-000000", "tss-meta", "sss-meta")) {
            byte[] packed = Files.readAllBytes(TestFiles.published("native/" + name + ".pickle.pbz2"));
            assertArrayEquals(unpackAsTheOther(packed), unpack(packed));
        }
    }

    private static byte[] unpackAsTheOther(byte[] packed) throws IOException {
        try (BZip2CompressorInputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(packed), true)) {
            return in.readAllBytes();
        }
    }

    @Test
    void manyBlocksComeInTheirOrder() throws IOException {
        byte[] plain = new byte[5_000_000];
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < plain.length; i++) {
            plain[i] = (byte) (random.nextInt(1 + i % 40) + (i >> 16));
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes(pack(Arrays.copyOf(plain, 3_000_000), 1));
        packed.writeBytes(pack(Arrays.copyOfRange(plain, 3_000_000, plain.length), 9));
        assertArrayEquals(plain, unpack(packed.toByteArray()));
    }

    @Test
    void whatOnlyLooksLikeABlockIsReadOver() throws IOException {
        byte[] packed = Bzip2Crafted.withFalseBeginnings();
        byte[] plain = unpack(packed);
        assertEquals(42, plain.length);
        assertArrayEquals(unpackAsTheOther(packed), plain);
    }

    @Test
    void anErrorNamesItsPlace() throws IOException {
        byte[] packed = pack(samples().get(4), 1);
        packed[packed.length - 2] ^= 4;
        IOException wrongStream = assertThrows(IOException.class, () -> unpack(packed));
        assertTrue(wrongStream.getMessage().contains("check sum of a stream"), wrongStream.getMessage());
        packed[packed.length / 2] ^= 4;
        IOException wrongBlock = assertThrows(IOException.class, () -> unpack(packed));
        assertTrue(wrongBlock.getMessage().matches(".*at byte [1-9]\\d{4,}"), wrongBlock.getMessage());
        byte[] cut = Arrays.copyOf(packed, packed.length / 3);
        assertThrows(EOFException.class, () -> unpack(cut));
    }
}
