package org.knime.core.data.image.png;

import org.knime.core.data.DataCell;

/** A PNG picture. */
public class PNGImageCell extends DataCell implements PNGImageValue {
    private final transient PNGImageContent content;

    PNGImageCell(PNGImageContent content) {
        this.content = content;
    }

    @Override
    public PNGImageContent getImageContent() {
        return content;
    }

    @Override
    public String getImageExtension() {
        return "png";
    }

    @Override
    public String toString() {
        return content.getSummary();
    }

    @Override
    protected boolean equalsDataCell(DataCell dc) {
        return content.equals(((PNGImageCell) dc).content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }
}
