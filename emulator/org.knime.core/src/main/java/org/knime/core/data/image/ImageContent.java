package org.knime.core.data.image;

/** The picture of a cell. */
public interface ImageContent {
    /** @return size and number of bytes, for the user */
    String getSummary();
}
