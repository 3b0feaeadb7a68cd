package org.fewshotnas.network.source;

import static org.fewshotnas.network.source.LabelledFilesTest.npy;
import static org.fewshotnas.network.source.LabelledFilesTest.open;
import static org.fewshotnas.network.source.NpyTargetsTest.array;
import static org.fewshotnas.network.source.NpyTargetsTest.counted;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a file is damaged, it is read or refused in words, and takes little memory. */
class DamagedFilesTest {
    private static final int TRIES = 400;
    private static final int NINE = 9;

    @TempDir
    private Path folder;

    /** Reads the file cut, and with bytes changed; at least some of these are refused. */
    private void survives(String name, byte[] whole) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, whole);
        assertTrue(Seen.of(open(file)).numbers.size() > 0, name);
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] damaged = i % 2 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int j = 0; i % 2 == 1 && j < 1 + i % 3; j++) {
                damaged[random.nextInt(Math.min(whole.length, 400))] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                refused += Seen.of(open(file)).damaged.isEmpty() ? 0 : 1;
            } catch (InvalidInputException e) {
                assertTrue(e.getMessage().contains(name) || e.getMessage().contains(".npy"), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > TRIES / 4, name + " was refused " + refused + " times");
        Files.delete(file);
    }

    @Test
    void archivesOfArrays() throws IOException {
        byte[] x = array("(3, 4)", counted(12));
        byte[] y = array("(3, 2)", counted(6));
        survives("data.npz", NpyTargetsTest.zip(false, x, y));
        survives("data.npz", NpyTargetsTest.zip(true, x, npy("|u1", "False", "(3,)", new byte[] {1, 2, 3})));
    }

    @Test
    void matlabFiles() throws IOException {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            byte[] x = MatSourceTest.matrix(order, "x", 6, NINE, 2, 3, 3);
            byte[] y = MatSourceTest.matrix(order, "y", 6, NINE, 2, 1);
            survives("a.mat", MatSourceTest.file(order, x, y));
            survives(
                    "a.mat", MatSourceTest.file(order, MatSourceTest.packed(order, x), MatSourceTest.packed(order, y)));
        }
    }

    @Test
    void series() throws IOException {
        String rows = "1,2,3:4,5,6:up\n7,8,9:1,2,3:down\n".repeat(5);
        String header =
                "@problemName Two\n@timeStamps false\n@classLabel true up down\n@dimensions 2\n@seriesLength 3\n@data\n";
        survives("a.ts", (header + rows).getBytes(StandardCharsets.US_ASCII));
        survives("a.tsv", "1\t1.5\t2\t3\n2\t4\t5e0\t-6\n".repeat(10).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void pictures() throws IOException {
        survives("train.bin", CifarSourceTest.pictures(1, 2, 3));
        assertEquals(0, folder.toFile().list().length);
    }
}
