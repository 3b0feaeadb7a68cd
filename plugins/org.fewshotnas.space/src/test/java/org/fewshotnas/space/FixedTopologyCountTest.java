package org.fewshotnas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

/** Published sizes of the spaces with a fixed topology, against enumeration. */
class FixedTopologyCountTest {
    @Test
    void nasBench201Has15625CellsOf6466Forms() {
        assertCounts(NasBench201.INSTANCE, 15_625, 6_466);
    }

    @Test
    void transNasBench101MicroHas4096Cells() {
        assertCounts(TransNasBench101Micro.INSTANCE, 4_096, 1_236);
    }

    @Test
    void mixedOpsHave11ToThe6Cells() {
        assertEquals(BigInteger.valueOf(1_771_561), NasBench201.MIXED_OPS.size());
        assertEquals(BigInteger.valueOf(1_771_561), TransNasBench101Micro.MIXED_OPS.size());
    }

    private static void assertCounts(SearchSpace space, long cells, long forms) {
        assertEquals(BigInteger.valueOf(cells), space.size());
        assertEquals(cells, space.enumerate().distinct().count());
        assertEquals(forms, space.enumerate().map(space::canonicalForm).distinct().count());
        assertEquals(BigInteger.valueOf(forms), space.uniqueCount());
        assertEquals(cells, space.enumerate().map(space::print).distinct().count());
        assertEquals(cells, space.enumerate().filter(cell -> space.parse(space.print(cell)).equals(cell)).count());
    }
}
