package org.fewshotnas.knime.nodes.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.widget.choices.Label;

/** What the node reads: a file, or one of the samples. */
final class BenchmarkSource {
    /** Which of the two it is. */
    enum Choice {
        @Label(value = "File or URL", description = "The file, folder or URL below.")
        FILE,
        @Label(value = "Sample", description = "A small benchmark that comes with this node: no file is needed.")
        SAMPLE,
        @Label(
                value = "File, or else sample",
                description =
                        "The file, if its path is not empty, and else the sample: for workflows that run as they are, and on a file that a flow "
                                + "variable names.")
        FILE_OR_SAMPLE
    }

    private final BenchmarkLocation location;
    /** {@code null} if it is the file that counts. */
    private final Sample sample;

    BenchmarkSource(Choice choice, FileSelection file, Sample sample) {
        location = new BenchmarkLocation(file.getFSLocation());
        boolean isSample = choice == Choice.SAMPLE || choice == Choice.FILE_OR_SAMPLE && location.isEmpty();
        this.sample = isSample ? sample : null;
    }

    /** Whether nothing is chosen. */
    boolean isEmpty() {
        return sample == null && location.isEmpty();
    }

    /**
     * Gives the file or folder, or a copy that is deleted afterwards, to a reader.
     *
     * @throws InvalidInputException if there is no such file
     * @throws IOException if it cannot be read, or the disk is full
     */
    <T> T use(Progress progress, BenchmarkLocation.Use<T> use) throws IOException {
        return sample == null ? location.use(progress, use) : sample.use(use);
    }

    /**
     * As {@link #use}, but only what is on this machine; empty if it is elsewhere.
     *
     * @throws IOException if it cannot be read
     */
    <T> Optional<T> useHere(BenchmarkLocation.Use<T> use) throws IOException {
        if (sample != null) {
            return Optional.of(sample.use(use));
        }
        Optional<Path> path = location.isEmpty() ? Optional.empty() : location.here();
        return path.isPresent() ? Optional.of(use.apply(path.get())) : Optional.empty();
    }
}
