package org.knime.core.data.image;

import java.io.IOException;
import java.io.OutputStream;
import org.knime.core.data.DataCell;

/** The picture of a cell. */
public interface ImageContent {
    /** @return size and number of bytes, for the user */
    String getSummary();

    /** @return a cell of this picture */
    DataCell toImageCell();

    /**
     * Writes the picture.
     *
     * @throws IOException if that fails
     */
    void save(OutputStream output) throws IOException;
}
