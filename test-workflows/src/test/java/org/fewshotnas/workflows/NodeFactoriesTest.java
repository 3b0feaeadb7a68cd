package org.fewshotnas.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Every node that plugin.xml announces can be made on the plain class path that the host runs on. */
class NodeFactoriesTest {

    private static final String BUNDLE = "org.fewshotnas.knime.";

    @Test
    void everyAnnouncedNodeFactoryCanBeMade() throws Exception {
        List<String> factories = announced("node", "factory-class");
        assertFalse(factories.isEmpty(), "no plugin.xml on the class path announces a node");
        for (String factory : factories) {
            assertTrue(factory.startsWith(BUNDLE), factory);
            assertNotNull(Class.forName(factory).getConstructor().newInstance(), factory);
        }
        assertEquals(factories.size(), new HashSet<>(factories).size(), "a node is announced twice: " + factories);
    }

    @Test
    void everyIconOfACategoryIsThere() throws Exception {
        for (String icon : announced("category", "icon")) {
            assertNotNull(getClass().getClassLoader().getResource(icon), icon);
        }
    }

    /** The values of an attribute of the elements of that name, in every plugin.xml of the class path. */
    private static List<String> announced(String element, String attribute) throws Exception {
        var values = new ArrayList<String>();
        for (URL plugin :
                Collections.list(NodeFactoriesTest.class.getClassLoader().getResources("plugin.xml"))) {
            var elements = parse(plugin).getElementsByTagName(element);
            for (int i = 0; i < elements.getLength(); i++) {
                String value = ((Element) elements.item(i)).getAttribute(attribute);
                if (!value.isEmpty()) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static org.w3c.dom.Document parse(URL xml) throws Exception {
        try (InputStream in = xml.openStream()) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        } catch (IOException e) {
            throw new IOException(xml + " cannot be read", e);
        }
    }
}
