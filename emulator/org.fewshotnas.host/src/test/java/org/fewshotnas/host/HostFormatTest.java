package org.fewshotnas.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fewshotnas.host.check.EntryTypes;
import org.junit.jupiter.api.Test;

/** What KNIME does not load without errors is not loaded without errors here. */
class HostFormatTest extends HostTestCase {
    @Test
    void anEntryOfAnotherTypeThanKnimesIsALoadError() throws Exception {
        numbersAndSum().write();
        assertEquals(0, run("-failonloaderror"), () -> output);
        insert(
                "Sum (#2)/settings.xml",
                "<config key=\"nodeAnnotation\"><entry key=\"x-coordinate\" type=\"xint\" value=\"50\"/>"
                        + "<entry key=\"y-coordinate\" type=\"xdouble\" value=\"190.0\"/></config>");
        assertEquals(3, run("-failonloaderror"), () -> output);
        assertSays("Sum (#2)/settings.xml: \"nodeAnnotation/y-coordinate\" has the type xdouble, where KNIME has xint");
        assertFalse(output.contains("x-coordinate"), output);
        assertEquals(0, run(), () -> output);
        assertSays("y-coordinate");
    }

    @Test
    void theEntriesOfAnArrayHaveTypesToo() throws Exception {
        numbersAndSum().write();
        insert(
                "workflow.knime",
                "<config key=\"nodes\"><config key=\"node_12\"><config key=\"ui_settings\"><config key=\"extrainfo.node.bounds\">"
                        + "<entry key=\"0\" type=\"xdouble\" value=\"1.5\"/><entry key=\"1\" type=\"xlong\" value=\"1\"/>"
                        + "</config></config></config></config>");
        String what = EntryTypes.check(folder.resolve("workflow.knime")).orElseThrow();
        assertTrue(what.startsWith("\"nodes/node_12/ui_settings/extrainfo.node.bounds/0\" has the type xdouble"), what);
        assertTrue(what.contains("and 1 more"), what);
    }

    @Test
    void whatKnimeNeedsOfANodeIsMissed() throws Exception {
        numbersAndSum().write();
        replace("Sum (#2)/settings.xml", "<entry key=\"node-bundle-vendor\".*", "");
        replace("workflow.knime", "<config key=\"workflow_credentials\"/>", "");
        assertEquals(3, run("-failonloaderror"), () -> output);
        assertSays("Sum (#2)/settings.xml: there is no \"node-bundle-vendor\". KNIME loads");
        assertSays("workflow.knime: there is no \"workflow_credentials\". KNIME loads");
        assertEquals(0, run(), () -> output);
    }

    @Test
    void whatALaterPlatformCreatedIsRefusedByTheEarlierOnes() throws Exception {
        numbersAndSum().write();
        insert("workflow.knime", created("5.8.2.v202511040000"));
        assertEquals(0, run("-failonloaderror"), () -> output);
        assertFalse(output.contains("created by"), output);

        numbersAndSum().write();
        insert("workflow.knime", created("5.9.0.v202512100000"));
        assertEquals(3, run("-failonloaderror"), () -> output);
        assertSays("created by KNIME 5.9.0.v202512100000. Earlier versions, such as 5.8, refuse to load it.");
        assertEquals(0, run(), () -> output);

        numbersAndSum().write();
        insert("workflow.knime", created("6.0.0"));
        assertEquals(3, run(), () -> output);
        assertSays("created with a future version of KNIME");

        numbersAndSum().write();
        replace("workflow.knime", "value=\"5.1.0\"", "value=\"5.10.0\"");
        assertEquals(3, run(), () -> output);
        assertSays("it has version 5.10.0");
    }

    private static String created(String version) {
        return "<entry key=\"created_by\" type=\"xstring\" value=\"" + version + "\"/>";
    }

    private void insert(String name, String content) throws IOException {
        replace(name, "</config>\\s*\\z", content + "</config>");
    }

    private void replace(String name, String pattern, String by) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, Files.readString(file).replaceFirst(pattern, by));
    }
}
