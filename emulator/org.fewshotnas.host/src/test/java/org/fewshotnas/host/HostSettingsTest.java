package org.fewshotnas.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import org.fewshotnas.host.nodes.NumbersNodeFactory;
import org.junit.jupiter.api.Test;
import org.knime.core.node.workflow.FlowVariable;

/** Settings: those that are stored, of flow variables, and of the command line. */
class HostSettingsTest extends HostTestCase {
    @Test
    void workflowVariablesControlSettingsAndTheCommandLineControlsThem() throws Exception {
        numbersAndSum()
                .variable(new FlowVariable("rows", 4))
                .variable(new FlowVariable("text", "x"))
                .node(3, "Numbers")
                .controlled("rows", "rows")
                .controlled("label", "text")
                .write();
        assertEquals(0, run("-export=" + exported), () -> output);
        assertEquals(5, csv("3_1_Numbers_made").lines().count());
        assertTrue(csv("3_1_Numbers_made").contains("Row4,4,x"));

        assertEquals(
                0,
                run("-export=" + exported, "-workflow.variable=rows,2,int", "-workflow.variable=text,\"a,b\",String"),
                () -> output);
        assertEquals("RowID,number,label\nRow1,1,\"a,b\"\nRow2,2,\"a,b\"\n", csv("3_1_Numbers_made"));
        assertSays("Sum (#2): executed already");
    }

    @Test
    void anOptionForASettingThatAVariableControlsHasNoEffectAndIsWarnedOf() throws Exception {
        new WorkflowBuilder(folder)
                .variable(new FlowVariable("n", 4))
                .node(1, "Numbers")
                .controlled("rows", "n")
                .write();
        assertEquals(0, run("-option=1,rows,2,int", "-export=" + exported), () -> output);
        assertSays("the flow variable \"n\" controls it");
        assertEquals(5, csv("1_1_Numbers_made").lines().count());
    }

    @Test
    void aSettingThatIsExposedReachesTheNodesAfterIt() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .settings(s -> s.addString("label", "from one"))
                .exposed("label", "name")
                .node(2, "Sum")
                .controlled("name", "name")
                .connect(1, 1, 2, 1)
                .node(3, "Numbers")
                .controlled("label", "name")
                .connect(2, 0, 3, 0)
                .write();
        assertEquals(0, run("-export=" + exported), () -> output);
        assertTrue(csv("2_1_Sum").contains("from one,6,"));
        assertTrue(csv("3_1_Numbers_made").contains("Row1,1,from one"));
    }

    @Test
    void aVariableThatIsMissingKeepsTheNodeIdle() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .controlled("rows", "nothing")
                .write();
        assertEquals(4, run());
        assertSays("controlled by the flow variable \"nothing\"");
    }

    @Test
    void aVariableThatASettingCannotTakeIsNamedBeforeAnythingExecutes() throws Exception {
        new WorkflowBuilder(folder)
                .variable(new FlowVariable("rows", -5))
                .node(1, "Numbers")
                .node(2, "Unforeseen")
                .connect(1, 1, 2, 1)
                .node(3, "Sum")
                .controlled("name", "nothing")
                .connect(2, 1, 3, 1)
                .node(5, "Unforeseen")
                .controlled("rows", "rows")
                .connect(2, 1, 5, 1)
                .write();
        assertEquals(4, run(), () -> output);
        assertSays("Unforeseen (#5): \"Rows\" is -5, but must not be negative.");
        assertTrue(
                output.indexOf("Unforeseen (#5): \"Rows\"") < output.indexOf("Numbers (#1): executed"), () -> output);
        assertTrue(
                output.indexOf("the flow variable \"nothing\"") > output.indexOf("Unforeseen (#2): executed"),
                "a variable may still come");
        assertEquals(
                output.indexOf("Unforeseen (#5): \"Rows\""),
                output.lastIndexOf("Unforeseen (#5): \"Rows\""),
                "shown twice");

        assertEquals(4, run("-workflow.variable=rows,2,int", "-export=" + exported), () -> output);
        assertFalse(output.contains("must not be negative"), output);
        assertTrue(Files.exists(exported.resolve("5_1_Out.csv")));
    }

    @Test
    void aVariableOfANodeThatWaitsForItsInputIsKnownToThoseAfterIt() throws Exception {
        new WorkflowBuilder(folder)
                .variable(new FlowVariable("n", 4))
                .node(1, "Numbers")
                .node(2, "Unforeseen")
                .connect(1, 1, 2, 1)
                .node(3, "Unforeseen")
                .controlled("rows", "n")
                .exposed("text", "name")
                .connect(2, 1, 3, 1)
                .node(4, "Sum")
                .controlled("name", "name")
                .connect(3, 1, 4, 1)
                .write();
        assertEquals(0, run("-export=" + exported), () -> output);
        assertFalse(output.contains("WARN"), output);
        assertTrue(csv("4_1_Sum").contains("default,6,"));
    }

    @Test
    void optionsSetSingleSettings() throws Exception {
        numbersAndSum().write();
        assertEquals(
                0,
                run("-export=" + exported, "-option=1,rows,10,int", "-option=2,name,\"total\",String"),
                () -> output);
        assertTrue(csv("2_1_Sum").contains("total,55,"));
        assertEquals(2, run("-option=1,rowz,10,int"));
        assertSays("it has only rows, label, warn, unit");
        assertEquals(2, run("-option=1,rows,ten,String"));
        assertEquals(2, run("-option=7,rows,10,int"));
        assertSays("Numbers (#1), Sum (#2)");
    }

    @Test
    void anOptionForASettingThatIsNotStoredIsRefusedAsKnimeRefusesIt() throws Exception {
        new WorkflowBuilder(folder)
                .nodeOf(1, "Numbers", NumbersNodeFactory.class.getName())
                .write();
        assertEquals(2, run("-option=1,rows,2,int"), () -> output);
        assertSays("Config for key \"rows\" not found");
        assertSays("saved before there was such a setting");
        assertEquals(2, run("-option=1,rowz,2,int"), () -> output);
        assertFalse(output.contains("before"), output);
    }

    @Test
    void anOptionWithWhichTheSettingsDoNotLoadIsABadOptionAndNothingRuns() throws Exception {
        numbersAndSum().write();
        int before = NumbersNodeFactory.EXECUTIONS.get();
        assertEquals(2, run("-option=1,label,mine,String", "-option=1,rows,-5,int"), () -> output);
        assertSays("-option cannot set \"label\" to \"mine\", \"rows\" to \"-5\" of Numbers (#1)");
        assertSays("\"Rows\" is -5, but must not be negative.");
        assertEquals(2, run("-option=1,unit,BOGUS,String"), () -> output);
        assertSays("-option cannot set \"unit\" to \"BOGUS\" of Numbers (#1)");
        assertEquals(before, NumbersNodeFactory.EXECUTIONS.get());
    }

    @Test
    void storedSettingsThatDoNotLoadAreMendedByAnOption() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .settings(s -> s.addInt("rows", -5))
                .write();
        assertEquals(0, run("-option=1,rows,2,int", "-export=" + exported), () -> output);
        assertEquals(3, csv("1_1_Numbers_made").lines().count());
        assertFalse(output.contains("default settings"), output);
    }

    @Test
    void settingsThatDoNotLoadAreReplacedByDefaultsUnlessThatIsAnError() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .settings(s -> s.addInt("rows", -5))
                .write();
        assertEquals(0, run("-export=" + exported), () -> output);
        assertEquals(4, csv("1_1_Numbers_made").lines().count());
        assertSays("\"Rows\" is -5, but must not be negative.");
        assertSays("default settings");
        assertEquals(3, run("-failonloaderror"));
    }

    @Test
    void badOptionsHaveTheirExitCode() {
        assertEquals(2, host("-workflowDir"));
        assertEquals(2, host("-nonsense"));
        assertSays("Unknown option \"-nonsense\"");
        assertEquals(0, host("-help"));
        assertSays("-workflow.variable=NAME,VALUE,TYPE");
    }
}
