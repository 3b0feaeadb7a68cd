package org.fewshotnas.knime.nodes.trainer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Rows;
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
record Candidates(List<Architecture> architectures, int[] places) {
    static final String TABLE = "the table of architectures";
    /** Days of work, and still a table of learning curves that can be looked at. */
    static final int MOST_TRAININGS = 1_000;

    /** Copies the list. */
    Candidates {
        architectures = List.copyOf(architectures);
    }

    /**
     * Reads a table.
     *
     * @param repeats trainings of each architecture
     * @throws InvalidInputException if a row does not hold an architecture, there is none, or there are too many to be trained
     */
    static Candidates read(BufferedDataTable table, int repeats, Progress progress) {
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
            if ((long) numbers.size() * repeats > MOST_TRAININGS) {
                throw tooMany(table.size(), repeats);
            }
        });
        return new Candidates(List.copyOf(numbers.keySet()), places);
    }

    private static InvalidInputException tooMany(long rows, int repeats) {
        return new InvalidInputException(
                rows + " rows, with " + repeats + (repeats == 1 ? " training" : " trainings")
                        + " of each architecture, are more than the " + MOST_TRAININGS
                        + " trainings that the node does at most.",
                "Pick some of the architectures with the node Few-Shot Sampler, or let the node Predictor Search propose them.");
    }
}
