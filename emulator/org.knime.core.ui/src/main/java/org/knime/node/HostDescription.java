package org.knime.node;

import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortType;
import org.knime.core.webui.node.dialog.defaultdialog.HostDialog;
import org.knime.core.webui.node.impl.HostWebUINode;
import org.knime.core.webui.node.impl.WebUINodeFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What a node says of itself. KNIME puts the texts into XML, so each must be well-formed XHTML on its own; a node of which one is not has
 * no description there and cannot be used.
 *
 * @param name what the user reads
 * @param type its role
 * @param icon its picture, if the file is there
 * @param shortDescription what it does, in one sentence
 * @param fullDescription what it does and why
 * @param ports its groups of ports
 * @param options its parameters
 * @param view what its view shows, if it has one
 * @param links descriptions of further reading, by URL
 * @param keywords words by which it is found
 */
public record HostDescription(
        String name,
        NodeType type,
        Optional<URL> icon,
        String shortDescription,
        String fullDescription,
        List<Group> ports,
        List<HostDialog.Option> options,
        Optional<String> view,
        Map<String, String> links,
        List<String> keywords) {

    /**
     * A group of ports.
     *
     * @param id by which workflows know it
     * @param input whether they are inputs
     * @param name what the user reads
     * @param description what goes through them
     * @param fixed types of the ports that are always there
     * @param addable types of the ports that the user can add
     * @param maxAdded how many the user can add
     */
    public record Group(
            String id,
            boolean input,
            String name,
            String description,
            List<PortType> fixed,
            List<PortType> addable,
            int maxAdded) {}

    /**
     * @return what the factory's node says of itself
     * @throws IllegalStateException if one of the texts is not well-formed
     */
    public static HostDescription of(NodeFactory<?> factory) {
        HostDescription description =
                factory instanceof WebUINodeFactory<?> f ? ofModel(f) : ofDefault((DefaultNodeFactory) factory);
        description.check();
        return description;
    }

    private static HostDescription ofModel(WebUINodeFactory<?> factory) {
        HostWebUINode node = HostWebUINode.of(factory);
        List<Group> ports = new ArrayList<>();
        node.inputs().forEach(port -> ports.add(group(port, true)));
        node.outputs().forEach(port -> ports.add(group(port, false)));
        return new HostDescription(
                node.name(),
                node.type(),
                icon(factory.getClass(), node.icon()),
                node.shortDescription(),
                node.fullDescription(),
                ports,
                HostDialog.options(node.parametersClass()),
                Optional.empty(),
                Map.of(),
                node.keywords());
    }

    private static Group group(HostWebUINode.Port port, boolean input) {
        return new Group(port.name(), input, port.name(), port.description(), List.of(port.type()), List.of(), 0);
    }

    private static HostDescription ofDefault(DefaultNodeFactory factory) {
        DefaultNode node = factory.node;
        return new HostDescription(
                node.name,
                factory.getType(),
                icon(factory.getClass(), node.icon),
                node.shortDescription,
                node.fullDescription,
                node.ports.stream()
                        .map(g -> new Group(g.id, g.input, g.name, g.description, g.fixed, g.supported, g.maxAdded))
                        .toList(),
                node.model.parametersClass == null ? List.of() : HostDialog.options(node.model.parametersClass),
                Optional.ofNullable(node.view).map(view -> view.description),
                Map.copyOf(node.externalResources),
                List.copyOf(node.keywords));
    }

    /** Found as KNIME finds it: relative to the factory's package; a path that leads out of the bundle finds nothing. */
    private static Optional<URL> icon(Class<?> factory, String path) {
        Path icon = Path.of(factory.getPackageName().replace('.', '/'))
                .resolve(path)
                .normalize();
        return Optional.ofNullable(
                factory.getClassLoader().getResource(icon.toString().replace('\\', '/')));
    }

    private void check() {
        check("short description", shortDescription);
        check("full description", fullDescription);
        ports.forEach(p -> check("port " + p.name, p.description));
        options.forEach(o -> check("parameter " + o.path(), o.description()));
        view.ifPresent(text -> check("view", text));
        links.forEach((href, text) -> check("link " + href, text));
    }

    private void check(String what, String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            builder.parse(new InputSource(new StringReader("<fragment>" + text + "</fragment>")));
        } catch (SAXException | IOException e) {
            throw new IllegalStateException(
                    "The " + what + " of node " + name + " is not well-formed: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }
}
