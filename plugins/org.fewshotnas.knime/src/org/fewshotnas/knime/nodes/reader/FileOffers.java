package org.fewshotnas.knime.nodes.reader;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.knime.files.FileOrSample;
import org.fewshotnas.knime.files.SourceChoice;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.choices.StringChoice;
import org.knime.node.parameters.widget.choices.StringChoicesProvider;
import org.knime.node.parameters.widget.message.TextMessage;

/** What the chosen file has to offer in the dialog. Where there is one that cannot be looked into, the usual is offered. */
abstract class FileOffers implements StringChoicesProvider {
    /** Whether a file or a sample is read. */
    interface SourceReference extends ParameterReference<SourceChoice> {}

    /** The chosen file. */
    interface FileReference extends ParameterReference<FileSelection> {}

    /** The chosen sample. */
    interface SampleReference extends ParameterReference<Sample> {}

    /** A look into the chosen file or sample, when the dialog is open: one for all that is offered. */
    static final class Look implements StateProvider<FileLook> {
        private Supplier<SourceChoice> source;
        private Supplier<FileSelection> file;
        private Supplier<Sample> sample;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeAfterOpenDialog();
            source = initializer.computeFromValueSupplier(SourceReference.class);
            file = initializer.computeFromValueSupplier(FileReference.class);
            sample = initializer.computeFromValueSupplier(SampleReference.class);
        }

        @Override
        public FileLook computeState(NodeParametersInput input) {
            return FileLook.into(new FileOrSample(source.get(), file.get(), sample.get()));
        }
    }

    /** Why nothing can be offered. */
    static final class Nothing implements StateProvider<Optional<TextMessage.Message>> {
        private Supplier<FileLook> look;

        @Override
        public void init(StateProviderInitializer initializer) {
            look = initializer.computeFromProvidedState(Look.class);
        }

        @Override
        public Optional<TextMessage.Message> computeState(NodeParametersInput input) {
            return Optional.of(look.get().nothing())
                    .filter(why -> !why.isEmpty())
                    .map(why -> new TextMessage.Message("Scores to choose from", why, TextMessage.MessageType.INFO));
        }
    }

    private final List<String> usual;
    private Supplier<FileLook> look;

    private FileOffers(String... usual) {
        this.usual = List.of(usual);
    }

    @Override
    public final void init(StateProviderInitializer initializer) {
        look = initializer.computeFromProvidedState(Look.class);
    }

    @Override
    public final List<StringChoice> computeState(NodeParametersInput input) {
        return offered(look.get()).stream().map(StringChoice::fromId).toList();
    }

    /** What a file offers of this. */
    final List<String> offered(FileLook file) {
        Set<String> offered = new LinkedHashSet<>();
        file.columns().stream().flatMap(this::of).forEach(offered::add);
        offered.remove("");
        return file.columns().isEmpty() ? file.isChosen() && !file.isOfFeatures() ? usual : List.of() : sorted(offered);
    }

    /** What a column has. */
    abstract Stream<String> of(MetricColumn column);

    List<String> sorted(Set<String> offered) {
        return List.copyOf(offered);
    }

    private static List<String> byNumber(Set<String> offered) {
        return offered.stream()
                .sorted(Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** The names of its columns. */
    static final class Names extends FileOffers {
        @Override
        Stream<String> of(MetricColumn column) {
            return Stream.of(column.name());
        }
    }

    /** Its data sets. */
    static final class DataSets extends FileOffers {
        @Override
        Stream<String> of(MetricColumn column) {
            return Stream.of(column.metric().dataSet());
        }
    }

    /** Its splits. */
    static final class Splits extends FileOffers {
        Splits() {
            super("train", "valid", "test");
        }

        @Override
        Stream<String> of(MetricColumn column) {
            return Stream.of(column.metric().split());
        }
    }

    /** Its quantities. */
    static final class Quantities extends FileOffers {
        Quantities() {
            super("accuracy", "loss", "time", "flops", "parameters", "latency", "energy");
        }

        @Override
        Stream<String> of(MetricColumn column) {
            return Stream.of(column.metric().quantity());
        }
    }

    /** Its training budgets: not the epochs within a training, which are given as such. */
    static final class Budgets extends FileOffers {
        @Override
        Stream<String> of(MetricColumn column) {
            return column.isMidway()
                    ? Stream.empty()
                    : Stream.of(column.metric().epochs());
        }

        @Override
        List<String> sorted(Set<String> offered) {
            return byNumber(offered);
        }
    }

    /** Its seeds. */
    static final class Seeds extends FileOffers {
        @Override
        Stream<String> of(MetricColumn column) {
            return column.seeds().stream();
        }

        @Override
        List<String> sorted(Set<String> offered) {
            return byNumber(offered);
        }
    }
}
