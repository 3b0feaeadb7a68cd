package org.knime.core.data.image.png;

import java.io.IOException;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;

/** Makes cells of PNG pictures. */
public class PNGImageCellFactory {
    /** The type of the cells. */
    public static final DataType TYPE = PNGImageContent.TYPE;

    /**
     * @param contents the bytes of a PNG file
     * @return a cell of them
     * @throws IllegalArgumentException if they are not a picture that Java can read
     * @throws IOException never here
     */
    public static DataCell create(byte[] contents) throws IOException {
        return new PNGImageContent(contents).toImageCell();
    }
}
