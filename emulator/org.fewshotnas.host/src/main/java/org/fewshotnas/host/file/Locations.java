package org.fewshotnas.host.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.knime.core.node.NodeSettings;

/** Where on this machine a file lies that settings name. */
public final class Locations {
    private static final String WORKFLOW_URL = "knime://knime.workflow/";

    private Locations() {}

    /**
     * The local path for a stored location.
     *
     * @param location the settings of the location: file system, its specifier, path
     * @param workflow the workflow folder
     * @return the path; empty if there is none, or it is not on this machine
     */
    public static Optional<Path> resolve(NodeSettings location, Path workflow) {
        String path = location.getString("path", "");
        if (path.isBlank()) {
            return Optional.empty(); // and not the working folder
        }
        try {
            if (path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
                return url(path, workflow); // whatever the file system is said to be
            }
            return switch (location.getString("file_system_type", "LOCAL")) {
                case "LOCAL", "CUSTOM_URL" -> Optional.of(Path.of(path));
                case "RELATIVE" -> relative(location.getString("file_system_specifier", ""), path, workflow);
                default -> Optional.empty();
            };
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> relative(String specifier, String path, Path workflow) {
        return switch (specifier) {
            case "knime.workflow" -> Optional.of(workflow.resolve(path).normalize());
            case "knime.workflow.data" ->
                Optional.of(workflow.resolve("data").resolve(path).normalize());
            default -> Optional.empty();
        };
    }

    private static Optional<Path> url(String url, Path workflow) throws URISyntaxException {
        if (url.startsWith(WORKFLOW_URL)) {
            String path = new URI(url.replace(" ", "%20")).getPath();
            return Optional.of(workflow.resolve(path.substring(1)).normalize());
        }
        return url.startsWith("file:") ? Optional.of(Path.of(new URI(url))) : Optional.empty();
    }
}
