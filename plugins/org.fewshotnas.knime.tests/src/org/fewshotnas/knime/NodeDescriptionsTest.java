package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortTypeRegistry;
import org.knime.core.webui.node.dialog.defaultdialog.HostDialog;
import org.knime.node.HostDescription;
import org.knime.node.HostNode;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What plugin.xml announces is there, and says of itself what KNIME shows. */
class NodeDescriptionsTest {
    private record Announced(NodeType type, int inputs, int outputs) {}

    private static final Map<String, Announced> NODES = new TreeMap<>(Map.ofEntries(
            Map.entry("Labelled Data Reader", new Announced(NodeType.Source, 0, 2)),
            Map.entry("Benchmark Reader", new Announced(NodeType.Source, 0, 1)),
            Map.entry("Search-Space Unifier", new Announced(NodeType.Manipulator, 1, 1)),
            Map.entry("Meta-Learner", new Announced(NodeType.Learner, 1, 1)),
            Map.entry("Ready-Made Predictor", new Announced(NodeType.Source, 0, 1)),
            Map.entry("Few-Shot Sampler", new Announced(NodeType.Manipulator, 1, 2)),
            Map.entry("Predictor Fine-Tune", new Announced(NodeType.Learner, 2, 1)),
            Map.entry("NAS Predictor", new Announced(NodeType.Predictor, 2, 1)),
            Map.entry("Rank Scorer", new Announced(NodeType.Other, 1, 1)),
            Map.entry("Predictor Search", new Announced(NodeType.Predictor, 1, 2)),
            Map.entry("NAS Search Loop Start", new Announced(NodeType.LoopStart, 2, 1)),
            Map.entry("NAS Search Loop End", new Announced(NodeType.LoopEnd, 1, 3)),
            Map.entry("Few-Shot NAS Learner", new Announced(NodeType.Learner, 1, 3)),
            Map.entry("Architecture Trainer", new Announced(NodeType.Learner, 2, 3)),
            Map.entry("Zero-Cost Scorer", new Announced(NodeType.Manipulator, 2, 1)),
            Map.entry("Network Predictor", new Announced(NodeType.Predictor, 2, 3)),
            Map.entry("Network Writer", new Announced(NodeType.Sink, 1, 0)),
            Map.entry("Wide ResNet Learner", new Announced(NodeType.Learner, 1, 2)),
            Map.entry("Transfer Evaluation", new Announced(NodeType.Other, 1, 2)),
            Map.entry("Task Similarity", new Announced(NodeType.Other, 1, 3)),
            Map.entry("Architecture Viewer", new Announced(NodeType.Visualizer, 1, 1)),
            Map.entry("Latent Map", new Announced(NodeType.Visualizer, 2, 1)),
            Map.entry("Data Set Features", new Announced(NodeType.Manipulator, 1, 1)),
            Map.entry("Ready-Made MetaD2A Model", new Announced(NodeType.Source, 0, 1)),
            Map.entry("MetaD2A Learner", new Announced(NodeType.Learner, 2, 3)),
            Map.entry("Architecture Generator", new Announced(NodeType.Predictor, 2, 3))));

    @Test
    void theNodesHaveTheirTypesAndPorts() throws Exception {
        Map<String, Announced> found = new TreeMap<>();
        for (NodeFactory<?> factory : factories()) {
            HostNode node = HostNode.create(factory);
            found.put(
                    node.name(),
                    new Announced(
                            HostDescription.of(factory).type(),
                            node.ports().getInputPorts().length,
                            node.ports().getOutputPorts().length));
        }
        assertEquals(NODES, found);
    }

    @Test
    void everyNodeHasItsOwnIcon() throws Exception {
        for (NodeFactory<?> factory : factories()) {
            HostDescription node = HostDescription.of(factory);
            String icon = "icons/" + node.name().toLowerCase(Locale.ROOT).replace(' ', '-') + ".png";
            assertTrue(
                    node.icon().orElseThrow().getPath().endsWith(icon),
                    node.icon().toString());
            checkIcon(icon);
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

    @Test
    void everyNodePortAndSettingIsExplained() throws Exception {
        for (NodeFactory<?> factory : factories()) {
            // Throws where a text is not well-formed, as KNIME does.
            HostDescription node = HostDescription.of(factory);
            assertTrue(node.fullDescription().contains("<b>Example.</b>"), node.name());
            assertFalse(node.keywords().isEmpty(), node.name());
            assertEquals(node.name().startsWith("Ready-Made"), node.options().isEmpty(), node.name());
            for (HostDialog.Option option : node.options()) {
                assertFalse(option.title().isBlank(), option.toString());
                assertFalse(option.description().isBlank(), option.toString());
            }
            assertEquals(
                    node.options().size(),
                    node.options().stream()
                            .map(HostDialog.Option::title)
                            .distinct()
                            .count(),
                    node.name() + ": each title once, because messages name settings by it");
            for (HostDescription.Group port : node.ports()) {
                assertFalse(port.description().isBlank(), port.toString());
            }
        }
    }

    /** KNIME opens such a link in a browser; an address that moves is of no use in an installed extension. */
    @Test
    void everyDescriptionLinksWhatTheNodeStandsOn() throws Exception {
        Pattern link = Pattern.compile("<a href=\"([^\"]*)\">[^<]+</a>");
        for (NodeFactory<?> factory : factories()) {
            HostDescription node = HostDescription.of(factory);
            List<String> links = link.matcher(node.fullDescription())
                    .results()
                    .map(match -> match.group(1))
                    .toList();
            assertFalse(links.isEmpty(), node.name());
            for (String address : links) {
                assertTrue(
                        address.matches(
                                "https://arxiv\\.org/abs/\\d{4}\\.\\d{4,5}|https://openreview\\.net/forum\\?id=\\w+"
                                        + "|https://www\\.jmlr\\.org/papers/v\\d+/\\w+\\.html|https://onnx\\.ai|https://pytorch\\.org"),
                        node.name() + ": " + address);
            }
        }
    }

    @Test
    void thePortTypesAreAnnounced() throws Exception {
        NodeList ports = plugin().getElementsByTagName("portType");
        Map<String, String> colors = new TreeMap<>();
        for (int i = 0; i < ports.getLength(); i++) {
            Element port = (Element) ports.item(i);
            Class<? extends PortObject> object =
                    Class.forName(port.getAttribute("objectClass")).asSubclass(PortObject.class);
            object.getConstructor();
            Class.forName(port.getAttribute("objectSerializer")).getConstructor();
            Class<?> spec = Class.forName(port.getAttribute("specClass"));
            spec.getConstructor();
            Class.forName(port.getAttribute("specSerializer")).getConstructor();
            assertEquals(
                    spec, PortTypeRegistry.getInstance().getPortType(object).getPortObjectSpecClass());
            assertTrue(port.getAttribute("color").matches("#[0-9A-F]{6}"));
            colors.put(port.getAttribute("name"), port.getAttribute("color"));
        }
        assertEquals(
                Set.of("Few-Shot NAS Predictor", "Few-Shot NAS Network", "Few-Shot NAS MetaD2A Model"),
                colors.keySet());
        assertEquals(colors.size(), Set.copyOf(colors.values()).size(), "each has a color of its own");
    }

    /** All nodes that plugin.xml announces. */
    static List<NodeFactory<?>> factories() throws Exception {
        List<NodeFactory<?>> factories = new ArrayList<>();
        NodeList nodes = plugin().getElementsByTagName("node");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element node = (Element) nodes.item(i);
            assertEquals("/few-shot-nas", node.getAttribute("category-path"));
            Object factory = Class.forName(node.getAttribute("factory-class"))
                    .getConstructor()
                    .newInstance();
            assertTrue(factory instanceof NodeFactory<?>);
            factories.add((NodeFactory<?>) factory);
        }
        return factories;
    }

    private static Document plugin() throws Exception {
        try (InputStream in = NodeDescriptionsTest.class.getClassLoader().getResourceAsStream("plugin.xml")) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }
}
