package org.fewshotnas.knime.common;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.knime.core.node.BufferedDataTable;

/**
 * The architectures of a table, each once.
 *
 * @param architectures in the order in which they come first
 * @param places of each row the place of its architecture
 */
public record Candidates(List<Architecture> architectures, int[] places) {
    /** What the user calls the table. */
    public static final String TABLE = "the table of architectures";

    /** Copies the list. */
    public Candidates {
        architectures = List.copyOf(architectures);
    }

    /**
     * Reads a table.
     *
     * @param check sees after each row how many architectures there are, and throws if they are too many
     * @throws InvalidInputException if a row does not hold an architecture, or there is none
     */
    public static Candidates read(BufferedDataTable table, IntConsumer check, Progress progress) {
        if (table.size() == 0) {
            throw new InvalidInputException(
                    "There are no rows in " + TABLE + ".",
                    "Connect a table with architectures, such as the support set of the Few-Shot Sampler.");
        }
        Architectures reader = new Architectures(table.getDataTableSpec(), TABLE);
        reader.detect(table, progress.part(0, .3));
        Map<Architecture, Integer> numbers = new LinkedHashMap<>();
        int[] places = new int[Math.toIntExact(table.size())];
        Rows.forEach(table, progress.part(.3, 1), "Reading the architectures", (row, i) -> {
            reader.at(row, () -> {
                Architecture architecture = Architecture.parse(reader.space(row), reader.text(row));
                places[i] = numbers.computeIfAbsent(architecture, none -> numbers.size());
            });
            check.accept(numbers.size());
        });
        return new Candidates(List.copyOf(numbers.keySet()), places);
    }
}
