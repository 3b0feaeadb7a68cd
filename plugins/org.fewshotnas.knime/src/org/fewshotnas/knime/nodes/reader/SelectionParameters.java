package org.fewshotnas.knime.nodes.reader;

import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.columns.Selection;
import org.fewshotnas.knime.common.Settings;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Which scores to read by what they are, and which epoch and trainings they are of. */
final class SelectionParameters implements NodeParameters {
    /** Which epoch of a training counts. */
    enum Epoch {
        @Label(value = "Final", description = "The last epoch: what a training ends with.")
        FINAL,
        @Label(
                value = "Best",
                description =
                        "The best value of all epochs, for each score by itself. Who picks the best epoch by test results picks what he could "
                                + "not know.")
        BEST,
        @Label(value = "Given", description = "The epoch of the number below.")
        GIVEN
    }

    /** Which trainings of an architecture count. */
    enum Seeds {
        @Label(value = "Mean", description = "The mean over all seeds that an architecture was trained with.")
        MEAN,
        @Label(
                value = "One",
                description =
                        "The training of the seed below. Scores of architectures that were not trained with it are missing.")
        ONE,
        @Label(
                value = "All, as rows",
                description = "One row for each architecture and seed; the column <i>Seed</i> tells them apart.")
        ALL
    }

    private static final class IsGivenEpoch implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ShownLists.EpochReference.class).isOneOf(Epoch.GIVEN);
        }
    }

    private static final class IsOneSeed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ShownLists.SeedsReference.class).isOneOf(Seeds.ONE);
        }
    }

    @Widget(
            title = "Data sets",
            description = "Data sets, or devices of latencies, to read the scores of. None chosen: all.")
    @TwinlistWidget
    @ChoicesProvider(FileOffers.DataSets.class)
    @ValueReference(ShownLists.DataSetsReference.class)
    @Effect(predicate = ShownLists.ShowsDataSets.class, type = EffectType.SHOW)
    String[] dataSets = new String[0];

    @Widget(
            title = "Splits",
            description =
                    "Which images, sentences, or other examples scores were measured on. None chosen: those that validate, and test results "
                            + "only where there is nothing else.")
    @TwinlistWidget
    @ChoicesProvider(FileOffers.Splits.class)
    @ValueReference(ShownLists.SplitsReference.class)
    @Effect(predicate = ShownLists.ShowsSplits.class, type = EffectType.SHOW)
    String[] splits = new String[0];

    @Widget(
            title = "Metrics",
            description =
                    "Accuracy, loss, latency and so on, of what the file has. None chosen: what the file is about.")
    @TwinlistWidget
    @ChoicesProvider(FileOffers.Quantities.class)
    @ValueReference(ShownLists.QuantitiesReference.class)
    @Effect(predicate = ShownLists.ShowsQuantities.class, type = EffectType.SHOW)
    String[] quantities = new String[0];

    @Widget(
            title = "Training budgets",
            description = "How many epochs the trainings had in all. None chosen: the longest.")
    @TwinlistWidget
    @ChoicesProvider(FileOffers.Budgets.class)
    @ValueReference(ShownLists.BudgetsReference.class)
    @Effect(predicate = ShownLists.ShowsBudgets.class, type = EffectType.SHOW)
    String[] budgets = new String[0];

    @Widget(
            title = "Epoch",
            description =
                    "Which epoch of a training counts. Scores that were measured at the end only are read as they are, unless an epoch is "
                            + "given.")
    @ValueSwitchWidget
    @ValueReference(ShownLists.EpochReference.class)
    @Effect(predicate = ShownLists.ShowsEpoch.class, type = EffectType.SHOW)
    Epoch epoch = Epoch.FINAL;

    @Widget(
            title = "Given epoch",
            description =
                    "The number of epochs that a training had run, from 1. Trainings that were shorter are left out.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsGivenEpoch.class, type = EffectType.SHOW)
    int givenEpoch = 12;

    @Widget(
            title = "Seeds",
            description =
                    "Which trainings count where an architecture was trained several times. Parameters and FLOPs are always those of one "
                            + "training.")
    @ValueSwitchWidget
    @ValueReference(ShownLists.SeedsReference.class)
    @Effect(predicate = ShownLists.ShowsSeeds.class, type = EffectType.SHOW)
    Seeds seeds = Seeds.MEAN;

    @Widget(
            title = "Seed of the training",
            description = "The seed as the file has it, such as 777. It must be chosen: until then the node waits.")
    @ChoicesProvider(FileOffers.Seeds.class)
    @Effect(predicate = IsOneSeed.class, type = EffectType.SHOW)
    String seed = "";

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Epoch", epoch);
        Settings.present("Seeds", seeds);
        if (epoch == Epoch.GIVEN) {
            Settings.range("Given epoch", givenEpoch, 1, 1_000_000);
        }
        if (seeds == Seeds.ONE && (seed == null || seed.isBlank())) {
            throw new InvalidSettingsException(
                    "No seed is chosen under \"Seed of the training\". Choose one, or the mean of all seeds.");
        }
    }

    /** What is chosen by kind, and the trainings that count. */
    Selection toSelection() {
        return trainings()
                .withDataSets(dataSets)
                .withSplits(splits)
                .withQuantities(quantities)
                .withBudgets(budgets);
    }

    /** The epoch and the seeds that count, of whatever columns. */
    Selection trainings() {
        EpochChoice epochChoice =
                switch (epoch) {
                    case FINAL -> EpochChoice.FINAL;
                    case BEST -> EpochChoice.BEST;
                    case GIVEN -> EpochChoice.after(givenEpoch);
                };
        SeedChoice seedChoice =
                switch (seeds) {
                    case MEAN -> SeedChoice.MEAN;
                    case ONE -> SeedChoice.one(seed.strip());
                    case ALL -> SeedChoice.EACH;
                };
        return Selection.defaults().withEpoch(epochChoice).withSeeds(seedChoice);
    }
}
