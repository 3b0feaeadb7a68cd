package org.fewshotnas.view.architecture;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.predictor.explanation.Occlusion.Explanation;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.view.result.Say;

/**
 * An architecture that is shown.
 *
 * @param name of its row
 * @param facts its numbers, a sentence each, the one that it is ordered by first
 * @param code PyTorch code of its cell
 * @param explanation empty without a predictor
 */
public record ShownCell(
        String name, Architecture architecture, List<String> facts, String code, Optional<Explanation> explanation) {
    public ShownCell {
        facts = List.copyOf(facts);
    }

    /** A fact of a number, as it is read: four digits. */
    public static String fact(String name, double value) {
        return name + ": " + Say.number(value);
    }
}
