package org.knime.core.data.image.png;

import org.knime.core.data.image.ImageValue;

/** A cell that can be read as a PNG picture. */
public interface PNGImageValue extends ImageValue {
    @Override
    PNGImageContent getImageContent();
}
