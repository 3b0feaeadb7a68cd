package org.fewshotnas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Encoding;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.space.published.NasBenchAsr;
import org.fewshotnas.space.published.TransNasBench101Micro;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every search space promises. */
class SearchSpaceTest {
    private static final int DRAWS = 2_000;
    private static final int MOST_LISTED = 500_000;

    static Stream<SearchSpace> spaces() {
        return SearchSpaces.all().stream();
    }

    static List<Encoding> encodings() {
        return SearchSpaces.encodings();
    }

    private static List<Cell> draws(SearchSpace space, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, DRAWS).mapToObj(i -> space.sample(random)).toList();
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void parsesWhatItPrints(SearchSpace space) {
        for (Cell cell : draws(space, 1)) {
            String text = space.print(cell);
            assertEquals(cell, space.parse(text), text);
            assertEquals(text, space.normalised(text));
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void samplesTheSameCellsWithTheSameSeed(SearchSpace space) {
        assertEquals(draws(space, 7), draws(space, 7));
        assertNotEquals(draws(space, 7), draws(space, 8));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void mutatesToAnotherCellOfTheSpace(SearchSpace space) {
        SplittableRandom random = new SplittableRandom(3);
        for (Cell cell : draws(space, 2)) {
            Cell mutated = space.mutate(cell, random);
            assertNotEquals(cell, mutated);
            assertEquals(mutated, space.parse(space.print(mutated)));
        }
    }

    /** Of a space too large to list, the listed cells are compared among themselves, and draws with what they print. */
    @ParameterizedTest
    @MethodSource("spaces")
    void listsEachOfItsCellsOnceAndDrawsOnlyThem(SearchSpace space) {
        boolean small = space.size().compareTo(BigInteger.valueOf(MOST_LISTED)) <= 0;
        Set<Cell> notListed = new HashSet<>(draws(space, 4));
        Set<String> texts = new HashSet<>();
        space.enumerate().limit(MOST_LISTED).forEach(cell -> {
            notListed.remove(cell);
            String text = space.print(cell);
            assertTrue(texts.add(text), text);
            assertEquals(cell, space.parse(text));
        });
        assertEquals(small ? space.size().intValueExact() : MOST_LISTED, texts.size());
        assertEquals(small ? Set.of() : notListed, notListed);
        for (Cell cell : notListed) {
            String architecture = space.isKnownByForm() ? space.canonicalForm(cell) : space.print(cell);
            assertEquals(cell, space.parse(architecture), "a draw is the cell that its class is listed by");
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void cellsOfOneEncodingHaveOneForm(SearchSpace space) {
        for (Cell cell : draws(space, 6)) {
            assertEquals(space.canonicalForm(cell), space.canonicalForm(space.parse(space.print(cell))));
        }
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aMixedOpsExtensionIsKnownAndHoldsTheSpace(SearchSpace space) {
        space.mixedOps().ifPresent(mixed -> {
            assertSame(mixed, SearchSpaces.ofName(space.name() + " mixed-ops"));
            for (Cell cell : draws(space, 5)) {
                assertEquals(space.print(cell), mixed.print(cell));
            }
        });
        assertEquals(
                space.mixedOps().isEmpty(),
                space.name().endsWith("mixed-ops"),
                "an extension has none, a benchmark has");
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void anEncodingNormalisesTheExampleOfItsNotation(Encoding encoding) {
        String notation = encoding.notation();
        String example = encoding.cells().isPresent() ? notation : notation.substring(notation.lastIndexOf(' ') + 1);
        assertEquals(example, encoding.normalised(example));
        assertTrue(encoding.has(example));
        assertFalse(encoding.has("resnet18"));
        assertEquals(encoding, SearchSpaces.encoding(encoding.name()));
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void refusesTheCellsOfOtherTopologies(SearchSpace space) {
        Cell tiny = Cell.of(
                List.of(Operation.INPUT, Operation.LINEAR, Operation.CONV1_D1, Operation.OUTPUT),
                new int[][] {{0, 1}, {1, 3}});
        assertThrows(InvalidInputException.class, () -> space.print(tiny));
        assertThrows(InvalidInputException.class, () -> space.canonicalForm(tiny));
        assertThrows(InvalidInputException.class, () -> space.mutate(tiny, new SplittableRandom(1)));
    }

    /** A walk of random changes reaches graphs of every size, from the smallest one on. */
    @Test
    void nasBench101MutationsReachEveryNumberOfVertices() {
        SplittableRandom random = new SplittableRandom(11);
        Set<Integer> sizes = new HashSet<>();
        Cell cell = NasBench101.INSTANCE.parse("2:1:");
        for (int step = 0; step < 20_000; step++) {
            sizes.add(cell.nodeCount());
            cell = NasBench101.INSTANCE.mutate(cell, random);
        }
        assertEquals(Set.of(2, 3, 4, 5, 6, 7), sizes);
    }

    @Test
    void swappingEqualRolesKeepsTheFormOfAnExtendedCell() {
        // A main operation and the skip place beside it read and write the same tensors.
        SearchSpace space = NasBenchAsr.MIXED_OPS;
        String one = "[[Conv3-D1, Conv5-D1], [MaxPool, 1, Linear], [0, 1, AvgPool, 0]]";
        String other = "[[1, Conv3-D1], [0, 1, MaxPool], [0, 1, AvgPool, 0]]";
        assertEquals(space.canonicalForm(space.parse(one)), space.canonicalForm(space.parse(other)));
    }

    @Test
    void sharedAndSeparateWeightsAreDifferentFunctions() {
        // linear(conv(x)) + conv(x), of one convolution or of two.
        SearchSpace space = NasBenchAsr.MIXED_OPS;
        String shared = "[[Conv3-D1, 0], [Skip-Connection, 0, 0], [0, 0, 1, 0]]";
        String separate = "[[Conv3-D1, 0], [Skip-Connection, 0, 0], [0, Conv3-D1, 0, 0]]";
        assertNotEquals(space.canonicalForm(space.parse(shared)), space.canonicalForm(space.parse(separate)));
    }

    @Test
    void whatHasNoEffectDoesNotChangeTheForm() {
        SearchSpace space = NasBenchAsr.MIXED_OPS;
        // The second tensor is read by nothing but zeros.
        String one = "[[0, 1], [MaxPool, 0, 0], [5, 1, 0, 0]]";
        String other = "[[3, AvgPool], [0, 1, Linear], [5, 1, 0, 0]]";
        assertEquals(space.canonicalForm(space.parse(one)), space.canonicalForm(space.parse(other)));
        assertEquals("Input, Output; 0-1", space.canonicalForm(space.parse(one)));
    }

    @Test
    void aNasBench201CellIsTheNodeGraphOfItsEdges() {
        Cell cell = NasBench201.INSTANCE.parse(
                "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|");
        assertEquals(
                "Input, Conv3-D1, Zeroize, Skip-Connection, AvgPool, Conv1-D1, Zeroize, Output;"
                        + " 0-1 0-2 0-4 1-3 1-5 2-6 3-6 4-7 5-7 6-7",
                cell.toString());
        assertEquals(9, UnifiedGraph.of(cell).nodeCount());
    }

    @Test
    void aTransNasBench101CellHasTheSameGraphAsItsTwin() {
        assertEquals(
                NasBench201.INSTANCE.parse(
                        "|skip_connect~0|+|none~0|nor_conv_1x1~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|"),
                TransNasBench101Micro.INSTANCE.parse("64-41414-1_02_333"));
    }

    @Test
    void aNasBenchAsrCellHasAllNinePlacesAsNodes() {
        Cell cell = NasBenchAsr.INSTANCE.parse("[[2, 1], [5, 1, 0], [3, 1, 1, 1]]");
        assertEquals(
                "Input, Conv5-D2, Skip-Connection, Zeroize, Skip-Connection, Zeroize, Conv7-D1, Skip-Connection, Skip-Connection,"
                        + " Skip-Connection, Output;"
                        + " 0-1 0-2 0-4 0-7 1-3 1-5 1-8 2-3 2-5 2-8 3-6 3-9 4-6 4-9 5-6 5-9 6-10 7-10 8-10 9-10",
                cell.toString());
        assertEquals(12, UnifiedGraph.of(cell).nodeCount());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // From an implementation of the hash in Python, written from its definition.
                "[[0, 0], [0, 0, 0], [0, 0, 0, 0]]; 7b23d5980c2d91151af3dfcd98fce513",
                "[[2, 1], [5, 1, 0], [3, 1, 1, 1]]; ee593c03af359cbabd8c770def156c11",
                "[[1, 1], [2, 1, 1], [3, 1, 1, 1]]; 840a0ffd8927d1b661cc4fa28dabb3c4",
                "[[5, 0], [4, 1, 0], [1, 1, 1, 0]]; 7a1e5b39d766753b0f7ff18b752f9f75",
                // No path: the MD5 of an empty list.
                "[[5, 1], [5, 0, 1], [5, 0, 0, 1]]; d751713988987e9331980363e24189ce"
            })
    void nasBenchAsrNamesModelsByTheirHash(String architecture, String hash) {
        assertEquals(hash, NasBenchAsr.hash(NasBenchAsr.INSTANCE.parse(architecture)));
    }
}
