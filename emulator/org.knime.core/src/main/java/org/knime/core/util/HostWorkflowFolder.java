package org.knime.core.util;

import java.io.IOException;
import java.nio.file.Path;

/** The folder of the workflow that runs in the current thread: what {@code knime://knime.workflow/} stands for. */
public final class HostWorkflowFolder {
    private static final ThreadLocal<Path> CURRENT = new ThreadLocal<>();

    private HostWorkflowFolder() {}

    /** What is entered, until it is closed. */
    public interface Entered extends AutoCloseable {
        @Override
        void close();
    }

    /** Sets the folder for the current thread, until the result is closed. */
    public static Entered enter(Path workflowFolder) {
        Path before = CURRENT.get();
        CURRENT.set(workflowFolder);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** @throws IOException if no workflow runs in this thread */
    public static Path current() throws IOException {
        Path folder = CURRENT.get();
        if (folder == null) {
            throw new IOException("There is no workflow here that a path could be relative to.");
        }
        return folder;
    }

    /**
     * Resolves as KNIME's batch application does, where a workflow lies in no space.
     *
     * @param toWhat what the path is relative to, as in {@code knime://knime.workflow/}
     * @return the place on this machine
     * @throws IOException if there is no such thing, no workflow runs in this thread, or the path leaves the workflow
     */
    public static Path resolve(String toWhat, String path) throws IOException {
        String inside = path.startsWith("/") ? path.substring(1) : path;
        return switch (toWhat) {
            case "knime.workflow" -> resolve(toWhat, current(), inside);
            case "knime.workflow.data" -> resolve(toWhat, current().resolve("data"), inside);
            case "knime.space", "knime.mountpoint" ->
                throw new IOException("\"" + path + "\" is relative to \"" + toWhat
                        + "\", but the workflow lies in no space with a mount point.");
            default -> throw new IOException("A path cannot be relative to \"" + toWhat + "\".");
        };
    }

    private static Path resolve(String toWhat, Path start, String inside) throws IOException {
        Path workflow = current().toAbsolutePath().normalize();
        Path place = start.resolve(inside);
        if (!place.toAbsolutePath().normalize().startsWith(workflow)) {
            throw new IOException("\"" + inside + "\", relative to \"" + toWhat
                    + "\", leaves the workflow, which is possible only where that lies in a space with a mount point.");
        }
        return place;
    }
}
