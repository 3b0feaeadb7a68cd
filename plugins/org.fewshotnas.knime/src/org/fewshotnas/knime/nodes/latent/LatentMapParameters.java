package org.fewshotnas.knime.nodes.latent;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.knime.common.DeviceParameters;
import org.fewshotnas.knime.common.Inputs;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.port.PredictorPortObjectSpec;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.view.map.Tsne;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.StringValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Settings of the node Latent Map. */
final class LatentMapParameters implements NodeParameters {
    private static final int LEAST_POINTS = 10;
    private static final double LEAST_PERPLEXITY = 1;
    private static final double MOST_PERPLEXITY = 500;

    /** How places are found. */
    enum MethodChoice {
        @Label(
                value = "PCA",
                description =
                        "Principal component analysis: the two directions in which embeddings differ most. Quick, distances mean something, and "
                                + "the view says how much of all differences the two directions hold.")
        PCA,
        @Label(
                value = "t-SNE",
                description =
                        "Keeps neighbours together and so shows groups that two directions cannot; distances between groups and their sizes "
                                + "mean little. Takes up to half a minute for 2,000 points.")
        TSNE
    }

    /** What points are coloured by. */
    enum ColourChoice {
        @Label(value = "Predicted score", description = "What the predictor says of each architecture.")
        PREDICTED,
        @Label(
                value = "Column",
                description = "A column of the table: numbers by their size, texts by a colour and symbol each.")
        COLUMN
    }

    private interface MethodReference extends ParameterReference<MethodChoice> {}

    private interface ColourReference extends ParameterReference<ColourChoice> {}

    private static final class IsTsne implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MethodReference.class).isOneOf(MethodChoice.TSNE);
        }
    }

    private static final class IsColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ColourReference.class).isOneOf(ColourChoice.COLUMN);
        }
    }

    /** Numbers and texts of the table. */
    static final class ColourColumns extends CompatibleColumnsProvider {
        ColourColumns() {
            super(List.of(DoubleValue.class, StringValue.class));
        }

        @Override
        public int getInputTableIndex() {
            return 1;
        }
    }

    private static final class LeastPoints extends MinValidation {
        @Override
        protected double getMin() {
            return LEAST_POINTS;
        }
    }

    private static final class MostPoints extends MaxValidation {
        @Override
        protected double getMax() {
            return Tsne.MOST_POINTS;
        }
    }

    private static final class LeastPerplexity extends MinValidation {
        @Override
        protected double getMin() {
            return LEAST_PERPLEXITY;
        }
    }

    private static final class MostPerplexity extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST_PERPLEXITY;
        }
    }

    @Widget(title = "Method", description = "How the predictor's many dimensions become two.")
    @ValueSwitchWidget
    @ValueReference(MethodReference.class)
    MethodChoice method = MethodChoice.PCA;

    @Widget(title = "Colour by", description = "What the points of the map are coloured by.")
    @ValueSwitchWidget
    @ValueReference(ColourReference.class)
    ColourChoice colour = ColourChoice.PREDICTED;

    @Widget(
            title = "Colour column",
            description =
                    "The column of numbers or texts that colours the points; the five or six most frequent texts have a colour of their own. It "
                            + "must be chosen: until then the node waits.")
    @ChoicesProvider(ColourColumns.class)
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    String colourColumn = "";

    @Widget(
            title = "Perplexity",
            description =
                    "About how many neighbours of each point should stay near it, 1 to 500: few show small groups, many large ones. It is never more than a "
                            + "third of the other points.")
    @Advanced
    @NumberInputWidget(minValidation = LeastPerplexity.class, maxValidation = MostPerplexity.class)
    @Effect(predicate = IsTsne.class, type = EffectType.SHOW)
    double perplexity = 30;

    @Widget(
            title = "Most points",
            description =
                    "How many rows get a place on the map, 10 to 3,000. Of larger tables so many are taken, evenly spread; the other rows "
                            + "have missing values in the two columns.")
    @Advanced
    @NumberInputWidget(minValidation = LeastPoints.class, maxValidation = MostPoints.class)
    int mostPoints = 2_000;

    @Advanced
    SeedParameters seed = new SeedParameters();

    DeviceParameters device = new DeviceParameters();

    /** Those of a node that is not connected. */
    LatentMapParameters() {}

    /** A column of scores colours the map, if there is one: of the predictor's target, or else the only one. */
    LatentMapParameters(NodeParametersInput input) {
        Optional<String> target = input.getInPortSpec(0)
                .filter(PredictorPortObjectSpec.class::isInstance)
                .flatMap(spec -> ((PredictorPortObjectSpec) spec).predictor().targetMetric())
                .map(Metric::name)
                .filter(name -> input.getInTableSpec(1)
                        .filter(table -> table.containsName(name))
                        .isPresent());
        colourColumn = target.orElseGet(() -> Inputs.onlyNumber(input, 1, column -> true));
        colour = colourColumn.isEmpty() ? ColourChoice.PREDICTED : ColourChoice.COLUMN;
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Method", method);
        Settings.present("Colour by", colour);
        Settings.range("Perplexity", perplexity, LEAST_PERPLEXITY, MOST_PERPLEXITY);
        Settings.range("Most points", mostPoints, LEAST_POINTS, Tsne.MOST_POINTS);
        seed.validate();
        device.validate();
    }
}
