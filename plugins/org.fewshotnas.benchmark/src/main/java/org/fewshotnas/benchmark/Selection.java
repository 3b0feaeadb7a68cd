package org.fewshotnas.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fewshotnas.space.Metric;

/**
 * Which of a file's columns to read, by what they are. An empty list leaves the choice to the defaults, which let nothing leak: every data
 * set, what was learned and validated but not tested, the quantities that the file is about, and the longest training. Test results are
 * read where they are asked for, or where the file has nothing else.
 *
 * @param dataSets such as "cifar100"
 * @param splits "train", "valid", "test"
 * @param quantities such as "accuracy", "loss", "latency"
 * @param budgets training budgets in epochs, such as "12"
 * @param epoch which epoch of a training counts
 * @param seeds which trainings count
 */
public record Selection(
        List<String> dataSets,
        List<String> splits,
        List<String> quantities,
        List<String> budgets,
        EpochChoice epoch,
        SeedChoice seeds) {
    private static final String TEST = "test";

    public Selection {
        dataSets = List.copyOf(dataSets);
        splits = List.copyOf(splits);
        quantities = List.copyOf(quantities);
        budgets = List.copyOf(budgets);
    }

    /** The defaults, the last epoch, the mean of all seeds. */
    public static Selection defaults() {
        return new Selection(List.of(), List.of(), List.of(), List.of(), EpochChoice.FINAL, SeedChoice.MEAN);
    }

    /** The names of the columns that are selected, in the file's order. */
    List<String> choose(List<MetricColumn> columns) {
        boolean all = dataSets.isEmpty() && splits.isEmpty() && quantities.isEmpty() && budgets.isEmpty();
        List<MetricColumn> defaults =
                columns.stream().filter(MetricColumn::byDefault).toList();
        Set<String> usual =
                defaults.stream().map(column -> column.metric().quantity()).collect(Collectors.toSet());
        return (all ? defaults : columns)
                .stream()
                        .filter(column -> all
                                || matches(dataSets, column, Metric::dataSet)
                                        && (splits.isEmpty()
                                                ? !column.metric().split().equals(TEST) || column.byDefault()
                                                : column.metric().split().isEmpty()
                                                        || matches(splits, column, Metric::split))
                                        && (quantities.isEmpty()
                                                ? usual.contains(column.metric().quantity())
                                                : matches(quantities, column, Metric::quantity))
                                        && (budgets.isEmpty()
                                                ? budget(column) == longest(columns, column.metric())
                                                : matches(budgets, column, Metric::epochs)))
                        .map(MetricColumn::name)
                        .toList();
    }

    private static boolean matches(List<String> wanted, MetricColumn column, Function<Metric, String> property) {
        return wanted.isEmpty() || wanted.contains(property.apply(column.metric()));
    }

    private static int longest(List<MetricColumn> columns, Metric metric) {
        return columns.stream()
                .filter(other -> other.metric().dataSet().equals(metric.dataSet())
                        && other.metric().split().equals(metric.split())
                        && other.metric().quantity().equals(metric.quantity()))
                .mapToInt(Selection::budget)
                .max()
                .orElse(0);
    }

    /** The epochs of a column's training as a number; 0 where there is none. */
    static int budget(MetricColumn column) {
        String epochs = column.metric().epochs();
        return epochs.matches("\\d{1,8}") ? Integer.parseInt(epochs) : 0;
    }

    /** The metrics that a column becomes: one a seed where each is wanted, and named by the epoch where it is not the last. */
    List<Metric> expand(MetricColumn column) {
        Metric metric = column.metric();
        if (column.byEpoch() && epoch.kind() == EpochChoice.Kind.BEST) {
            metric = metric.withName(metric.name() + ", best epoch");
        } else if (column.byEpoch() && epoch.kind() == EpochChoice.Kind.GIVEN) {
            metric = metric.withName(metric.name().replaceFirst("@", "@" + epoch.epoch() + " of "));
            metric = with(metric, metric.name(), String.valueOf(epoch.epoch()), metric.seeds());
        }
        if (column.seeds().isEmpty()) {
            return List.of(metric);
        }
        if (seeds.kind() == SeedChoice.Kind.MEAN) {
            return List.of(with(metric, metric.name(), metric.epochs(), "mean"));
        }
        List<Metric> metrics = new ArrayList<>();
        for (String seed : seeds.kind() == SeedChoice.Kind.ONE ? List.of(seeds.seed()) : column.seeds()) {
            metrics.add(with(metric, metric.name() + ", seed " + seed, metric.epochs(), seed));
        }
        return metrics;
    }

    private static Metric with(Metric metric, String name, String epochs, String seeds) {
        return new Metric(
                name,
                metric.dataSet(),
                metric.split(),
                metric.quantity(),
                metric.unit(),
                metric.direction(),
                epochs,
                seeds,
                metric.source(),
                metric.sourceSha256());
    }
}
