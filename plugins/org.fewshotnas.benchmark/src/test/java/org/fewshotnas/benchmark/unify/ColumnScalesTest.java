package org.fewshotnas.benchmark.unify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fewshotnas.benchmark.unify.Unifier.Duplicates;
import org.fewshotnas.benchmark.unify.Unifier.Isomorphs;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;

class ColumnScalesTest {
    private static final Metric ACCURACY = Metric.of("accuracy", Direction.MAXIMIZE);
    private static final double[] PERCENT = {85.86, 93.66, 85.74, 86.62, 91.2};

    @Test
    void percentagesAndFractionsOfTheSameArchitecturesAreNotJoined() {
        InvalidInputException error = refused(PERCENT, times(PERCENT, 0.01), 0);
        assertTrue(error.getMessage().contains("\"accuracy\""), error.getMessage());
        assertTrue(error.getMessage().contains("85.74 to 93.66"), error.getMessage());
        assertTrue(error.getMessage().contains("0.8574 to 0.9366"), error.getMessage());
        assertTrue(error.getMessage().contains("factor of 100"), error.getMessage());
    }

    @Test
    void percentagesAndFractionsOfOtherArchitecturesAreNotJoined() {
        refused(PERCENT, times(PERCENT, 0.01), 1000);
    }

    @Test
    void secondsAndMillisecondsAreNotJoined() {
        refused(new double[] {5.8, 6.4, 6.5, 2.4}, new double[] {0.00581, 0.00642, 0.0065, 0.00241}, 0);
    }

    @Test
    void errorsAndAccuraciesAreNotJoined() {
        double[] errors = IntStream.range(0, PERCENT.length)
                .mapToDouble(i -> 100 - PERCENT[i])
                .toArray();
        InvalidInputException error = refused(PERCENT, errors, 0);
        assertTrue(error.getMessage().contains("the other way round"), error.getMessage());
    }

    @Test
    void anErrorAndAnAccuracyUnderAVagueNameAreNotJoinedThoughTheyShareNoArchitecture() {
        Metric vague = Metric.of("accuracy", Direction.UNKNOWN);
        double[] errors = {5, 8.1, 11.9, 14};
        for (int from : new int[] {0, 1_000}) {
            InvalidInputException error = assertThrows(
                    InvalidInputException.class,
                    () -> unify(ACCURACY, new double[] {95, 91.2}, vague, errors, from, true));
            assertTrue(error.getMessage().contains("an accuracy and its error"), error.getMessage());
        }
        refused(vague, new double[] {0.95}, vague, new double[] {0.06});
        assertDoesNotThrow(() -> unify(vague, PERCENT, vague, new double[] {80, 82}, 1_000, true));
        assertDoesNotThrow(() -> unify(vague, PERCENT, vague, new double[] {150, 160}, 1_000, true));
        assertDoesNotThrow(() -> unify(ACCURACY, PERCENT, ACCURACY, errors, 1_000, true));
    }

    private static void refused(Metric one, double[] first, Metric other, double[] second) {
        assertThrows(InvalidInputException.class, () -> unify(one, first, other, second, 1_000, true));
    }

    @Test
    void theSameNumbersMeasuredTwiceAreJoined() {
        SplittableRandom random = new SplittableRandom(1);
        double[] again = IntStream.range(0, PERCENT.length)
                .mapToDouble(i -> PERCENT[i] + random.nextDouble(-1, 1))
                .toArray();
        assertEquals(PERCENT.length, unify(PERCENT, again, 0, true).rows().size());
    }

    @Test
    void otherArchitecturesWithOtherScoresOnOneScaleAreJoined() {
        assertDoesNotThrow(() -> unify(PERCENT, new double[] {10, 42, 71, 80}, 1000, true));
    }

    @Test
    void unlikeScalesAreJoinedWhereThatIsWanted() {
        Unifier.Result result = unify(PERCENT, times(PERCENT, 0.01), 0, false);
        assertEquals(PERCENT.length, result.differing());
    }

    @Test
    void columnsStayApartWhereThatIsWanted() {
        UnifiedColumns columns = UnifiedColumns.of(List.of(List.of(ACCURACY), List.of(ACCURACY)), false);
        assertEquals(
                List.of("accuracy", "accuracy (2)"),
                columns.metrics().stream().map(Metric::name).toList());
    }

    private static InvalidInputException refused(double[] first, double[] second, int from) {
        return assertThrows(InvalidInputException.class, () -> unify(first, second, from, true));
    }

    /** Unifies two tables of scores: of the first cells of the space, and of those from a place on. */
    private static Unifier.Result unify(double[] first, double[] second, int from, boolean checked) {
        return unify(ACCURACY, first, ACCURACY, second, from, checked);
    }

    private static Unifier.Result unify(
            Metric one, double[] first, Metric other, double[] second, int from, boolean checked) {
        UnifiedColumns columns = UnifiedColumns.of(List.of(List.of(one), List.of(other)), true);
        Unifier unifier = new Unifier(columns, Duplicates.MEAN, Isomorphs.KEEP, checked);
        List<String> cells = NasBench201.INSTANCE
                .enumerate()
                .limit(from + second.length + first.length)
                .map(NasBench201.INSTANCE::print)
                .toList();
        for (int i = 0; i < first.length; i++) {
            unifier.add(0, "NAS-Bench-201", cells.get(i), new double[] {first[i]});
        }
        for (int i = 0; i < second.length; i++) {
            unifier.add(1, "NAS-Bench-201", cells.get(from + i), new double[] {second[i]});
        }
        return unifier.finish(Progress.NONE);
    }

    private static double[] times(double[] numbers, double factor) {
        return IntStream.range(0, numbers.length)
                .mapToDouble(i -> numbers[i] * factor)
                .toArray();
    }
}
