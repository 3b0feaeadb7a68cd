package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.HostNode;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.widget.choices.Label;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What plugin.xml announces is there, and says of itself what KNIME shows. */
class NodeDescriptionsTest {
    private record Announced(NodeType type, int inputs, int outputs) {}

    private static final Map<String, Announced> NODES = new TreeMap<>(Map.of(
            "Benchmark Reader", new Announced(NodeType.Source, 0, 1),
            "Search-Space Unifier", new Announced(NodeType.Manipulator, 1, 1),
            "Meta-Learner", new Announced(NodeType.Learner, 1, 1),
            "Few-Shot Sampler", new Announced(NodeType.Manipulator, 1, 2),
            "Predictor Fine-Tune", new Announced(NodeType.Learner, 2, 1),
            "NAS Predictor", new Announced(NodeType.Predictor, 2, 1),
            "Rank Scorer", new Announced(NodeType.Other, 1, 1),
            "Predictor Search", new Announced(NodeType.Predictor, 1, 2)));

    @Test
    void theEightNodesHaveTheirTypesAndPorts() throws Exception {
        Map<String, Announced> found = new TreeMap<>();
        for (DefaultNodeFactory factory : factories()) {
            HostNode node = HostNode.create(factory);
            found.put(
                    node.name(),
                    new Announced(
                            factory.getType(),
                            node.ports().getInputPorts().length,
                            node.ports().getOutputPorts().length));
        }
        assertEquals(NODES, found);
    }

    @Test
    void everyNodeHasItsOwnIcon() throws Exception {
        for (DefaultNodeFactory factory : factories()) {
            String icon =
                    HostNode.create(factory).name().toLowerCase(Locale.ROOT).replace(' ', '-');
            assertEquals("../../../../../icons/" + icon + ".png", text(factory, "icon"));
            checkIcon("icons/" + icon + ".png");
        }
        checkIcon("icons/few-shot-nas.png");
    }

    private static void checkIcon(String path) throws Exception {
        try (InputStream in = NodeDescriptionsTest.class.getClassLoader().getResourceAsStream(path)) {
            assertNotNull(in, path);
            var image = ImageIO.read(in);
            assertEquals(16, image.getWidth(), path);
            assertEquals(16, image.getHeight(), path);
            assertTrue(image.getColorModel().hasAlpha(), path);
        }
    }

    /** KNIME parses descriptions as XML, and shows none of the node where it cannot. */
    @Test
    void everyDescriptionIsWellFormed() throws Exception {
        for (DefaultNodeFactory factory : factories()) {
            parse("<d>" + text(factory, "shortDescription") + "</d>");
            String full = text(factory, "fullDescription");
            parse("<d>" + full + "</d>");
            assertTrue(full.contains("<b>Example.</b>"), full);
        }
    }

    @Test
    void everySettingIsExplained() throws Exception {
        List<Class<?>> types = new ArrayList<>();
        for (DefaultNodeFactory factory : factories()) {
            collect(Class.forName(factory.getClass().getName().replace("NodeFactory", "Parameters")), types);
        }
        assertEquals(11, types.size(), types.toString());
        for (Class<?> type : types) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || NodeParameters.class.isAssignableFrom(field.getType())) {
                    continue;
                }
                Widget widget = field.getAnnotation(Widget.class);
                assertNotNull(widget, field.toString());
                assertFalse(widget.title().isBlank(), field.toString());
                parse("<d>" + widget.description() + "</d>");
                if (field.getType().isEnum()) {
                    for (Object constant : field.getType().getEnumConstants()) {
                        Label label = field.getType()
                                .getField(((Enum<?>) constant).name())
                                .getAnnotation(Label.class);
                        assertNotNull(label, field + " " + constant);
                        parse("<d>" + label.description() + "</d>");
                    }
                }
            }
        }
    }

    private static void collect(Class<?> type, List<Class<?>> types) {
        if (types.contains(type)) {
            return;
        }
        types.add(type);
        for (Field field : type.getDeclaredFields()) {
            if (NodeParameters.class.isAssignableFrom(field.getType())) {
                collect(field.getType(), types);
            }
        }
    }

    @Test
    void thePortTypeIsAnnounced() throws Exception {
        Element port = (Element) plugin().getElementsByTagName("portType").item(0);
        assertEquals("Few-Shot NAS Predictor", port.getAttribute("name"));
        Class<? extends PortObject> object =
                Class.forName(port.getAttribute("objectClass")).asSubclass(PortObject.class);
        object.getConstructor();
        Class.forName(port.getAttribute("objectSerializer")).getConstructor();
        Class<?> spec = Class.forName(port.getAttribute("specClass"));
        spec.getConstructor();
        Class.forName(port.getAttribute("specSerializer")).getConstructor();
        assertEquals(spec, PortTypeRegistry.getInstance().getPortType(object).getPortObjectSpecClass());
        assertTrue(port.getAttribute("color").matches("#[0-9A-F]{6}"));
    }

    private static List<DefaultNodeFactory> factories() throws Exception {
        List<DefaultNodeFactory> factories = new ArrayList<>();
        NodeList nodes = plugin().getElementsByTagName("node");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element node = (Element) nodes.item(i);
            assertEquals("/few-shot-nas", node.getAttribute("category-path"));
            Object factory = Class.forName(node.getAttribute("factory-class"))
                    .getConstructor()
                    .newInstance();
            assertTrue(factory instanceof NodeFactory<?>);
            factories.add((DefaultNodeFactory) factory);
        }
        return factories;
    }

    private static Document plugin() throws Exception {
        try (InputStream in = NodeDescriptionsTest.class.getClassLoader().getResourceAsStream("plugin.xml")) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    private static void parse(String xml) throws Exception {
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    /** A text of a node that KNIME reads, and the stand-ins only keep. */
    private static String text(DefaultNodeFactory factory, String name) throws Exception {
        Field field = factory.getClass().getDeclaredField("NODE");
        field.setAccessible(true);
        Object node = field.get(null);
        Field text = node.getClass().getDeclaredField(name);
        text.setAccessible(true);
        return (String) text.get(node);
    }
}
