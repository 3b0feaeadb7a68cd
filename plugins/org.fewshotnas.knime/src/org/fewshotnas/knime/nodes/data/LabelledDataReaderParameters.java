package org.fewshotnas.knime.nodes.data;

import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.files.FileOrSample;
import org.fewshotnas.knime.files.SourceChoice;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** Settings of the node Labelled Data Reader. */
final class LabelledDataReaderParameters implements NodeParameters {
    static final String TEST_PERCENT = "Percent for testing";
    private static final int MAX_SIDE = 8_192;
    private static final int MAX_PER_CLASS = 10_000_000;

    @Section(title = "File")
    interface FileSection {}

    @Section(title = "Examples")
    @After(FileSection.class)
    interface ExamplesSection {}

    /** What happens to an example that cannot be read or has no usable label. */
    enum Damaged {
        @Label(value = "Fail", description = "The node fails at the first damaged example, and names it.")
        FAIL,
        @Label(
                value = "Leave out",
                description =
                        "Damaged examples are left out. The node's message says how many, and names the first few.")
        LEAVE_OUT
    }

    private interface SourceReference extends ParameterReference<SourceChoice> {}

    private static final class IsLimited implements BooleanReference {}

    private static final class IsFile implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SourceReference.class).isOneOf(SourceChoice.FILE, SourceChoice.FILE_OR_SAMPLE);
        }
    }

    private static final class IsSample implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SourceReference.class).isOneOf(SourceChoice.SAMPLE, SourceChoice.FILE_OR_SAMPLE);
        }
    }

    @Widget(title = "Read from", description = "Where the examples come from.")
    @ValueSwitchWidget
    @ValueReference(SourceReference.class)
    @Layout(FileSection.class)
    SourceChoice source = SourceChoice.FILE;

    @Widget(
            title = "File or folder",
            description =
                    "The folder that holds one folder of pictures for each class; or the folder or the file of an IDX or NumPy data set. It can be "
                            + "a path on this machine, a path relative to the workflow (knime://knime.workflow/...), or a URL of a single file. Type "
                            + "the path of a folder, as only files can be picked. A flow variable that sets it must be of type path; the node "
                            + "\"String to Path (Variable)\" makes one of a text. In the workflows that come with this extension a variable of "
                            + "type string sets the path, so that it can be given when they are run from a command line; the dialog offers no "
                            + "such variable.")
    @Effect(predicate = IsFile.class, type = EffectType.SHOW)
    @FileReaderWidget(fileExtensions = {"gz", "npy", "npz", "idx", "idx3-ubyte", "ubyte"})
    @Layout(FileSection.class)
    FileSelection file = new FileSelection();

    @Widget(title = "Sample", description = "The sample to read.")
    @Effect(predicate = IsSample.class, type = EffectType.SHOW)
    @Layout(FileSection.class)
    DataSample sample = DataSample.FASHION_MNIST;

    @Widget(
            title = "Damaged examples",
            description =
                    "What to do with a picture that ends too soon, or cannot be decoded, and with an example whose target in a NumPy array is NaN or "
                            + "infinite. IDX and NumPy files are one piece: if one of them is itself damaged, the node fails.")
    @ValueSwitchWidget
    @Layout(ExamplesSection.class)
    Damaged damaged = Damaged.FAIL;

    @Widget(
            title = "Longest side",
            description =
                    "Pixels along the longer side of a picture, 1 to 8,192. A larger picture is shrunk to it when it is read, with its "
                            + "proportions; a smaller one stays as it is. Networks look at far smaller pictures than cameras take.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ExamplesSection.class)
    int longestSide = 256;

    @Widget(
            title = "Limit the examples of a class",
            description =
                    "Whether only some examples of each class are read, chosen at random: so many for training, and so many for testing. "
                            + "A class that has fewer is read whole. Where the labels are quantities, it is so many of all.")
    @ValueReference(IsLimited.class)
    @Layout(ExamplesSection.class)
    boolean limit;

    @Widget(title = "Examples of a class", description = "At most so many of each class in each of the two tables.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsLimited.class, type = EffectType.SHOW)
    @Layout(ExamplesSection.class)
    int perClass = 100;

    @Widget(
            title = TEST_PERCENT,
            description =
                    "Which part of the examples goes to the second table, of every class alike and chosen at random, where the files do not "
                            + "say which examples are for testing: 0 to 90.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(ExamplesSection.class)
    double testPercent;

    @Advanced
    @Layout(ExamplesSection.class)
    SeedParameters seed = new SeedParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Read from", source);
        Settings.present("File or folder", file);
        Settings.present("Sample", sample);
        Settings.present("Damaged examples", damaged);
        Settings.range("Longest side", longestSide, 1, MAX_SIDE);
        if (limit) {
            Settings.range("Examples of a class", perClass, 1, MAX_PER_CLASS);
        }
        Settings.range(TEST_PERCENT, testPercent, 0, 90);
        seed.validate();
    }

    /** What to read from. */
    FileOrSample source() {
        return new FileOrSample(source, file, sample);
    }
}
