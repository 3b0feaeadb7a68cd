package org.knime.core.webui.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages are files in a bundle's folder. */
class FromFilePageTest {
    /** A class of the bundle; any that can be loaded without others. */
    private static final Class<?> IN_BUNDLE = HostPage.class;

    @TempDir
    private Path folder;

    private static Page page(Class<?> bundle) {
        return Page.create()
                .fromFile()
                .bundleClass(bundle)
                .basePath("org/knime/node")
                .relativeFilePath("sample.png");
    }

    /** The class out of a jar; shape is how the manifest wants the bundle to be installed, or null. */
    private URLClassLoader jar(String shape) throws Exception {
        Path file = folder.resolve("bundle " + shape + ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (shape != null) {
            manifest.getMainAttributes().putValue("Eclipse-BundleShape", shape);
        }
        String name = IN_BUNDLE.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                InputStream in = IN_BUNDLE.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            in.transferTo(jar);
        }
        return new URLClassLoader(new URL[] {file.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }

    @Test
    void aFolderHasPages() {
        assertTrue(HostPage.find(page(IN_BUNDLE)).isPresent());
    }

    @Test
    void aBundleThatIsInstalledAsAJarHasNone() throws Exception {
        for (String shape : new String[] {null, "jar"}) {
            try (URLClassLoader loader = jar(shape)) {
                Class<?> packed = loader.loadClass(IN_BUNDLE.getName());
                String message = assertThrows(IllegalStateException.class, () -> page(packed))
                        .getMessage();
                assertTrue(message.contains("Eclipse-BundleShape: dir"), message);
            }
        }
    }

    @Test
    void aJarThatIsInstalledAsAFolderHasPages() throws Exception {
        try (URLClassLoader loader = jar("dir")) {
            assertEquals(
                    "org/knime/node/sample.png",
                    page(loader.loadClass(IN_BUNDLE.getName())).path());
        }
    }
}
