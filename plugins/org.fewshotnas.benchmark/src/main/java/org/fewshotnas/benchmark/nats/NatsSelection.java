package org.fewshotnas.benchmark.nats;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleTuple;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;

/**
 * What is read of each architecture.
 *
 * @param file name for messages
 * @param seeds of each column, "mean" for all
 * @param listed of each column the seeds that there should be, or empty for any
 */
record NatsSelection(String file, List<NatsColumn> columns, List<String> seeds, List<List<String>> listed) {
    static NatsSelection of(
            String file, Listing listing, List<NatsColumn> columns, List<Metric> metrics, SeedChoice choice) {
        Map<String, List<String>> byName =
                listing.metrics().stream().collect(Collectors.toMap(MetricColumn::name, MetricColumn::seeds));
        return new NatsSelection(
                file,
                columns,
                metrics.stream()
                        .map(metric -> metric.seeds().isEmpty() ? "mean" : metric.seeds())
                        .toList(),
                choice.kind() == SeedChoice.Kind.EACH
                        ? columns.stream()
                                .map(column -> byName.get(column.metric().name()))
                                .toList()
                        : List.of());
    }

    /** The fields of a training that the columns are in. */
    Set<String> fields() {
        return columns.stream().map(NatsColumn::field).collect(Collectors.toSet());
    }

    /** The values of the columns of a budget; nothing if no column is of it. */
    Optional<double[]> values(String budget, PickleDict results) {
        if (columns.stream().noneMatch(column -> column.budget().equals(budget))) {
            return Optional.empty();
        }
        double[] values = new double[columns.size()];
        for (int i = 0; i < values.length; i++) {
            NatsColumn column = columns.get(i);
            boolean ofBudget = column.budget().equals(budget);
            if (ofBudget && !listed.isEmpty()) {
                requireListed(column.dataSet(), listed.get(i), results);
            }
            values[i] = ofBudget ? column.value(results, seeds.get(i)) : Double.NaN;
        }
        return Optional.of(values);
    }

    /** There is a column for each listed seed; the results of another one would be lost without a word. */
    private void requireListed(String dataSet, List<String> known, PickleDict results) {
        for (int i = 0; i < results.size(); i++) {
            if (results.key(i) instanceof PickleTuple key
                    && key.size() == 2
                    && dataSet.equals(key.get(0))
                    && !known.contains(String.valueOf(key.get(1)))) {
                throw new InvalidInputException(
                        "In \"" + file + "\" an architecture was trained on " + dataSet + " with the seed " + key.get(1)
                                + ", which those at its beginning were not.",
                        "Read the mean of all seeds, or one seed after the other.");
            }
        }
    }
}
