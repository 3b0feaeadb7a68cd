package org.fewshotnas.network.cells;

import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.graph.Window;

/**
 * Wide residual networks (Zagoruyko and Komodakis 2016, table 1; dropout left out): networks that were made by hand, to compare found ones
 * with. A 3x3 convolution, three groups of blocks of two 3x3 convolutions, each behind batch normalisation and ReLU, and a last
 * normalisation before the head. Each group has twice the channels of the one before.
 *
 * @param depth how many convolutions lie on the longest path: 4 more than a multiple of 6; 16 in the tables of NAS-Bench-360 and MP-NAS
 * @param width by which the channels of the groups are multiplied; 4 there
 * @param channels of the first convolution; 16 as published
 */
public record WideResNet(int depth, int width, int channels) {
    private static final int GROUPS = 3;
    private static final int PUBLISHED_CHANNELS = 16;

    /** @throws IllegalArgumentException if there is no such network */
    public WideResNet {
        if (depth < 10 || (depth - 4) % 6 != 0 || depth > 1000) {
            throw new IllegalArgumentException("The depth of a Wide ResNet is 10, 16, 22, 28 or 6 more, not " + depth);
        }
        if (width < 1 || width > 100) {
            throw new IllegalArgumentException("The width of a Wide ResNet is from 1 to 100, not " + width);
        }
        if (channels < 1 || channels > 1000) {
            throw new IllegalArgumentException("A Wide ResNet begins with 1 to 1000 channels, not " + channels);
        }
    }

    /** With as many channels as published. */
    public WideResNet(int depth, int width) {
        this(depth, width, PUBLISHED_CHANNELS);
    }

    /**
     * The widest one of a depth, with width 1, that costs no more than another network.
     *
     * @param multiplyAccumulates for one example, at most
     * @return the narrowest where even that costs more
     */
    public static WideResNet within(long multiplyAccumulates, int depth, TensorShape input, Head head) {
        WideResNet widest = new WideResNet(depth, 1, 1);
        for (int channels = 2; channels <= 1000; channels++) {
            WideResNet next = new WideResNet(depth, 1, channels);
            if (next.of(input, head).multiplyAccumulates() > multiplyAccumulates) {
                break;
            }
            widest = next;
        }
        return widest;
    }

    /**
     * The network. Its second and third group halve the extents, unless the head is a field.
     *
     * @param input a series or an image
     */
    public NetworkGraph of(TensorShape input, Head head) {
        NetworkGraph.Builder network = NetworkGraph.builder(input);
        int last = network.add("stem_conv", convolution(channels, Window.same(3, 1)), NetworkGraph.INPUT);
        for (int group = 0; group < GROUPS; group++) {
            int wide = channels * width << group;
            for (int block = 1; block <= (depth - 4) / 6; block++) {
                int stride = group > 0 && block == 1 && !(head instanceof Head.Field) ? 2 : 1;
                last = block(network, "group" + (group + 1) + "_block" + block, wide, stride, last);
            }
        }
        Ending.add(network, head, Ending.normalised(network, "last", last));
        return network.build();
    }

    /** Where the channels change, the shortcut is a 1x1 convolution, which reads what is normalised already. */
    private static int block(NetworkGraph.Builder network, String name, int channels, int stride, int input) {
        boolean same = network.shape(input).channels() == channels;
        int first = Ending.normalised(network, name + "_first", input);
        int a = network.add(name + "_a", convolution(channels, Window.strided(3, stride, 1)), first);
        int second = Ending.normalised(network, name + "_second", a);
        int b = network.add(name + "_b", convolution(channels, Window.same(3, 1)), second);
        int shortcut = same && stride == 1
                ? input
                : network.add(name + "_shortcut", convolution(channels, Window.strided(1, stride, 1)), first);
        return network.add(name + "_sum", new Layer.Sum(), b, shortcut);
    }

    private static Layer convolution(int channels, Window window) {
        return new Layer.Convolution(channels, window, 1, false);
    }

    /** As in "WRN-16-4". */
    @Override
    public String toString() {
        String published = "WRN-" + depth + "-" + width;
        return channels == PUBLISHED_CHANNELS ? published : published + " of " + channels + " channels";
    }
}
