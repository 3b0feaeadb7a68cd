package org.fewshotnas.knime.common;

import java.util.HashMap;
import java.util.Map;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;

/** The settings "Higher is better" and "Lower is better". */
public final class ChosenDirections {
    private ChosenDirections() {}

    /**
     * The direction of every column that is chosen under one of them.
     *
     * @throws InvalidInputException if a column is chosen under both
     */
    public static Map<String, Direction> of(String[] maximize, String[] minimize) {
        Map<String, Direction> directions = new HashMap<>();
        for (String column : maximize) {
            directions.put(column, Direction.MAXIMIZE);
        }
        for (String column : minimize) {
            if (directions.put(column, Direction.MINIMIZE) == Direction.MAXIMIZE) {
                throw new InvalidInputException(
                        "The column \"" + column
                                + "\" is chosen under both \"Higher is better\" and \"Lower is better\".",
                        "Remove it from one of them.");
            }
        }
        return directions;
    }
}
