package org.fewshotnas.metad2a;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.graph.VertexGraph;
import org.fewshotnas.metad2a.graph.VertexSpace;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final VertexGraph GRAPH = VertexSpace.of(NasBench201.INSTANCE)
            .graph(Architecture.of(NasBench201.INSTANCE, NasBench201.INSTANCE.sample(new SplittableRandom(1))));

    /** Draws and examples of each batch of an epoch. */
    private static List<int[]> batches(int dataSets, int examples, int width) {
        List<DataSetFeatures> features = MadeUp.dataSets(dataSets, width, 1);
        List<Example> all = new ArrayList<>();
        for (int d = 0; d < dataSets; d++) {
            for (int i = 0; i < examples; i++) {
                all.add(new Example(d, GRAPH, all.size()));
            }
        }
        List<int[]> batches = new ArrayList<>();
        List<Double> seen = new ArrayList<>();
        new Batches(features, 20, all).epoch(true, new SplittableRandom(1), (pieces, fraction) -> {
            assertEquals(
                    (double) batches.stream().mapToInt(batch -> batch[0]).sum() / units(dataSets, examples),
                    fraction,
                    1e-12);
            batches.add(new int[] {
                pieces.stream().mapToInt(piece -> piece.units().size()).sum(),
                pieces.stream().mapToInt(Batches.Piece::rows).sum()
            });
            pieces.forEach(piece -> piece.examples().forEach(example -> seen.add(example.target())));
        });
        assertEquals(
                all.stream().map(Example::target).toList(),
                seen.stream().sorted().toList());
        return batches;
    }

    private static int units(int dataSets, int examples) {
        return dataSets * ((examples + 4) / 5);
    }

    @Test
    void dataSetsOfOneScoreFillABatch() {
        List<int[]> batches = batches(100, 1, 4);
        assertEquals(4, batches.size());
        for (int[] batch : batches.subList(0, 3)) {
            assertEquals(32, batch[0]);
            assertEquals(32, batch[1]);
        }
        assertEquals(4, batches.get(3)[0]);
    }

    @Test
    void scoresOfADataSetShareADraw() {
        for (int[] batch : batches(16, 8, 4)) {
            assertEquals(8, batch[0]);
            assertEquals(32, batch[1]);
        }
        for (int[] batch : batches(16, 5, 4)) {
            assertEquals(8, batch[0]);
            assertEquals(40, batch[1]);
        }
    }

    @Test
    void wideFeaturesMakeSmallerBatches() {
        // 2 to 7 classes of 6 to 10 examples each.
        List<int[]> batches = batches(12, 1, 100_000);
        assertTrue(batches.size() > 1);
        assertTrue(batches.stream().allMatch(batch -> batch[0] <= 8));
    }
}
