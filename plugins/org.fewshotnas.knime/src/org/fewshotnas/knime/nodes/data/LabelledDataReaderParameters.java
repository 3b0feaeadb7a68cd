package org.fewshotnas.knime.nodes.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fewshotnas.knime.common.SeedParameters;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.files.FileOrSample;
import org.fewshotnas.knime.files.SourceChoice;
import org.fewshotnas.network.source.DarcySource;
import org.fewshotnas.network.source.LabelledFiles;
import org.fewshotnas.network.source.LabelledSource;
import org.fewshotnas.network.source.Reading;
import org.fewshotnas.space.base.Progress;
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

    /** Whether pictures are laid on spheres. */
    enum OnSphere {
        @Label(value = "No", description = "Pictures stay as they are.")
        NO,
        @Label(value = "Upright", description = "The picture's centre lies at the south pole.")
        UPRIGHT,
        @Label(value = "Turned", description = "Each sphere is turned at random, by the seed below.")
        TURNED
    }

    private interface SampleReference extends ParameterReference<DataSample> {}

    private interface SphereReference extends ParameterReference<OnSphere> {}

    private static final class IsOnSphere implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SphereReference.class).isOneOf(OnSphere.UPRIGHT, OnSphere.TURNED);
        }
    }

    private static final class IsComputed implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(SampleReference.class).isOneOf(DataSample.DARCY_FLOW);
        }
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
                    "The folder that holds one folder of pictures for each class; or the folder or file of a data set in a format that the "
                            + "node's description lists. Type the path of a folder, as only files can be picked.")
    @Effect(predicate = IsFile.class, type = EffectType.SHOW)
    @FileReaderWidget(fileExtensions = {"gz", "npy", "npz", "idx", "idx3-ubyte", "ubyte", "bin", "ts", "tsv", "mat"})
    @Layout(FileSection.class)
    FileSelection file = new FileSelection();

    @Widget(title = "Sample", description = "The sample to read.")
    @Effect(predicate = IsSample.class, type = EffectType.SHOW)
    @ValueReference(SampleReference.class)
    @Layout(FileSection.class)
    DataSample sample = DataSample.FASHION_MNIST;

    @Widget(
            title = "Points along a side",
            description =
                    "Of the fields of the sample Darcy flow, 9 to 85. With 85, as NAS-Bench-360 has them, trainings take nine times as long as with 29.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsComputed.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(FileSection.class)
    int points = 29;

    @Widget(
            title = "Damaged examples",
            description =
                    "What to do with a picture or series that cannot be read, and with an example whose target is no finite number.")
    @ValueSwitchWidget
    @Layout(ExamplesSection.class)
    Damaged damaged = Damaged.FAIL;

    @Widget(
            title = "Longest side",
            description =
                    "Pixels along the longer side of a picture, 1 to 8,192. A larger picture is shrunk to it when it is read. Networks look "
                            + "at far smaller pictures than cameras take.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(ExamplesSection.class)
    int longestSide = 256;

    @Widget(
            title = "Limit the examples of a class",
            description =
                    "Whether only some examples of each class are read, chosen at random: so many for training, and so many for testing.")
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
                    "Which part of the examples goes to the second table, of every class alike, where the files do not say which are for "
                            + "testing: 0 to 90.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(ExamplesSection.class)
    double testPercent;

    @Widget(
            title = "Project on a sphere",
            description =
                    "Whether each picture is laid on a sphere, as in the spherical task of NAS-Bench-360. What it does not reach is black.")
    @ValueSwitchWidget
    @ValueReference(SphereReference.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Advanced
    @Layout(ExamplesSection.class)
    OnSphere sphere = OnSphere.NO;

    @Widget(
            title = "Points from pole to pole",
            description = "The height and the width of the sphere's picture, 4 to 1,024.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = IsOnSphere.class, type = EffectType.SHOW)
    @Migrate(loadDefaultIfAbsent = true)
    @Advanced
    @Layout(ExamplesSection.class)
    int spherePoints = 60;

    @Widget(
            title = "Coarse classes of CIFAR-100",
            description =
                    "Whether the 20 coarse classes of CIFAR-100, such as \"trees\", are read instead of the 100 fine ones, such as "
                            + "\"oak_tree\".")
    @Migrate(loadDefaultIfAbsent = true)
    @Advanced
    @Layout(ExamplesSection.class)
    boolean coarse;

    @Widget(
            title = "Fill gaps in series",
            description =
                    "For series of the UEA and UCR archives: whether missing values are interpolated, and shorter series are extended by "
                            + "their last value.")
    @Migrate(loadDefaultIfAbsent = true)
    @Advanced
    @Layout(ExamplesSection.class)
    boolean fillGaps;

    @Widget(
            title = "Every so many points",
            description =
                    "Of the fields and series in MATLAB files, every one of so many points along a side is read, 1 to 100. With 1, all.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Advanced
    @Layout(ExamplesSection.class)
    int step = 1;

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
        Settings.range("Points along a side", points, 9, 85);
        Settings.range("Every so many points", step, 1, 100);
        Settings.present("Project on a sphere", sphere);
        if (sphere != OnSphere.NO) {
            Settings.range("Points from pole to pole", spherePoints, 4, 1_024);
        }
        seed.validate();
    }

    /** The examples of the sample, if it is one that is computed. */
    Optional<LabelledSource> computed(long usedSeed) {
        return source().sample()
                .filter(chosen -> chosen == DataSample.DARCY_FLOW)
                .map(chosen -> new DarcySource(points, usedSeed));
    }

    /** Opens a file or folder as the settings say. */
    LabelledSource open(Path path, Progress progress) throws IOException {
        return LabelledFiles.open(path, new Reading(longestSide, coarse, fillGaps, step), progress);
    }

    /** The same examples, on spheres where that is wanted, some of them held out for testing. */
    LabelledSource prepared(LabelledSource examples, long usedSeed) {
        LabelledSource laid = sphere == OnSphere.NO
                ? examples
                : examples.onSpheres(spherePoints, sphere == OnSphere.TURNED, usedSeed);
        return laid.holdingOut(testPercent / 100, usedSeed);
    }

    /** What to read from. */
    FileOrSample source() {
        return new FileOrSample(source, file, sample);
    }
}
