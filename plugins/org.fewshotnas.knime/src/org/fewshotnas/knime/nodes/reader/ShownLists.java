package org.fewshotnas.knime.nodes.reader;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.knime.files.FileLocation;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;

/**
 * Which lists of the dialog have something to choose from, as words of one text: so that the dialog shows those, and no empty ones. A list in
 * which something is chosen already is shown, too, whatever the file offers.
 */
final class ShownLists implements StateProvider<String> {
    private static final String NAMES = "names";
    private static final String DATA_SETS = "dataSets";
    private static final String SPLITS = "splits";
    private static final String QUANTITIES = "quantities";
    private static final String BUDGETS = "budgets";
    private static final String EPOCH = "epoch";
    private static final String SEEDS = "seeds";
    private static final String FEATURES = "features";

    /** The text. */
    interface Reference extends ParameterReference<String> {}

    interface MetricChoiceReference extends ParameterReference<BenchmarkReaderParameters.MetricChoice> {}

    interface DataSetsReference extends ParameterReference<String[]> {}

    interface SplitsReference extends ParameterReference<String[]> {}

    interface QuantitiesReference extends ParameterReference<String[]> {}

    interface BudgetsReference extends ParameterReference<String[]> {}

    interface EpochReference extends ParameterReference<SelectionParameters.Epoch> {}

    interface SeedsReference extends ParameterReference<SelectionParameters.Seeds> {}

    interface TaskListReference extends ParameterReference<FileSelection> {}

    interface PerClassReference extends ParameterReference<Integer> {}

    private Supplier<FileLook> look;
    private Supplier<BenchmarkReaderParameters.MetricChoice> metricChoice;
    private Supplier<String[]> dataSets;
    private Supplier<String[]> splits;
    private Supplier<String[]> quantities;
    private Supplier<String[]> budgets;
    private Supplier<SelectionParameters.Epoch> epoch;
    private Supplier<SelectionParameters.Seeds> seeds;
    private Supplier<FileSelection> taskList;
    private Supplier<Integer> perClass;

    @Override
    public void init(StateProviderInitializer initializer) {
        look = initializer.computeFromProvidedState(FileOffers.Look.class);
        metricChoice = initializer.getValueSupplier(MetricChoiceReference.class);
        dataSets = initializer.getValueSupplier(DataSetsReference.class);
        splits = initializer.getValueSupplier(SplitsReference.class);
        quantities = initializer.getValueSupplier(QuantitiesReference.class);
        budgets = initializer.getValueSupplier(BudgetsReference.class);
        epoch = initializer.getValueSupplier(EpochReference.class);
        seeds = initializer.getValueSupplier(SeedsReference.class);
        taskList = initializer.getValueSupplier(TaskListReference.class);
        perClass = initializer.getValueSupplier(PerClassReference.class);
    }

    @Override
    public String computeState(NodeParametersInput input) {
        FileLook file = look.get();
        List<MetricColumn> columns = file.columns();
        List<String> shown = new ArrayList<>();
        add(shown, NAMES, columns.size() > 1 || metricChoice.get() == BenchmarkReaderParameters.MetricChoice.CHOSEN);
        add(shown, DATA_SETS, isChoice(new FileOffers.DataSets(), file, dataSets));
        add(shown, SPLITS, isChoice(new FileOffers.Splits(), file, splits));
        add(shown, QUANTITIES, isChoice(new FileOffers.Quantities(), file, quantities));
        add(shown, BUDGETS, isChoice(new FileOffers.Budgets(), file, budgets));
        add(
                shown,
                EPOCH,
                columns.stream().anyMatch(MetricColumn::byEpoch) || epoch.get() != SelectionParameters.Epoch.FINAL);
        add(
                shown,
                SEEDS,
                !new FileOffers.Seeds().offered(file).isEmpty() || seeds.get() != SelectionParameters.Seeds.MEAN);
        // A large archive, or one on another machine, is not looked into.
        boolean mayBeOfFeatures = file.isChosen() && columns.isEmpty();
        boolean isSet = !new FileLocation(taskList.get().getFSLocation()).isEmpty()
                || perClass.get() != FeatureParameters.USUAL_PER_CLASS;
        add(shown, FEATURES, mayBeOfFeatures || isSet);
        return String.join(" ", shown);
    }

    /** One value is no choice. */
    private static boolean isChoice(FileOffers offers, FileLook file, Supplier<String[]> chosen) {
        return offers.offered(file).size() > 1 || chosen.get().length > 0;
    }

    private static void add(List<String> shown, String list, boolean isShown) {
        if (isShown) {
            shown.add(list);
        }
    }

    /** It is found anew whenever the dialog opens, and is no setting. */
    static final class NotStored implements NodeParametersPersistor<String> {
        @Override
        public String load(NodeSettingsRO settings) {
            return "";
        }

        @Override
        public void save(String shown, NodeSettingsWO settings) {
            // Nothing depends on it but the dialog.
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[0][];
        }
    }

    /** Whether a list is shown. */
    private abstract static class Shows implements EffectPredicateProvider {
        private final String list;

        Shows(String list) {
            this.list = list;
        }

        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getString(Reference.class).matchesPattern(".*" + list + ".*");
        }
    }

    /** Whether a list is shown where scores are chosen by what they are. */
    private abstract static class ShowsByKind extends Shows {
        ShowsByKind(String list) {
            super(list);
        }

        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return super.init(i)
                    .and(i.getEnum(MetricChoiceReference.class).isOneOf(BenchmarkReaderParameters.MetricChoice.ALL));
        }
    }

    static final class ShowsNames extends Shows {
        ShowsNames() {
            super(NAMES);
        }
    }

    static final class ShowsDataSets extends ShowsByKind {
        ShowsDataSets() {
            super(DATA_SETS);
        }
    }

    static final class ShowsSplits extends ShowsByKind {
        ShowsSplits() {
            super(SPLITS);
        }
    }

    static final class ShowsQuantities extends ShowsByKind {
        ShowsQuantities() {
            super(QUANTITIES);
        }
    }

    static final class ShowsBudgets extends ShowsByKind {
        ShowsBudgets() {
            super(BUDGETS);
        }
    }

    static final class ShowsEpoch extends Shows {
        ShowsEpoch() {
            super(EPOCH);
        }
    }

    static final class ShowsSeeds extends Shows {
        ShowsSeeds() {
            super(SEEDS);
        }
    }

    static final class ShowsFeatures extends Shows {
        ShowsFeatures() {
            super(FEATURES);
        }
    }
}
