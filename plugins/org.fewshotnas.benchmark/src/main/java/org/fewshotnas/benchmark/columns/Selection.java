package org.fewshotnas.benchmark.columns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.fewshotnas.space.metric.Metric;

/**
 * Which of a file's columns to read, by what they are. An empty list leaves the choice to the defaults, which let nothing leak: every data
 * set, what was validated but not tested, the quantities that the file is about, and the longest training. Test results are read where
 * they are asked for, or where the file has nothing else. A table of the user's own is read whole.
 *
 * <p>What a column does not tell is no reason to leave it out: parameters have no split, and a latency has no budget. Only what belongs to
 * no data set is left out of chosen data sets, unless its quantity is chosen too.
 *
 * @param dataSets such as "cifar100"
 * @param splits "train", "valid", "test", "ori-test"
 * @param quantities such as "accuracy", "loss", "latency"
 * @param budgets training budgets in epochs, such as "12"
 * @param epoch which epoch of a training counts; a given one must be within the training
 * @param seeds which trainings count
 */
public record Selection(
        List<String> dataSets,
        List<String> splits,
        List<String> quantities,
        List<String> budgets,
        EpochChoice epoch,
        SeedChoice seeds) {
    private static final String TRAINING_TIME = "training time";
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

    public Selection withDataSets(String... names) {
        return new Selection(List.of(names), splits, quantities, budgets, epoch, seeds);
    }

    public Selection withSplits(String... names) {
        return new Selection(dataSets, List.of(names), quantities, budgets, epoch, seeds);
    }

    public Selection withQuantities(String... names) {
        return new Selection(dataSets, splits, List.of(names), budgets, epoch, seeds);
    }

    public Selection withBudgets(String... epochs) {
        return new Selection(dataSets, splits, quantities, List.of(epochs), epoch, seeds);
    }

    public Selection withEpoch(EpochChoice choice) {
        return new Selection(dataSets, splits, quantities, budgets, choice, seeds);
    }

    public Selection withSeeds(SeedChoice choice) {
        return new Selection(dataSets, splits, quantities, budgets, epoch, choice);
    }

    /** What columns can be chosen by: the user's word for it, and how a column has it. */
    enum Kind {
        DATA_SET("data set", Metric::dataSet),
        SPLIT("split", Metric::split),
        QUANTITY("metric", Metric::quantity),
        BUDGET("training budget in epochs", Metric::epochs);

        private final String noun;
        private final Function<Metric, String> property;

        Kind(String noun, Function<Metric, String> property) {
            this.noun = noun;
            this.property = property;
        }

        String noun() {
            return noun;
        }

        /** What these columns have of it, each once. */
        Set<String> of(List<MetricColumn> columns) {
            Set<String> values = columns.stream().map(this::of).collect(Collectors.toCollection(LinkedHashSet::new));
            values.remove("");
            return values;
        }

        /** What these columns have of it to choose from: an epoch within a training is no budget, though it was once offered as one. */
        Set<String> offered(List<MetricColumn> columns) {
            return of(filter(columns, column -> this != BUDGET || !column.isMidway()));
        }

        String of(MetricColumn column) {
            return property.apply(column.metric());
        }
    }

    /** What is asked for, by what it is. */
    Map<Kind, List<String>> wanted() {
        Map<Kind, List<String>> wanted = new LinkedHashMap<>();
        wanted.put(Kind.DATA_SET, dataSets);
        wanted.put(Kind.SPLIT, splits);
        wanted.put(Kind.QUANTITY, quantities);
        wanted.put(Kind.BUDGET, budgets);
        return wanted;
    }

    /** Whether everything is left to the defaults. */
    boolean asksForNothing() {
        return wanted().values().stream().allMatch(List::isEmpty) && epoch.kind() != EpochChoice.Kind.GIVEN;
    }

    /** The columns that are selected, in the file's order. */
    public List<MetricColumn> choose(List<MetricColumn> columns) {
        List<MetricColumn> usual = usual(columns);
        if (asksForNothing()) {
            return usual;
        }
        Set<String> usualSplits = Kind.SPLIT.of(usual);
        Set<String> usualQuantities = usual.stream().map(Kind.QUANTITY::of).collect(Collectors.toSet());
        return filter(
                columns,
                column -> isScore(column)
                        && (dataSets.isEmpty() || dataSets.contains(Kind.DATA_SET.of(column)) || isOfNoDataSet(column))
                        && (Kind.SPLIT.of(column).isEmpty()
                                || (splits.isEmpty() ? usualSplits : splits).contains(Kind.SPLIT.of(column)))
                        && (quantities.isEmpty() ? usualQuantities : quantities).contains(Kind.QUANTITY.of(column))
                        && hasBudget(column, columns, usual));
    }

    /** What is read where nothing is asked for. */
    private static List<MetricColumn> usual(List<MetricColumn> columns) {
        List<MetricColumn> usual = filter(columns, MetricColumn::byDefault);
        if (usual.isEmpty()) {
            usual = filter(
                    columns,
                    column -> isScore(column) && !column.metric().split().endsWith(TEST));
        }
        return usual.isEmpty() ? filter(columns, MetricColumn::isScore) : usual;
    }

    private static List<MetricColumn> filter(List<MetricColumn> columns, Predicate<MetricColumn> condition) {
        return columns.stream().filter(condition).toList();
    }

    /** Row numbers and the like are neither read by default nor of any quantity. */
    private static boolean isScore(MetricColumn column) {
        return column.isScore()
                && (column.byDefault() || !Kind.QUANTITY.of(column).isEmpty());
    }

    private boolean isOfNoDataSet(MetricColumn column) {
        return Kind.DATA_SET.of(column).isEmpty() && quantities.contains(Kind.QUANTITY.of(column));
    }

    private boolean hasBudget(MetricColumn column, List<MetricColumn> columns, List<MetricColumn> usual) {
        String epochs = Kind.BUDGET.of(column);
        if (epochs.isEmpty()) {
            return true;
        }
        if (epoch.kind() == EpochChoice.Kind.GIVEN) {
            // A file without the epochs between has trainings of several lengths instead.
            if (!column.byEpoch() && isOfTheTraining(column.metric())) {
                return budget(column) == epoch.epoch() && (budgets.isEmpty() || budgets.contains(epochs));
            }
            if (budget(column) < epoch.epoch()) {
                return false;
            }
        }
        return budgets.isEmpty()
                ? Kind.BUDGET.of(usual).contains(epochs) || budget(column) == longest(columns, column.metric())
                : budgets.contains(epochs);
    }

    /** Whether it is another number after another training; what an architecture costs is not. */
    private static boolean isOfTheTraining(Metric metric) {
        return !metric.split().isEmpty() || metric.quantity().equals(TRAINING_TIME);
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
        String epochs = Kind.BUDGET.of(column);
        return epochs.matches("\\d{1,8}") ? Integer.parseInt(epochs) : 0;
    }

    /** The metrics that a column becomes: one a seed where each is wanted, and named by the epoch where it is not the last. */
    public List<Metric> expand(MetricColumn column) {
        Metric metric = named(column);
        if (column.seeds().isEmpty()) {
            return List.of(metric);
        }
        if (seeds.kind() == SeedChoice.Kind.MEAN) {
            return List.of(metric.withSeeds("mean"));
        }
        List<Metric> metrics = new ArrayList<>();
        for (String seed : seeds.kind() == SeedChoice.Kind.ONE ? List.of(seeds.seed()) : column.seeds()) {
            metrics.add(metric.withName(metric.name() + ", seed " + seed).withSeeds(seed));
        }
        return metrics;
    }

    /** The metric of a column, named by the epoch where it is not the last. */
    public Metric named(MetricColumn column) {
        Metric metric = column.metric();
        if (column.byEpoch() && epoch.kind() == EpochChoice.Kind.BEST) {
            return metric.withName(metric.name() + ", best epoch");
        }
        if (column.byEpoch() && epoch.kind() == EpochChoice.Kind.GIVEN) {
            return metric.withName(metric.name().replaceFirst("@", "@" + epoch.epoch() + " of "))
                    .withEpochs(String.valueOf(epoch.epoch()));
        }
        return metric;
    }
}
