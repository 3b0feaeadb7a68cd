package org.knime.core.data.image.png;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.image.ImageContent;

/** The bytes of a PNG picture. */
public class PNGImageContent implements ImageContent {
    /** The type of cells that hold one. */
    public static final DataType TYPE = DataType.getType(PNGImageCell.class);

    private final byte[] bytes;

    /**
     * @param imageBytes which the caller does not change any more
     * @throws IllegalArgumentException if they are not a picture that Java can read
     */
    public PNGImageContent(byte[] imageBytes) {
        bytes = Objects.requireNonNull(imageBytes, "Argument must not be null.");
        image(bytes);
    }

    private static BufferedImage image(byte[] bytes) {
        try {
            // In memory: ImageIO would otherwise write a file for every picture. It closes the stream.
            BufferedImage image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)));
            if (image == null) {
                throw new IllegalArgumentException("The bytes are not a picture");
            }
            return image;
        } catch (IOException e) {
            throw new IllegalArgumentException("Image can't be read", e);
        }
    }

    /** @return the bytes themselves, which the caller does not change */
    public byte[] getByteArrayReference() {
        return bytes;
    }

    @Override
    public DataCell toImageCell() {
        return new PNGImageCell(this);
    }

    @Override
    public void save(OutputStream output) throws IOException {
        output.write(bytes);
    }

    @Override
    public String getSummary() {
        BufferedImage image = image(bytes);
        return "PNG Image " + image.getWidth() + " x " + image.getHeight() + " with "
                + (bytes.length < 1000 ? bytes.length + " B" : bytes.length / 1024 + " KB");
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof PNGImageContent content && Arrays.equals(bytes, content.bytes);
    }
}
