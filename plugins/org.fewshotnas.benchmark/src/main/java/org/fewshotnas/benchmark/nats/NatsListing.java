package org.fewshotnas.benchmark.nats;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleTuple;
import org.fewshotnas.space.published.ChannelSizes;

/** Finds the columns of NAS-Bench-201 and NATS-Bench from the first entries of a file. */
final class NatsListing {
    private final Map<NatsColumn, Set<String>> seeds = new LinkedHashMap<>();
    private Optional<String> architecture = Optional.empty();
    private int entries;

    int entries() {
        return entries;
    }

    /** How many columns were found. */
    int columnCount() {
        return seeds.size();
    }

    void add(String anArchitecture, String budget, PickleDict results) {
        entries++;
        architecture = architecture.or(() -> Optional.of(anArchitecture));
        for (int i = 0; i < results.size(); i++) {
            if (results.key(i) instanceof PickleTuple key
                    && key.size() == 2
                    && key.get(0) instanceof String dataSet
                    && results.value(i) instanceof PickleDict trial) {
                add(dataSet, String.valueOf(key.get(1)), budget, trial);
            }
        }
    }

    private void add(String dataSet, String seed, String budget, PickleDict trial) {
        boolean twoTests = trial.get("eval_acc1es") instanceof PickleDict sets && sets.get("x-test") != null;
        for (int i = 0; i < trial.size(); i++) {
            String field = trial.key(i) instanceof String text ? text : "";
            Optional<String> quantity = NatsColumn.quantityByEpoch(field);
            Optional<String> cost = NatsColumn.cost(field);
            if (quantity.isPresent() && trial.value(i) instanceof PickleDict bySet) {
                for (int k = 0; k < bySet.size(); k++) {
                    String set = String.valueOf(bySet.key(k));
                    add(new NatsColumn(dataSet, set, quantity.get(), budget, twoTests), seed);
                }
            } else if (cost.isPresent() && trial.value(i) != null) {
                add(new NatsColumn(dataSet, "", cost.get(), budget, twoTests), seed);
            }
        }
    }

    private void add(NatsColumn column, String seed) {
        // NAS-Bench-360 writes zeros for a top-5 accuracy that it did not measure.
        boolean empty = column.quantity().equals("top-5 accuracy")
                && Set.of("ninapro", "darcyflow").contains(column.dataSet());
        if (!empty) {
            seeds.computeIfAbsent(column, c -> new TreeSet<>()).add(seed);
        }
    }

    /** The columns by the names of their metrics, in the order in which they were found. */
    Map<String, NatsColumn> columns() {
        Map<String, NatsColumn> columns = new LinkedHashMap<>();
        seeds.keySet().forEach(column -> columns.putIfAbsent(column.metric().name(), column));
        return columns;
    }

    /**
     * The listing of these columns; by default the longest training's validation accuracies, or where there are none its test
     * accuracies.
     */
    Listing listing(Collection<NatsColumn> found) {
        boolean ofCells = architecture.filter(text -> text.startsWith("|")).isPresent();
        boolean valid = seeds.keySet().stream().anyMatch(c -> isAccuracyOf(c, "valid"));
        List<MetricColumn> columns = new ArrayList<>();
        for (NatsColumn column : found) {
            boolean byDefault = isAccuracyOf(column, valid ? "valid" : "test") && isLongest(column);
            columns.add(new MetricColumn(column.metric(), byDefault, !column.isCost(), List.copyOf(seeds.get(column))));
        }
        String space = ofCells ? "NAS-Bench-201" : ChannelSizes.INSTANCE.name();
        return new Listing("arch_str", space, columns, List.of(), "entry");
    }

    private static boolean isAccuracyOf(NatsColumn column, String split) {
        return column.quantity().equals(NatsColumn.ACCURACY) && column.split().equals(split);
    }

    private boolean isLongest(NatsColumn column) {
        return seeds.keySet().stream()
                        .filter(c ->
                                c.dataSet().equals(column.dataSet()) && c.set().equals(column.set()))
                        .mapToInt(c -> epochs(c))
                        .max()
                        .orElse(0)
                == epochs(column);
    }

    private static int epochs(NatsColumn column) {
        return column.epochs().matches("\\d{1,8}") ? Integer.parseInt(column.epochs()) : 0;
    }
}
