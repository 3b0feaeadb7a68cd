package org.fewshotnas.knime.nodes.reader;

import java.util.List;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.dialect.CellCoding;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.knime.common.ChosenDirections;
import org.fewshotnas.knime.common.OpenChoice;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.knime.files.FileOrSample;
import org.fewshotnas.knime.files.SourceChoice;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.Encoding;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.message.TextMessage;

/** Settings of the node Benchmark Reader. Long, because most of it is the words of the dialog, each beside its field. */
final class BenchmarkReaderParameters implements NodeParameters {
    @Section(title = "Benchmark")
    interface FileSection {}

    @Section(title = "Scores")
    @After(FileSection.class)
    interface ScoresSection {}

    @Section(title = "Features of pictures")
    @Advanced
    @After(ScoresSection.class)
    interface FeaturesSection {}

    /** How score columns are chosen. */
    enum MetricChoice {
        @Label(
                value = "By kind",
                description =
                        "By data set, split, metric and training budget. Where nothing is chosen of these, the usual scores are read; the "
                                + "node's message says what was left out.")
        ALL,
        @Label(value = "By name", description = "The columns chosen below.")
        CHOSEN
    }

    /** How cells that are written as six numbers or names are coded. */
    enum CodingChoice {
        @Label(
                value = "Detect",
                description =
                        "Told by the scores: cells that compute the same have nearly the same score. Where they do not tell, the node asks.")
        DETECT,
        @Label(
                value = "NAS-Bench-201",
                description =
                        "0 none, 1 skip, 2 convolution 1x1, 3 convolution 3x3, 4 pooling; edges 0-1, 0-2, 1-2, 0-3, 1-3, 2-3.")
        NAS_BENCH_201,
        @Label(
                value = "NASLib",
                description =
                        "0 skip, 1 none, 2 convolution 3x3, 3 convolution 1x1, 4 pooling; edges 0-1, 0-2, 0-3, 1-2, 1-3, 2-3.")
        NASLIB,
        @Label(value = "NAS-Bench-201's numbers, NASLib's edges", description = "A mixture of both.")
        BENCHMARK_NUMBERS_NASLIB_EDGES,
        @Label(value = "NASLib's numbers, NAS-Bench-201's edges", description = "A mixture of both.")
        NASLIB_NUMBERS_BENCHMARK_EDGES
    }

    private static final class AreChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(ShownLists.MetricChoiceReference.class).isOneOf(MetricChoice.CHOSEN);
        }
    }

    /** To detect the search space, and all search spaces. */
    static final class Spaces implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            return OpenChoice.choices(
                    OpenChoice.DETECT,
                    "Detect from the file",
                    SearchSpaces.encodings().stream().map(Encoding::name));
        }
    }

    /** How the choice is stored. */
    static final class Space extends OpenChoice {
        Space() {
            super("searchSpace", DETECT);
        }
    }

    private static final class IsFile implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(FileOffers.SourceReference.class).isOneOf(SourceChoice.FILE, SourceChoice.FILE_OR_SAMPLE);
        }
    }

    private static final class IsSample implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(FileOffers.SourceReference.class)
                    .isOneOf(SourceChoice.SAMPLE, SourceChoice.FILE_OR_SAMPLE);
        }
    }

    @Widget(title = "Read from", description = "Where the benchmark comes from.")
    @ValueSwitchWidget
    @ValueReference(FileOffers.SourceReference.class)
    @Layout(FileSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    SourceChoice source = SourceChoice.FILE;

    @Widget(
            title = "File",
            description =
                    "The benchmark file: a path on this machine, a path relative to the workflow, or a URL. Of a benchmark of many files "
                            + "type the path of their folder. The content tells the format.")
    @Effect(predicate = IsFile.class, type = EffectType.SHOW)
    @FileReaderWidget(
            fileExtensions = {
                "csv",
                "tsv",
                "txt",
                "gz",
                "zip",
                "arrow",
                "feather",
                "parquet",
                "json",
                "jsonl",
                "npy",
                "pth",
                "pt",
                "pickle",
                "pkl",
                "p",
                "pbz2",
                "bz2",
                "tfrecord"
            })
    @ValueReference(FileOffers.FileReference.class)
    @Layout(FileSection.class)
    FileSelection file = new FileSelection();

    @Widget(title = "Sample", description = "The sample to read.")
    @ValueReference(FileOffers.SampleReference.class)
    @Effect(predicate = IsSample.class, type = EffectType.SHOW)
    @Layout(FileSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    Sample sample = Sample.NAS_BENCH_201;

    @Widget(
            title = "Search space",
            description =
                    "The search space of the architectures, each of which is checked. Detected: the one that most architectures of the file "
                            + "belong to.")
    @ChoicesProvider(Spaces.class)
    @Persistor(Space.class)
    @Advanced
    @Layout(FileSection.class)
    String searchSpace = OpenChoice.DETECT;

    @Widget(
            title = "Architecture column",
            description =
                    "The column with the architectures; empty: found by its name and content. Give it, and the search space NAS-Bench-201, "
                            + "where it holds that benchmark's indexes.")
    @Advanced
    @Layout(FileSection.class)
    String architectureColumn = "";

    @Widget(
            title = "Coding of cells",
            description =
                    "What is meant where cells of NAS-Bench-201 are six numbers or names in a row, such as (4, 3, 3, 0, 0, 0): libraries "
                            + "order operations and edges differently.")
    @Advanced
    @Layout(FileSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    CodingChoice coding = CodingChoice.DETECT;

    @TextMessage(FileOffers.Nothing.class)
    @Layout(ScoresSection.class)
    Void nothing;

    @ValueProvider(ShownLists.class)
    @ValueReference(ShownLists.Reference.class)
    @Persistor(ShownLists.NotStored.class)
    @Layout(ScoresSection.class)
    String shown = "";

    @Widget(title = "Choose scores", description = "How to choose which scores are read.")
    @ValueSwitchWidget
    @ValueReference(ShownLists.MetricChoiceReference.class)
    @Effect(predicate = ShownLists.ShowsNames.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    MetricChoice metricChoice = MetricChoice.ALL;

    @Widget(title = "Chosen columns", description = "The columns of scores to read, out of those in the file.")
    @TwinlistWidget
    @ChoicesProvider(FileOffers.Names.class)
    @Effect(predicate = AreChosen.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    String[] metrics = new String[0];

    @Layout(ScoresSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    SelectionParameters selection = new SelectionParameters();

    @Widget(
            title = "Higher is better",
            description =
                    "Columns of which higher scores are better. Only those need to be named whose direction the node gets wrong.")
    @Advanced
    @TwinlistWidget
    @ChoicesProvider(FileOffers.Names.class)
    @Effect(predicate = ShownLists.ShowsNames.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    String[] maximize = new String[0];

    @Widget(
            title = "Lower is better",
            description = "Columns of which lower scores are better, where the node gets it wrong.")
    @Advanced
    @TwinlistWidget
    @ChoicesProvider(FileOffers.Names.class)
    @Effect(predicate = ShownLists.ShowsNames.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    String[] minimize = new String[0];

    @Layout(FeaturesSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    FeatureParameters features = new FeatureParameters();

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("Read from", source);
        Settings.present("File", file);
        Settings.present("Sample", sample);
        Settings.present("Choose scores", metricChoice);
        Settings.present("Coding of cells", coding);
        if (!OpenChoice.isOpen(searchSpace) && !SearchSpaces.isName(searchSpace)) {
            throw new InvalidSettingsException("\"Search space\" is \"" + searchSpace + "\". Choose one of "
                    + SearchSpaces.names(SearchSpaces.encodings())
                    + ", or let the node detect it.");
        }
        if (metricChoice == MetricChoice.CHOSEN && metrics.length == 0) {
            throw new InvalidSettingsException(
                    "No column is chosen under \"Chosen columns\". Choose at least one, or choose by kind.");
        }
        selection.validate();
        features.validate();
        Work.configure(() -> ChosenDirections.of(maximize, minimize));
    }

    /** What to read from. */
    FileOrSample source() {
        return new FileOrSample(source, file, sample);
    }

    /** What to read from the file. */
    ReadOptions toOptions() {
        return new ReadOptions(
                OpenChoice.isOpen(searchSpace) ? "" : searchSpace,
                architectureColumn,
                metricChoice == MetricChoice.ALL ? List.of() : List.of(metrics),
                ChosenDirections.of(maximize, minimize),
                ReadLimits.defaults(),
                metricChoice == MetricChoice.ALL ? selection.toSelection() : selection.trainings(),
                CellCoding.ofName(coding.name()));
    }
}
