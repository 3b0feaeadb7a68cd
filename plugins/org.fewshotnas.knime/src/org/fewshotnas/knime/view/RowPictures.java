package org.fewshotnas.knime.view;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.fewshotnas.view.Pictures;
import org.knime.core.data.DataCell;
import org.knime.core.data.image.png.PNGImageValue;

/** Small pictures of a table for a view: the first of those that are small enough to be part of a page. */
public final class RowPictures {
    private static final int MOST = 24;
    private static final int MOST_BYTES = 40_000;

    private final List<Pictures.Item> items = new ArrayList<>();

    /** Whether no more are taken. */
    public boolean isFull() {
        return items.size() == MOST;
    }

    /** Takes a cell, if it is a picture and there is room. */
    public void add(DataCell cell, String text) {
        if (!isFull() && cell instanceof PNGImageValue picture) {
            byte[] png = picture.getImageContent().getByteArrayReference();
            if (png.length <= MOST_BYTES) {
                items.add(new Pictures.Item(
                        "data:image/png;base64," + Base64.getEncoder().encodeToString(png), text));
            }
        }
    }

    public List<Pictures.Item> items() {
        return items;
    }
}
