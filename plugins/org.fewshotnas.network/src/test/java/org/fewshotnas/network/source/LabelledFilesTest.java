package org.fewshotnas.network.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.source.LabelledSource.Example;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledFilesTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("data"));
    }

    private static byte[] picture(String format, int side, int grey) throws IOException {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < side * side; i++) {
            image.getRaster().setSample(i % side, i / side, 0, grey);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private Path put(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private Path put(String name, String text) throws IOException {
        return put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    static LabelledSource open(Path path) throws IOException {
        return LabelledFiles.open(path, Reading.upTo(64), Progress.NONE);
    }

    static void refuses(Path path, String... parts) {
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> Seen.of(open(path)));
        for (String part : parts) {
            assertTrue((e.getMessage() + " " + e.resolution()).contains(part), e.getMessage() + " " + e.resolution());
        }
    }

    @Test
    void aFolderOfEachClassIsReadAndWhatIsNoPictureIsNamed() throws IOException {
        put("cat/b.png", picture("png", 2, 7));
        put("cat/deep/a.bmp", picture("bmp", 2, 8));
        put("dog/c.gif", picture("gif", 8, 9));
        put("dog/liar.png", "no picture");
        put("dog/.hidden.png", picture("png", 2, 1));
        put("readme.txt", "about");
        Files.createDirectory(folder.resolve("empty"));
        LabelledSource source = open(folder);
        assertEquals(
                List.of(
                        new Example("cat/b.png", "cat", false),
                        new Example("cat/deep/a.bmp", "cat", false),
                        new Example("dog/c.gif", "dog", false)),
                source.examples());
        Seen seen = Seen.of(source);
        assertEquals(List.of(7, 8, 9), List.of(seen.pixel(0, 0, 0), seen.pixel(1, 0, 0), seen.pixel(2, 0, 0)));
        assertEquals(Optional.empty(), source.shape());
        String notes = String.join(" ", source.notes());
        for (String part : List.of("\"readme.txt\"", "\"dog/liar.png\"", "\"dog/.hidden.png\"", "\"empty\"")) {
            assertTrue(notes.contains(part), notes);
        }
    }

    @Test
    void theFoldersTrainAndTestDivideTheExamples() throws IOException {
        put("Train/a/1.png", picture("png", 2, 1));
        put("val/a/2.png", picture("png", 2, 2));
        assertEquals(
                List.of(new Example("Train/a/1.png", "a", false), new Example("val/a/2.png", "a", true)),
                open(folder).examples());
        put("test/a/3.png", picture("png", 2, 3));
        LabelledSource all = open(folder);
        assertEquals(
                List.of(false, true, false),
                all.examples().stream().map(Example::isTest).toList());
        assertTrue(
                all.notes().get(0).contains("\"val\" are among the training data"),
                all.notes().toString());
        put("other/4.png", picture("png", 2, 3));
        assertEquals(
                List.of("Train", "other", "test", "val"),
                open(folder).examples().stream().map(Example::label).toList(),
                "they are classes then");
    }

    @Test
    void aDamagedPictureIsNamedAndTheOthersAreRead() throws IOException {
        put("a/1.png", picture("png", 2, 1));
        byte[] jpeg = picture("jpg", 40, 100);
        put("a/2.jpg", Arrays.copyOf(jpeg, jpeg.length / 2));
        put("b/3.png", picture("png", 2, 3));
        Seen seen = Seen.of(open(folder));
        assertEquals(List.of(0, 2), seen.numbers);
        assertTrue(seen.damaged.get(0).contains("\"a/2.jpg\""), seen.damaged.toString());
    }

    @Test
    void largePicturesAreShrunkWhenTheyAreRead() throws IOException {
        put("a/1.png", picture("png", 200, 50));
        Seen seen = Seen.of(open(folder));
        assertEquals(64, seen.pictures.get(0).getWidth());
        assertEquals(50, seen.pixel(0, 63, 63));
    }

    @Test
    void aFolderWithoutClassesIsRefused() throws IOException {
        refuses(folder, "holds no labelled pictures");
        Path loose = put("1.png", picture("png", 2, 1));
        refuses(folder, "holds pictures, but no folders", "one folder for each class");
        refuses(loose, "holds no labelled examples");
        refuses(folder.resolve("gone"), "There is no file or folder");
    }

    private Path idx(String name, byte[] values, int... extents) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * extents.length + values.length);
        bytes.putInt(0x800 + extents.length);
        Arrays.stream(extents).forEach(bytes::putInt);
        bytes.put(values);
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(written) : written) {
            out.write(bytes.array());
        }
        return put(name, written.toByteArray());
    }

    @Test
    void theMnistFamilyIsReadPackedOrNotWithItsOwnDivision() throws IOException {
        idx("t10k-images-idx3-ubyte", new byte[] {9, 9}, 1, 1, 2);
        idx("t10k-labels-idx1-ubyte", new byte[] {1}, 1);
        Path images = idx("train-images-idx3-ubyte.gz", new byte[] {1, 2, 3, 4, 5, (byte) 200}, 3, 1, 2);
        idx("train-labels-idx1-ubyte.gz", new byte[] {0, 1, 9}, 3);
        put("classes.txt", "Shirt\nBag\n");
        LabelledSource source = open(folder);
        assertEquals(
                List.of(
                        new Example("train 0", "Shirt", false),
                        new Example("train 1", "Bag", false),
                        new Example("train 2", "9", false),
                        new Example("t10k 0", "Bag", true)),
                source.examples());
        Seen seen = Seen.of(source, 2, 3);
        assertEquals(List.of(5, 200, 9), List.of(seen.pixel(0, 0, 0), seen.pixel(0, 1, 0), seen.pixel(1, 0, 0)));
        assertEquals(3, open(images).examples().size());
    }

    @Test
    void brokenIdxFilesSayWhatIsWrong() throws IOException {
        Path images = idx("train-images-idx3-ubyte", new byte[] {1, 2, 3}, 2, 1, 2);
        refuses(images, "no file \"train-labels-idx1-ubyte\"");
        Path labels = idx("train-labels-idx1-ubyte", new byte[] {0, 1}, 2);
        refuses(images, "train-images-idx3-ubyte", "it ends too soon");
        refuses(labels, "holds labels; the images were expected");
        idx("train-labels-idx1-ubyte", new byte[] {0, 1, 2}, 3);
        refuses(images, "holds 2 images", "3 labels");
        idx("train-images-idx3-ubyte", new byte[] {1}, 1, 1, 1 << 30);
        refuses(images, "more than");
        idx("b-images-idx3-ubyte", new byte[] {1}, 1, 1, 1);
        idx("b-labels-idx1-ubyte", new byte[] {1}, 1);
        idx("train-images-idx3-ubyte", new byte[] {1, 1, 1}, 3, 1, 1);
        refuses(folder, "several data sets");
    }

    static byte[] npy(String descr, String order, String shape, byte[] data) {
        String header = "{'descr': '" + descr + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }";
        header = header + " ".repeat((64 - (10 + header.length() + 1) % 64) % 64) + "\n";
        return ByteBuffer.allocate(10 + header.length() + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
    }

    static byte[] floats(ByteOrder order, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    @Test
    void arraysOfNumbersAreSeriesAndLabelsMayBeNumbersTextsOrOneOfMany() throws IOException {
        put("x_train.npy", npy("<f4", "False", "(2, 3)", floats(LITTLE, 1, 2, Float.NaN, 4, 5, 6)));
        put("y_train.npy", npy("<i4", "False", "(2,)", new byte[] {3, 0, 0, 0, -1, -1, -1, -1}));
        put("x_test.npy", npy(">f4", "False", "(1, 3)", floats(ByteOrder.BIG_ENDIAN, 7, 8, 9)));
        put("y_test.npy", npy("<U2", "False", "(1,)", new byte[] {'a', 0, 0, 0, 0, 0, 0, 0}));
        LabelledSource source = open(folder);
        assertEquals(
                List.of(
                        new Example("x_train 0", "3", false),
                        new Example("x_train 1", "-1", false),
                        new Example("x_test 0", "a", true)),
                source.examples());
        assertEquals(Optional.of(TensorShape.series(1, 3)), source.shape());
        Seen seen = Seen.of(source);
        assertArrayEquals(new double[] {1, 2, Double.NaN}, seen.values.get(0));
        assertArrayEquals(new double[] {7, 8, 9}, seen.values.get(2));
        put("y_train.npy", npy("<f4", "False", "(2, 2)", floats(LITTLE, 0, 1, 1, 0)));
        assertEquals("1", open(folder).examples().get(0).label());
        assertEquals(2, open(folder.resolve("x_train.npy")).examples().size());
    }

    private void putQuantities(float... labels) throws IOException {
        int count = labels.length;
        put("x.npy", npy("<f4", "False", "(" + count + ", 1)", floats(LITTLE, new float[count])));
        put("y.npy", npy("<f4", "False", "(" + count + ", 1)", floats(LITTLE, labels)));
    }

    @Test
    void labelsOfFloatingPointNumbersAreQuantities() throws IOException {
        putQuantities(.5f, -2, 1e-3f);
        LabelledSource source = open(folder);
        assertEquals(Optional.of(TensorShape.vector(1)), source.target());
        assertArrayEquals(new double[] {.5, -2, 1e-3f}, Seen.of(source).scalars());
        assertEquals(
                List.of("", "", ""),
                source.examples().stream().map(Example::label).toList());
        assertEquals(List.of(0, 1, 2), Seen.of(source).numbers);
        assertEquals(List.of(), source.notes());
        put(
                "y.npy",
                npy(
                        ">f8",
                        "False",
                        "(3,)",
                        ByteBuffer.allocate(24).putDouble(8, .1).array()));
        assertArrayEquals(new double[] {0, .1, 0}, Seen.of(open(folder)).scalars());
        put("y.npy", npy("|u1", "False", "(3,)", new byte[] {4, 5, 6}));
        assertEquals(Optional.empty(), open(folder).target());
    }

    @Test
    void wholeNumbersThatAreStoredAsFloatingPointNumbersAreQuantitiesAndTheUserIsTold() throws IOException {
        putQuantities(1, 0, 2);
        LabelledSource source = open(folder);
        assertArrayEquals(new double[] {1, 0, 2}, Seen.of(source).scalars());
        assertTrue(
                source.notes().get(0).contains("astype('int64')"),
                source.notes().toString());
        assertTrue(source.notes().get(0).contains("\"y.npy\""), source.notes().toString());
    }

    @Test
    void aQuantityThatIsNotFiniteIsNamedByItsIndexAndTheOthersAreRead() throws IOException {
        put("x_train.npy", npy("<f4", "False", "(1, 1)", floats(LITTLE, 7)));
        put("y_train.npy", npy("<f4", "False", "(1,)", floats(LITTLE, 7)));
        put("x_test.npy", npy("<f4", "False", "(3, 1)", floats(LITTLE, 8, 9, 10)));
        put("y_test.npy", npy("<f4", "False", "(3,)", floats(LITTLE, .5f, Float.NaN, Float.NEGATIVE_INFINITY)));
        Seen seen = Seen.of(open(folder));
        assertEquals(List.of(0, 1), seen.numbers);
        assertEquals(8, seen.values.get(1)[0]);
        assertEquals(
                List.of(
                        "The label with the index 1 in \"y_test.npy\" is NaN; a finite number was expected.",
                        "The label with the index 2 in \"y_test.npy\" is -Infinity; a finite number was expected."),
                seen.damaged);
        assertEquals(List.of(), Seen.of(open(folder), 1).damaged, "it is not chosen");
        put("y_test.npy", npy("|u1", "False", "(3,)", new byte[] {4, 5, 6}));
        refuses(
                folder,
                "\"y_train.npy\" are quantities of the shape 1",
                "\"y_test.npy\" are classes",
                "in the same way");
    }

    @Test
    void examplesWithQuantitiesAreChosenAndHeldOutAmongAll() throws IOException {
        float[] labels = new float[100];
        for (int i = 0; i < 100; i++) {
            labels[i] = i / 8f;
        }
        putQuantities(labels);
        LabelledSource source = open(folder).holdingOut(.2, 1);
        assertEquals(20, source.examples().stream().filter(Example::isTest).count());
        assertEquals(10, source.atMost(5, 1).cardinality(), "5 for training and 5 for testing");
        assertEquals(open(folder).target(), source.target());
        assertArrayEquals(Seen.of(open(folder)).scalars(), Seen.of(source).scalars());
    }

    @Test
    void arraysOfBytesArePicturesWhereverTheirChannelsAre() throws IOException {
        byte[] samples = new byte[36];
        for (int i = 0; i < 36; i++) {
            samples[i] = (byte) i;
        }
        put("y.npy", npy("|u1", "False", "(1,)", new byte[] {4}));
        put("X.npy", npy("|u1", "False", "(1, 6, 6)", samples));
        assertEquals(8, Seen.of(open(folder)).pixel(0, 2, 1));
        put("X.npy", npy("|u1", "False", "(1, 6, 2, 3)", samples));
        BufferedImage last = Seen.of(open(folder)).pictures.get(0);
        assertArrayEquals(new int[] {9, 10, 11}, last.getRaster().getPixel(1, 1, (int[]) null));
        put("X.npy", npy("|u1", "False", "(1, 3, 2, 6)", samples));
        BufferedImage first = Seen.of(open(folder)).pictures.get(0);
        assertArrayEquals(new int[] {7, 19, 31}, first.getRaster().getPixel(1, 1, (int[]) null));
    }

    @Test
    void otherArraysAreSeriesOfChannelsOrFields() throws IOException {
        put("y.npy", npy("|u1", "False", "(1,)", new byte[] {4}));
        put("X.npy", npy("<f4", "False", "(1, 3, 2)", floats(LITTLE, 1, 10, 2, 20, 3, 30)));
        LabelledSource steps = open(folder);
        assertEquals(Optional.of(TensorShape.series(2, 3)), steps.shape());
        assertArrayEquals(
                new double[] {1, 2, 3, 10, 20, 30}, Seen.of(steps).values.get(0));
        assertTrue(
                steps.notes().get(0).contains("2 channels and 3 steps"),
                steps.notes().toString());
        put("X.npy", npy("<f4", "False", "(1, 2, 2)", floats(LITTLE, 1, 2, 3, 4)));
        assertEquals(Optional.of(TensorShape.image(1, 2, 2)), open(folder).shape());
    }

    @Test
    void anArchiveOfArraysIsReadAsAFolderOfThem() throws IOException {
        Path file = folder.resolve("mnist.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : List.of("x_test", "y_test", "x_train", "y_train")) {
                zip.putNextEntry(new ZipEntry(name + ".npy"));
                zip.write(npy("|u1", "False", name.startsWith("y") ? "(2,)" : "(2, 1, 1)", new byte[] {5, 6}));
            }
        }
        for (Path path : List.of(file, folder)) {
            LabelledSource source = open(path);
            assertEquals(
                    List.of("x_train 0", "x_train 1", "x_test 0", "x_test 1"),
                    source.examples().stream().map(Example::name).toList());
            assertEquals(6, Seen.of(source, 3).pixel(0, 0, 0));
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        refuses(file, "mnist.npz", "damaged");
    }

    @Test
    void whatBelongsToSeveralDataSetsIsNotMixedUpOrDropped() throws IOException {
        byte[] zip = NpyTargetsTest.zip(
                false, npy("|u1", "False", "(2, 1, 1)", new byte[2]), npy("|u1", "False", "(2,)", new byte[] {5, 6}));
        put("test.npz", zip);
        assertEquals(2, open(folder).examples().size());
        put("train.npz", zip);
        refuses(folder, "several arrays of the name train_images", "x_train");
        Files.delete(folder.resolve("test.npz"));
        put("Waves_TRAIN.tsv", "1\t2\t3\n");
        refuses(folder, "\"data\" holds data of several kinds: NumPy (train.npz), series (Waves_TRAIN.tsv).");
        Files.delete(folder.resolve("train.npz"));
        put("cat/a.png", picture("png", 2, 7));
        assertEquals(1, open(folder).examples().size(), "a single folder of pictures has no classes");
        put("dog/b.png", picture("png", 2, 7));
        refuses(folder, "series (Waves_TRAIN.tsv), pictures in 2 folders.");
    }

    @Test
    void aFolderOfKnownFilesThatAreNotReadSaysHowTheirContentIs() throws IOException {
        put("data_batch_1", new byte[] {(byte) 0x80, 2, '}'});
        refuses(folder, "\"data_batch_1\" is a pickle", "binary version");
        put("cat/a.png", picture("png", 2, 7));
        assertTrue(open(folder).notes().get(0).contains("data_batch_1"), "one file beside pictures");
    }

    @Test
    void packedPicturesAreNoArrays() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("cat/a.png"));
        }
        refuses(put("pictures.zip", bytes.toByteArray()), "there are no arrays", "unpack it");
    }

    @Test
    void arraysThatAreNotReadSayWhy() throws IOException {
        put("y.npy", npy("|u1", "False", "(1,)", new byte[] {4}));
        Path x = folder.resolve("X.npy");
        byte[] four = new byte[4];
        put("X.npy", npy("|O", "False", "(1,)", "cos\nsystem\n(S'id'\ntR.".getBytes(StandardCharsets.US_ASCII)));
        refuses(x, "Python objects", "nothing of it was run");
        put("X.npy", npy("<f4", "True", "(1, 1)", four));
        refuses(x, "Fortran's order", "ascontiguousarray");
        put("X.npy", npy("<c8", "False", "(1, 1)", four));
        refuses(x, "values of the type c8");
        put("X.npy", npy("<f4", "False", "(1, 2)", four));
        refuses(x, "it ends too soon");
        put("X.npy", npy("<f4", "False", "(2, 1)", new byte[8]));
        refuses(x, "holds 2 examples", "holds 1 labels");
        put("X.npy", npy("<f4", "False", "(99999999999, 1)", four));
        refuses(x, "it says that its shape is");
        put("X.npy", npy("<f4", "False", "(1, 2000000000)", four));
        refuses(x, "it says that its shape is");
        put("X.npy", npy("<f4", "False", "(1, 1, 1, 1, 1)", four));
        refuses(x, "5 axes");
        put("X.npy", npy("<f4", "False", "(1, 1)", four));
        put("y.npy", npy("|u1", "False", "(1, 2)", new byte[] {1, 1}));
        refuses(x, "\"y.npy\" are rows of 2 whole numbers", "astype('float32')");
        put("y.npy", npy("<i8", "False", "(1,)", new byte[] {0, 0, 0, 0, 1, 0, 0, 0}));
        refuses(x, "whole numbers such as 4294967296");
        put("y.npy", npy("|u1", "False", "(1, 1, 1)", new byte[1]));
        refuses(x, "whole numbers of the shape [1, 1, 1]");
        put("y.npy", npy("<U1", "False", "(1, 2)", new byte[8]));
        refuses(x, "texts of the shape [1, 2]");
        put("y.npy", npy("<f4", "False", "(2,)", floats(LITTLE, 1)));
        refuses(x, "\"y.npy\" cannot be read: it ends too soon");
        Files.delete(folder.resolve("y.npy"));
        refuses(x, "no arrays of examples with their labels", "y_train.npy");
        put("X.npy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 9, 9});
        put("y.npy", npy("|u1", "False", "(1,)", new byte[] {4}));
        refuses(x, "cannot be read");
    }

    @Test
    void atMostSoManyOfEachClassAreChosenBySeed() throws IOException {
        byte[] labels = new byte[100];
        for (int i = 0; i < 100; i++) {
            labels[i] = (byte) (i < 90 ? 0 : 1);
        }
        idx("train-images-idx3-ubyte", new byte[100], 100, 1, 1);
        idx("train-labels-idx1-ubyte", labels, 100);
        LabelledSource source = open(folder);
        BitSet chosen = source.atMost(20, 1);
        assertEquals(20, chosen.get(0, 90).cardinality());
        assertEquals(10, chosen.get(90, 100).cardinality());
        assertEquals(chosen, source.atMost(20, 1));
        assertNotEquals(chosen, source.atMost(20, 2));
    }

    @Test
    void readingStopsWhenTheUserWants() throws IOException {
        put("a/1.png", picture("png", 2, 1));
        LabelledSource source = open(folder);
        Progress stopped = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                throw new CancellationException();
            }
        };
        assertThrows(CancellationException.class, () -> LabelledFiles.open(folder, Reading.upTo(64), stopped));
        assertThrows(CancellationException.class, () -> source.read(source.atMost(1, 1), stopped, new Seen()));
    }
}
