package org.knime.filehandling.core.connections;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.stream.Stream;
import org.knime.core.util.HostWorkflowFolder;

/**
 * A file that a location stands for: on this machine, relative to the workflow, or behind a URL. As a path it is the place on this
 * machine; one behind a URL is known by its last name only. {@link FSFiles} opens both.
 */
public final class HostPath extends FSPath {
    private static final int DEFAULT_TIMEOUT_MS = 10_000;

    private final Path place;
    /** {@code null} for a file on this machine. */
    private final URI remote;

    private final int timeoutMs;
    /** Why it cannot be opened; {@code null} if it can. */
    private final String problem;

    private HostPath(Path place, URI remote, int timeoutMs, String problem) {
        this.place = place;
        this.remote = remote;
        this.timeoutMs = timeoutMs;
        this.problem = problem;
    }

    /** @return the file that a location stands for; one that makes no sense here fails when it is opened */
    public static HostPath lazily(FSLocation location) {
        try {
            return of(location);
        } catch (IOException e) {
            return new HostPath(Path.of(""), null, 0, e.getMessage());
        }
    }

    /**
     * @return the file that a location stands for; whether it is there is not looked at
     * @throws IOException if the location makes no sense here
     */
    public static HostPath of(FSLocation location) throws IOException {
        try {
            return switch (location.getFSCategory()) {
                case LOCAL -> local(Path.of(location.getPath()));
                case RELATIVE ->
                    local(HostWorkflowFolder.resolve(
                            location.getFileSystemSpecifier().orElse(""), location.getPath()));
                case CUSTOM_URL ->
                    ofUrl(
                            new URI(location.getPath()),
                            location.getFileSystemSpecifier().orElse(""));
                default ->
                    throw unsupported(
                            location,
                            "only local files, files relative to the workflow and URLs are known without KNIME");
            };
        } catch (URISyntaxException | InvalidPathException e) {
            throw unsupported(location, e.getMessage());
        } catch (IllegalArgumentException e) {
            throw unsupported(location, "there is no such kind of file system");
        }
    }

    private static IOException unsupported(FSLocation location, String why) {
        return new IOException("The file \"" + location.getPath() + "\" (" + location.getFileSystemCategory()
                + ") cannot be reached: " + why + ".");
    }

    private static HostPath local(Path place) {
        return new HostPath(place, null, 0, null);
    }

    private static HostPath ofUrl(URI uri, String timeout) throws IOException {
        if ("file".equals(uri.getScheme())) {
            return local(Path.of(uri));
        } else if ("knime".equals(uri.getScheme()) && uri.getHost() != null) {
            return local(HostWorkflowFolder.resolve(uri.getHost(), uri.getPath()));
        } else if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
            String path = uri.getPath() == null ? "" : uri.getPath();
            int ms = timeout.matches("[0-9]{1,8}") ? Integer.parseInt(timeout) : DEFAULT_TIMEOUT_MS;
            return new HostPath(Path.of(path.substring(path.lastIndexOf('/') + 1)), uri, ms, null);
        }
        throw new IOException(
                "URLs of the kind \"" + uri.getScheme() + ":\" are not known; use file:, knime:, http: or https:.");
    }

    InputStream open(OpenOption... options) throws IOException {
        if (problem != null) {
            throw new IOException(problem);
        }
        if (remote == null) {
            return Files.newInputStream(place, options);
        }
        URLConnection connection = remote.toURL().openConnection();
        connection.setConnectTimeout(timeoutMs);
        connection.setReadTimeout(timeoutMs);
        return connection.getInputStream();
    }

    boolean isDirectory() {
        return problem == null && remote == null && Files.isDirectory(place);
    }

    /** The files of a folder and of those in it. */
    List<FSPath> files() throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .<FSPath>map(HostPath::local)
                    .toList();
        }
    }

    @Override
    public FileSystem getFileSystem() {
        return place.getFileSystem();
    }

    @Override
    public boolean isAbsolute() {
        return place.isAbsolute();
    }

    @Override
    public Path getRoot() {
        return place.getRoot();
    }

    @Override
    public Path getFileName() {
        return place.getFileName();
    }

    @Override
    public Path getParent() {
        return place.getParent();
    }

    @Override
    public int getNameCount() {
        return place.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return place.getName(index);
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        return place.subpath(beginIndex, endIndex);
    }

    @Override
    public boolean startsWith(Path other) {
        return place.startsWith(other);
    }

    @Override
    public boolean endsWith(Path other) {
        return place.endsWith(other);
    }

    @Override
    public Path normalize() {
        return place.normalize();
    }

    @Override
    public Path resolve(Path other) {
        return place.resolve(other);
    }

    @Override
    public Path relativize(Path other) {
        return place.relativize(other);
    }

    @Override
    public URI toUri() {
        return remote == null ? place.toUri() : remote;
    }

    @Override
    public Path toAbsolutePath() {
        return place.toAbsolutePath();
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return place.toRealPath(options);
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        return place.register(watcher, events, modifiers);
    }

    @Override
    public int compareTo(Path other) {
        return place.compareTo(other instanceof HostPath p ? p.place : other);
    }

    @Override
    public boolean equals(Object obj) {
        return obj instanceof HostPath p && toUri().equals(p.toUri());
    }

    @Override
    public int hashCode() {
        return toUri().hashCode();
    }

    @Override
    public String toString() {
        return remote == null ? place.toString() : remote.toString();
    }
}
