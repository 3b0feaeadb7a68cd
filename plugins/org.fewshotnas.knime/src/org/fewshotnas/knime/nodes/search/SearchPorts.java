package org.fewshotnas.knime.nodes.search;

import java.util.OptionalInt;
import org.fewshotnas.knime.common.Columns;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.port.PortObjectSpec;

/**
 * Which inputs of a search are there: behind the predictor a table of scores, data to train on, or both in this order.
 *
 * @param scores the place of the table of scores
 * @param data the place of the data
 */
record SearchPorts(OptionalInt scores, OptionalInt data) {
    /** The inputs of these specs. A single table is one of scores if it has architectures, or nothing is known of it. */
    static SearchPorts of(PortObjectSpec[] specs) {
        if (specs.length > 2) {
            return new SearchPorts(OptionalInt.of(1), OptionalInt.of(2));
        }
        if (specs.length < 2) {
            return new SearchPorts(OptionalInt.empty(), OptionalInt.empty());
        }
        boolean data = specs[1] instanceof DataTableSpec table && !table.containsName(Columns.ARCHITECTURE);
        OptionalInt one = OptionalInt.of(1);
        return data ? new SearchPorts(OptionalInt.empty(), one) : new SearchPorts(one, OptionalInt.empty());
    }
}
