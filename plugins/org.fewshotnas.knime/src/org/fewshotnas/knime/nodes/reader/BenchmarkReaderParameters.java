package org.fewshotnas.knime.nodes.reader;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.fewshotnas.benchmark.BenchmarkFiles;
import org.fewshotnas.benchmark.MetricColumn;
import org.fewshotnas.benchmark.ReadLimits;
import org.fewshotnas.benchmark.ReadOptions;
import org.fewshotnas.knime.common.Settings;
import org.fewshotnas.knime.common.Work;
import org.fewshotnas.space.Direction;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.SearchSpace;
import org.fewshotnas.space.SearchSpaces;
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
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;

/** Settings of the node Benchmark Reader. */
final class BenchmarkReaderParameters implements NodeParameters {
    @Section(title = "File")
    interface FileSection {}

    @Section(title = "Scores")
    @After(FileSection.class)
    interface ScoresSection {}

    /** Which score columns to read. */
    enum MetricChoice {
        @Label(
                value = "All",
                description =
                        "Every column of numbers but those that are no scores, such as row numbers, seeds and the time that it took to compute "
                                + "a score.")
        ALL,
        @Label(value = "Chosen", description = "The columns chosen below.")
        CHOSEN
    }

    private interface FileReference extends ParameterReference<FileSelection> {}

    private interface MetricChoiceReference extends ParameterReference<MetricChoice> {}

    private static final class AreChosen implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(PredicateInitializer i) {
            return i.getEnum(MetricChoiceReference.class).isOneOf(MetricChoice.CHOSEN);
        }
    }

    /** To detect the search space, and all search spaces. */
    static final class Spaces implements StringChoicesProvider {
        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            List<StringChoice> choices = new ArrayList<>();
            choices.add(new StringChoice("", "(detect)"));
            SearchSpaces.all().stream()
                    .map(SearchSpace::name)
                    .map(StringChoice::fromId)
                    .forEach(choices::add);
            return choices;
        }
    }

    /** The columns of numbers that the chosen file has. */
    static final class FileColumns implements StringChoicesProvider {
        private Supplier<FileSelection> file;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeAfterOpenDialog();
            file = initializer.computeFromValueSupplier(FileReference.class);
        }

        @Override
        public List<StringChoice> computeState(NodeParametersInput input) {
            BenchmarkLocation location = new BenchmarkLocation(file.get().getFSLocation());
            if (location.isEmpty() || !location.isNear()) {
                return List.of();
            }
            try {
                return location
                        .use(Progress.NONE, path -> BenchmarkFiles.open(path).metrics())
                        .stream()
                        .map(MetricColumn::name)
                        .map(StringChoice::fromId)
                        .toList();
            } catch (IOException | RuntimeException e) {
                // Nothing can be offered as long as there is no readable file; the node says why when it runs.
                return List.of();
            }
        }
    }

    @Widget(
            title = "File",
            description =
                    "The benchmark file: a path on this machine, a path relative to the workflow (knime://knime.workflow/...), or a URL. A flow "
                            + "variable of type string that holds any of these can set the path. The format is told by the content. "
                            + "Benchmarks that come as a folder are read from a folder on this machine.")
    @FileReaderWidget(
            fileExtensions = {
                "csv",
                "gz",
                "arrow",
                "feather",
                "json",
                "pth",
                "pt",
                "pickle",
                "pkl",
                "p",
                "pbz2",
                "bz2",
                "tfrecord"
            })
    @ValueReference(FileReference.class)
    @Layout(FileSection.class)
    FileSelection file = new FileSelection();

    @Widget(
            title = "Search space",
            description =
                    "The search space of the architectures. Detected: the first of the published spaces that all architectures of the file "
                            + "belong to. Every architecture is checked.")
    @ChoicesProvider(Spaces.class)
    @Layout(FileSection.class)
    String searchSpace = "";

    @Widget(
            title = "Architecture column",
            description =
                    "The column with the architectures' native encodings. Empty: detected by its name and content.")
    @Advanced
    @Layout(FileSection.class)
    String architectureColumn = "";

    @Widget(title = "Score columns", description = "Which columns of scores to read.")
    @ValueSwitchWidget
    @ValueReference(MetricChoiceReference.class)
    @Layout(ScoresSection.class)
    MetricChoice metricChoice = MetricChoice.ALL;

    @Widget(title = "Chosen columns", description = "The columns of scores to read, out of those in the file.")
    @TwinlistWidget
    @ChoicesProvider(FileColumns.class)
    @Effect(predicate = AreChosen.class, type = EffectType.SHOW)
    @Layout(ScoresSection.class)
    String[] metrics = new String[0];

    @Widget(
            title = "Larger is better",
            description =
                    "Columns of which larger scores are better. Only those need to be named whose direction the node gets wrong: it goes by the "
                            + "name, and takes accuracies, correlations and similarities to be maximised, and losses, errors, latencies, parameters "
                            + "and FLOPs to be minimised. The result stands in the property \"direction\" of the output's columns.")
    @Advanced
    @TwinlistWidget
    @ChoicesProvider(FileColumns.class)
    @Layout(ScoresSection.class)
    String[] maximize = new String[0];

    @Widget(
            title = "Smaller is better",
            description = "Columns of which smaller scores are better, where the node gets it wrong.")
    @Advanced
    @TwinlistWidget
    @ChoicesProvider(FileColumns.class)
    @Layout(ScoresSection.class)
    String[] minimize = new String[0];

    @Override
    public void validate() throws InvalidSettingsException {
        Settings.present("File", file);
        Settings.present("Score columns", metricChoice);
        if (!searchSpace.isEmpty()
                && SearchSpaces.all().stream().noneMatch(space -> space.name().equals(searchSpace))) {
            throw new InvalidSettingsException("\"Search space\" is \"" + searchSpace + "\". Choose one of "
                    + String.join(
                            ", ",
                            SearchSpaces.all().stream().map(SearchSpace::name).toList())
                    + ", or leave it empty to detect it.");
        }
        if (metricChoice == MetricChoice.CHOSEN && metrics.length == 0) {
            throw new InvalidSettingsException(
                    "No column is chosen under \"Chosen columns\". Choose at least one, or read all.");
        }
        Work.configure(this::directions);
    }

    /** What to read from the file. */
    ReadOptions toOptions() {
        return new ReadOptions(
                searchSpace,
                architectureColumn,
                metricChoice == MetricChoice.ALL ? List.of() : List.of(metrics),
                directions(),
                ReadLimits.defaults());
    }

    private Map<String, Direction> directions() {
        Map<String, Direction> directions = new HashMap<>();
        for (String column : maximize) {
            directions.put(column, Direction.MAXIMIZE);
        }
        for (String column : minimize) {
            if (directions.put(column, Direction.MINIMIZE) == Direction.MAXIMIZE) {
                throw new InvalidInputException(
                        "The column \"" + column
                                + "\" is chosen under both \"Larger is better\" and \"Smaller is better\".",
                        "Remove it from one of them.");
            }
        }
        return directions;
    }
}
