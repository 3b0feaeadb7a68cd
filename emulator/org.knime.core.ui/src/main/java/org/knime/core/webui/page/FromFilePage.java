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
    FromFilePage(Class<?> bundle, String path) {
        super(bundle, path);
        URL place = bundle.getProtectionDomain().getCodeSource().getLocation();
        try {
            if (!hasFolder(bundle, Path.of(place.toURI()))) {
                throw new IllegalStateException("The page " + path + " is not in a folder but in the jar " + place
                        + ". A bundle with pages needs the line \"Eclipse-BundleShape: dir\" in its manifest.");
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("The folder of the page " + path + " was not found.", e);
        }
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
