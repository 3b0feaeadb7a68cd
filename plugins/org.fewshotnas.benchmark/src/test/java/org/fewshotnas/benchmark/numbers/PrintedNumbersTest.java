package org.fewshotnas.benchmark.numbers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.numbers.NumberColumn.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as people and programs print them. */
class PrintedNumbersTest {
    private static final Evidence NONE = new Evidence(',', false, false);

    private static NumberColumn column(Evidence evidence, String... cells) {
        return NumberColumn.of(List.of(cells), evidence, Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "64.96;64.96",
                "-0.5;-0.5",
                "\u221264.96;-64.96",
                ".65;0.65",
                "6.496e+01;64.96",
                "1E5;100000",
                "64.96 \u00b1 0.21;64.96",
                "64.96+-0.21;64.96",
                "64.96 +/- 0.21;64.96",
                "$64.96 \\pm 0.21$;64.96",
                "\\textbf{64.96};64.96",
                "64.96 (0.21);64.96",
                "64.96 (std 0.21);64.96",
                "64.96 [64.7, 65.2];64.96",
                "64.96 (64.7\u201365.2);64.96",
                "(64.96 \u00b1 0.21)%;64.96",
                "$64.96_{\\pm 0.21}$;64.96",
                "64.96\\%;64.96",
                "$6.496\\times10^{1}$;64.96",
                "6.496\u00d710^-2;0.06496",
                "64.96 \u2191;64.96",
                "64.96*;64.96",
                "64.96\u2020;64.96",
                "$6,496.00;6496",
                "6.496,00 \u20ac;6496",
                "=\"64.96\";64.96",
                "b'64.96';64.96",
                "1.3\u00d7;1.3",
                "64.96(21);64.96",
                "tensor(64.96);64.96",
                "tensor(64.9600, device='cuda:0');64.96",
                "tensor([64.96]);64.96",
                "np.float64(64.96);64.96",
                "Decimal('64.96');64.96",
                "array(64.96, dtype=float32);64.96",
                "[64.96];64.96",
                "6,496.0;6496",
                "1,234,567;1234567",
                "6,49,599.5;649599.5",
                "6'496.5;6496.5",
                "1 234 567;1234567",
                "1_000.5;1000.5",
                "64,96;64.96",
                "6.496,5;6496.5",
                "1.234.567;1234567",
                "6\u202f496,5;6496.5",
                "'64.96';64.96",
                "64.96%;64.96",
                "64,96 %;64.96",
                "5.3 ms;5.3",
                "1.08M;1.08",
            })
    void aNumberIsReadWhereOneReadingIsSure(String cell, double value) {
        NumberColumn column = column(NONE, cell);
        assertEquals(Kind.NUMBER, column.kind());
        assertEquals(value, column.parser().parse(cell), 1e-12);
    }

    @Test
    void whatIsNoNumberIsNone() {
        for (String text : List.of(
                "0x1p3",
                "1f",
                "1d",
                "1.2.3",
                "1 of 5",
                "1,2,3",
                "resnet18",
                "(64.96)",
                "<0.1",
                "64.96 \u00b1",
                "",
                "3/4",
                "12,34.5")) {
            assertTrue(!NumberColumn.isNumber(text), text);
        }
    }

    @Test
    void theUnitOfAllCellsIsTheColumns() {
        assertEquals("%", column(NONE, "64.96%", "61 %").unit());
        assertEquals("ms", column(NONE, "5.3 ms", "7 ms").unit());
        NumberColumn mixed = column(NONE, "64.96%", "0.6");
        assertEquals(Kind.TEXT, mixed.kind());
        assertEquals("\"64.96%\" and \"0.6\" are not written in one unit", mixed.problem());
    }

    @Test
    void aUnitThatTheNameDeniesIsNoNumber() {
        assertEquals(Kind.NUMBER, column(NONE, "5 ms", "6 ms").inUnit("ms").kind());
        assertEquals(
                Kind.NUMBER, column(NONE, "5 \u00b5s", "6 \u00b5s").inUnit("us").kind());
        NumberColumn seconds = column(NONE, "5 s", "6 s").inUnit("ms");
        assertEquals(Kind.TEXT, seconds.kind());
        assertEquals("numbers in s, though its name says ms", seconds.problem());
    }

    @Test
    void oneCellTellsTheDecimalSignOfItsColumn() {
        assertEquals(6.495, column(NONE, "6.495", "7.1").parser().parse("6.495"));
        assertEquals(6495, column(NONE, "6.495", "7,1").parser().parse("6.495"));
        assertEquals(6495, column(NONE, "6,495", "7.1").parser().parse("6,495"));
        assertEquals(6.495, column(NONE, "6,495", "7,1").parser().parse("6,495"));
    }

    @Test
    void theOtherColumnsTellItWhereTheFileKeepsToOneConvention() {
        assertEquals(
                649_599,
                column(new Evidence(',', true, false), "649,599").parser().parse("649,599"));
        assertEquals(
                6_495, column(new Evidence(';', false, true), "6.495").parser().parse("6.495"));
        assertEquals(
                6.495, column(new Evidence(';', false, true), "6,495").parser().parse("6,495"));
        assertEquals(
                6.495, column(new Evidence(',', false, false), "6.495").parser().parse("6.495"));
    }

    @Test
    void bothReadingsAreNamedWhereNothingTells() {
        for (NumberColumn column : List.of(
                column(new Evidence(';', true, false), "6,495", "7,121"),
                column(new Evidence('\t', false, false), "6,495"),
                column(new Evidence(';', true, true), "6,495"))) {
            assertEquals(Kind.UNSURE, column.kind());
            assertEquals("\"6,495\" can be 6495 or 6.495", column.problem());
        }
        NumberColumn point = column(new Evidence(';', false, false), "6.495");
        assertEquals(Kind.UNSURE, point.kind());
        assertEquals("\"6.495\" can be 6.495 or 6495", point.problem());
    }

    @Test
    void anAccuracyOfThousandsIsNone() {
        NumberColumn column = NumberColumn.of(List.of("64.960", "91.123"), new Evidence(';', false, false), 100);
        assertEquals(64.96, column.parser().parse("64.960"));
    }

    @Test
    void seedsInAListBecomeTheirMean() {
        NumberParser column = column(NONE, "[64, 65, 66]", "[80.5 81.5 82.5]", "[90, nan, 92]")
                .parser();
        assertEquals(65, column.parse("[64, 65, 66]"));
        assertEquals(91, column.parse("[90, nan, 92]"));
        assertEquals(List.of("lists of 2, 3 numbers were read as repeated trainings, by their means"), column.notes());
    }

    @Test
    void aLearningCurveIsNoRepeatedTraining() {
        NumberColumn column = column(NONE, "[10, 40, 70]", "[12, 44, 71]", "[9, 35, 66]");
        assertEquals(Kind.TEXT, column.kind());
        assertEquals("lists of 3 numbers that do not look like repeated trainings", column.problem());
    }

    @Test
    void marksOfWhatWasNotMeasuredAreCounted() {
        NumberParser column =
                column(NONE, "64.96", "-", "#N/A", "n.a.", "nan", "").parser();
        for (Map.Entry<String, Integer> mark : Map.of("-", 3, "#N/A", 1).entrySet()) {
            for (int i = 0; i < mark.getValue(); i++) {
                assertTrue(Double.isNaN(column.parse(mark.getKey())));
            }
        }
        assertTrue(Double.isNaN(column.parse("nan")));
        assertEquals(2, column.notes().size());
        assertTrue(column.notes().contains("\"-\" counts as not measured, 3 times"));
        assertTrue(column.notes().contains("\"#N/A\" counts as not measured, once"));
    }

    @Test
    void datesAreNoNumbers() {
        for (String date : List.of("01. Mrz", "1-Mar", "Mar-24", "2024-03-01", "3/1/2024", "1.3.2024")) {
            NumberColumn column = column(NONE, date, date);
            assertEquals(Kind.TEXT, column.kind(), date);
            assertTrue(column.problem().startsWith("dates"), date);
        }
    }

    @Test
    void twoNumbersWithASlashAreNoDate() {
        assertEquals("", column(NONE, "64.96/84.96", "61.79/81.79").problem());
    }

    @Test
    void wordsForTrainingsThatFailedCountAsNotMeasured() {
        NumberParser column =
                column(NONE, "64.96", "OOM", "failed", "-NaN(ind)").parser();
        assertTrue(Double.isNaN(column.parse("OOM")));
        assertEquals(List.of("\"OOM\" counts as not measured, once"), column.notes());
    }

    @Test
    void theUnitMayStandBehindTheDeviation() {
        assertEquals("ms", column(NONE, "5.3\u00b10.2ms", "6.1\u00b10.1ms").unit());
        assertEquals("", column(NONE, "5.3\u00b12%", "6.1\u00b11%").unit());
    }

    @Test
    void truthIsOneAndZero() {
        NumberColumn column = column(NONE, "True", "False", "");
        assertEquals(Kind.TRUTH, column.kind());
        assertEquals(1, column.parser().parse("True"));
        assertEquals(0, column.parser().parse("no"));
    }

    @Test
    void aCellThatIsWrittenOtherwiseIsAnError() {
        assertThrows(
                NumberFormatException.class,
                () -> column(NONE, "1.5", "2.5").parser().parse("about 3"));
        assertThrows(
                NumberFormatException.class,
                () -> column(NONE, "1.5", "2.5").parser().parse("3.5 ms"));
        assertThrows(
                NumberFormatException.class,
                () -> column(NONE, "1.5", "2.5").parser().parse("3,5"));
    }

    @Test
    void infinityIsANumberThatTheTableLeavesOut() {
        assertEquals(
                Double.POSITIVE_INFINITY, column(NONE, "1.5", "inf").parser().parse("inf"));
        assertEquals(
                Double.NEGATIVE_INFINITY,
                column(NONE, "1.5", "-Infinity").parser().parse("-Infinity"));
    }
}
