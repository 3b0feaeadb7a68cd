package org.fewshotnas.knime.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;

class ClassColumnTest {
    private static final TensorShape SHAPE = TensorShape.image(1, 1, 1);

    private final LeftOutRows leftOut = new LeftOutRows();

    private boolean take(ClassColumn column, DataCell cell) {
        return column.take(new DefaultRow("Row0", cell), leftOut);
    }

    private static ClassColumn text(Optional<List<String>> known) {
        return new ClassColumn("class", 0, known, false);
    }

    @Test
    void labelsAreNumberedInTheirOrderWhateverThatOfTheRows() {
        ClassColumn words = text(Optional.empty());
        List.of("sock", "boot", "sock", "coat", "boot").forEach(label -> take(words, new StringCell(label)));
        assertFalse(take(words, DataType.getMissingCell()));
        Targets.Classes classes = (Targets.Classes) words.targets(SHAPE);
        assertEquals(List.of("boot", "coat", "sock"), classes.names());
        assertArrayEquals(new int[] {2, 0, 2, 1, 0}, classes.classes());

        ClassColumn numbers = new ClassColumn("class", 0, Optional.empty(), true);
        for (int number : new int[] {10, -2, 9, 10}) {
            take(numbers, new IntCell(number));
        }
        classes = (Targets.Classes) numbers.targets(SHAPE);
        assertEquals(List.of("-2", "9", "10"), classes.names());
        assertArrayEquals(new int[] {2, 0, 1, 2}, classes.classes());
    }

    @Test
    void classesThatAreGivenKeepTheirNumbers() {
        ClassColumn column = text(Optional.of(List.of("sock", "boot", "coat")));
        assertTrue(take(column, new StringCell("coat")));
        assertFalse(take(column, new StringCell("hat")));
        assertTrue(take(column, new StringCell("sock")));
        assertArrayEquals(new int[] {2, 0}, ((Targets.Classes) column.targets(SHAPE)).classes());
        assertEquals(1, leftOut.count());
    }

    /** Of millions of rows, each has its own copy of its label. */
    @Test
    void aLabelThatComesAgainIsNotKept() throws Exception {
        ClassColumn column = text(Optional.empty());
        take(column, new StringCell("boot"));
        WeakReference<String> again = takenAgain(column);
        for (int i = 0; i < 100 && again.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertEquals(null, again.get());
        take(column, new StringCell("sock"));
        assertArrayEquals(new int[] {0, 0, 1}, ((Targets.Classes) column.targets(SHAPE)).classes());
    }

    private WeakReference<String> takenAgain(ClassColumn column) {
        String label = new StringBuilder("boot").toString();
        take(column, new StringCell(label));
        return new WeakReference<>(label);
    }

    @Test
    void aColumnOfNamesIsRefusedBeforeAllOfThemAreRead() {
        ClassColumn column = text(Optional.empty());
        InvalidInputException error = assertThrows(InvalidInputException.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                take(column, new StringCell("name " + i / 2));
            }
        });
        assertTrue(
                error.getMessage()
                        .contains("\"class\" has more than 1000 different values in its first 2001 rows: too many to be"
                                + " classes."),
                error.getMessage());
    }

    @Test
    void rowsBeyondTheFirstRoomAreKept() {
        ClassColumn column = text(Optional.empty());
        for (int i = 0; i < 1_000; i++) {
            take(column, new StringCell("class " + i % 7));
        }
        int[] classes = ((Targets.Classes) column.targets(SHAPE)).classes();
        assertEquals(1_000, classes.length);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(i % 7, classes[i]);
        }
    }
}
