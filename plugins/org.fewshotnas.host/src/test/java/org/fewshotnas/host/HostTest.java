package org.fewshotnas.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fewshotnas.host.nodes.EndlessNodeFactory;
import org.fewshotnas.host.nodes.NumbersNodeFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.workflow.FlowVariable;

@Timeout(60)
class HostTest {
    @TempDir
    Path temp;

    private Path folder;
    private Path exported;
    private String output;

    @BeforeEach
    void folders() {
        folder = temp.resolve("flow");
        exported = temp.resolve("exported");
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("-workflowDir=" + folder));
        arguments.addAll(List.of(options));
        return host(arguments.toArray(String[]::new));
    }

    private int host(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            return Main.run(out, out, arguments);
        } finally {
            output = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private String csv(String name) throws IOException {
        return Files.readString(exported.resolve(name + ".csv"));
    }

    private void assertSays(String text) {
        assertTrue(output.contains(text), () -> "\"" + text + "\" is not in:\n" + output);
    }

    private WorkflowBuilder numbersAndSum() throws Exception {
        return new WorkflowBuilder(folder).node(1, "Numbers").node(2, "Sum").connect(1, 1, 2, 1);
    }

    @Test
    void aLinearWorkflowExecutesAndExportsEveryDataPort() throws Exception {
        numbersAndSum().write();
        assertEquals(0, run("-export=" + exported), () -> output);
        assertEquals("RowID,number,label\nRow1,1,default\nRow2,2,default\nRow3,3,default\n", csv("1_1_Numbers_made"));
        assertEquals("RowID,sum,label\nsum,6,defaultdefaultdefault\n", csv("2_1_Sum"));
        assertTrue(Files.size(exported.resolve("2_1_Sum.arrow")) > 0);
        assertSays(": 2 nodes executed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-export=/proc", "-destFile=/proc/result.knwf", "-destDir=/proc/result"})
    @EnabledOnOs(OS.LINUX) // where nobody may create files in /proc
    void whereNothingCanBeWrittenNothingRuns(String option) throws Exception {
        numbersAndSum().write();
        int before = NumbersNodeFactory.EXECUTIONS.get();
        assertEquals(4, run(option), () -> output);
        assertSays("The result cannot be " + (option.startsWith("-export") ? "exported to /proc" : "saved"));
        assertEquals(before, NumbersNodeFactory.EXECUTIONS.get());
    }

    @Test
    void aFileWhereTheExportNeedsAFolderIsToldBeforeAnythingRuns() throws Exception {
        numbersAndSum().write();
        int before = NumbersNodeFactory.EXECUTIONS.get();
        Path file = Files.writeString(temp.resolve("file"), "in the way");
        assertEquals(4, run("-nosave", "-export=" + file.resolve("results")), () -> output);
        assertSays("The result cannot be exported to " + file.resolve("results"));
        assertEquals(before, NumbersNodeFactory.EXECUTIONS.get());
    }

    @Test
    void whatCouldBeExportedIsCountedAlsoIfTheRestCouldNot() throws Exception {
        new WorkflowBuilder(folder).node(1, "Numbers").write();
        Files.createDirectories(exported.resolve("1_1_Numbers_made.csv/in the way"));
        assertEquals(4, run("-export=" + exported), () -> output);
        assertSays("1 file exported to " + exported);
        assertTrue(Files.exists(exported.resolve("1_1_Numbers_made.arrow")));
    }

    @Test
    void filesThatAnEarlierRunExportedAreNamedWhereTheNodeDidNotExecute() throws Exception {
        numbersAndSum().write();
        Files.createDirectories(exported);
        Files.writeString(exported.resolve("2_1_Summary.csv"), "of somebody else");
        assertEquals(0, run("-export=" + exported), () -> output);
        assertFalse(output.contains("earlier run"), output);
        assertEquals(4, run("-option=2,refuse,true,boolean", "-export=" + exported), () -> output);
        assertSays("Sum (#2) did not execute: 2_1_Sum.csv, 2_1_Sum.arrow in " + exported + " are of an earlier run.");
        assertTrue(csv("2_1_Sum").contains("sum,6,"));
    }

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
                "told twice");
    }

    @Test
    void warningsOfNodesAreToldAlsoWhenTheyAreNotExecutedAgain() throws Exception {
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
    void anOptionForASettingThatAVariableControlsIsToldToHaveNoEffect() throws Exception {
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
    void aVariableThatASettingCannotTakeIsToldBeforeAnythingExecutes() throws Exception {
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
                "told twice");

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
    void executedNodesAreSkippedUntilSomethingChanges() throws Exception {
        numbersAndSum().write();
        int before = NumbersNodeFactory.EXECUTIONS.get();
        assertEquals(0, run());
        assertEquals(0, run());
        assertEquals(1, NumbersNodeFactory.EXECUTIONS.get() - before);
        assertSays("2 of them already before");

        assertEquals(0, run("-option=2,name,other,String"));
        assertEquals(1, NumbersNodeFactory.EXECUTIONS.get() - before);
        assertSays("Sum (#2): executed in");

        assertEquals(0, run("-reset"));
        assertEquals(2, NumbersNodeFactory.EXECUTIONS.get() - before);

        assertEquals(0, run("-option=1,rows,7,int"));
        assertSays("Sum (#2): executed in");
    }

    @Test
    void aDamagedResultOfAnEarlierRunIsMadeAgain() throws Exception {
        numbersAndSum().write();
        assertEquals(0, run());
        Files.writeString(folder.resolve(".fewshotnas/node_1/port_1.arrow"), "damaged");
        assertEquals(0, run("-export=" + exported), () -> output);
        assertSays("Numbers (#1): its result of an earlier run cannot be read");
        assertTrue(csv("2_1_Sum").contains("sum,6,"));
    }

    @Test
    void twoRunsOfOneWorkflowDoNotSaveIntoEachOther() throws Exception {
        numbersAndSum().write();
        PrintStream nothing = new PrintStream(java.io.OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try (Console console = new Console(nothing, nothing, false, 80);
                Workspace other = new Workspace(OptionParser.parse("-workflowDir=" + folder), console)) {
            assertEquals(folder.resolve(".fewshotnas"), other.writeTo());
            assertEquals(0, run("-export=" + exported), () -> output);
            assertSays("Another run is using this workflow.");
            assertTrue(csv("2_1_Sum").contains("sum,6,"));
        }
        assertFalse(Files.exists(folder.resolve(".fewshotnas/node_1")));
    }

    @Test
    void objectsOfOtherPortTypesAreExportedAndComeBack() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "Note")
                .connect(1, 1, 2, 1)
                .node(3, "Sum")
                .connect(2, 2, 3, 1)
                .write();
        for (int i = 0; i < 2; i++) {
            assertEquals(0, run("-export=" + exported), () -> output);
            assertEquals("3 rows", Files.readString(exported.resolve("2_1_A_note.safetensors")));
            assertTrue(Files.exists(exported.resolve("2_1_A_note.zip")));
            assertEquals(csv("1_1_Numbers_made"), csv("2_2_The_table"));
        }
        assertSays("3 of them already before");
    }

    @Test
    void nosaveLeavesTheFolderAsItWas() throws Exception {
        numbersAndSum().write();
        List<String> before = files(folder);
        assertEquals(0, run("-nosave", "-option=1,rows,2,int"));
        assertEquals(before, files(folder));
    }

    @Test
    void aRunTouchesNoneOfKnimesFiles() throws Exception {
        numbersAndSum().variable(new FlowVariable("x", 1)).write();
        String workflow = Files.readString(folder.resolve("workflow.knime"));
        String settings = Files.readString(folder.resolve("Numbers (#1)/settings.xml"));
        assertEquals(0, run("-option=1,rows,2,int", "-workflow.variable=x,2,int"));
        assertEquals(workflow, Files.readString(folder.resolve("workflow.knime")));
        assertEquals(settings, Files.readString(folder.resolve("Numbers (#1)/settings.xml")));
        assertTrue(files(folder).stream().noneMatch(name -> name.contains("part")), () -> "left behind");
    }

    @Test
    void aDestinationGetsTheExecutedWorkflowWithTheGivenSettings() throws Exception {
        numbersAndSum().variable(new FlowVariable("x", 1)).write();
        List<String> before = files(folder);
        Path destination = temp.resolve("destination");
        assertEquals(
                0, run("-destDir=" + destination, "-option=1,rows,2,int", "-workflow.variable=x,2,int"), () -> output);
        assertEquals(before, files(folder));
        Workflow saved = WorkflowReader.read(destination);
        assertEquals(List.of(new FlowVariable("x", 2)), saved.variables());
        assertEquals(2, saved.nodes().get(0).settings().getNodeSettings("model").getInt("rows"));

        folder = destination;
        assertEquals(0, run("-export=" + exported), () -> output);
        assertSays("2 of them already before");
        assertTrue(csv("2_1_Sum").contains("sum,3,"));
    }

    @Test
    void archivesAreRunAndWritten() throws Exception {
        numbersAndSum().write();
        Path archive = temp.resolve("in.knwf");
        WorkflowArchive.pack(folder, "flow", archive, path -> true);
        Path result = temp.resolve("result.knwf");
        assertEquals(0, host("-workflowFile=" + archive, "-destFile=" + result), () -> output);
        assertEquals(0, host("-workflowFile=" + result, "-nosave", "-export=" + exported), () -> output);
        assertSays("2 of them already before");
        assertTrue(csv("2_1_Sum").contains("sum,6,"));

        assertEquals(0, host("-workflowFile=" + archive), () -> output);
        assertEquals(0, host("-workflowFile=" + archive), () -> output);
        assertSays("2 of them already before");
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

    @Test
    void badOptionsHaveTheirExitCode() {
        assertEquals(2, host("-workflowDir"));
        assertEquals(2, host("-nonsense"));
        assertSays("Unknown option \"-nonsense\"");
        assertEquals(0, host("-help"));
        assertSays("-workflow.variable=NAME,VALUE,TYPE");
    }

    /** Runs a workflow whose second node never ends, and cancels it there. */
    private ExitCode cancelled(boolean deaf, String... options) throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "Endless")
                .settings(s -> s.addBoolean("deaf", deaf))
                .connect(1, 1, 2, 1)
                .write();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Host host = new Host(out, out, false, 100);
        EndlessNodeFactory.BEGUN.drainPermits();
        Thread canceller = new Thread(() -> {
            try {
                assertTrue(EndlessNodeFactory.BEGUN.tryAcquire(30, TimeUnit.SECONDS));
                host.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        canceller.start();
        List<String> arguments = new ArrayList<>(List.of("-workflowDir=" + folder));
        arguments.addAll(List.of(options));
        ExitCode code = host.run(arguments.toArray(String[]::new));
        output = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancellingStopsWithinASecondAndKeepsWhatWasDone(boolean deaf) throws Exception {
        assertEquals(ExitCode.EXECUTION_ERROR, cancelled(deaf));
        assertSays(deaf ? "Endless (#2) did not stop in time" : "Endless (#2): cancelled");
        assertTrue(Files.exists(folder.resolve(".fewshotnas/node_1/state.xml")));
        assertFalse(Files.exists(folder.resolve(".fewshotnas/node_2")));
    }

    @Test
    void cancellingLeavesAnEarlierResultAtTheDestination() throws Exception {
        numbersAndSum().write();
        Path destination = temp.resolve("destination");
        Path archive = temp.resolve("result.knwf");
        assertEquals(0, run("-destDir=" + destination), () -> output);
        assertEquals(0, run("-destFile=" + archive), () -> output);
        List<String> before = files(destination);
        byte[] packed = Files.readAllBytes(archive);
        Directories.delete(folder);

        assertEquals(ExitCode.EXECUTION_ERROR, cancelled(false, "-destDir=" + destination));
        assertEquals(before, files(destination));
        assertSays("What " + destination + " holds of an earlier run was left as it is");
        assertEquals(ExitCode.EXECUTION_ERROR, cancelled(false, "-destFile=" + archive));
        assertArrayEquals(packed, Files.readAllBytes(archive));
        assertEquals(List.of("destination", "flow", "result.knwf"), children(temp));
    }

    @Test
    void cancellingSavesWhatWasDoneWhereTheDestinationIsNew() throws Exception {
        Path destination = temp.resolve("destination");
        assertEquals(ExitCode.EXECUTION_ERROR, cancelled(false, "-destDir=" + destination));
        assertTrue(Files.exists(destination.resolve(".fewshotnas/node_1/state.xml")));
    }

    @Test
    void whatKnimeSavedAsExecutedIsExecutedAgain() throws Exception {
        new WorkflowBuilder(folder).node(1, "Numbers").state("EXECUTED").write();
        assertEquals(0, run());
        assertSays("KNIME saved nodes of this workflow in executed state");
        assertSays("Numbers (#1): executed in");
    }

    @Test
    void aWorkflowThatKnimeSavedIsReadAndItsNodesAreMissed() throws Exception {
        Path example = Path.of("../../../shared/facts/example-workflow");
        Assumptions.assumeTrue(Files.isDirectory(example), "the example workflow is not here");
        folder = example;
        assertEquals(4, run("-nosave"));
        assertSays("Example Table (#1) cannot run. Its node factory "
                + "ex.nodes.ExTableNodeFactory of the extension ex.nodes 1.0.0.qualifier is not here.");
        assertSays("4 of 4 nodes did not execute");
    }

    private static List<String> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(path -> root.relativize(path).toString()).sorted().toList();
        }
    }
}
