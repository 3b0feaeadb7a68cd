package org.fewshotnas.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fewshotnas.host.message.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is executed and in which order, and what becomes of it if something cannot be. */
class HostRunTest extends HostTestCase {
    @Test
    void nodesWaitForTheirInputsWhateverTheirNumbers() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Sum")
                .addedTables(2)
                .node(5, "Sum")
                .node(9, "Numbers")
                .connect(9, 1, 5, 1)
                .connect(9, 1, 1, 1)
                .connect(9, 1, 1, 2)
                .connect(9, 1, 1, 3)
                .write();
        assertEquals(0, run("-export=" + exported), () -> output);
        assertEquals("RowID,sum,label\nsum,18," + "default".repeat(9) + "\n", csv("1_1_Sum"));
    }

    @Test
    void independentBranchesExecuteAtTheSameTime() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "Together")
                .node(3, "Together")
                .node(4, "Sum")
                .addedTables(1)
                .connect(1, 1, 2, 1)
                .connect(1, 1, 3, 1)
                .connect(2, 1, 4, 1)
                .connect(3, 1, 4, 2)
                .write();
        assertEquals(0, run("-export=" + exported), () -> output);
        assertTrue(csv("4_1_Sum").contains("sum,12,"));
    }

    @Test
    void aFailureStopsOnlyWhatComesAfterItAndTheRestIsKept() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "Failing")
                .node(3, "Sum")
                .node(4, "Sum")
                .connect(1, 1, 2, 1)
                .connect(2, 1, 3, 1)
                .connect(1, 1, 4, 1)
                .write();
        assertEquals(4, run("-export=" + exported));
        assertTrue(csv("4_1_Sum").contains("sum,6,"));
        assertFalse(Files.exists(exported.resolve("3_1_Sum.csv")));
        assertSays("ERROR Failing (#2): There is nothing to learn from.\n"
                + "      All 3 scores are 0.5.\n      What to do: Choose another target column.");
        assertSays("2 of 4 nodes did not execute (Failing (#2), Sum (#3))");

        assertEquals(4, run());
        assertSays("Numbers (#1): executed already");
        assertSays("Sum (#4): executed already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memory", "bug"})
    void whateverANodeThrowsBecomesAMessage(String how) throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "Failing")
                .settings(s -> s.addString("how", how))
                .connect(1, 1, 2, 1)
                .write();
        assertEquals(4, run());
        assertSays("ERROR Failing (#2): Execute failed: "
                + (how.equals("bug") ? "the impossible happened" : "There is not enough memory."));
    }

    @Test
    void aNodeThatCannotBeConfiguredStaysIdleWithItsReason() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "Sum")
                .settings(s -> s.addBoolean("refuse", true))
                .connect(1, 1, 2, 1)
                .node(3, "Sum")
                .write();
        assertEquals(4, run());
        assertSays("WARN  Sum (#2): The setting \"refuse\" is on.");
        assertSays("WARN  Sum (#3): Its input port 1 has no connection.");
        assertEquals(
                output.indexOf("The setting \"refuse\" is on."),
                output.lastIndexOf("The setting \"refuse\" is on."),
                "shown twice");
    }

    @Test
    void warningsOfNodesAreShownAlsoWhenTheyAreNotExecutedAgain() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .settings(s -> s.addBoolean("warn", true))
                .write();
        for (int i = 0; i < 2; i++) {
            assertEquals(0, run());
            assertSays("Numbers (#1): These numbers are made up.");
        }
    }

    @Test
    void aNodeThatIsNotHereIsNamedWithFactoryAndExtension() throws Exception {
        numbersAndSum()
                .nodeOf(3, "CSV Writer", "org.knime.base.node.io.CSVWriterNodeFactory")
                .connect(2, 1, 3, 1)
                .write();
        assertEquals(4, run("-export=" + exported));
        assertSays(
                "CSV Writer (#3) cannot run. Its node factory org.knime.base.node.io.CSVWriterNodeFactory of the extension");
        assertTrue(csv("2_1_Sum").contains("sum,6,"));
        assertEquals(3, run("-failonloaderror"));
    }

    @Test
    void metanodesAndBrokenFactoriesAreNamed() throws Exception {
        new WorkflowBuilder(folder).node(1, "Broken").metanode(4).write();
        assertEquals(4, run());
        assertSays("Group (#4) cannot run. It is a metanode");
        assertSays("Broken (#1) cannot run. Its factory org.fewshotnas.host.nodes.BrokenNodeFactory cannot be used");
    }

    @Test
    void workflowsThatCannotBeReadAreLoadErrors() throws Exception {
        assertEquals(3, run());
        assertSays("There is no workflow folder");
        Files.createDirectories(folder);
        assertEquals(3, run());
        assertSays("holds no workflow.knime");
        Path file = numbersAndSum().write().resolve("workflow.knime");
        String whole = Files.readString(file);
        for (String content : List.of(
                "",
                whole.substring(0, whole.length() / 2),
                whole.replace("\"version\"", "\"nothing\""),
                whole.replace("key=\"destID\" type=\"xint\" value=\"2\"", "key=\"destID\" type=\"xint\" value=\"77\""),
                whole.replace("Numbers (#1)/settings.xml", "../../settings.xml"),
                whole.replace("<config key=\"nodes\">", "<config key=\"knots\">"),
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><config key=\"&e;\"/>")) {
            Files.writeString(file, content);
            assertEquals(3, run(), () -> output);
            assertSays("workflow.knime cannot be");
        }
    }

    @Test
    void connectionsInACircleAreALoadError() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Sum")
                .node(2, "Sum")
                .connect(1, 1, 2, 1)
                .connect(2, 1, 1, 1)
                .write();
        assertEquals(3, run());
        assertSays("Connections form a circle through Sum (#1), Sum (#2).");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancellingStopsWithinASecondAndKeepsWhatWasDone(boolean deaf) throws Exception {
        assertEquals(ExitCode.EXECUTION_ERROR, cancelled(deaf));
        assertSays(deaf ? "Endless (#2) did not stop in time; it ends with this process" : "Endless (#2): cancelled");
        assertTrue(Files.exists(folder.resolve(".fewshotnas/node_1/state.xml")));
        assertFalse(Files.exists(folder.resolve(".fewshotnas/node_2")));
    }

    @Test
    void aWorkflowWithNodesOfAnotherExtensionIsReadAndTheyAreMissed() throws Exception {
        folder = Path.of("../foreign-workflow");
        assertEquals(4, run("-nosave"));
        assertSays("Plum Picker (#2) cannot run. Its node factory "
                + "garden.nodes.PickerNodeFactory of the extension garden.nodes 2.1.0 is not here.");
        assertSays("3 of 3 nodes did not execute");
    }
}
