package org.fewshotnas.network.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideResNetTest {
    /** In millions, as the paper's tables 4 and 5 have them, to as many digits, for CIFAR-10. */
    @ParameterizedTest
    @CsvSource({"40, 4, 8.9, .05", "16, 8, 11.0, .05", "28, 10, 36.5, .05", "40, 1, .6, .05", "40, 2, 2.2, .05"})
    void parametersAreThePublishedOnes(int depth, int width, double millions, double half) {
        NetworkGraph network = new WideResNet(depth, width).of(TensorShape.image(3, 32, 32), new Head.Classes(10));
        assertEquals(millions, network.parameters() / 1e6, half);
    }

    /** WRN-10-1: one block a group. By hand. */
    @Test
    void theSmallestOne() {
        NetworkGraph network = new WideResNet(10, 1).of(TensorShape.series(2, 20), new Head.Values(3));
        int stem = 2 * 16 * 3;
        int first = 2 * (16 + 16) + 2 * 16 * 16 * 3;
        int second = 2 * (16 + 32) + (16 + 32) * 32 * 3 + 16 * 32;
        int third = 2 * (32 + 64) + (32 + 64) * 64 * 3 + 32 * 64;
        assertEquals(stem + first + second + third + 2 * 64 + 64 * 3 + 3, network.parameters());
        assertEquals(TensorShape.vector(3), network.output());
        assertEquals(
                TensorShape.series(64, 5),
                network.nodes().get(network.nodes().size() - 3).shape());
    }

    @Test
    void aFieldKeepsItsResolution() {
        NetworkGraph network = new WideResNet(10, 1).of(TensorShape.image(1, 9, 7), new Head.Field(2));
        assertEquals(TensorShape.image(2, 9, 7), network.output());
    }

    @Test
    void theWidestWithinACostIsFound() {
        TensorShape input = TensorShape.image(1, 14, 14);
        long most = new WideResNet(16, 1, 6).of(input, new Head.Classes(10)).multiplyAccumulates();
        assertEquals(new WideResNet(16, 1, 6), WideResNet.within(most, 16, input, new Head.Classes(10)));
        assertEquals(new WideResNet(16, 1, 5), WideResNet.within(most - 1, 16, input, new Head.Classes(10)));
    }

    @Test
    void depthsThatDoNotExistAreRefusedInWords() {
        String message = assertThrows(IllegalArgumentException.class, () -> new WideResNet(17, 4))
                .getMessage();
        assertTrue(message.contains("10, 16, 22, 28") && message.contains("17"), message);
        assertThrows(IllegalArgumentException.class, () -> new WideResNet(16, 0));
    }
}
