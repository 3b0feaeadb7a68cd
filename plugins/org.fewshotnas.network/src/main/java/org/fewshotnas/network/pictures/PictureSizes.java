package org.fewshotnas.network.pictures;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.fewshotnas.network.graph.TensorShape;

/** Counts the sizes of pictures, and says to which one shape all of them are best brought. */
public final class PictureSizes {
    private record Size(int height, int width) {}

    private final Map<Size, Integer> counts = new HashMap<>();
    private int channels = 1;
    private boolean mixed;

    /** Counts a picture. */
    public void add(PictureHeader header) {
        mixed |= !counts.isEmpty() && channels != header.channels();
        channels = Math.max(channels, header.channels());
        counts.merge(new Size(header.height(), header.width()), 1, Integer::sum);
    }

    /** 3 if a picture has colours, else 1. */
    public int channels() {
        return channels;
    }

    /** Whether some have colours and some are grey. */
    public boolean isMixed() {
        return mixed;
    }

    /** How many different sizes there are. */
    public int different() {
        return counts.size();
    }

    /**
     * The most frequent size, the smaller one of two that are as frequent; shrunk with its proportions where a side is too long.
     *
     * @param largest pixels along a side
     * @throws IllegalStateException if nothing was counted
     */
    public TensorShape mostFrequent(int largest) {
        Size size = counts.entrySet().stream()
                .max(Map.Entry.<Size, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(
                                Comparator.comparingLong((Size s) -> -(long) s.height() * s.width())
                                        .thenComparing(s -> -s.height()))))
                .orElseThrow(() -> new IllegalStateException("No picture was counted"))
                .getKey();
        double scale = Math.min(1, (double) largest / Math.max(size.height(), size.width()));
        return TensorShape.image(channels, Math.max(1, (int) Math.round(size.height() * scale)), Math.max(1, (int)
                Math.round(size.width() * scale)));
    }
}
