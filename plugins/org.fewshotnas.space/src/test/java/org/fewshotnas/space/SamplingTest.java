package org.fewshotnas.space;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.fewshotnas.space.cell.CanonicalOrder;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.SmallGraph;
import org.fewshotnas.space.cell.Vocabulary;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.space.published.NasBenchAsr;
import org.fewshotnas.space.published.TransNasBench101Micro;
import org.junit.jupiter.api.Test;

/** Draws from a space against the uniform distribution, by Pearson's chi-square at a fixed seed. */
class SamplingTest {
    private static final int DRAWS = 400_000;

    @Test
    void everyCellOfTransNasBench101MicroIsEquallyLikely() {
        assertUniform(TransNasBench101Micro.INSTANCE, TransNasBench101Micro.INSTANCE::print);
    }

    @Test
    void everyCellOfNasBench201IsEquallyLikely() {
        assertUniform(NasBench201.INSTANCE, NasBench201.INSTANCE::print);
    }

    @Test
    void everyCellOfNasBenchAsrIsEquallyLikely() {
        assertUniform(NasBenchAsr.INSTANCE, NasBenchAsr.INSTANCE::print);
    }

    @Test
    void everyGraphOfNasBench101ComesAsOftenAsItHasModules() {
        assertUniform(NasBench101.INSTANCE, cell -> {
            String text = NasBench101.INSTANCE.print(cell);
            return text.substring(0, text.lastIndexOf(':'));
        });
    }

    /** Cells of many and of few symmetries come as often as there are such: what the rejection of draws is for. */
    @Test
    void symmetricModulesOfNasBench101AreNotPreferred() {
        assertUniform(NasBench101.INSTANCE, cell -> {
            int[] labels =
                    cell.operations().stream().mapToInt(Vocabulary::indexOf).toArray();
            int[][] edges = SmallGraph.of(cell).edges();
            return CanonicalOrder.of(labels, edges).size() + " of "
                    + CanonicalOrder.of(new int[labels.length], edges).size();
        });
    }

    /** Whether the draws fall into groups of cells in proportion to the groups' sizes. Groups with few expected draws count together. */
    private static void assertUniform(SearchSpace space, Function<Cell, String> group) {
        Map<String, Integer> sizes = new HashMap<>();
        space.enumerate().forEach(cell -> sizes.merge(group.apply(cell), 1, Integer::sum));
        Map<String, Integer> drawn = new HashMap<>();
        SplittableRandom random = new SplittableRandom(20_230_601);
        for (int i = 0; i < DRAWS; i++) {
            drawn.merge(group.apply(space.sample(random)), 1, Integer::sum);
        }
        double cells = space.size().doubleValue();
        double chiSquare = 0;
        double restExpected = 0;
        double restDrawn = 0;
        int groups = 0;
        for (Map.Entry<String, Integer> entry : sizes.entrySet()) {
            double expected = DRAWS / cells * entry.getValue();
            int found = drawn.getOrDefault(entry.getKey(), 0);
            if (expected < 5) {
                restExpected += expected;
                restDrawn += found;
            } else {
                chiSquare += (found - expected) * (found - expected) / expected;
                groups++;
            }
        }
        if (restExpected > 0) {
            chiSquare += (restDrawn - restExpected) * (restDrawn - restExpected) / restExpected;
            groups++;
        }
        // A chi-square of f degrees of freedom has mean f and variance 2 f; four deviations are far out in either tail.
        double deviations = (chiSquare - (groups - 1)) / Math.sqrt(2.0 * (groups - 1));
        assertTrue(Math.abs(deviations) < 4, "chi-square " + chiSquare + " over " + groups + " groups");
    }
}
