package org.fewshotnas.benchmark.bzip2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Writes small bzip2 files bit by bit, to have what no packer would write: all codes are nine bits long. */
final class Bzip2Crafted {
    /** Codes that spell, from the sixth bit on, what a block begins with. */
    private static final List<Integer> BEGINNING_OF_BLOCK = List.of(3, 40, 86, 147, 83, 178);

    private final StringBuilder bits = new StringBuilder();
    private int combined;

    private Bzip2Crafted() {
        text("BZh1");
    }

    /** A stream of two blocks with bits in their middle that look like the beginning of another. */
    static byte[] withFalseBeginnings() {
        Bzip2Crafted file = new Bzip2Crafted();
        file.block(1);
        file.block(2);
        file.bits(0x1772_4538_5090L, 48);
        file.bits(file.combined & 0xffff_ffffL, 32);
        while (file.bits.length() % 8 != 0) {
            file.bits.append('0');
        }
        byte[] bytes = new byte[file.bits.length() / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(file.bits.substring(8 * i, 8 * i + 8), 2);
        }
        return bytes;
    }

    private void text(String text) {
        text.chars().forEach(c -> bits(c, 8));
    }

    private void bits(long value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bits.append(value >>> i & 1);
        }
    }

    private void block(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> codes = new ArrayList<>();
        byte[] transformed;
        do {
            codes.clear();
            for (int k = 0; k < 3; k++) {
                codes.addAll(BEGINNING_OF_BLOCK);
                codes.add(2 + random.nextInt(200));
            }
            transformed = moved(codes);
        } while (!isOneCycle(transformed));
        byte[] content = content(transformed);
        int sum = sum(content);
        combined = Integer.rotateLeft(combined, 1) ^ sum;
        bits(0x3141_5926_5359L, 48);
        bits(sum & 0xffff_ffffL, 32);
        bits(0, 25);
        bits.append("1".repeat(16 + 256));
        bits(2, 3);
        bits(1, 15);
        bits(0, 1);
        for (int code = 0; code < 2; code++) {
            bits(9, 5);
            bits.append("0".repeat(258));
        }
        codes.forEach(code -> bits(code, 9));
        bits(257, 9);
    }

    private static byte[] moved(List<Integer> codes) {
        List<Integer> symbols = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            symbols.add(i);
        }
        byte[] bytes = new byte[codes.size()];
        for (int i = 0; i < bytes.length; i++) {
            symbols.add(0, symbols.remove(codes.get(i) - 1));
            bytes[i] = (byte) (int) symbols.get(0);
        }
        return bytes;
    }

    /** Where the sorted bytes come from; equal ones in their order. */
    private static int[] sources(byte[] transformed) {
        Integer[] order = new Integer[transformed.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Byte.compareUnsigned(transformed[a], transformed[b]));
        return Arrays.stream(order).mapToInt(i -> i).toArray();
    }

    private static boolean isOneCycle(byte[] transformed) {
        int[] sources = sources(transformed);
        int length = 1;
        for (int at = sources[0]; at != 0; at = sources[at]) {
            length++;
        }
        return length == transformed.length;
    }

    private static byte[] content(byte[] transformed) {
        int[] sources = sources(transformed);
        byte[] content = new byte[transformed.length];
        int at = 0;
        for (int i = 0; i < content.length; i++) {
            at = sources[at];
            content[i] = transformed[at];
        }
        return content;
    }

    private static int sum(byte[] content) {
        CRC32 crc = new CRC32();
        for (byte b : content) {
            crc.update(Integer.reverse(b) >>> 24);
        }
        return Integer.reverse((int) crc.getValue());
    }
}
