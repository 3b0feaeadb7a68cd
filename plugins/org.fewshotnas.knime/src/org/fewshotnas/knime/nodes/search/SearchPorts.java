package org.fewshotnas.knime.nodes.search;

import java.util.OptionalInt;
import org.fewshotnas.knime.common.Columns;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;

/**
 * Which inputs of a search are there: behind the predictor a table of scores, data to train on, and, with that, data to be judged by, in this
 * order. A node is not told to which group a port belongs (before KNIME 5.9), so that the tables tell it.
 *
 * @param scores the place of the table of scores
 * @param data the place of the data to train on
 * @param validation the place of the data to be judged by
 */
record SearchPorts(OptionalInt scores, OptionalInt data, OptionalInt validation) {
    private static final int MOST_TABLES = 3;

    /** The inputs of these specs. The first table is one of scores if it has architectures, or nothing is known of it. */
    static SearchPorts of(PortObjectSpec[] specs) {
        int tables = specs.length - 1;
        boolean scores = tables == MOST_TABLES
                || tables > 0
                        && !(specs[1] instanceof DataTableSpec table && !table.containsName(Columns.ARCHITECTURE));
        int data = scores ? 2 : 1;
        return new SearchPorts(
                scores ? OptionalInt.of(1) : OptionalInt.empty(), place(data, tables), place(data + 1, tables));
    }

    private static OptionalInt place(int port, int tables) {
        return port <= tables ? OptionalInt.of(port) : OptionalInt.empty();
    }
}
