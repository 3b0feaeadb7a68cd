package org.fewshotnas.network.pictures;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, bytes), format);
        return bytes.toByteArray();
    }

    private static BufferedImage grey(int type, int height, int width, int... samples) {
        BufferedImage image = new BufferedImage(width, height, type);
        image.getRaster().setPixels(0, 0, width, height, samples);
        return image;
    }

    private static BufferedImage noise(int type, int height, int width) {
        BufferedImage image = new BufferedImage(width, height, type);
        Random random = new Random(1);
        for (int i = 0; i < height * width; i++) {
            image.setRGB(i % width, i / width, 0xff000000 | random.nextInt(1 << 24));
        }
        return image;
    }

    private static float[] values(byte[] bytes, int channels, int height, int width) {
        return PictureReader.read(bytes, "x").values(TensorShape.image(channels, height, width), Fit.STRETCH);
    }

    @Test
    void greysAreTheSamplesOfTheFileInWhateverFormat() throws IOException {
        BufferedImage image = grey(BufferedImage.TYPE_BYTE_GRAY, 2, 3, 0, 51, 102, 153, 204, 255);
        for (String format : List.of("png", "bmp")) {
            byte[] bytes = file(image, format);
            assertTrue(PictureReader.recognises(bytes), format);
            assertEquals(new PictureHeader(2, 3, 1), PictureReader.header(bytes, "x"), format);
            assertArrayEquals(new float[] {0, .2f, .4f, .6f, .8f, 1}, values(bytes, 1, 2, 3), 1e-6f, format);
        }
        BufferedImage ramp = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        float[] expected = new float[64];
        for (int i = 0; i < 64; i++) {
            ramp.getRaster().setSample(i % 8, i / 8, 0, 4 * i);
            expected[i] = 4 * i / 255f;
        }
        assertEquals(new PictureHeader(8, 8, 1), PictureReader.header(file(ramp, "gif"), "x"));
        assertArrayEquals(expected, values(file(ramp, "gif"), 1, 8, 8), 1e-6f);
        byte[] jpeg = file(grey(BufferedImage.TYPE_BYTE_GRAY, 1, 2, 102, 102), "jpg");
        assertEquals(new PictureHeader(1, 2, 1), PictureReader.header(jpeg, "x"));
        assertArrayEquals(new float[] {.4f, .4f}, values(jpeg, 1, 1, 2), .01f);
    }

    @Test
    void sixteenBitsKeepTheirPrecision() throws IOException {
        byte[] png = file(grey(BufferedImage.TYPE_USHORT_GRAY, 1, 3, 0, 1, 65_535), "png");
        assertArrayEquals(new float[] {0, 1 / 65_535f, 1}, values(png, 1, 1, 3));
        byte[] again = PictureReader.read(png, "x").png(100);
        assertArrayEquals(new float[] {0, 1 / 65_535f, 1}, values(again, 1, 1, 3));
    }

    @Test
    void coloursComeChannelByChannelAndAGreyOneHasThemAllAlike() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff3300);
        image.setRGB(1, 0, 0x0066ff);
        float[] expected = {1, 0, .2f, .4f, 0, 1};
        for (String format : List.of("png", "bmp")) {
            byte[] bytes = file(image, format);
            assertEquals(3, PictureReader.header(bytes, "x").channels());
            assertArrayEquals(expected, values(bytes, 3, 1, 2), 1e-6f, format);
        }
        byte[] png = file(image, "png");
        assertArrayEquals(new float[] {.299f + .2f * .587f, .4f * .587f + .114f}, values(png, 1, 1, 2), 1e-6f, "luma");
        byte[] grey = file(grey(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 51), "png");
        assertArrayEquals(new float[] {.2f, .2f, .2f}, values(grey, 3, 1, 1), 1e-6f);
    }

    @Test
    void whatIsTransparentIsWhite() throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00ff0000);
        image.setRGB(1, 0, 0x66000000);
        assertArrayEquals(new float[] {1, .6f, 1, .6f, 1, .6f}, values(file(image, "png"), 3, 1, 2), 1e-6f);
        byte[] ramp = {0, 51};
        IndexColorModel palette = new IndexColorModel(1, 2, ramp, ramp, ramp, 0);
        BufferedImage indexed = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY, palette);
        indexed.getRaster().setPixels(0, 0, 2, 1, new int[] {0, 1});
        assertArrayEquals(new float[] {1, .2f}, values(file(indexed, "png"), 1, 1, 2), 1e-6f);
    }

    @Test
    void fewerPixelsAreMeansOfWhatTheyCoverAndMoreAreInterpolated() throws IOException {
        byte[] png = file(grey(BufferedImage.TYPE_BYTE_GRAY, 2, 4, 0, 255, 51, 51, 0, 255, 153, 153), "png");
        assertArrayEquals(new float[] {.5f, .4f}, values(png, 1, 1, 2), 1e-6f);
        byte[] three = file(grey(BufferedImage.TYPE_BYTE_GRAY, 1, 3, 0, 255, 0), "png");
        assertArrayEquals(new float[] {1 / 3f, 1 / 3f}, values(three, 1, 1, 2), 1e-6f, "a pixel is divided");
        byte[] two = file(grey(BufferedImage.TYPE_BYTE_GRAY, 1, 2, 0, 255), "png");
        assertArrayEquals(new float[] {0, .25f, .75f, 1}, values(two, 1, 1, 4), 1e-6f);
        BufferedImage large = noise(BufferedImage.TYPE_INT_RGB, 37, 53);
        float[] values = values(file(large, "png"), 3, 37, 53);
        float[] shrunk = values(file(large, "png"), 3, 11, 7);
        assertEquals(mean(values), mean(shrunk), 1e-5, "the mean of all pixels stays");
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void aPaddedPictureKeepsItsProportionsInTheMiddle() throws IOException {
        byte[] wide = file(grey(BufferedImage.TYPE_BYTE_GRAY, 1, 2, 51, 255), "png");
        float[] padded = PictureReader.read(wide, "x").values(TensorShape.image(1, 4, 2), Fit.PAD);
        assertArrayEquals(new float[] {0, 0, .2f, 1, 0, 0, 0, 0}, padded, 1e-6f);
    }

    @Test
    void aLargePictureIsShrunkWhenItIsWritten() throws IOException {
        byte[] jpeg = file(noise(BufferedImage.TYPE_INT_RGB, 30, 60), "jpg");
        byte[] png = PictureReader.read(jpeg, "x").png(20);
        assertTrue(PictureReader.recognisesPng(png));
        assertEquals(new PictureHeader(10, 20, 3), PictureReader.header(png, "x"));
        assertEquals(
                new PictureHeader(30, 60, 3),
                PictureReader.header(PictureReader.read(jpeg, "x").png(60), "x"));
    }

    @Test
    void javaReadsThePngsThatAreWritten() throws IOException {
        byte[] samples = new byte[5 * 7 * 4];
        new Random(2).nextBytes(samples);
        for (int channels = 1; channels <= 4; channels++) {
            byte[] png = PngEncoder.encode(5, 7, channels, Arrays.copyOf(samples, 5 * 7 * channels));
            int[] read = ImageIO.read(new ByteArrayInputStream(png)).getRaster().getPixels(0, 0, 7, 5, (int[]) null);
            assertEquals(35 * channels, read.length);
            for (int i = 0; i < read.length; i++) {
                assertEquals(samples[i] & 0xff, read[i]);
            }
        }
    }

    @Test
    void theMostFrequentSizeIsTaken() {
        PictureSizes sizes = new PictureSizes();
        List.of(
                        new PictureHeader(5, 5, 1),
                        new PictureHeader(30, 60, 1),
                        new PictureHeader(30, 60, 3),
                        new PictureHeader(70, 70, 1),
                        new PictureHeader(70, 70, 1))
                .forEach(sizes::add);
        assertEquals(TensorShape.image(3, 30, 60), sizes.mostFrequent(60), "the smaller of two");
        assertEquals(TensorShape.image(3, 15, 30), sizes.mostFrequent(30));
        assertEquals(3, sizes.different());
        assertTrue(sizes.isMixed());
    }

    @Test
    void damagedPicturesAreNamed() throws IOException {
        BufferedImage image = noise(BufferedImage.TYPE_INT_RGB, 40, 50);
        for (String format : List.of("png", "jpg", "bmp", "gif")) {
            byte[] whole = file(image, format);
            for (int length : new int[] {3, 20, whole.length / 2}) {
                byte[] cut = Arrays.copyOf(whole, length);
                InvalidInputException e = assertThrows(
                        InvalidInputException.class,
                        () -> PictureReader.read(cut, "\"a." + format + "\""),
                        format + " " + length);
                assertTrue(e.getMessage().startsWith("The picture \"a." + format + "\" "), e.getMessage());
            }
        }
        assertFalse(PictureReader.recognises("BMW owners".getBytes(StandardCharsets.UTF_8)));
        assertThrows(InvalidInputException.class, () -> PictureReader.read(new byte[0], "x"));
    }

    @Test
    void randomlyDamagedPicturesAreReadOrRefused() throws IOException {
        Random random = new Random(3);
        for (String format : List.of("png", "jpg", "bmp", "gif")) {
            byte[] whole = file(noise(BufferedImage.TYPE_INT_RGB, 12, 12), format);
            for (int i = 0; i < 200; i++) {
                byte[] damaged = whole.clone();
                damaged[random.nextInt(Math.min(damaged.length, 200))] = (byte) random.nextInt();
                try {
                    PictureReader.read(damaged, "x").values(TensorShape.image(3, 4, 4), Fit.STRETCH);
                } catch (InvalidInputException e) {
                    assertFalse(e.resolution().isEmpty());
                }
            }
        }
    }

    @Test
    void aPictureThatAnnouncesTooManyPixelsIsRefusedBeforeTheyAreRead() throws IOException {
        byte[] png = file(grey(BufferedImage.TYPE_BYTE_GRAY, 1, 1, 0), "png");
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
        CRC32 sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        InvalidInputException e = assertThrows(InvalidInputException.class, () -> PictureReader.read(png, "x"));
        assertTrue(e.getMessage().contains("100000 x 100000 pixels"), e.getMessage());
    }
}
