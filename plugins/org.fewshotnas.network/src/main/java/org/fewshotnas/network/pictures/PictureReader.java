package org.fewshotnas.network.pictures;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.fewshotnas.space.base.InvalidInputException;

/**
 * Reads the first picture of a PNG, JPEG, BMP or GIF file, and writes nothing to disk. How a camera was held (EXIF) is not looked at.
 */
public final class PictureReader {
    /** More pixels are not read: 64 million, as of 8,192 x 8,192. */
    public static final long MAX_PIXELS = 1L << 26;
    /** Larger files are not read: 256 MiB. */
    public static final int MAX_BYTES = 1 << 28;

    /** By so many bytes a format is recognised. */
    private static final int HEAD = 16;

    private static final String ADVICE = "Replace the picture, or leave it out.";

    private PictureReader() {}

    /** Whether a file that begins with these bytes is a picture of a format that is read. */
    public static boolean recognises(byte[] head) {
        return begins(head, 0x89, 'P', 'N', 'G', '\r', '\n')
                || begins(head, 0xff, 0xd8, 0xff)
                || begins(head, 'G', 'I', 'F', '8')
                || begins(head, 'B', 'M') && head.length > 10 && (head[6] | head[7] | head[8] | head[9]) == 0;
    }

    /** Whether a file that begins with these bytes is a PNG. */
    public static boolean recognisesPng(byte[] head) {
        return begins(head, 0x89, 'P', 'N', 'G', '\r', '\n');
    }

    private static boolean begins(byte[] head, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (head.length <= i || (head[i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads the header alone.
     *
     * @param name of the picture in messages, such as "\"a.png\"" or "of row \"Row1\""
     * @throws InvalidInputException if it is damaged, of another format, or has too many pixels
     */
    public static PictureHeader header(byte[] bytes, String name) {
        return header(new ByteArrayInputStream(bytes), name);
    }

    /**
     * Reads the header of a file, and hardly more of it.
     *
     * @throws InvalidInputException as {@link #header(byte[], String)}, or if the file is larger than {@link #MAX_BYTES}
     * @throws IOException if the file cannot be opened
     */
    public static PictureHeader header(Path file, String name) throws IOException {
        checkSize(file, name);
        try (InputStream in = Files.newInputStream(file)) {
            return header(in, name);
        }
    }

    private static PictureHeader header(InputStream in, String name) {
        return with(in, name, reader -> header(reader, name));
    }

    /**
     * The content of a picture's file.
     *
     * @throws InvalidInputException if it is larger than {@link #MAX_BYTES}
     * @throws IOException if it cannot be read
     */
    public static byte[] bytes(Path file, String name) throws IOException {
        checkSize(file, name);
        return Files.readAllBytes(file);
    }

    private static void checkSize(Path file, String name) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new InvalidInputException(
                    "The picture " + name + " has more than " + MAX_BYTES + " bytes.",
                    "Make it smaller, or leave it out.");
        }
    }

    /**
     * Reads a picture, after its header has said that it is not too large.
     *
     * @throws InvalidInputException as {@link #header}
     */
    public static Picture read(byte[] bytes, String name) {
        return with(new ByteArrayInputStream(bytes), name, reader -> {
            header(reader, name);
            String[] cut = new String[1];
            // Java fills a JPEG that ends too soon with grey, and only warns.
            reader.addIIOReadWarningListener((source, warning) -> {
                if (warning.contains("premature end")) {
                    cut[0] = warning;
                }
            });
            BufferedImage image = reader.read(0);
            if (cut[0] != null) {
                throw new IOException("it ends too soon");
            }
            return new Picture(image);
        });
    }

    /** What is done with an open picture. */
    @FunctionalInterface
    private interface Use<T> {
        T apply(ImageReader reader) throws IOException;
    }

    private static <T> T with(InputStream bytes, String name, Use<T> use) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
            byte[] head = new byte[HEAD];
            in.mark();
            int length = Math.max(0, in.read(head));
            in.reset();
            if (!recognises(Arrays.copyOf(head, length))) {
                throw new InvalidInputException(
                        "The picture " + name + " is not a PNG, JPEG, BMP or GIF file.",
                        "Convert it to PNG, or leave it out.");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new IOException("Java knows no such picture");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return use.apply(reader);
            } finally {
                reader.dispose();
            }
        } catch (InvalidInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Java's readers throw whatever damaged bytes lead them to.
            throw new InvalidInputException("The picture " + name + " cannot be read: " + reason(e) + ".", ADVICE, e);
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null || !(e instanceof IOException)
                ? "it is damaged"
                : e.getMessage().replaceFirst("[.!]+$", "");
    }

    private static PictureHeader header(ImageReader reader, String name) throws IOException {
        int height = reader.getHeight(0);
        int width = reader.getWidth(0);
        if ((long) height * width > MAX_PIXELS) {
            throw new InvalidInputException(
                    "The picture " + name + " has " + width + " x " + height + " pixels; more than " + MAX_PIXELS
                            + " are not read.",
                    "Make it smaller, or leave it out.");
        }
        Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
        if (!types.hasNext()) {
            throw new IOException("its colours are of a kind that Java does not know");
        }
        ColorModel colors = types.next().getColorModel();
        return new PictureHeader(height, width, PixelRows.channels(colors));
    }
}
