package org.fewshotnas.network.proxy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.fewshotnas.network.RandomNetworks;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;

class ProxyScorerTest {
    private static final SearchSpace SPACE = SearchSpaces.ofName("NAS-Bench-201");
    private static final TensorShape IMAGE = TensorShape.image(2, 9, 7);
    private static final Set<Proxy> ALL = EnumSet.allOf(Proxy.class);
    private static final MacroArchitecture MACRO = MacroArchitecture.residual(4, 1, new Head.Classes(3));

    private static DataSet images(int count, TensorShape shape) {
        int[] classes = IntStream.range(0, count).map(i -> i % 3).toArray();
        return new DataSet(
                shape,
                RandomNetworks.numbers(count * (int) shape.size(), 1),
                new Targets.Classes(classes, List.of("a", "b", "c")));
    }

    private static List<Architecture> cells(int count) {
        Random random = new Random(7);
        return IntStream.range(0, count)
                .mapToObj(i -> Architecture.of(NasBench201.MIXED_OPS, NasBench201.MIXED_OPS.sample(random)))
                .toList();
    }

    private static List<Map<Proxy, Double>> values(ProxyScorer scorer, int threads) {
        return scorer.scores(cells(6), MACRO, threads, Progress.NONE).stream()
                .map(ProxyScores::values)
                .toList();
    }

    @Test
    void theSameSeedGivesTheSameNumbersBesideOthersToo() {
        ProxySample sample = ProxySample.draw(images(40, IMAGE), 16, 3);
        List<Map<Proxy, Double>> alone = values(new ProxyScorer(sample, ALL, 3), 1);
        assertEquals(alone, values(new ProxyScorer(sample, ALL, 3), 4));
        assertNotEquals(alone, values(new ProxyScorer(sample, ALL, 4), 1));
    }

    @Test
    void everyNetworkOfEveryKindOfDataHasItsNumbers() {
        DataSet classes = images(12, IMAGE);
        DataSet fields = new DataSet(
                TensorShape.image(3, 5, 6),
                RandomNetworks.numbers(12 * 90, 1),
                new Targets.Numbers(RandomNetworks.numbers(12 * 60, 2), TensorShape.image(2, 5, 6)));
        RandomNetworks.all(1).forEach(named -> {
            NetworkGraph network = named.network();
            DataSet data = network.input().equals(fields.shape())
                    ? fields
                    : network.input().equals(IMAGE) ? classes : images(12, network.input());
            ProxyScores scores = new ProxyScorer(ProxySample.draw(data, 12, 1), ALL, 1).score(network, Progress.NONE);
            assertEquals(ALL.size(), scores.values().size() + scores.reasons().size(), named.name());
            assertEquals(network.parameters(), scores.value(Proxy.PARAMETERS).orElseThrow());
            assertEquals(
                    network.multiplyAccumulates(),
                    scores.value(Proxy.MULTIPLY_ACCUMULATES).orElseThrow());
        });
    }

    @Test
    void whereNothingFlowsEachProxySaysSo() {
        String none = "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|";
        Architecture cell = Architecture.parse(SPACE, none);
        ProxyScores scores = new ProxyScorer(ProxySample.draw(images(8, IMAGE), 8, 1), ALL, 1)
                .scores(List.of(cell), MACRO, 1, Progress.NONE)
                .get(0);
        assertEquals(
                EnumSet.of(Proxy.NASWOT, Proxy.JACOB_COV, Proxy.SYNFLOW, Proxy.ZEN_SCORE),
                EnumSet.copyOf(scores.reasons().keySet()));
        assertTrue(scores.reason().contains("synflow: nothing flows from the input to the output"), scores.reason());
    }

    @Test
    void anArchitectureThatIsTooLargeDoesNotKeepTheOthersFromTheirs() {
        MacroArchitecture huge = MacroArchitecture.residual(1 << 14, 1, new Head.Classes(3));
        ProxyScores scores = new ProxyScorer(ProxySample.draw(images(8, IMAGE), 8, 1), Set.of(Proxy.PARAMETERS), 1)
                .scores(cells(1), huge, 1, Progress.NONE)
                .get(0);
        assertTrue(scores.reason().startsWith("parameters: The network would have"), scores.reason());
    }

    @Test
    void aCancelDoesNotWaitForTheEngine() throws Exception {
        // Seconds of work in one call.
        TensorShape large = TensorShape.image(3, 48, 48);
        ProxySample sample = ProxySample.draw(images(64, large), 64, 1);
        MacroArchitecture macro = MacroArchitecture.residual(32, 5, new Head.Classes(3));
        String full = "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|";
        NetworkGraph network = CellNetwork.of(Architecture.parse(SPACE, full), macro, large);
        new ProxyScorer(sample, Set.of(Proxy.PARAMETERS), 1).score(network, Progress.NONE);
        long begin = System.nanoTime();
        long[] asked = {0};
        Progress impatient = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                if (System.nanoTime() - begin > 1_500_000_000L) {
                    asked[0] = asked[0] == 0 ? System.nanoTime() : asked[0];
                    throw new CancellationException();
                }
            }
        };
        ProxyScorer scorer = new ProxyScorer(sample, Set.of(Proxy.NASWOT), 1);
        assertThrows(CancellationException.class, () -> scorer.score(network, impatient));
        assertTrue(System.nanoTime() - begin < 2_500_000_000L, "within a second");
        assertTrue(asked[0] > 0);
        // A process must not end while the engine still computes.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("few-shot NAS proxies")) {
                thread.join();
            }
        }
    }

    @Test
    void aSampleIsDrawnOfTheNormalisedData() {
        DataSet data = images(30, IMAGE);
        DataSet all = ProxySample.draw(data, 100, 1).examples();
        assertEquals(30, all.size());
        double sum = 0;
        for (float value : all.inputs()) {
            sum += value;
        }
        assertEquals(0, sum / all.inputs().length, 1e-6);
        DataSet some = ProxySample.draw(data, 10, 1).examples();
        assertArrayEquals(
                some.inputs(), ProxySample.draw(data, 10, 1).examples().inputs());
        assertFalse(Arrays.equals(
                some.inputs(), ProxySample.draw(data, 10, 2).examples().inputs()));
        assertThrows(InvalidInputException.class, () -> ProxySample.draw(data, 1, 1));
        assertTrue(Collections.indexOfSubList(
                        list(all.inputs()), list(some.inputs()).subList(0, 126))
                >= 0);
    }

    private static List<Float> list(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }
}
