package org.fewshotnas.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.fewshotnas.host.message.ExitCode;
import org.junit.jupiter.api.Test;

/** Loops: executed until their end does not ask for more, and what is said of those that are none. */
class HostLoopTest extends HostTestCase {
    /** A loop of three iterations, each of which makes as many rows as iterations have gone before. */
    private WorkflowBuilder loop() throws Exception {
        return new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "CountStart")
                .node(3, "Numbers")
                .controlled("rows", "currentIteration")
                .node(4, "CollectEnd")
                .connect(1, 1, 2, 1)
                .connect(2, 0, 3, 0)
                .connect(3, 1, 4, 1);
    }

    @Test
    void anIterationIsAVariableInTheLoop() throws Exception {
        loop().write();
        assertEquals(0, run("-export=" + exported), () -> output);
        assertEquals("RowID,number,label\nRow1#0,1,default\nRow1#1,1,default\nRow2#2,2,default\n", csv("4_1_Tables"));
        assertSays("iteration 2 is done, another one follows");
    }

    @Test
    void theVariablesOfALoopEndWithIt() throws Exception {
        loop().node(5, "Numbers")
                .controlled("rows", "maxIterations")
                .connect(4, 0, 5, 0)
                .write();
        assertEquals(4, run());
        assertSays("flow variable \"maxIterations\", which does not reach this node");
    }

    @Test
    void aLoopInALoopBeginsAnewEachTime() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "CountStart")
                .settings(s -> s.addInt("loops", 2))
                .node(3, "CountStart")
                .node(4, "CollectEnd")
                .node(5, "CollectEnd")
                .node(6, "Sum")
                .connect(1, 1, 2, 1)
                .connect(2, 1, 3, 1)
                .connect(3, 1, 4, 1)
                .connect(4, 1, 5, 1)
                .connect(5, 1, 6, 1)
                .write();
        assertEquals(0, run("-export=" + exported), () -> output);
        // 1 + 2 + 3, three times inside, twice outside
        assertEquals("RowID,sum,label\nsum,36," + "default".repeat(18) + "\n", csv("6_1_Sum"));
    }

    @Test
    void aFinishedLoopIsKeptAsAWholeAndOneThatChangedIsExecutedAnew() throws Exception {
        loop().write();
        assertEquals(0, run(), () -> output);
        assertEquals(0, run(), () -> output);
        assertSays("4 of them already before");
        assertEquals(0, run("-option=2,loops,4,int", "-export=" + exported), () -> output);
        assertSays("1 of them already before");
        assertEquals(7, csv("4_1_Tables").lines().count(), "a header and 0 + 1 + 2 + 3 rows");
    }

    @Test
    void aFailureInALoopEndsIt() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "CountStart")
                .node(3, "Failing")
                .node(4, "CollectEnd")
                .connect(1, 1, 2, 1)
                .connect(2, 1, 3, 1)
                .connect(3, 1, 4, 1)
                .write();
        assertEquals(4, run());
        assertSays("2 of 4 nodes did not execute (Failing (#3), CollectEnd (#4))");
    }

    @Test
    void anEndlessLoopStopsWhenItIsCancelled() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "CountStart")
                .node(3, "CollectEnd")
                .settings(s -> s.addBoolean("endless", true))
                .connect(1, 1, 2, 1)
                .connect(2, 1, 3, 1)
                .write();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Host host = new Host(out, out, false, 100);
            CompletableFuture<Void> canceller = CompletableFuture.runAsync(() -> {
                while (!bytes.toString(StandardCharsets.UTF_8).contains("iteration 2 is done")) {
                    Thread.onSpinWait();
                }
                host.cancel();
            });
            assertEquals(ExitCode.EXECUTION_ERROR, host.run("-workflowDir=" + folder, "-nosave"));
            canceller.join();
        }
        output = bytes.toString(StandardCharsets.UTF_8);
        assertSays("Cancelled after ");
    }

    @Test
    void anEndWithoutAStartIsRefused() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "CollectEnd")
                .connect(1, 1, 2, 1)
                .write();
        assertEquals(4, run());
        assertSays("CollectEnd (#2): It ends a loop, but no node before it begins one.");
    }

    @Test
    void aStartWithoutAnEndIsRefused() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "CountStart")
                .node(3, "Sum")
                .connect(1, 1, 2, 1)
                .connect(2, 1, 3, 1)
                .write();
        assertEquals(4, run());
        assertSays("CountStart (#2): It begins a loop, but no node behind it ends one.");
        assertFalse(output.contains("CountStart (#2): executed"), output);
    }

    @Test
    void whatLeavesALoopOtherwiseThanThroughItsEndIsRefused() throws Exception {
        loop().node(5, "Sum")
                .addedTables(1)
                .connect(3, 1, 5, 1)
                .connect(4, 1, 5, 2)
                .write();
        assertEquals(4, run());
        assertSays("Sum (#5): It takes something from inside of the loop of CountStart (#2) and something from behind"
                + " its end CollectEnd (#4).");
        assertFalse(output.contains("CountStart (#2): executed"), output);
    }

    @Test
    void aBranchThatEndsInTheLoopIsExecutedWithIt() throws Exception {
        loop().node(5, "Sum").connect(3, 1, 5, 1).write();
        assertEquals(0, run("-export=" + exported), () -> output);
        assertEquals("RowID,sum,label\nsum,3,defaultdefault\n", csv("5_1_Sum"));
    }

    @Test
    void loopsThatCrossAreRefused() throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "CountStart")
                .node(3, "CountStart")
                .node(4, "Sum")
                .addedTables(1)
                .node(5, "CollectEnd")
                .connect(1, 1, 2, 1)
                .connect(1, 1, 3, 1)
                .connect(2, 1, 4, 1)
                .connect(3, 1, 4, 2)
                .connect(4, 1, 5, 1)
                .write();
        assertEquals(4, run());
        assertSays("Sum (#4): It takes something from inside of the loop of ");
    }
}
