package org.fewshotnas.view.result;

import java.util.Optional;
import java.util.function.IntFunction;
import org.fewshotnas.view.CellDrawing;

/**
 * Predicted and measured scores of architectures, one a row.
 *
 * @param predicted NaN for none
 * @param low lower bound of the prediction's interval; NaN for none
 * @param high upper bound
 * @param measured NaN for none
 * @param space the search space of a row
 * @param drawing of a row, where it can be drawn
 */
public record Scores(
        double[] predicted,
        double[] low,
        double[] high,
        double[] measured,
        IntFunction<String> space,
        IntFunction<Optional<CellDrawing>> drawing) {
    public int size() {
        return predicted.length;
    }
}
