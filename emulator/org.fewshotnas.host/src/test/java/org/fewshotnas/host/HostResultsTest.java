package org.fewshotnas.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.fewshotnas.host.file.Directories;
import org.fewshotnas.host.file.WorkflowArchive;
import org.fewshotnas.host.message.Console;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.nodes.NumbersNodeFactory;
import org.fewshotnas.host.option.OptionParser;
import org.fewshotnas.host.save.Workspace;
import org.fewshotnas.host.workflow.Workflow;
import org.fewshotnas.host.workflow.WorkflowReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.workflow.FlowVariable;

/** What a run leaves behind: in the workflow, at a destination, and as exported files. */
class HostResultsTest extends HostTestCase {
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
    void aFileWhereTheExportNeedsAFolderIsNamedBeforeAnythingRuns() throws Exception {
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
        assertSays("Sum (#2) did not execute: nothing was exported of \"Sum\". 2_1_Sum.csv, 2_1_Sum.arrow in "
                + exported + " are of an earlier run.");
        assertTrue(csv("2_1_Sum").contains("sum,6,"));
    }

    @Test
    void whatAFailedRunDoesNotExportIsNamed() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "Failing")
                .connect(1, 1, 2, 1)
                .node(3, "Note")
                .connect(2, 1, 3, 1)
                .write();
        assertEquals(4, run("-export=" + exported), () -> output);
        assertSays("Note (#3) did not execute: nothing was exported of \"A note\", \"The table\".");
        assertFalse(output.contains("earlier run"), output);
        assertTrue(Files.exists(exported.resolve("1_1_Numbers_made.csv")));
    }

    @Test
    void aCancelledRunSaysThatItExportedNothing() throws Exception {
        assertEquals(ExitCode.EXECUTION_ERROR, cancelled(false, "-export=" + exported));
        assertSays("Nothing was exported to " + exported + ", because the run was cancelled.");
        assertFalse(Files.exists(exported.resolve("1_1_Numbers_made.csv")));
    }

    @Test
    void pathsComeBackWithTheirFileSystemAndAreExported() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Paths")
                .node(2, "Note")
                .connect(1, 1, 2, 1)
                .write();
        assertEquals(0, run("-export=" + exported), () -> output);
        String whole = "RowID,Path\nfile,/data/a b.png\nurl,https://example.org/c.png\nnone,\n";
        assertEquals(whole, csv("1_1_Files"));
        assertEquals(whole, csv("2_2_The_table"));
        Directories.delete(exported);
        assertEquals(0, run("-export=" + exported), () -> output);
        assertSays("2 of them already before");
        assertEquals(whole, csv("2_2_The_table"), "of the table that the first run saved");
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
            assertEquals("exported: 3 rows", Files.readString(exported.resolve("2_1_A_note.txt")));
            assertEquals(csv("1_1_Numbers_made"), csv("2_2_The_table"));
        }
        assertSays("3 of them already before");
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
            assertEquals(folder.resolve(".fewshotnas"), other.writeTo().orElseThrow());
            assertEquals(0, run("-export=" + exported), () -> output);
            assertSays("Another run is using this workflow.");
            assertTrue(csv("2_1_Sum").contains("sum,6,"));
        }
        assertFalse(Files.exists(folder.resolve(".fewshotnas/node_1")));
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

    private static List<String> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
