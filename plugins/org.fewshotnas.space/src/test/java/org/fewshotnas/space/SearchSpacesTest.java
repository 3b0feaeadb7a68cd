package org.fewshotnas.space;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Encoding;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.ChannelSizes;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.space.published.NasBenchAsr;
import org.fewshotnas.space.published.TransNasBench101Micro;
import org.junit.jupiter.api.Test;

/** Which spaces there are, by name and by what their architectures look like. */
class SearchSpacesTest {
    @Test
    void detectsTheSpaceOfArchitectures() {
        assertDetected(NasBench101.INSTANCE, "2:1:", "7:101001101001000001101:20211");
        assertDetected(NasBench201.INSTANCE, "|none~0|+|none~0|none~1|+|none~0|none~1|none~2|");
        assertDetected(TransNasBench101Micro.INSTANCE, "64-41414-1_02_333", "64-41414-0_00_000");
        assertDetected(NasBenchAsr.INSTANCE, "[[0,0],[0,0,0],[0,0,0,0]]");
        assertDetected(ChannelSizes.INSTANCE, "8:16:64:24:8", "64:64:64:64:64");
        assertDetected(TransNasBench101Micro.INSTANCE, "2:1:", "64-41414-1_02_333", "64-41414-0_00_000");
        assertEquals(Optional.empty(), SearchSpaces.detect(List.of()));
        assertEquals(Optional.empty(), SearchSpaces.detect(List.of("resnet18", "8:16:64:24:7")));
    }

    @Test
    void aFewMixedOperationsInATableOfABenchmarkAreMistakesAndMoreAreNot() {
        SearchSpace own = TransNasBench101Micro.INSTANCE;
        SearchSpace mixed = TransNasBench101Micro.MIXED_OPS;
        assertEquals(mixed, detected(0, 1));
        assertEquals(mixed, detected(1, 1));
        assertEquals(own, detected(2, 1));
        assertEquals(mixed, detected(3, 2), "more than half are the benchmark's own");
        assertEquals(mixed, detected(39, 2));
        assertEquals(own, detected(40, 2));
        assertEquals(own, detected(950, 47));
        assertEquals(mixed, detected(900, 100));
    }

    private static Encoding detected(int own, int mixed) {
        List<String> rows = new ArrayList<>();
        Stream<String> cells = TransNasBench101Micro.INSTANCE.enumerate().map(TransNasBench101Micro.INSTANCE::print);
        cells.limit(own).forEach(rows::add);
        Stream<String> others = TransNasBench101Micro.MIXED_OPS.enumerate().map(TransNasBench101Micro.MIXED_OPS::print);
        others.filter(text -> text.contains("A")).limit(mixed).forEach(rows::add);
        assertEquals(own + mixed, rows.size());
        // Rows of several seeds repeat an architecture, and with it a mistake.
        rows.addAll(List.copyOf(rows));
        Collections.shuffle(rows, new Random(own));
        return SearchSpaces.detect(rows).orElseThrow();
    }

    @Test
    void sizesAreReadAndNothingElseIsDoneWithThem() {
        Encoding sizes = SearchSpaces.encoding("NATS-Bench size");
        assertEquals("8:16:64:24:8", sizes.normalised("8:16:64:24:8"));
        for (String wrong : List.of("8:16:64:24", "8:16:64:24:8:8", "8:16:64:24:9", "")) {
            assertThrows(InvalidInputException.class, () -> sizes.normalised(wrong), wrong);
        }
        InvalidInputException error =
                assertThrows(InvalidInputException.class, () -> SearchSpaces.ofName("NATS-Bench size"));
        assertTrue(error.getMessage().contains("numbers of channels"), error.getMessage());
        assertTrue(error.resolution().contains("topology space"), error.resolution());
        assertTrue(SearchSpaces.encodings().contains(sizes));
        assertTrue(
                SearchSpaces.all().stream().noneMatch(space -> space.name().equals(sizes.name())),
                "it cannot be searched");
    }

    private static void assertDetected(Encoding space, String... architectures) {
        assertEquals(Optional.of(space), SearchSpaces.detect(List.of(architectures)));
    }

    @Test
    void namesAreFrozen() {
        assertEquals(
                List.of(
                        "NAS-Bench-101",
                        "NAS-Bench-201",
                        "TransNAS-Bench-101 micro",
                        "NAS-Bench-ASR",
                        "NAS-Bench-101 mixed-ops",
                        "NAS-Bench-201 mixed-ops",
                        "TransNAS-Bench-101 micro mixed-ops",
                        "NAS-Bench-ASR mixed-ops"),
                SearchSpaces.all().stream().map(SearchSpace::name).toList());
        assertFalse(assertThrows(InvalidInputException.class, () -> SearchSpaces.ofName("NAS-Bench-301"))
                .resolution()
                .isEmpty());
    }
}
