package org.fewshotnas.host.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.knime.core.node.NodeSettings;
import org.knime.node.HostNode;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Which settings of a node are not what they are by default. */
final class ChangedSettings {
    /** What KNIME stores beside what a user sets: where a file system is, how long an array is. */
    private static final Set<String> UNSAID =
            Set.of("location_present", "file_system_type", "file_system_specifier", "array-size");

    private ChangedSettings() {}

    /** What they are, by what the dialog calls them. */
    static Map<String, String> of(HostNode node, NodeSettings model) throws IOException {
        Map<String, String> defaults = values(node.defaultSettings());
        Map<String, String> changed = values(model);
        changed.entrySet().removeIf(entry -> Objects.equals(defaults.get(entry.getKey()), entry.getValue()));
        Map<String, String> titles = node.settingTitles();
        Map<String, String> titled = new LinkedHashMap<>();
        changed.forEach(
                (place, value) -> titled.merge(title(place, titles), value, (one, other) -> one + ", " + other));
        return titled;
    }

    /** Of the setting that a place is of, or in: a chosen file is stored in several. */
    private static String title(String place, Map<String, String> titles) {
        for (String of = place; !of.isEmpty(); of = of.substring(0, Math.max(0, of.lastIndexOf('/')))) {
            if (titles.containsKey(of)) {
                return titles.get(of);
            }
        }
        return place;
    }

    private static Map<String, String> values(NodeSettings settings) throws IOException {
        ByteArrayOutputStream xml = new ByteArrayOutputStream();
        settings.saveToXML(xml);
        Map<String, String> values = new LinkedHashMap<>();
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            // The document names its format by an address, which is not looked at.
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            collect(
                    "",
                    factory.newDocumentBuilder()
                            .parse(new ByteArrayInputStream(xml.toByteArray()))
                            .getDocumentElement(),
                    values);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(e); // it was written a moment ago
        }
        return values;
    }

    private static void collect(String prefix, Element settings, Map<String, String> into) {
        for (Node child = settings.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                String key = element.getAttribute("key");
                if (key.endsWith("_Internals") || UNSAID.contains(key)) {
                    continue;
                }
                if (element.getTagName().equals("config")) {
                    collect(prefix + key + "/", element, into);
                } else {
                    into.put(
                            prefix + key,
                            element.getAttribute("isnull").equals("true") ? "none" : element.getAttribute("value"));
                }
            }
        }
    }
}
