package org.fewshotnas.host.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.fewshotnas.host.file.WorkflowFolder;

/**
 * The types that KNIME gives the entries of workflow.knime and settings.xml. It reads each as that type: an int that is stored as a double
 * is to it an int that is missing; and where one is missing that it needs, the workflow has not loaded without errors.
 */
public final class EntryTypes {
    private static final String TABLE = "entry-types.txt";
    private static final Map<String, String> TYPES = read();
    private static final List<String> NEEDED_OF_WORKFLOW =
            List.of("version", "state", "workflow_credentials", "nodes", "connections");
    private static final List<String> NEEDED_OF_NODE = List.of(
            "flow_stack",
            "internal_node_subsettings",
            "model",
            "state",
            "factory",
            "node-name",
            "node-bundle-name",
            "node-bundle-symbolic-name",
            "node-bundle-vendor",
            "node-bundle-version",
            "hasContent",
            "ports",
            "filestores");

    private EntryTypes() {}

    private static Map<String, String> read() {
        try (InputStream in = EntryTypes.class.getResourceAsStream(TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            Map<String, String> types = new HashMap<>();
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] entry = line.split(" ");
                types.put(entry[0], entry[1]);
            });
            return types;
        } catch (IOException e) {
            throw new IllegalStateException(TABLE + " cannot be read.", e);
        }
    }

    /**
     * Checks the types of all entries of a file, and that it has those which it needs.
     *
     * @param file workflow.knime, or the settings.xml of a node
     * @return what KNIME would not find, in words for the user; empty if that is nothing
     * @throws IOException if the file cannot be read
     */
    public static Optional<String> check(Path file) throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> needed =
                new ArrayList<>(file.endsWith(WorkflowFolder.FILE_NAME) ? NEEDED_OF_WORKFLOW : NEEDED_OF_NODE);
        try (InputStream in = Files.newInputStream(file)) {
            XMLInputFactory factory = XMLInputFactory.newInstance();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            XMLStreamReader reader = factory.createXMLStreamReader(in);
            Deque<String> path = new ArrayDeque<>();
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    String key = String.valueOf(reader.getAttributeValue(null, "key"));
                    path.addLast(path.isEmpty() ? file.getFileName().toString() : path.getLast() + "/" + key);
                    if (path.size() == 2) {
                        needed.remove(key);
                    }
                    if (reader.getLocalName().equals("entry")) {
                        check(path.getLast(), reader.getAttributeValue(null, "type"), wrong);
                    }
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    path.removeLast();
                }
            }
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
        needed.forEach(key -> wrong.add("there is no \"" + key + "\""));
        if (wrong.isEmpty()) {
            return Optional.empty();
        }
        String others = wrong.size() == 1 ? "" : ", and " + (wrong.size() - 1) + " more are wrong or missing";
        return Optional.of(wrong.get(0) + others + ". KNIME loads the workflow with errors then.");
    }

    private static void check(String path, String type, List<String> wrong) {
        String expected = TYPES.get(path.replaceAll("\\d+", "#"));
        if (expected != null && !expected.equals(type)) {
            wrong.add("\"" + path.substring(path.indexOf('/') + 1) + "\" has the type " + type + ", where KNIME has "
                    + expected);
        }
    }
}
