package org.fewshotnas.knime.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;

/** What a node reads: a file, or one of the samples that come with it. */
public final class FileOrSample {
    /** For the descriptions of nodes that read one. */
    public static final String MANUAL =
            """
            <p><b>Where the file is.</b> It can be a path on this machine, a path relative to the workflow (knime://knime.workflow/...), or a URL of
            a single file. Type the path of a folder, as only files can be picked. A flow variable that sets it must be of type path; the node
            <i>String to Path (Variable)</i> makes one of a text. In the workflows that come with this extension a variable of type string sets
            the path, so that it can be given when they are run from a command line; the dialog offers no such variable.</p>
            """;

    /** A sample that comes with a node. */
    public interface Sample {
        /** Its files in the folder samples: one, or all that lie in one folder. None if it is computed. */
        List<String> files();
    }

    private final FileLocation location;
    /** {@code null} if it is the file that counts. */
    private final Sample sample;

    /** As the settings have it. */
    public FileOrSample(SourceChoice choice, FileSelection file, Sample sample) {
        location = new FileLocation(file.getFSLocation());
        boolean isSample = choice == SourceChoice.SAMPLE || choice == SourceChoice.FILE_OR_SAMPLE && location.isEmpty();
        this.sample = isSample ? sample : null;
    }

    /** Whether nothing is chosen. */
    public boolean isEmpty() {
        return sample == null && location.isEmpty();
    }

    /** The sample, if it is the sample that counts. */
    public Optional<Sample> sample() {
        return Optional.ofNullable(sample);
    }

    /**
     * Gives the file or folder, or a copy that is deleted afterwards, to a reader.
     *
     * @throws InvalidInputException if there is no such file
     * @throws IOException if it cannot be read, or the disk is full
     */
    public <T> T use(Progress progress, FileLocation.Use<T> use) throws IOException {
        return sample == null ? location.use(progress, use) : useSample(use);
    }

    /**
     * As {@link #use}, but only what is on this machine; empty if it is elsewhere.
     *
     * @throws IOException if it cannot be read
     */
    public <T> Optional<T> useHere(FileLocation.Use<T> use) throws IOException {
        if (sample != null) {
            return Optional.of(useSample(use));
        }
        Optional<Path> path = location.isEmpty() ? Optional.empty() : location.here();
        return path.isPresent() ? Optional.of(use.apply(path.get())) : Optional.empty();
    }

    /** Of a copy that is deleted afterwards: the nodes' bundle need not be a folder. */
    private <T> T useSample(FileLocation.Use<T> use) throws IOException {
        Path folder = Files.createTempDirectory("fewshotnas");
        List<Path> copies = new ArrayList<>();
        try {
            for (String file : sample.files()) {
                Path copy = folder.resolve(file.substring(file.lastIndexOf('/') + 1));
                copies.add(copy);
                try (InputStream in = FileOrSample.class.getResourceAsStream("/samples/" + file)) {
                    Files.copy(in, copy);
                }
            }
            return use.apply(copies.size() == 1 ? copies.get(0) : folder);
        } finally {
            for (Path copy : copies) {
                Files.deleteIfExists(copy);
            }
            Files.deleteIfExists(folder);
        }
    }
}
