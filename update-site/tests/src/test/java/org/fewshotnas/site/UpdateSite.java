package org.fewshotnas.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What a p2 site says of itself in content.jar and artifacts.jar. */
record UpdateSite(List<Unit> units, List<Artifact> artifacts) {

    /** An installable unit: a bundle, a feature, its group or a category. Unpacked is what is installed as a folder. */
    record Unit(
            String id,
            Version version,
            boolean unpacked,
            String filter,
            String licence,
            List<Capability> provided,
            List<Requirement> required) {

        boolean isBundle() {
            return provided.stream().anyMatch(c -> c.namespace().equals("osgi.bundle"));
        }
    }

    record Capability(String namespace, String name, Version version) {}

    /** A requirement by name and range; filter is "" where it holds on all platforms. */
    record Requirement(String namespace, String name, VersionRange range, String filter, boolean optional) {

        boolean isMetBy(Capability c) {
            return namespace.equals(c.namespace()) && name.equals(c.name()) && range.includes(c.version());
        }
    }

    record Artifact(String classifier, String id, String version, long size, String sha256) {

        String file() {
            return (classifier.equals("osgi.bundle") ? "plugins/" : "features/") + id + "_" + version + ".jar";
        }
    }

    static UpdateSite read(Path directory) throws Exception {
        var units = children(root(directory, "content"), "units", "unit")
                .map(UpdateSite::unit)
                .toList();
        var artifacts = children(root(directory, "artifacts"), "artifacts", "artifact")
                .map(UpdateSite::artifact)
                .toList();
        return new UpdateSite(units, artifacts);
    }

    /** Whether a filter of the metadata, "" for none, holds on a platform. */
    static boolean holds(String filter, Map<String, String> platform) {
        try {
            return filter.isEmpty() || FrameworkUtil.createFilter(filter).matches(platform);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(filter, e);
        }
    }

    private static Element root(Path directory, String name)
            throws IOException, SAXException, ParserConfigurationException {
        try (var zip = new ZipFile(directory.resolve(name + ".jar").toFile());
                InputStream xml = zip.getInputStream(zip.getEntry(name + ".xml"))) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getDocumentElement();
        }
    }

    private static Unit unit(Element unit) {
        return new Unit(
                unit.getAttribute("id"),
                new Version(unit.getAttribute("version")),
                elements(unit, "touchpointData")
                        .flatMap(data -> children(data, "instructions", "instruction"))
                        .anyMatch(instruction -> instruction.getAttribute("key").equals("zipped")
                                && instruction.getTextContent().strip().equals("true")),
                text(unit, "filter"),
                children(unit, "licenses", "license")
                        .map(Element::getTextContent)
                        .findFirst()
                        .orElse(""),
                children(unit, "provides", "provided")
                        .map(UpdateSite::capability)
                        .toList(),
                children(unit, "requires", "required")
                        .map(UpdateSite::requirement)
                        .toList());
    }

    private static Capability capability(Element e) {
        return new Capability(
                e.getAttribute("namespace"), e.getAttribute("name"), new Version(e.getAttribute("version")));
    }

    private static Requirement requirement(Element e) {
        boolean optional = e.getAttribute("optional").equals("true")
                || e.getAttribute("min").equals("0");
        var range = new VersionRange(e.getAttribute("range"));
        return new Requirement(e.getAttribute("namespace"), e.getAttribute("name"), range, text(e, "filter"), optional);
    }

    private static Artifact artifact(Element e) {
        var properties = children(e, "properties", "property").toList();
        return new Artifact(
                e.getAttribute("classifier"),
                e.getAttribute("id"),
                e.getAttribute("version"),
                Long.parseLong(property(properties, "download.size")),
                property(properties, "download.checksum.sha-256"));
    }

    private static String property(List<Element> properties, String name) {
        return properties.stream()
                .filter(p -> p.getAttribute("name").equals(name))
                .map(p -> p.getAttribute("value"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no property " + name));
    }

    private static String text(Element parent, String name) {
        return elements(parent, name)
                .map(e -> e.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private static Stream<Element> children(Element parent, String group, String name) {
        return elements(parent, group).flatMap(g -> elements(g, name));
    }

    private static Stream<Element> elements(Element parent, String name) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(n -> n.getNodeName().equals(name))
                .map(Element.class::cast);
    }
}
