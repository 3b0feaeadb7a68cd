package org.knime.core.node.config.base;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;

/** The XML form of settings, compared with files that KNIME 5.9 wrote. */
class ConfigXmlTest {
    private static final String HEAD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<config xmlns=\"http://www.knime.org/2008/09/XMLConfig\" key=\"k\">";

    private static NodeSettings read(String xml) throws IOException {
        return (NodeSettings) NodeSettings.loadFromXML(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String write(NodeSettingsRO settings) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        settings.saveToXML(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatLiesInAWorkflowFolderIsWrittenTheSameByteForByte() throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of("../foreign-workflow"))) {
            files = walk.filter(p -> p.toString().endsWith(".xml") || p.endsWith("workflow.knime"))
                    .toList();
        }
        assertEquals(8, files.size());
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                assertEquals(
                        Files.readString(file).strip(),
                        write(NodeSettings.loadFromXML(in)).strip(),
                        file.toString());
            }
        }
    }

    @Test
    void everyTypeComesBackAsItWent() throws IOException, InvalidSettingsException {
        NodeSettings settings = new NodeSettings("all");
        settings.addString("text", "a<b & \"c\" > %%d\t\n\u0010 \uD83D\uDE00 ä");
        settings.addString("none", null);
        settings.addInt("int", Integer.MIN_VALUE);
        settings.addLong("long", Long.MAX_VALUE);
        settings.addDouble("double", Double.MIN_VALUE);
        settings.addDouble("nan", Double.NaN);
        settings.addDouble("infinite", Double.NEGATIVE_INFINITY);
        settings.addBoolean("yes", true);
        settings.addStringArray("texts", "x", null, "");
        settings.addStringArray("noTexts", (String[]) null);
        settings.addNodeSettings("empty");

        NodeSettings back = read(write(settings));
        assertEquals(settings, back);
        assertEquals("all", back.getKey());
        assertNull(back.getString("none"));
        assertArrayEquals(new String[] {"x", null, ""}, back.getStringArray("texts"));
        assertNull(back.getStringArray("noTexts"));
    }

    @Test
    void controlCharactersArePercentSignsAndFiveDigits() throws IOException {
        NodeSettings settings = new NodeSettings("k");
        settings.addString("text", "a\nb%%c");
        assertTrue(write(settings).contains("value=\"a%%00010b%%00037%c\""), write(settings));
    }

    @Test
    void aMissingEntryAndOneOfAnotherTypeSaySo() {
        NodeSettings settings = new NodeSettings("k");
        settings.addString("text", "1");
        assertEquals(
                "Int for key \"text\" not found.",
                assertThrows(InvalidSettingsException.class, () -> settings.getInt("text"))
                        .getMessage());
        assertThrows(InvalidSettingsException.class, () -> settings.getString("other"));
        assertEquals(7, settings.getInt("text", 7));
        assertThrows(InvalidSettingsException.class, () -> settings.getNodeSettings("text"));
    }

    @Test
    void documentTypesAreRefusedAndWithThemEntities() {
        String bomb =
                "<?xml version=\"1.0\"?><!DOCTYPE config [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><config key=\"k\">"
                        + "<entry key=\"a\" type=\"xstring\" value=\"&e;\"/></config>";
        assertTrue(
                assertThrows(IOException.class, () -> read(bomb)).getMessage().contains("DOCTYPE"));
    }

    @Test
    void damagedFilesSayWhere() {
        assertTrue(assertThrows(
                        IOException.class,
                        () -> read(HEAD + "\n<entry key=\"a\" type=\"xint\" value=\"1.5\"/></config>"))
                .getMessage()
                .contains("line 3"));
        assertThrows(IOException.class, () -> read(HEAD + "<entry key=\"a\" type=\"xfish\" value=\"1\"/></config>"));
        assertThrows(IOException.class, () -> read(HEAD + "<entry type=\"xint\" value=\"1\"/></config>"));
        assertThrows(IOException.class, () -> read(HEAD + "<script/></config>"));
        assertThrows(IOException.class, () -> read(HEAD));
        assertThrows(IOException.class, () -> read(""));
        assertThrows(IOException.class, () -> read(HEAD + "<config key=\"a\">".repeat(300) + "</config>".repeat(301)));
    }

    @Test
    void anArrayThatSaysItIsLargerThanItIsTakesNoMemory() throws IOException {
        NodeSettings settings = read(HEAD
                + "<config key=\"a\"><entry key=\"array-size\" type=\"xint\" value=\"2147483647\"/></config></config>");
        assertThrows(InvalidSettingsException.class, () -> settings.getStringArray("a"));
    }

    @Test
    void anEndlessStreamEnds() {
        InputStream endless = new InputStream() {
            private final byte[] head = HEAD.getBytes(StandardCharsets.UTF_8);
            private int next;

            @Override
            public int read() {
                return next < head.length ? head[next++] : ' ';
            }

            @Override
            public int read(byte[] b, int off, int len) {
                int n = 0;
                while (n < len) {
                    b[off + n++] = (byte) read();
                }
                return n;
            }
        };
        assertTrue(assertThrows(IOException.class, () -> NodeSettings.loadFromXML(endless))
                .getMessage()
                .contains("64 MiB"));
    }

    @Test
    void copiesAreDeep() throws InvalidSettingsException {
        NodeSettings settings = new NodeSettings("k");
        settings.addNodeSettings("sub").addInt("i", 1);
        NodeSettings copy = new NodeSettings("k");
        settings.copyTo(copy);
        assertEquals(settings, copy);
        copy.getNodeSettings("sub").addInt("i", 2);
        assertEquals(1, settings.getNodeSettings("sub").getInt("i"));
    }
}
