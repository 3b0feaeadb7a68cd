package org.knime.core.webui.page;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A page that is a file of a bundle. KNIME looks for it in the bundle's folder: of a bundle that is a jar there is no such page, and
 * whoever asks for it fails.
 */
public class FromFilePage extends Page {
    private final Class<?> bundle;
    private final String basePath;

    FromFilePage(Class<?> bundle, String basePath, String file) {
        super(bundle, basePath + "/" + file);
        this.bundle = bundle;
        this.basePath = basePath;
        URL place = bundle.getProtectionDomain().getCodeSource().getLocation();
        try {
            if (!hasFolder(bundle, Path.of(place.toURI()))) {
                throw new IllegalStateException(
                        "The page " + basePath + "/" + file + " is not in a folder but in the jar " + place
                                + ". A bundle with pages needs the line \"Eclipse-BundleShape: dir\" in its manifest.");
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The folder of the page " + basePath + "/" + file + " was not found.", e);
        }
    }

    /** @param relativeFilePath a file that the page needs, from the folder of the page's files; one that is not there is left out */
    public FromFilePage addResourceFile(String relativeFilePath) {
        URL file = bundle.getClassLoader().getResource(basePath + "/" + relativeFilePath);
        if (file != null) {
            resources.put(relativeFilePath, file);
        }
        return this;
    }

    /** On a plain class path bundles are jars: that one is meant which is made of the jar when it is installed. */
    private static boolean hasFolder(Class<?> bundle, Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return true;
        }
        URL self = bundle.getResource("/" + bundle.getName().replace('.', '/') + ".class");
        if (self != null && self.getProtocol().startsWith("bundle")) {
            return false;
        }
        try (JarFile jar = new JarFile(place.toFile())) {
            Manifest manifest = jar.getManifest();
            return manifest != null && "dir".equals(manifest.getMainAttributes().getValue("Eclipse-BundleShape"));
        }
    }
}
