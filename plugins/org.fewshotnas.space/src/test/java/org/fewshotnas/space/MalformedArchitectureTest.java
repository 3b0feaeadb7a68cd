package org.fewshotnas.space;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an analyst reads about an architecture that cannot be read. */
class MalformedArchitectureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NAS-Bench-201 => |none~0|+|none~0|none~1|+|none~0|none~1|conv_9x9~2| => Unknown operation \"conv_9x9\" at place 6",
                "NAS-Bench-201 => |none~0|+|none~0|none~1|+|none~0|none~1|MaxPool~2| => Unknown operation \"MaxPool\" at place 6",
                "NAS-Bench-201 => |none~0|+|none~0|none~1| => \"|+|\" is missing at character 24",
                "NAS-Bench-201 => |none~0|+|none~1|none~0|+|none~0|none~1|none~2| => \"0\" is missing at character 16",
                "NAS-Bench-201 => |none~0|+|none~0|none~1|+|none~0|none~1|none~2|+|none~0| => follows its sixth operation",
                "NAS-Bench-201 => |none => it has 0 of 6 operations",
                "NAS-Bench-201 mixed-ops => |Conv1-D1~0|+|none~0|none~1|+|none~0|none~1|none~2| => Unknown operation \"Conv1-D1\"",
                "TransNAS-Bench-101 micro => 64-1234-basic => does not begin with \"64-41414-\"",
                "TransNAS-Bench-101 micro => 64-41414-1_02_33 => does not have one, two and three operations",
                "TransNAS-Bench-101 micro => 64-41414-1_02_334 => place 6 has the unknown operation \"4\"",
                "TransNAS-Bench-101 micro mixed-ops => 64-41414-1_02_33Q => place 6 has the unknown operation \"Q\"",
                "NAS-Bench-101 => 7:101001101001000001101 => does not have three parts",
                "NAS-Bench-101 => 8:1010011010010000011010000000:202110 => not from 2 to 7",
                "NAS-Bench-101 => 7:10100110100100000110:20211 => has 20 entries; 7 vertices have 21",
                "NAS-Bench-101 => 7:101001101001000001101:2021 => has 4 operations; 7 vertices have 5",
                "NAS-Bench-101 => 3:121:0 => its adjacency holds \"2\"",
                "NAS-Bench-101 => 3:111:3 => vertex 1 has the unknown operation \"3\"",
                "NAS-Bench-101 => 7:111111111000000000000:00000 => on no path from the input to the output",
                "NAS-Bench-101 => 7:111111111111111111111:00000 => it has 21 edges; at most 9",
                "NAS-Bench-101 => 4:101000:00 => on no path from the input to the output",
                "NAS-Bench-ASR => [[0, 0], [0, 0, 0]] => \"],[\" is missing at character 14",
                "NAS-Bench-ASR => [[6, 0], [0, 0, 0], [0, 0, 0, 0]] => place 1 of 9, a main operation, has the unknown operation \"6\"",
                "NAS-Bench-ASR => [[0, 2], [0, 0, 0], [0, 0, 0, 0]] => place 2 of 9, a skip connection, has the unknown operation \"2\"",
                "NAS-Bench-ASR => [[0, 0], [0, 0, 0], [0, 0, 0, 0]]] => follows its last operation",
                "NAS-Bench-ASR mixed-ops => [[Linear, 0], [0, 0, 0], [0, 0, 0, 0]] => unknown operation \"Linear\""
            })
    void isNamedWithWhatIsWrongAndWhatToDo(String example) {
        String[] parts = example.split(" => ");
        InvalidInputException e = assertThrows(
                InvalidInputException.class, () -> SearchSpaces.ofName(parts[0]).parse(parts[1]));
        assertTrue(e.getMessage().contains(parts[2]), e.getMessage());
        assertTrue(e.getMessage().contains(parts[0]), e.getMessage());
        assertFalse(e.resolution().isEmpty());
    }

    @Test
    void ofGreatLengthIsShortenedInTheMessage() {
        for (SearchSpace space : SearchSpaces.all()) {
            InvalidInputException e =
                    assertThrows(InvalidInputException.class, () -> space.parse("[[7:".repeat(100_000)));
            assertTrue(e.getMessage().length() < 1_000, e.getMessage());
        }
    }

    @Test
    void emptyIsRefusedEverywhere() {
        for (SearchSpace space : SearchSpaces.all()) {
            assertFalse(assertThrows(InvalidInputException.class, () -> space.parse(""))
                    .resolution()
                    .isEmpty());
        }
    }

    @Test
    void ofWrongOperationsAtTheRightPlacesSaysWhich() {
        InvalidInputException e = assertThrows(
                InvalidInputException.class,
                () -> NasBench201.INSTANCE.print(
                        NasBench201.MIXED_OPS.parse("|none~0|+|none~0|Conv5-D2~1|+|none~0|none~1|none~2|")));
        assertTrue(e.getMessage().contains("Place 3 of a cell holds Conv5-D2"), e.getMessage());
        assertTrue(e.resolution().contains("NAS-Bench-201 mixed-ops"), e.resolution());
        assertThrows(InvalidInputException.class, () -> NasBench201.INSTANCE.cell(List.of(Operation.ZEROIZE)));
        assertThrows(
                InvalidInputException.class, () -> NasBench201.INSTANCE.cell(Collections.nCopies(6, Operation.LINEAR)));
    }
}
