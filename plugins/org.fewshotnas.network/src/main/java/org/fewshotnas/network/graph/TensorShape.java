package org.fewshotnas.network.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The shape of one example's tensor: channels, then the extents in space. Images have two extents, series one, and feature vectors none.
 *
 * @param channels at least 1
 * @param extents each at least 1; at most two
 */
public record TensorShape(int channels, List<Integer> extents) {
    /** @throws IllegalArgumentException if a number is not positive, or there are more than two extents */
    public TensorShape {
        extents = List.copyOf(extents);
        if (channels < 1 || extents.size() > 2 || extents.stream().anyMatch(extent -> extent < 1)) {
            throw new IllegalArgumentException("No shape of a tensor: " + channels + " channels, extents " + extents);
        }
    }

    /** A vector of features. */
    public static TensorShape vector(int features) {
        return new TensorShape(features, List.of());
    }

    /** A series: channels and steps. */
    public static TensorShape series(int channels, int length) {
        return new TensorShape(channels, List.of(length));
    }

    /** An image, or a field on a grid. */
    public static TensorShape image(int channels, int height, int width) {
        return new TensorShape(channels, List.of(height, width));
    }

    /** The same extents with other channels. */
    public TensorShape withChannels(int others) {
        return new TensorShape(others, extents);
    }

    /** Channels and extents in one list. */
    public List<Integer> asList() {
        List<Integer> all = new ArrayList<>(List.of(channels));
        all.addAll(extents);
        return List.copyOf(all);
    }

    /** 0 for a vector, 1 for a series, 2 for an image. */
    public int dimensions() {
        return extents.size();
    }

    /** How many places each channel has. */
    public long positions() {
        return extents.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** How many numbers there are. */
    public long size() {
        return Math.multiplyExact(channels, positions());
    }

    /** As in "3 x 32 x 32". */
    @Override
    public String toString() {
        return channels + extents.stream().map(extent -> " x " + extent).collect(Collectors.joining());
    }
}
