package org.fewshotnas.network.cells;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CellNetworkTest {
    /** However few channels and places there are, a network is built, or refused in words. */
    @Test
    void smallNetworksOfEverySpaceAreBuiltOrRefusedInWords() {
        Random random = new Random(1);
        int refused = 0;
        for (SearchSpace space : SearchSpaces.all()) {
            for (int i = 0; i < 60; i++) {
                Architecture cell = Architecture.of(space, space.sample(random));
                int channels = 1 + i % 6;
                int extent = 1 + i % 4;
                List<TensorShape> shapes =
                        List.of(TensorShape.series(1, extent), TensorShape.image(2, extent, 1 + i % 3));
                for (TensorShape shape : shapes) {
                    for (Head head : List.of(new Head.Classes(2), new Head.Field(1))) {
                        try {
                            CellNetwork.of(cell, MacroArchitecture.residual(channels, 1, head), shape);
                        } catch (InvalidInputException e) {
                            assertTrue(e.getMessage().contains("channels for the first stack"), e.getMessage());
                            refused++;
                        }
                    }
                }
            }
        }
        assertTrue(refused > 0, "cells of NAS-Bench-101 with few channels");
    }

    private static List<SearchSpace> spaces() {
        return SearchSpaces.all();
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aCellOfAnySpaceMakesANetworkOfImagesAndOfSeriesOfOddSizes(SearchSpace space) {
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            Architecture architecture = Architecture.of(space, space.sample(random));
            for (var skeleton : MacroArchitecture.Skeleton.values()) {
                MacroArchitecture macro = new MacroArchitecture(skeleton, 8, 3, 2, 2, new Head.Classes(7));
                NetworkGraph image = CellNetwork.of(architecture, macro, TensorShape.image(3, 13, 9));
                assertEquals(TensorShape.vector(7), image.output());
                assertEquals(imageBeforeMean(skeleton), beforeMean(image));
                NetworkGraph series = CellNetwork.of(architecture, macro, TensorShape.series(2, 59));
                assertEquals(TensorShape.vector(7), series.output());
                assertEquals(seriesBeforeMean(skeleton), beforeMean(series));
            }
        }
    }

    private static TensorShape imageBeforeMean(MacroArchitecture.Skeleton skeleton) {
        return switch (skeleton) {
            case RESIDUAL, POOLING -> TensorShape.image(32, 4, 3);
            case STRIDED -> TensorShape.image(16, 1, 1);
            case SPEECH -> TensorShape.image(13, 7, 5);
        };
    }

    private static TensorShape seriesBeforeMean(MacroArchitecture.Skeleton skeleton) {
        return switch (skeleton) {
            case RESIDUAL, POOLING -> TensorShape.series(32, 15);
            case STRIDED -> TensorShape.series(16, 4);
            case SPEECH -> TensorShape.series(13, 30);
        };
    }

    private static TensorShape beforeMean(NetworkGraph network) {
        var mean = network.nodes().get(network.nodes().size() - 2);
        assertEquals(new Layer.GlobalAverage(), mean.layer());
        return network.nodes().get(mean.inputs().get(0)).shape();
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aFieldKeepsTheResolutionOfItsInput(SearchSpace space) {
        MacroArchitecture macro = MacroArchitecture.residual(8, 1, new Head.Field(1));
        NetworkGraph network = CellNetwork.of(
                Architecture.of(space, space.sample(new Random(2))), macro, TensorShape.image(3, 29, 29));
        assertEquals(TensorShape.image(1, 29, 29), network.output());
        assertThrows(
                IllegalArgumentException.class,
                () -> new MacroArchitecture(MacroArchitecture.Skeleton.RESIDUAL, 8, 3, 1, 2, new Head.Field(1)));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void everyLayerThatIsTrainedHasAnEffectOnTheOutput(SearchSpace space) {
        Random random = new Random(3);
        MacroArchitecture macro = MacroArchitecture.residual(8, 1, new Head.Classes(2));
        for (int i = 0; i < 50; i++) {
            NetworkGraph network =
                    CellNetwork.of(Architecture.of(space, space.sample(random)), macro, TensorShape.image(1, 8, 8));
            boolean[] read = new boolean[network.nodes().size()];
            read[read.length - 1] = true;
            for (int node = read.length - 1; node >= 0; node--) {
                assertTrue(read[node], network.nodes().get(node).name() + " is read");
                network.nodes().get(node).inputs().forEach(input -> read[input] = true);
            }
        }
    }

    @Test
    void aDeadPathCostsNothingButCountsInTheCompleteNetwork() {
        SearchSpace space = NasBench201.INSTANCE;
        String dead = "|nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|";
        String without = "|none~0|+|none~0|none~1|+|nor_conv_1x1~0|none~1|none~2|";
        MacroArchitecture macro = MacroArchitecture.residual(16, 1, new Head.Classes(10));
        TensorShape image = TensorShape.image(3, 32, 32);
        NetworkGraph pruned = CellNetwork.of(Architecture.parse(space, dead), macro, image);
        assertEquals(
                CellNetwork.of(Architecture.parse(space, without), macro, image).parameters(), pruned.parameters());
        long convolutions = 9L * (16 * 16 + 32 * 32 + 64 * 64) + 2 * (16 + 32 + 64);
        assertEquals(
                convolutions,
                CellNetwork.complete(Architecture.parse(space, dead), macro, image)
                                .parameters()
                        - pruned.parameters());
    }

    @Test
    void aCellThatPassesNothingOnStillMakesANetwork() {
        SearchSpace space = NasBench201.INSTANCE;
        String none = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";
        NetworkGraph network = CellNetwork.of(
                Architecture.parse(space, none),
                MacroArchitecture.residual(16, 1, new Head.Classes(10)),
                TensorShape.image(3, 32, 32));
        assertEquals(TensorShape.vector(10), network.output());
        assertFalse(network.nodes().stream().noneMatch(node -> node.layer() instanceof Layer.Zeros));
    }

    /** The published code's example of a vertex that takes the first channels of a larger one: 128 = 43 + 43 + 42. */
    @Test
    void verticesBeforeTheOutputShareItsChannels() {
        var cell = NasBench101.INSTANCE.parse("6:111110001001101:2200");
        assertArrayEquals(new int[] {0, 43, 43, 42, 42}, ConcatenatingCell.channels(cell, 128));
    }
}
