package org.fewshotnas.search;

import static org.fewshotnas.search.SampleSearch.ACCURACY;
import static org.fewshotnas.search.SampleSearch.ALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.junit.jupiter.api.Test;

class KnownScoresTest {
    @Test
    void anArchitectureWithSeveralScoresHasTheirMean() {
        KnownScores known =
                KnownScores.of(ACCURACY, List.of(ALL.get(5), ALL.get(7), ALL.get(5)), new double[] {70, 10, 80});
        assertEquals(75, known.score(ALL.get(5)));
        assertEquals(2, known.size());
    }

    @Test
    void anIsomorphicCellOfTheTableAnswers() {
        SearchSpace nb201 = SearchSpaces.ofName("NAS-Bench-201");
        // A zeroed edge into node 1 makes every edge out of it irrelevant.
        Architecture one = Architecture.parse(
                nb201, "|none~0|+|nor_conv_3x3~0|nor_conv_1x1~1|+|skip_connect~0|nor_conv_3x3~1|none~2|");
        Architecture same =
                Architecture.parse(nb201, "|none~0|+|nor_conv_3x3~0|none~1|+|skip_connect~0|none~1|none~2|");
        KnownScores known = KnownScores.of(ACCURACY, List.of(one), new double[] {42});
        assertEquals(42, known.score(same));
        assertEquals(
                42,
                known.score(Architecture.of(nb201.mixedOps().orElseThrow(), same.cell())),
                "in the mixed-ops extension too");
        KnownScores both = KnownScores.of(ACCURACY, List.of(one, same), new double[] {42, 44});
        assertEquals(44, both.score(same), "an encoding's own score comes first");
        assertEquals(43, both.meanOfForm(one));
        assertEquals(43, both.meanOfForm(same));
    }

    @Test
    void indexingStopsWithinAFewHundredArchitecturesOfBeingToldTo() {
        int[] asked = new int[1];
        double[] scores = new double[ALL.size()];
        Progress asking = new Progress() {
            @Override
            public void report(double fraction, String message) {
                assertTrue(fraction >= 0 && fraction <= 1);
            }

            @Override
            public void checkCanceled() {
                asked[0]++;
            }
        };
        KnownScores.of(ACCURACY, ALL, scores, asking);
        assertTrue(asked[0] >= 2 * (ALL.size() / 256), asked[0] + " times for " + ALL.size() + " architectures");
        Progress late = new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                if (--asked[0] == 0) {
                    throw new CancellationException();
                }
            }
        };
        assertThrows(CancellationException.class, () -> KnownScores.of(ACCURACY, ALL, scores, late));
    }
}
