package org.fewshotnas.space.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.fewshotnas.space.TestTables;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.junit.jupiter.api.Test;

/** Published sizes of the spaces with a fixed topology against enumeration, and the sizes of their extensions against brute force. */
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
    void nasBenchAsrHas13824CellsOf8242Models() {
        assertCounts(NasBenchAsr.INSTANCE, 13_824, 8_242);
        assertEquals(
                8_242,
                NasBenchAsr.INSTANCE
                        .enumerate()
                        .map(NasBenchAsr::hash)
                        .distinct()
                        .count());
    }

    @Test
    void theOfficialTablesHoldJustTheCellsOfTheirSpaces() throws IOException {
        assertTableIs(NasBench201.INSTANCE, "nas-bench-201.csv.gz");
        assertTableIs(TransNasBench101Micro.INSTANCE, "transnas-bench-101-micro.csv.gz");
    }

    private static void assertTableIs(SearchSpace space, String table) throws IOException {
        Set<String> listed = TestTables.rows(table).stream().map(row -> row[0]).collect(Collectors.toSet());
        assertEquals(space.enumerate().map(space::print).collect(Collectors.toSet()), listed);
    }

    @Test
    void mixedOpsSpacesHave11ToThePlacesCells() {
        assertEquals(BigInteger.valueOf(1_771_561), NasBench201.MIXED_OPS.size());
        assertEquals(BigInteger.valueOf(1_771_561), TransNasBench101Micro.MIXED_OPS.size());
        assertEquals(BigInteger.valueOf(2_357_947_691L), NasBenchAsr.MIXED_OPS.size());
        assertEquals(
                BigInteger.valueOf(2_603_877_596L),
                NasBench101.MIXED_OPS.size().add(NasBench201.MIXED_OPS.size()).add(NasBenchAsr.MIXED_OPS.size()),
                "the topology that two of them share counts once");
    }

    @Test
    void mixedOpsEnumerationIsLazyAndListsEveryCellOnce() {
        assertEquals(
                1_771_561,
                NasBench201.MIXED_OPS
                        .enumerate()
                        .filter(cell -> cell.nodeCount() == 8)
                        .count());
        assertEquals(
                100_000,
                NasBenchAsr.MIXED_OPS.enumerate().limit(100_000).distinct().count());
    }

    /**
     * The operations that are neither zero nor skip differ in their names alone, so that the number of forms is a polynomial of degree 6
     * in their number. Seven counts by brute force, over 0 to 6 operations, fix it.
     */
    @Test
    void formsOfTheMixedOpsTopologyFollowFromThoseOfFewerOperations() {
        BigInteger[] counts = new BigInteger[7];
        for (int others = 0; others < counts.length; others++) {
            Set<String> forms = new HashSet<>();
            forEachFilling(
                    6,
                    operations(others),
                    filling -> forms.add(SumOfOperationsForm.of(NasBench201.MIXED_OPS, filling)));
            counts[others] = BigInteger.valueOf(forms.size());
        }
        assertEquals(NasBench201.MIXED_OPS.uniqueCount(), newton(counts, 9));
        assertEquals(TransNasBench101Micro.MIXED_OPS.uniqueCount(), newton(counts, 9));
        assertEquals(BigInteger.valueOf(6_466), counts[3]);
    }

    @Test
    void computedGraphsAreAsManyAsWritingThemAllShows() {
        assertComputedGraphs(NasBench201.MIXED_OPS, 3);
        assertComputedGraphs(NasBenchAsr.MIXED_OPS, 1);
        assertEquals(BigInteger.valueOf(359_397_131), NasBenchAsr.MIXED_OPS.uniqueCount());
    }

    private static void assertComputedGraphs(FixedTopologySpace space, int others) {
        Set<String> forms = new HashSet<>();
        forEachFilling(
                space.places(),
                operations(others),
                filling -> forms.add(ComputedGraph.of(space, filling).canonicalForm()));
        assertEquals(BigInteger.valueOf(forms.size()), ComputedGraph.count(space, others));
    }

    /** Counts of NAS-Bench-ASR's computed graphs are a polynomial of degree 9 in the number of operations with nine places to fill. */
    @Test
    void countsOfComputedGraphsAreAPolynomialOfTheNumberOfOperations() {
        BigInteger[] counts = new BigInteger[10];
        for (int others = 0; others < counts.length; others++) {
            counts[others] = ComputedGraph.count(NasBenchAsr.MIXED_OPS, others);
        }
        assertEquals(ComputedGraph.count(NasBenchAsr.MIXED_OPS, 20), newton(counts, 20));
    }

    private static List<Operation> operations(int others) {
        List<Operation> operations = new ArrayList<>(List.of(Operation.ZEROIZE, Operation.SKIP_CONNECTION));
        operations.addAll(Operation.CELL_OPERATIONS.subList(0, others));
        return operations;
    }

    private static void forEachFilling(int places, List<Operation> operations, Consumer<List<Operation>> action) {
        long fillings = Math.round(Math.pow(operations.size(), places));
        Operation[] filling = new Operation[places];
        for (long number = 0; number < fillings; number++) {
            long rest = number;
            for (int p = 0; p < places; p++) {
                filling[p] = operations.get((int) (rest % operations.size()));
                rest /= operations.size();
            }
            action.accept(List.of(filling));
        }
    }

    /** The value at a whole number of the polynomial through (0, values[0]), (1, values[1]) and so on: Newton's forward differences. */
    private static BigInteger newton(BigInteger[] values, int at) {
        BigInteger[] differences = values.clone();
        BigInteger sum = BigInteger.ZERO;
        BigInteger binomial = BigInteger.ONE;
        for (int k = 0; k < values.length; k++) {
            sum = sum.add(binomial.multiply(differences[0]));
            binomial = binomial.multiply(BigInteger.valueOf(at - k)).divide(BigInteger.valueOf(k + 1));
            for (int i = 0; i < values.length - k - 1; i++) {
                differences[i] = differences[i + 1].subtract(differences[i]);
            }
        }
        return sum;
    }

    private static void assertCounts(FixedTopologySpace space, long cells, long forms) {
        assertEquals(BigInteger.valueOf(cells), space.size());
        assertEquals(cells, space.enumerate().distinct().count());
        assertEquals(
                forms, space.enumerate().map(space::canonicalForm).distinct().count());
        assertEquals(BigInteger.valueOf(forms), space.uniqueCount());
        assertEquals(cells, space.enumerate().map(space::print).distinct().count());
        assertTrue(space.enumerate()
                .allMatch(cell -> space.parse(space.print(cell)).equals(cell)));
    }
}
