package org.knime.core.data.image;

import org.knime.core.data.DataValue;

/** A cell that can be read as a picture. */
public interface ImageValue extends DataValue {
    /** @return the picture */
    ImageContent getImageContent();

    /** @return what a file of it ends with, such as "png" */
    String getImageExtension();
}
