package org.fewshotnas.network.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    /** 100 examples of one number each, their own; 50 of class a, 30 of b, 20 of c. */
    private static DataSet hundred() {
        float[] inputs = new float[100];
        int[] classes = new int[100];
        for (int i = 0; i < 100; i++) {
            inputs[i] = i;
            classes[i] = i < 50 ? 0 : i < 80 ? 1 : 2;
        }
        return new DataSet(TensorShape.series(1, 1), inputs, new Targets.Classes(classes, NAMES));
    }

    private static int[] counts(DataSet data) {
        int[] counts = new int[3];
        for (int number : ((Targets.Classes) data.targets()).classes()) {
            counts[number]++;
        }
        return counts;
    }

    @Test
    void everyClassIsDividedInTheSameRatioAndNoExampleIsLost() {
        Split split = Split.stratified(hundred(), .2, 1);
        assertArrayEquals(new int[] {10, 6, 4}, counts(split.validation()));
        assertArrayEquals(new int[] {40, 24, 16}, counts(split.training()));
        float[] all = Arrays.copyOf(split.training().inputs(), 100);
        System.arraycopy(split.validation().inputs(), 0, all, 80, 20);
        Arrays.sort(all);
        assertArrayEquals(hundred().inputs(), all);
        for (DataSet part : List.of(split.training(), split.validation())) {
            int[] classes = ((Targets.Classes) part.targets()).classes();
            for (int i = 0; i < part.size(); i++) {
                assertEquals(part.inputs()[i] < 50 ? 0 : part.inputs()[i] < 80 ? 1 : 2, classes[i]);
            }
        }
    }

    @Test
    void aSeedAlwaysDividesInTheSameWay() {
        float[] first = Split.stratified(hundred(), .2, 1).validation().inputs();
        assertArrayEquals(first, Split.stratified(hundred(), .2, 1).validation().inputs());
        assertTrue(!Arrays.equals(
                first, Split.stratified(hundred(), .2, 2).validation().inputs()));
    }

    @Test
    void rareClassesAddUpToTheShareThatIsAskedFor() {
        int[] classes = IntStream.range(0, 30).toArray();
        List<String> names = Arrays.stream(classes).mapToObj(Integer::toString).toList();
        DataSet data = new DataSet(TensorShape.series(1, 1), new float[30], new Targets.Classes(classes, names));
        assertEquals(6, Split.stratified(data, .2, 1).validation().size());
    }

    @Test
    void aSplitWithNothingOnOneSideIsRefused() {
        DataSet two = hundred().subset(new int[] {0, 99});
        assertThrows(InvalidInputException.class, () -> Split.stratified(two, .01, 1));
    }

    @Test
    void normalisedChannelsHaveMeanZeroAndVarianceOne() {
        TensorShape shape = TensorShape.image(2, 1, 2);
        float[] values = {1, 3, 10, 10, 5, 7, 10, 10};
        Normalisation standard = Normalisation.standard(values, shape);
        float[] changed = values.clone();
        standard.apply(changed, shape);
        float root = (float) Math.sqrt(5);
        assertArrayEquals(new float[] {-3 / root, -1 / root, 0, 0, 1 / root, 3 / root, 0, 0}, changed, 1e-6f);
        standard.revert(changed, shape);
        assertArrayEquals(values, changed, 1e-5f);
        float[] scaled = {3, 4};
        Normalisation.scaling(scaled, TensorShape.series(1, 2)).apply(scaled, TensorShape.series(1, 2));
        assertArrayEquals(new float[] {3 / (float) Math.sqrt(12.5), 4 / (float) Math.sqrt(12.5)}, scaled, 1e-6f);
    }

    private static Path idx(Path folder, boolean packed, byte[] values, int... extents) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * extents.length + values.length);
        bytes.putInt(0x800 + extents.length);
        for (int extent : extents) {
            bytes.putInt(extent);
        }
        bytes.put(values);
        Path file = Files.createTempFile(folder, "data", ".idx");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        if (packed) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(written)) {
                gzip.write(bytes.array());
            }
        } else {
            written.write(bytes.array());
        }
        return Files.write(file, written.toByteArray());
    }

    @Test
    void imagesAndLabelsAreReadPackedOrNot(@TempDir Path folder) throws IOException {
        byte[] pixels = {0, (byte) 255, 51, 102, 1, 2, 3, 4, 5, 6, 7, 8};
        for (boolean packed : new boolean[] {false, true}) {
            Path images = idx(folder, packed, pixels, 3, 2, 2);
            Path labels = idx(folder, packed, new byte[] {2, 0, 1}, 3);
            DataSet data = IdxFile.images(images, labels, NAMES, 2);
            assertEquals(TensorShape.image(1, 2, 2), data.shape());
            assertArrayEquals(new float[] {0, 1, .2f, .4f}, Arrays.copyOf(data.inputs(), 4), 1e-6f);
            assertArrayEquals(new int[] {2, 0}, ((Targets.Classes) data.targets()).classes());
            assertEquals(3, IdxFile.images(images, labels, NAMES, 1_000).size());
        }
    }

    @Test
    void brokenFilesSayWhatIsWrong(@TempDir Path folder) throws IOException {
        Path labels = idx(folder, false, new byte[] {2, 0, 1}, 3);
        Path images = idx(folder, false, new byte[12], 3, 2, 2);
        Path cut = idx(folder, true, new byte[11], 3, 2, 2);
        Path huge = idx(folder, true, new byte[11], Integer.MAX_VALUE, Integer.MAX_VALUE, 2);
        Path unpackable =
                Files.write(Files.createTempFile(folder, "data", ".gz"), Arrays.copyOf(Files.readAllBytes(cut), 25));
        Path text = Files.writeString(Files.createTempFile(folder, "data", ".txt"), "label,pixel1\n");
        Path empty = Files.createTempFile(folder, "data", ".idx");
        for (Path broken : List.of(cut, huge, unpackable, text, empty, labels)) {
            assertThrows(
                    InvalidInputException.class,
                    () -> IdxFile.images(broken, labels, NAMES, Integer.MAX_VALUE),
                    broken.toString());
        }
        assertThrows(InvalidInputException.class, () -> IdxFile.images(images, labels, List.of("a"), 3));
        Path two = idx(folder, false, new byte[] {0, 1}, 2);
        assertThrows(InvalidInputException.class, () -> IdxFile.images(images, two, NAMES, 3));
    }
}
