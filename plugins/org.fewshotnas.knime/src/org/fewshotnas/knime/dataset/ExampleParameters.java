package org.fewshotnas.knime.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.fewshotnas.knime.common.Columns;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.space.base.InvalidInputException;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.ColumnChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.ColumnFilter;
import org.knime.node.parameters.widget.choices.filter.ColumnFilterWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/**
 * Which columns of a table hold the examples that a network learns from, and what their targets are. Nodes of several inputs share it: the
 * table of examples is the first one that holds no architectures.
 */
public final class ExampleParameters implements NodeParameters {
    /** For the descriptions of nodes that have these settings. */
    public static final String MANUAL =
            """
            <p><b>Which columns.</b> The input is one column of PNG images; or one column of paths, as of the node <i>List Files/Folders</i>, each
            of a PNG, JPEG, BMP or GIF picture, which is read when it is needed; or columns of lists of numbers, each a channel of a series, all
            of one length; or columns of numbers, which in the order of the table are the steps of a series of one channel. Where none is
            chosen under <i>Input columns</i>, the only column of images is taken, or else all lists, or else all numbers but the target, or
            else the only column of paths. The target is a column of classes (text or whole numbers), of numbers, or of lists of numbers: a list
            with a number for each place of the input is a field, others are several numbers. Rows without a target, and rows whose picture is
            missing or cannot be read, are left out, with a warning that says which and why.</p>
            """;

    static final String INPUTS = "Input columns";
    static final String TARGET = "Target of the examples";
    private static final int MAX_SIDE = 1_024;

    /** How the size of pictures is decided. */
    enum SizeChoice {
        @Label(
                value = "Most frequent",
                description = "The size that most pictures have; where a side has more than 64 pixels, shrunk to that.")
        AUTOMATIC,
        @Label(value = "Given", description = "The height and width below.")
        GIVEN
    }

    private interface SizeReference extends ParameterReference<SizeChoice> {}

    /** By this a node refers to a setting of its own if it looks at pictures in a size of its own: it is then not asked for. */
    public interface OwnSize extends ParameterReference<Integer> {}

    private static final class HasSize implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.isMissing(OwnSize.class) ? i.always() : i.never();
        }
    }

    private static final class IsGiven implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.isMissing(OwnSize.class) ? i.getEnum(SizeReference.class).isOneOf(SizeChoice.GIVEN) : i.never();
        }
    }

    private static List<DataColumnSpec> columns(NodeParametersInput input, Predicate<DataColumnSpec> kind) {
        return examples(input).stream()
                .flatMap(DataTableSpec::stream)
                .filter(kind)
                .toList();
    }

    private static Optional<DataTableSpec> examples(NodeParametersInput input) {
        return Arrays.stream(input.getInPortSpecs())
                .filter(Objects::nonNull)
                .filter(DataTableSpec.class::isInstance)
                .map(DataTableSpec.class::cast)
                .filter(spec -> !spec.containsName(Columns.ARCHITECTURE))
                .findFirst();
    }

    /** Columns that a network can see. */
    static final class InputChoices implements ColumnChoicesProvider {
        @Override
        public List<DataColumnSpec> columnChoices(NodeParametersInput input) {
            return columns(input, ReadableColumns::isInput);
        }
    }

    /** Columns that a network can learn to say. */
    static final class TargetChoices implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return OpenChoice.columns(
                    OpenChoice.DETECT, "Detect by name and type", columns(input, ReadableColumns::isTarget));
        }
    }

    /** How the choice is stored. */
    static final class Target extends OpenChoice {
        Target() {
            super("target", DETECT);
        }
    }

    @Widget(
            title = INPUTS,
            description =
                    "What is seen of an example: a column of pictures or of their paths, columns of lists of numbers, or columns of "
                            + "numbers. Where none is chosen, the node takes the likely ones.")
    @ColumnFilterWidget(choicesProvider = InputChoices.class)
    ColumnFilter inputs = new ColumnFilter();

    @Widget(
            title = TARGET,
            description =
                    "What there is to learn of an example: a class, a number, or a list of numbers. Detected: the column \"Class\", or else "
                            + "the only text column, or else \"Target\".")
    @ChoicesProvider(TargetChoices.class)
    @Persistor(Target.class)
    String target = OpenChoice.DETECT;

    @Widget(title = "Meaning of the target", description = "Whether the target is a class or a quantity.")
    @ValueSwitchWidget
    @Advanced
    TargetChoice targetIs = TargetChoice.AUTOMATIC;

    @Widget(
            title = "Size of pictures",
            description =
                    "To which size all pictures are brought. The time that a training takes grows with the number of pixels.")
    @ValueSwitchWidget
    @ValueReference(SizeReference.class)
    @Effect(predicate = HasSize.class, type = EffectType.SHOW)
    SizeChoice size = SizeChoice.AUTOMATIC;

    @Widget(title = "Height", description = "Pixels from top to bottom, 1 to 1,024.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    int height = 32;

    @Widget(title = "Width", description = "Pixels from left to right, 1 to 1,024.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsGiven.class, type = EffectType.SHOW)
    int width = 32;

    @Widget(
            title = "Pictures of other sizes",
            description = "How pictures of another size or proportion are brought to it.")
    @ValueSwitchWidget
    @Effect(predicate = HasSize.class, type = EffectType.SHOW)
    @Advanced
    FitChoice fit = FitChoice.STRETCH;

    /** Nothing chosen. */
    public ExampleParameters() {}

    /** What the columns' types suggest. */
    public ExampleParameters(NodeParametersInput input) {
        examples(input).ifPresent(spec -> {
            target = ReadableColumns.likelyTarget(spec).orElse(OpenChoice.DETECT);
            inputs = new ColumnFilter(ReadableColumns.likelyInputs(spec, target).toArray(String[]::new));
        });
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present(INPUTS, inputs);
        Settings.present("Meaning of the target", targetIs);
        Settings.present("Size of pictures", size);
        Settings.present("Pictures of other sizes", fit);
        if (size == SizeChoice.GIVEN) {
            Settings.range("Height", height, 1, MAX_SIDE);
            Settings.range("Width", width, 1, MAX_SIDE);
        }
    }

    /** How pictures come to one size. */
    public Fit fit() {
        return fit.fit();
    }

    /** The height and width to which pictures are brought, with these channels; empty if their sizes decide. */
    Optional<TensorShape> pictureShape(int channels) {
        return size == SizeChoice.GIVEN ? Optional.of(TensorShape.image(channels, height, width)) : Optional.empty();
    }

    /**
     * The input columns of a table.
     *
     * @param table what the user calls the input, such as "the input table"
     * @throws InvalidInputException if one is not there or of a wrong type, or none is chosen and there is no sensible choice
     */
    List<String> inputs(DataTableSpec spec, String table) {
        String[] vanished = inputs.getMissingSelectedFromFullSpec(spec);
        if (vanished.length > 0) {
            throw new InvalidInputException(
                    "The columns \"" + String.join("\", \"", vanished) + "\", which are chosen under \"" + INPUTS
                            + "\", are not in " + table + ".",
                    "Choose other columns, or look for what the earlier nodes have changed.");
        }
        String chosenTarget = target(spec, table);
        List<String> chosen = List.of(
                inputs.filter(spec.stream().filter(ReadableColumns::isInput).toList()));
        if (chosen.contains(chosenTarget)) {
            throw new InvalidInputException(
                    "The column \"" + chosenTarget + "\" is both an input and the target.",
                    "Remove it under \"" + INPUTS + "\", or choose another one under \"" + TARGET + "\".");
        }
        List<String> names = chosen.isEmpty() ? ReadableColumns.likelyInputs(spec, chosenTarget) : chosen;
        return names.isEmpty() ? none(spec, table, chosenTarget) : names;
    }

    private static List<String> none(DataTableSpec spec, String table, String target) {
        Optional<DataColumnSpec> other =
                spec.stream().filter(column -> !column.getName().equals(target)).findFirst();
        boolean pictures = spec.stream().anyMatch(ReadableColumns::isPicture);
        boolean choice = pictures || spec.stream().anyMatch(ReadableColumns::isPath);
        throw new InvalidInputException(
                "In " + table + " there is "
                        + (choice
                                ? "more than one column of " + (pictures ? "images." : "paths.")
                                : "no column that a network can see: PNG images, paths of pictures, lists of numbers, or numbers."),
                choice || other.isEmpty()
                        ? "Choose one under \"" + INPUTS + "\"."
                        : "The column \"" + other.get().getName() + "\" is of the type "
                                + other.get().getType().getName() + ". " + ReadableColumns.conversion(other.get()));
    }

    /**
     * The target column of a table.
     *
     * @throws InvalidInputException as for the inputs
     */
    public String target(DataTableSpec spec, String table) {
        String name = OpenChoice.isOpen(target)
                ? ReadableColumns.likelyTarget(spec)
                        .orElseThrow(() -> new InvalidInputException(
                                "No column of " + table + " is chosen under \"" + TARGET + "\".",
                                "Open the node's dialog and choose what the network shall learn to say."))
                : target;
        if (!spec.containsName(name)) {
            throw new InvalidInputException(
                    "The column \"" + name + "\", which is chosen under \"" + TARGET + "\", is not in " + table + ".",
                    "Choose another column, or look for what the earlier nodes have changed.");
        }
        return name;
    }

    /**
     * Checks the choices against a table, before anything is read.
     *
     * @throws InvalidInputException if they do not fit
     */
    public void check(DataTableSpec spec, String table) {
        InputColumns.of(spec, table, inputs(spec, table), fit());
        targetColumn(spec, table, Optional.empty());
    }

    /**
     * Whether the target of a table is classes, not numbers.
     *
     * @throws InvalidInputException as for the target
     */
    public boolean learnsClasses(DataTableSpec spec, String table) {
        return targetColumn(spec, table, Optional.empty()) instanceof ClassColumn;
    }

    /**
     * Whether the target of a table is lists of numbers.
     *
     * @throws InvalidInputException as for the target
     */
    public boolean learnsLists(DataTableSpec spec, String table) {
        return ReadableColumns.isNumbers(spec.getColumnSpec(target(spec, table)));
    }

    /** The target column of a table; of classes that are known, where they are. */
    TargetColumn targetColumn(DataTableSpec spec, String table, Optional<List<String>> classes) {
        return TargetColumn.of(spec, table, target(spec, table), targetIs, classes);
    }
}
