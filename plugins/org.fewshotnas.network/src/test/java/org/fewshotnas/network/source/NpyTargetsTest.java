package org.fewshotnas.network.source;

import static org.fewshotnas.network.source.LabelledFilesTest.floats;
import static org.fewshotnas.network.source.LabelledFilesTest.npy;
import static org.fewshotnas.network.source.LabelledFilesTest.open;
import static org.fewshotnas.network.source.LabelledFilesTest.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.fewshotnas.network.graph.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several numbers and fields as targets in NumPy arrays, and archives of arrays. */
class NpyTargetsTest {
    @TempDir
    private Path folder;

    static byte[] array(String shape, float... values) {
        return npy("<f4", "False", shape, floats(ByteOrder.LITTLE_ENDIAN, values));
    }

    static float[] counted(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i + .5f;
        }
        return values;
    }

    private void put(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    @Test
    void aRowOfNumbersIsTheTarget() throws IOException {
        put("x.npy", array("(3, 5)", counted(15)));
        put("y.npy", array("(3, 2)", .5f, 1, 0, 1, 7, 8));
        LabelledSource source = open(folder);
        assertEquals(Optional.of(TensorShape.vector(2)), source.target());
        Seen seen = Seen.of(source);
        assertArrayEquals(new double[] {.5, 1}, seen.targets.get(0));
        assertArrayEquals(new double[] {7, 8}, seen.targets.get(2));
        assertEquals(List.of("Each target was taken to be 2 numbers."), source.notes());
        assertArrayEquals(new double[] {7, 8}, Seen.of(source, 2).targets.get(0), "others are passed over");
        put("y.npy", array("(3, 2)", 1, 0, 0, 1, 1, 0));
        assertEquals("1", open(folder).examples().get(1).label(), "all are a one among zeros");
    }

    @Test
    void asManyNumbersAsPlacesAreAField() throws IOException {
        put("x.npy", array("(1, 2, 3, 3)", counted(18)));
        for (String shape : List.of("(1, 3, 3)", "(1, 1, 3, 3)", "(1, 3, 3, 1)", "(1, 9)")) {
            put("y.npy", array(shape, counted(9)));
            LabelledSource source = open(folder);
            assertEquals(Optional.of(TensorShape.image(1, 3, 3)), source.target(), shape);
            assertEquals(3.5, Seen.of(source).targets.get(0)[3], shape);
            assertTrue(source.notes().toString().contains("a field of the shape 1 x 3 x 3"), shape);
        }
        put("y.npy", array("(1, 3, 3, 2)", counted(18)));
        assertEquals(Optional.of(TensorShape.image(2, 3, 3)), open(folder).target());
        assertEquals(1.5, Seen.of(open(folder)).targets.get(0)[9], "the second channel's first number");
        put("x.npy", array("(1, 4, 2)", counted(8)));
        put("y.npy", array("(1, 4, 3)", counted(12)));
        assertEquals(Optional.of(TensorShape.series(3, 4)), open(folder).target());
        assertEquals(1.5, Seen.of(open(folder)).targets.get(0)[4]);
        put("x.npy", npy("|u1", "False", "(1, 2, 2)", new byte[4]));
        put("y.npy", array("(1, 2, 2)", counted(4)));
        assertEquals(Optional.of(TensorShape.image(1, 2, 2)), open(folder).target(), "of a picture");
    }

    @Test
    void aFieldOfAnotherShapeIsRefused() throws IOException {
        put("x.npy", array("(1, 3, 3)", counted(9)));
        put("y.npy", array("(1, 2, 2)", counted(4)));
        refuses(folder, "\"y.npy\" are of the shape 2 x 2", "have 3 x 3 places", "one grid");
        put("y.npy", array("(1, 2, 3, 3, 1)", counted(18)));
        refuses(folder, "are of the shape 2 x 3 x 3 x 1");
    }

    @Test
    void targetsThatAreNotFiniteAreDamagedAndFilesThatEndTooSoonAreNamed() throws IOException {
        put("x.npy", array("(2, 5)", counted(10)));
        put("y.npy", array("(2, 2)", .5f, Float.NaN, 3, 4));
        Seen seen = Seen.of(open(folder));
        assertEquals(List.of(1), seen.numbers);
        assertEquals(
                List.of("The label with the index 0 in \"y.npy\" holds NaN; finite numbers were expected."),
                seen.damaged);
        assertEquals(5.5, seen.values.get(0)[0]);
        put("y.npy", array("(2, 2)", .5f, 2, 3));
        refuses(folder, "\"y.npy\" cannot be read: it ends too soon");
        put("y.npy", new byte[0]);
        refuses(folder, "no arrays of examples with their labels beside them");
    }

    @Test
    void targetsForTestingAreOfTheSameShape() throws IOException {
        put("x_train.npy", array("(1, 5)", counted(5)));
        put("y_train.npy", array("(1, 2)", counted(2)));
        put("x_test.npy", array("(1, 5)", counted(5)));
        put("y_test.npy", array("(1, 3)", counted(3)));
        refuses(
                folder,
                "\"y_train.npy\" are quantities of the shape 2",
                "\"y_test.npy\" are quantities of the shape 3");
    }

    @Test
    void arraysThatAreNamedAsTheNinaproDataAreBelongTogether() throws IOException {
        for (String part : List.of("train", "val", "test")) {
            put("ninapro_" + part + ".npy", array("(1, 5)", counted(5)));
            put("label_" + part + ".npy", npy("|u1", "False", "(1,)", new byte[] {4}));
        }
        assertEquals(
                List.of("ninapro_train 0", "ninapro_val 0", "ninapro_test 0"),
                open(folder).examples().stream()
                        .map(LabelledSource.Example::name)
                        .toList());
        assertTrue(open(folder).examples().get(2).isTest());
    }

    private Path archive(boolean stored, byte[] x, byte[] y) throws IOException {
        return Files.write(folder.resolve("data.npz"), zip(stored, x, y));
    }

    static byte[] zip(boolean stored, byte[] x, byte[] y) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            byte[][] arrays = {x, y};
            for (int i = 0; i < 2; i++) {
                ZipEntry entry = new ZipEntry(
                        List.of("train_images.npy", "train_labels.npy").get(i));
                if (stored) {
                    CRC32 sum = new CRC32();
                    sum.update(arrays[i]);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(arrays[i].length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(arrays[i]);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void archivesAreReadStoredOrPackedAndObjectsInThemAreRefused() throws IOException {
        byte[] y = npy("|u1", "False", "(1,)", new byte[] {4});
        for (boolean stored : new boolean[] {true, false}) {
            Path file = archive(stored, array("(1, 5)", counted(5)), y);
            assertEquals(4.5, Seen.of(open(file)).values.get(0)[4]);
            byte[] objects = npy("|O", "False", "(1,)", "cos\nsystem\n(S'id'\ntR.".getBytes());
            refuses(archive(stored, objects, y), "\"train_images.npy\"", "Python objects", "nothing of it was run");
            refuses(archive(stored, y, objects), "Python objects");
        }
    }

    @Test
    void anArchiveThatUnpacksToFarMoreThanItSaysOrThanIsReadTakesNoMemory() throws IOException {
        byte[] y = npy("|u1", "False", "(1,)", new byte[] {4});
        byte[] zeros = new byte[1 << 26];
        byte[] head = array("(1, 5)", counted(5));
        System.arraycopy(head, 0, zeros, 0, head.length);
        Path file = archive(false, zeros, y);
        assertTrue(Files.size(file) < 100_000);
        assertEquals(4.5, Seen.of(open(file)).values.get(0)[4], "what is behind the array is not unpacked");
        refuses(
                archive(false, npy("|u1", "False", "(1, 99999999)", new byte[1 << 20]), y),
                "it says that its shape is (1, 99999999)");
    }
}
