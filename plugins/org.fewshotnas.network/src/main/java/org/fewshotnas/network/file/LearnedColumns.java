package org.fewshotnas.network.file;

import java.util.List;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;

/**
 * The columns of a table that a network learned to see: with its input shape enough to read other tables in the same way.
 *
 * @param kind what they hold
 * @param names in the order in which they were read
 * @param fit how pictures were brought to the network's input shape
 */
public record LearnedColumns(InputKind kind, List<String> names, Fit fit) {
    /** Copies the list. */
    public LearnedColumns {
        names = List.copyOf(names);
    }

    /** Whether a row of such columns can become an example of this shape. */
    boolean canBecome(TensorShape shape) {
        return switch (kind) {
            case PICTURES ->
                names.size() == 1 && shape.dimensions() == 2 && (shape.channels() == 1 || shape.channels() == 3);
            case LISTS -> !names.isEmpty() && shape.size() % names.size() == 0;
            case NUMBERS -> shape.size() == names.size();
        };
    }
}
