package org.fewshotnas.host.run;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the plugin.xml files on the class path contribute: node factories and port types. Eclipse is not needed to read them. */
public final class Extensions {
    private static final String NODES = "org.knime.workbench.repository.nodes";
    private static final String PORT_TYPES = "org.knime.core.PortType";

    /** A bundle that contributes nodes. */
    record Bundle(String symbolicName, String version) {}

    /** A contributed port type: class names of the object, its specification and what reads and writes them. */
    public record PortTypeEntry(
            String name, String objectClass, String objectSerializer, String specClass, String specSerializer) {}

    private final Map<String, Bundle> factories = new LinkedHashMap<>();
    private final List<PortTypeEntry> portTypes = new ArrayList<>();
    private final ClassLoader loader;

    private Extensions(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * Reads every plugin.xml that the class loader sees.
     *
     * @throws IOException if one of them cannot be read
     */
    public static Extensions of(ClassLoader loader) throws IOException {
        Extensions extensions = new Extensions(loader);
        for (URL url : Collections.list(loader.getResources("plugin.xml"))) {
            extensions.read(url);
        }
        return extensions;
    }

    /** The bundle that registers the factory, if one does. */
    Optional<Bundle> bundleOf(String factoryClass) {
        return Optional.ofNullable(factories.get(factoryClass));
    }

    /** The symbolic names of all bundles that contribute nodes, for messages. */
    List<String> bundles() {
        return factories.values().stream()
                .map(Bundle::symbolicName)
                .distinct()
                .sorted()
                .toList();
    }

    public List<PortTypeEntry> portTypes() {
        return Collections.unmodifiableList(portTypes);
    }

    ClassLoader loader() {
        return loader;
    }

    private void read(URL url) throws IOException {
        Document document;
        try (InputStream in = url.openStream()) {
            document = parser().parse(in);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("The extension file " + url + " is not well-formed: " + e.getMessage(), e);
        }
        Bundle bundle = bundle(url);
        for (Element extension : elements(document.getDocumentElement(), "extension")) {
            switch (extension.getAttribute("point")) {
                case NODES ->
                    elements(extension, "node")
                            .forEach(node -> factories.put(node.getAttribute("factory-class"), bundle));
                case PORT_TYPES -> elements(extension, "portType").forEach(this::addPortType);
                default -> {
                    // views, categories and the like are for a desktop
                }
            }
        }
    }

    private void addPortType(Element type) {
        portTypes.add(new PortTypeEntry(
                type.getAttribute("name"),
                type.getAttribute("objectClass"),
                type.getAttribute("objectSerializer"),
                type.getAttribute("specClass"),
                type.getAttribute("specSerializer")));
    }

    private static Bundle bundle(URL plugin) throws IOException {
        String place = plugin.toString();
        String root = place.substring(0, place.length() - "plugin.xml".length());
        try (InputStream in = URI.create(root + "META-INF/MANIFEST.MF").toURL().openStream()) {
            Attributes attributes = new Manifest(in).getMainAttributes();
            String name = attributes.getValue("Bundle-SymbolicName");
            return new Bundle(
                    name == null ? root : name.replaceAll(";.*", "").strip(),
                    String.valueOf(attributes.getValue("Bundle-Version")));
        } catch (java.io.FileNotFoundException | IllegalArgumentException e) {
            return new Bundle(root, "0.0.0"); // a folder of classes without manifest, as in tests
        }
    }

    private static DocumentBuilder parser() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null); // errors come as exceptions, nothing goes to the console
        return builder;
    }

    private static List<Element> elements(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        NodeList children = parent.getElementsByTagName(name);
        for (int i = 0; i < children.getLength(); i++) {
            found.add((Element) children.item(i));
        }
        return found;
    }
}
