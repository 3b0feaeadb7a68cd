package org.fewshotnas.network.source;

import static org.fewshotnas.network.source.LabelledFilesTest.open;
import static org.fewshotnas.network.source.LabelledFilesTest.refuses;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.network.source.LabelledSource.Example;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of CIFAR's binary version. */
class CifarSourceTest {
    @TempDir
    private Path temporary;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temporary.resolve("cifar-10-batches-bin"));
    }

    /** Pictures whose red is 10, 11, ... over the columns, whose green 50 and blue 90. */
    static byte[] pictures(int... labels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int label : labels) {
            if (label >= 256) {
                bytes.write(label / 256);
            }
            bytes.write(label % 256);
            for (int i = 0; i < 1024; i++) {
                bytes.write(10 + i % 32);
            }
            for (int i = 0; i < 2048; i++) {
                bytes.write(i < 1024 ? 50 : 90);
            }
        }
        return bytes.toByteArray();
    }

    private Path put(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void picturesOfTenClassesComeWithTheirNamesAndTheirDivision() throws IOException {
        put("test_batch.bin", pictures(9));
        Path first = put("data_batch_1.bin", pictures(3, 0));
        put("data_batch_2.bin", pictures(9));
        Files.writeString(
                folder.resolve("batches.meta.txt"),
                "airplane\nautomobile\nbird\ncat\ndeer\ndog\nfrog\nhorse\nship\ntruck\n\n");
        put("readme.html", "<html>".getBytes());
        LabelledSource source = open(folder);
        assertEquals(
                List.of(
                        new Example("data_batch_1 0", "cat", false),
                        new Example("data_batch_1 1", "airplane", false),
                        new Example("data_batch_2 0", "truck", false),
                        new Example("test_batch 0", "truck", true)),
                source.examples());
        Seen seen = Seen.of(source, 1, 3);
        assertEquals(List.of(1, 3), seen.numbers);
        assertArrayEquals(
                new int[] {10 + 31, 50, 90}, seen.pictures.get(1).getRaster().getPixel(31, 7, (int[]) null));
        assertEquals(2, open(first).examples().size());
    }

    @Test
    void theFineClassesOfTheHundredAreReadOrTheCoarseOnes() throws IOException {
        // Coarse class 19, fine class 3.
        put("train.bin", pictures(19 * 256 + 3, 256 + 99));
        put("test.bin", pictures(256));
        Files.writeString(folder.resolve("fine_label_names.txt"), "apple\naquarium_fish\nbaby\nbear\n");
        LabelledSource source = open(folder);
        assertEquals(
                List.of("bear", "99", "apple"),
                source.examples().stream().map(Example::label).toList());
        assertTrue(source.examples().get(2).isTest());
        assertEquals(10, Seen.of(source).pixel(0, 0, 0));
        LabelledSource coarse = LabelledFiles.open(folder, new Reading(64, true, false, 1), Progress.NONE);
        assertEquals("19", coarse.examples().get(0).label());
    }

    @Test
    void damagedFilesSayWhatWasFound() throws IOException {
        byte[] whole = pictures(1, 2);
        Path file = put("data_batch_1.bin", Arrays.copyOf(whole, whole.length - 1));
        refuses(file, "\"data_batch_1.bin\" has 6145 bytes", "CIFAR-10", "download it again");
        refuses(folder, "\"data_batch_1.bin\" has 6145 bytes");
        refuses(put("data_batch_1.bin", new byte[0]), "has 0 bytes", "It is empty");
        int[] labels = new int[150];
        labels[120] = 10;
        refuses(
                put("data_batch_1.bin", pictures(labels)),
                "the index 120",
                "the class 10; CIFAR-10 has classes up to 9");
        put("data_batch_1.bin", whole);
        Files.writeString(folder.resolve("fine_label_names.txt"), "apple\n");
        put("train.bin", Arrays.copyOf(pictures(256), 3_000));
        refuses(folder, "\"train.bin\" has 3000 bytes");
        put("train.bin", pictures(256));
        refuses(folder, "both CIFAR-10 and CIFAR-100");
    }

    @Test
    void picturesAreLaidOnSpheresThatComeAgainWithTheirSeed() throws IOException {
        LabelledSource source = open(put("train.bin", pictures(256, 256 + 1)));
        Seen upright = Seen.of(source.onSpheres(60, false, 1));
        assertEquals(60, upright.pictures.get(0).getWidth());
        assertArrayEquals(
                new int[] {0, 0, 0}, upright.pictures.get(0).getRaster().getPixel(7, 10, (int[]) null), "in the north");
        assertArrayEquals(
                new int[] {26, 50, 90},
                upright.pictures.get(0).getRaster().getPixel(0, 59, (int[]) null),
                "the centre");
        Seen turned = Seen.of(source.onSpheres(60, true, 1));
        assertEquals(
                turned.pixel(0, 7, 10), Seen.of(source.onSpheres(60, true, 1)).pixel(0, 7, 10));
        assertArrayEquals(pixels(turned, 1), pixels(Seen.of(source.onSpheres(60, true, 1), 1), 0), "whatever is read");
        assertFalse(Arrays.equals(pixels(turned, 0), pixels(turned, 1)), "each in its own way");
        assertFalse(Arrays.equals(pixels(turned, 0), pixels(Seen.of(source.onSpheres(60, true, 2)), 0)));
        assertThrows(InvalidInputException.class, () -> new DarcySource(29, 1).onSpheres(60, true, 1));
    }

    private static int[] pixels(Seen seen, int picture) {
        return seen.pictures.get(picture).getRaster().getPixels(0, 0, 60, 60, (int[]) null);
    }

    @Test
    void flowsAreComputedWhenTheyAreRead() throws IOException {
        LabelledSource source = new DarcySource(29, 1).holdingOut(.5, 1);
        assertEquals(100, source.examples().stream().filter(Example::isTest).count());
        assertEquals(source.shape(), source.target());
        Seen seen = Seen.of(source, 3, 1_099);
        assertEquals(List.of(3, 1_099), seen.numbers);
        assertEquals(29 * 29, seen.targets.get(1).length);
        assertArrayEquals(
                seen.values.get(0), Seen.of(new DarcySource(29, 1), 3).values.get(0));
    }
}
