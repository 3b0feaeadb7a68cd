package org.knime.core.util;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;

/** Files and URLs. */
public final class FileUtil {
    private FileUtil() {}

    /**
     * @return a URL as it is, with spaces encoded; that of a path on this machine
     * @throws MalformedURLException if there can be none
     */
    public static URL toURL(String path) throws MalformedURLException {
        String encoded = path.replace(" ", "%20");
        try {
            return encoded.startsWith("knime:") ? new URL(null, encoded, new OnlyResolved()) : new URL(encoded);
        } catch (MalformedURLException e) {
            return Path.of(path).toAbsolutePath().toUri().toURL();
        }
    }

    /**
     * @return the place on this machine that a URL stands for, {@code null} if it is on another one
     * @throws IOException if it stands for nothing
     * @throws URISyntaxException if it is no URI
     */
    public static Path resolveToPath(URL url) throws IOException, URISyntaxException {
        URI uri = url.toURI();
        return switch (url.getProtocol()) {
            case "file" -> Path.of(uri);
            case "knime" -> HostWorkflowFolder.resolve(String.valueOf(uri.getHost()), uri.getPath());
            default -> null;
        };
    }

    /**
     * Opens a URL.
     *
     * @param timeoutInMilliseconds for connecting, and for every wait for bytes
     * @throws IOException if it cannot be opened; of HTTP, a {@link java.io.FileNotFoundException} for the states 404 and 410
     */
    public static InputStream openStreamWithTimeout(URL url, int timeoutInMilliseconds) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setConnectTimeout(timeoutInMilliseconds);
        connection.setReadTimeout(timeoutInMilliseconds);
        return connection.getInputStream();
    }

    /** KNIME's own URLs are places; nothing opens them. */
    private static final class OnlyResolved extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            throw new IOException("Resolve " + url + " to a path.");
        }
    }
}
