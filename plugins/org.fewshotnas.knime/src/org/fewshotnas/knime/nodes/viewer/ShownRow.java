package org.fewshotnas.knime.nodes.viewer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fewshotnas.knime.common.Architectures;
import org.fewshotnas.knime.common.Rows;
import org.fewshotnas.network.export.PyTorchCell;
import org.fewshotnas.predictor.explanation.Occlusion.Explanation;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.architecture.ShownCell;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;

/**
 * A row that is shown.
 *
 * @param key of the row
 * @param facts its numbers, the one that rows are ordered by first
 */
record ShownRow(String key, Architecture architecture, List<String> facts) {
    private static final int MOST_FACTS = 10;

    /** The rows of these numbers, in their order. */
    static List<ShownRow> read(
            BufferedDataTable table, Architectures reader, int[] numbers, Optional<Metric> order, Progress progress) {
        Map<Integer, Integer> places = new HashMap<>();
        IntStream.range(0, numbers.length).forEach(place -> places.put(numbers[place], place));
        int[] columns = numberColumns(table.getDataTableSpec(), order);
        ShownRow[] rows = new ShownRow[numbers.length];
        Rows.forEach(table, progress, "Reading the architectures", (row, i) -> {
            Integer place = places.get(i);
            if (place != null) {
                reader.at(
                        row,
                        () -> rows[place] = new ShownRow(
                                row.getKey().getString(),
                                Architecture.parse(reader.space(row), reader.text(row)),
                                facts(row, table.getDataTableSpec(), columns)));
            }
        });
        return Arrays.asList(rows);
    }

    private static int[] numberColumns(DataTableSpec spec, Optional<Metric> order) {
        String first = order.map(Metric::name).orElse("");
        return IntStream.range(0, spec.getNumColumns())
                .filter(i -> spec.getColumnSpec(i).getType().isCompatible(DoubleValue.class))
                .boxed()
                .sorted((a, b) -> Boolean.compare(
                        spec.getColumnSpec(b).getName().equals(first),
                        spec.getColumnSpec(a).getName().equals(first)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static List<String> facts(DataRow row, DataTableSpec spec, int[] columns) {
        List<String> facts = new ArrayList<>();
        for (int column : columns) {
            DataCell cell = row.getCell(column);
            if (!cell.isMissing()) {
                facts.add(ShownCell.fact(spec.getColumnSpec(column).getName(), ((DoubleValue) cell).getDoubleValue()));
            }
        }
        int more = facts.size() - MOST_FACTS;
        if (more > 1) {
            facts.subList(MOST_FACTS, facts.size()).clear();
            facts.add("and " + more + " more numbers in the table");
        }
        return facts;
    }

    /** What the view shows of it. */
    ShownCell shown(Optional<Explanation> explanation) {
        return new ShownCell(key, architecture, facts, PyTorchCell.write(architecture), explanation);
    }
}
