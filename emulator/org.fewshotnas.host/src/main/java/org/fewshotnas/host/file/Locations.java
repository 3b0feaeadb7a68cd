package org.fewshotnas.host.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
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
     * @return the path, or {@code null} if there is none, or it is not on this machine
     */
    public static Path resolve(NodeSettings location, Path workflow) {
        String path = location.getString("path", "");
        if (path.isBlank()) {
            return null; // and not the working folder
        }
        try {
            if (path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
                return url(path, workflow); // whatever the file system is said to be
            }
            return switch (location.getString("file_system_type", "LOCAL")) {
                case "LOCAL", "CUSTOM_URL" -> Path.of(path);
                case "RELATIVE" -> relative(location.getString("file_system_specifier", ""), path, workflow);
                default -> null;
            };
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static Path relative(String specifier, String path, Path workflow) {
        return switch (specifier) {
            case "knime.workflow" -> workflow.resolve(path).normalize();
            case "knime.workflow.data" -> workflow.resolve("data").resolve(path).normalize();
            default -> null;
        };
    }

    private static Path url(String url, Path workflow) throws URISyntaxException {
        if (url.startsWith(WORKFLOW_URL)) {
            String path = new URI(url.replace(" ", "%20")).getPath();
            return workflow.resolve(path.substring(1)).normalize();
        }
        return url.startsWith("file:") ? Path.of(new URI(url)) : null;
    }
}
