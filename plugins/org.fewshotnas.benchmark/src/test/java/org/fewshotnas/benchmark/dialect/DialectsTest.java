package org.fewshotnas.benchmark.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Architectures in other notations than their benchmark's own. */
class DialectsTest {
    private static final String CELL =
            "|skip_connect~0|+|nor_conv_1x1~0|none~1|+|nor_conv_3x3~0|nor_conv_3x3~1|avg_pool_3x3~2|";

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "|SKIP_CONNECT~0|+|NOR_CONV_1X1~0|NONE~1|+|NOR_CONV_3X3~0|NOR_CONV_3X3~1|AVG_POOL_3X3~2|",
                "|skip_connect~0| + |nor_conv_1x1~0|none~1| + |nor_conv_3x3~0|nor_conv_3x3~1|avg_pool_3x3~2|",
                "skip_connect~0|+|nor_conv_1x1~0|none~1|+|nor_conv_3x3~0|nor_conv_3x3~1|avg_pool_3x3~2",
                "Structure(4 nodes with |skip_connect~0|+|nor_conv_1x1~0|none~1|+|nor_conv_3x3~0|nor_conv_3x3~1|avg_pool_3x3~2|)",
                "\\|skip_connect~0\\|+\\|nor_conv_1x1~0\\|none~1\\|+\\|nor_conv_3x3~0\\|nor_conv_3x3~1\\|avg_pool_3x3~2\\|",
                "{'1<-0': 'skip_connect', '2<-0': 'nor_conv_1x1', '2<-1': 'none', '3<-0': 'nor_conv_3x3', '3<-1': 'nor_conv_3x3', '3<-2': 'avg_pool_3x3'}",
                "'|skip_connect~0|+|nor_conv_1x1~0|none~1|+|nor_conv_3x3~0|nor_conv_3x3~1|avg_pool_3x3~2|'",
                "|identity~0|+|conv1x1~0|zeroize~1|+|conv3x3~0|ReLUConvBN3x3~1|AvgPool3x3~2|",
                "|Identity~0|+|conv_1x1~0|Zero~1|+|conv_3x3~0|conv3x3-bn-relu~1|AvgPool2d~2|",
                "|skip_connect~0|+|none~1|nor_conv_1x1~0|+|avg_pool_3x3~2|nor_conv_3x3~1|nor_conv_3x3~0|",
                "{'0_1': 'skip_connect', '0_2': 'conv_1x1', '1_2': 'none', '0_3': 'conv_3x3', '1_3': 'conv_3x3', '2_3': 'avg_pool_3x3'}",
                "{(1, 2): 'Identity', (1, 3): 'ReLUConvBN1x1', (1, 4): 'ReLUConvBN3x3', (2, 3): 'Zero', (2, 4): 'ReLUConvBN3x3', (3, 4): 'AvgPool1x1'}",
                "[[('skip_connect', 0)], [('nor_conv_1x1', 0), ('none', 1)], [('nor_conv_3x3', 0), ('nor_conv_3x3', 1), ('avg_pool_3x3', 2)]]",
                "((('skip_connect', 0),), (('nor_conv_1x1', 0), ('none', 1)), (('nor_conv_3x3', 0), ('nor_conv_3x3', 1), ('avg_pool_3x3', 2)))",
            })
    void nasBench201IsReadInOtherWordsAndForms(String text) {
        assertEquals(Optional.of(CELL), Dialects.toNative(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '^',
            value = {
                "1_02_333#64-41414-1_02_333",
                "((2, 1), (5, 1, 0), (3, 1, 1, 1))#[[2, 1], [5, 1, 0], [3, 1, 1, 1]]",
                "[['conv5d2', 1], ['zero', 1, 0], ['conv7', 1, 1, 1]]#[[2, 1], [5, 1, 0], [3, 1, 1, 1]]",
                "[8, 16, 64, 24, 8]#8:16:64:24:8",
                "8-16-64-24-8#8:16:64:24:8",
                "{'module_adjacency': [[0, 1, 1], [0, 0, 1], [0, 0, 0]], 'module_operations': ['input', 'conv3x3-bn-relu', 'output']}#3:111:0",
                "[[[0, 1, 1], [0, 0, 1], [0, 0, 0]], ['input', 'maxpool3x3', 'output']]#3:111:2",
                "{'op1': 'conv3x3-bn-relu', 'input1': [0], 'op2': 'maxpool3x3', 'input2': [0, 1], 'input3': [2]}#4:110101:02",
            })
    void otherSpacesAreReadInOtherForms(String text, String expected) {
        assertEquals(Optional.of(expected), Dialects.toNative(text));
    }

    @Test
    void whatCanBeReadInTwoWaysIsNotRead() {
        for (String text : List.of(
                "[1, 2, 0, 3, 3, 1]",
                "(1, 2, 0, 3, 3, 1)",
                "[1 2 0 3 3 1]",
                "120331",
                "1-2-0-3-3-1",
                "{'0_1': 1, '0_2': 2, '1_2': 0, '0_3': 3, '1_3': 3, '2_3': 1}",
                "['none', 'skip_connect', 'nor_conv_1x1', 'none', 'none', 'none']")) {
            assertEquals(Optional.empty(), Dialects.toNative(text), text);
            assertTrue(CodedCell.of(text).isPresent(), text);
            assertTrue(Dialects.isArchitecture(text), text);
        }
    }

    @Test
    void otherTextsAreNoArchitectures() {
        for (String text : List.of(
                "resnet18",
                "[1, 2, 0, 3, 3]",
                "[1, 2, 0, 3, 3, 7]",
                "|no_op~0|+|none~0|none~1|+|none~0|none~1|none~2|",
                "|none~0|+|none~0|none~0|+|none~0|none~1|none~2|",
                "|none~0|+|none~0|+|none~0|none~1|none~2|",
                "{'0_1': 'none'}",
                "{",
                "[[[[[[[[[[[",
                "",
                " ")) {
            assertTrue(!Dialects.isArchitecture(text), text);
        }
    }

    @Test
    void aTupleOfNaslibSaysWhatItsOwnTableSays() {
        CodedCell cell = CodedCell.of("(4, 3, 3, 0, 0, 0)").orElseThrow();
        assertEquals(
                "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_1x1~0|skip_connect~1|skip_connect~2|",
                CellCoding.NASLIB.decode(cell));
        assertEquals(
                "|avg_pool_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|none~0|none~1|none~2|",
                CellCoding.NAS_BENCH_201.decode(cell));
    }

    /** Scores that are the same for cells that compute the same, up to noise, tell each coding from the others. */
    @Test
    void scoresTellTheCoding() {
        for (CellCoding coding : CellCoding.values()) {
            assertEquals(Optional.of(coding), decide(coding, 400, 0.1), coding::label);
        }
    }

    @Test
    void fewScoresOrNoisyOnesTellNothing() {
        assertEquals(Optional.empty(), decide(CellCoding.NASLIB, 20, 0.1));
        assertEquals(Optional.empty(), decide(CellCoding.NASLIB, 400, 1_000));
    }

    private static Optional<CellCoding> decide(CellCoding coding, int count, double noise) {
        SplittableRandom random = new SplittableRandom(7);
        List<CodedCell> cells = new ArrayList<>();
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            List<Integer> six = random.ints(6, 0, 5).boxed().toList();
            CodedCell cell = new CodedCell(false, six, List.of());
            cells.add(cell);
            NasBench201 space = NasBench201.INSTANCE;
            String form = space.canonicalForm(space.parse(coding.decode(cell)));
            scores[i] = new SplittableRandom(form.hashCode()).nextDouble() * 40 + random.nextGaussian() * noise;
        }
        return CodingEvidence.decide(cells, List.of(scores));
    }
}
