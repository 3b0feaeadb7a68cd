package org.fewshotnas.host.save;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.host.file.Directories;
import org.fewshotnas.host.file.WorkflowArchive;
import org.fewshotnas.host.file.WorkflowFolder;
import org.fewshotnas.host.message.Console;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.message.Messages;
import org.fewshotnas.host.option.Options;
import org.fewshotnas.host.result.ResultStore;
import org.fewshotnas.host.workflow.Workflow;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.workflow.FlowVariable;

/** The folders of one run: where the workflow is, where its tables go while it runs, and where the results go. */
public final class Workspace implements AutoCloseable {
    private final Options options;
    private final Path temporary;
    private final Path workflowFolder;
    private final Optional<Path> destinationPart;
    private Optional<Path> readFrom;
    private Optional<Path> writeTo = Optional.empty();
    private Path tables;
    private Optional<FileChannel> lockFile = Optional.empty();

    /**
     * Opens the workflow that the options name; an archive is unpacked.
     *
     * @throws HostException if there is none, or there is nowhere to save the results
     */
    public Workspace(Options options, Console console) throws HostException {
        this.options = options;
        try {
            temporary = Files.createTempDirectory("fewshotnas");
        } catch (IOException e) {
            throw HostException.execution("The temporary folder cannot be used: " + Messages.of(e), e);
        }
        boolean ready = false;
        try {
            workflowFolder = options.archive()
                    ? WorkflowArchive.unpack(options.workflow(), Files.createDirectory(temporary.resolve("workflow")))
                    : options.workflow().toAbsolutePath().normalize();
            Path results = workflowFolder.resolve(ResultStore.FOLDER);
            readFrom = Optional.of(results);
            tables = temporary.resolve("tables");
            destinationPart = options.destination().isPresent() ? Optional.of(destinationPart()) : Optional.empty();
            if (destinationPart.isPresent()) {
                keepIn(destinationPart.get().resolve(ResultStore.FOLDER));
            } else if (options.save() && WorkflowFolder.isWorkflow(workflowFolder)) {
                saveInPlace(results, console);
            }
            checkExport();
            ready = true;
        } catch (IOException e) {
            throw HostException.execution(
                    "The result cannot be saved: " + Messages.of(e)
                            + " Give another place with -destDir, or run with -nosave.",
                    e);
        } finally {
            if (!ready) {
                Directories.deleteQuietly(temporary);
            }
        }
    }

    private void keepIn(Path folder) {
        writeTo = Optional.of(folder);
        tables = folder.resolve(".part-tables");
    }

    private void checkExport() throws HostException {
        if (options.export().isPresent()) {
            try {
                Directories.checkWritable(options.export().get());
            } catch (IOException e) {
                throw HostException.execution(
                        "The result cannot be exported to "
                                + options.export().get() + ": " + Messages.of(e)
                                + " Give another folder with -export.",
                        e);
            }
        }
    }

    // Beside the destination, so that it is moved there at once in the end.
    private Path destinationPart() throws IOException {
        Path destination = options.destination().orElseThrow().toAbsolutePath().normalize();
        Directories.checkWritable(destination.getParent());
        return Files.createDirectory(
                options.destinationArchive() ? temporary.resolve("result") : Directories.partOf(destination));
    }

    private void saveInPlace(Path results, Console console) throws IOException {
        if (options.archive()) {
            Directories.checkWritable(options.workflow().toAbsolutePath().getParent());
        }
        Files.createDirectories(results);
        FileChannel channel =
                FileChannel.open(results.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lockFile = Optional.of(channel);
        if (!isLocked(channel)) {
            console.warn("Another run is using this workflow. This one neither uses nor saves results in it;"
                    + " give it a place of its own with -destDir.");
            readFrom = Optional.empty();
        } else {
            keepIn(results);
            Directories.delete(tables); // of a run that was killed
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // a run in this very process
        }
    }

    public Path workflowFolder() {
        return workflowFolder;
    }

    /** Where tables go until they are results. */
    public Path tables() {
        return tables;
    }

    /** Where results of earlier runs may be; empty if none may be used. */
    public Optional<Path> readFrom() {
        return options.reset() ? Optional.empty() : readFrom;
    }

    /** Where results go; empty if they are not saved. */
    public Optional<Path> writeTo() {
        return writeTo;
    }

    /** Whether {@link #finish} replaces the result of an earlier run as a whole. */
    public boolean replaces() {
        return destinationPart.isPresent()
                && Files.exists(options.destination().orElseThrow())
                && !Directories.isEmptyDirectory(options.destination().get());
    }

    /**
     * Puts the executed workflow where the options want it.
     *
     * @param workflow as it was read
     * @param variables the workflow variables as the run had them
     * @param models changed model settings, by node ID
     * @param executed the nodes with a valid result
     */
    public void finish(
            Workflow workflow,
            Collection<FlowVariable> variables,
            Map<Integer, NodeSettings> models,
            Set<Integer> executed,
            ResultStore store)
            throws IOException {
        if (destinationPart.isPresent()) {
            Path part = destinationPart.get();
            Path destination = options.destination().orElseThrow();
            Directories.delete(tables);
            store.adopt(executed);
            SavedWorkflow.copy(workflow, part, variables, models);
            if (options.destinationArchive()) {
                String name = destination.getFileName().toString().replaceAll("\\.knwf$", "");
                WorkflowArchive.pack(part, name, destination, path -> true);
            } else {
                Directories.replace(part, destination);
            }
        } else if (writeTo.isPresent() && options.archive()) {
            Directories.delete(tables);
            WorkflowArchive.pack(workflowFolder, workflow.name(), options.workflow(), path -> !path.endsWith("lock"));
        }
    }

    /** Deletes what was needed for the run only. */
    @Override
    public void close() {
        if (lockFile.isPresent()) {
            try {
                if (writeTo.isPresent()) {
                    Directories.deleteQuietly(tables);
                    Files.deleteIfExists(writeTo.get().resolve("lock"));
                }
                lockFile.get().close();
            } catch (IOException e) {
                // the system takes the lock back
            }
        }
        destinationPart.ifPresent(Directories::deleteQuietly);
        Directories.deleteQuietly(temporary);
    }
}
