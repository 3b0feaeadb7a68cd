package org.fewshotnas.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.fewshotnas.site.UpdateSite.Unit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeFactory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.DefaultNodeFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The site's bundles in an Equinox, each as p2 installs it: a folder if its metadata says so, otherwise a jar. */
class InstalledNodesTest {
    private static final String NODES = "org.fewshotnas.knime";
    private static final String VIEWS = "org.fewshotnas.view";
    private static final String NATIVES = "org.fewshotnas.libs.djl.";
    private static final Path SITE = Path.of(System.getProperty("site.dir"));
    private static UpdateSite site;

    @TempDir
    private Path folder;

    @BeforeAll
    static void read() throws Exception {
        site = UpdateSite.read(SITE);
    }

    private static Set<String> folders() {
        return site.units().stream()
                .filter(unit -> unit.isBundle() && unit.unpacked())
                .map(Unit::id)
                .collect(Collectors.toSet());
    }

    @Test
    void onlyThePagesAndTheNativesAreInstalledAsFolders() {
        assertEquals(
                Set.of(VIEWS),
                folders().stream().filter(id -> !id.startsWith(NATIVES)).collect(Collectors.toSet()));
    }

    @Test
    void everyNodeCanBeMade() throws Exception {
        assertEquals(List.of(), unavailable(folders()));
    }

    @Test
    void aNodeWithAPageCannotBeMadeOfAJar() throws Exception {
        List<String> unavailable = unavailable(Set.of());
        assertEquals(24, unavailable.size(), "all but the two of loops, which have none: " + unavailable);
    }

    /** The announced factories that cannot be made, where these bundles are folders and all others jars. */
    private List<String> unavailable(Set<String> folders) throws Exception {
        var settings = Map.of(
                "org.osgi.framework.storage",
                folder.resolve("storage").toString(),
                // As Eclipse's launcher sets it: classes of Java itself need no import.
                "osgi.compatibility.bootdelegation",
                "true");
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(settings);
        framework.start();
        try {
            var bundles = new ArrayList<Bundle>();
            for (Class<?> knime : List.of(NodeFactory.class, FSLocation.class, DefaultNodeFactory.class)) {
                Path place = Path.of(knime.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI());
                bundles.add(install(framework.getBundleContext(), place));
            }
            for (UpdateSite.Artifact artifact : site.artifacts()) {
                if (artifact.classifier().equals("osgi.bundle")) {
                    Path jar = SITE.resolve(artifact.file());
                    boolean isFolder = folders.contains(artifact.id());
                    bundles.add(install(framework.getBundleContext(), isFolder ? unpacked(jar) : jar));
                }
            }
            Bundle nodes = bundles.stream()
                    .filter(bundle -> bundle.getSymbolicName().equals(NODES))
                    .findFirst()
                    .orElseThrow();
            nodes.start();
            var factories = factories(nodes);
            assertEquals(26, new HashSet<>(factories).size());
            return factories.stream()
                    .filter(factory -> !isAvailable(nodes, factory))
                    .toList();
        } finally {
            framework.stop();
            framework.waitForStop(0);
        }
    }

    private static Bundle install(BundleContext context, Path place) throws Exception {
        return context.installBundle("reference:" + place.toUri());
    }

    private Path unpacked(Path jar) throws IOException {
        Path target = folder.resolve(jar.getFileName().toString().replaceAll("\\.jar$", ""));
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
                Path file = target.resolve(entry.getName()).normalize();
                assertTrue(file.startsWith(target), entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip.getInputStream(entry), file);
            }
        }
        return target;
    }

    private static List<String> factories(Bundle nodes) throws Exception {
        try (InputStream in = nodes.getEntry("plugin.xml").openStream()) {
            var elements = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getElementsByTagName("node");
            var factories = new ArrayList<String>();
            for (int i = 0; i < elements.getLength(); i++) {
                factories.add(elements.item(i)
                        .getAttributes()
                        .getNamedItem("factory-class")
                        .getNodeValue());
            }
            return factories;
        }
    }

    private static boolean isAvailable(Bundle nodes, String factory) {
        try {
            return nodes.loadClass(factory).getConstructor().newInstance() != null;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(factory, e);
        } catch (ExceptionInInitializerError e) {
            return false;
        }
    }
}
