package org.fewshotnas.host.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.fewshotnas.host.message.Console;
import org.fewshotnas.host.message.Messages;
import org.fewshotnas.host.result.NodeResult;
import org.fewshotnas.host.result.ResultStore;
import org.fewshotnas.host.table.ArrowTables;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.HostTables;
import org.knime.core.node.port.PortObject;
import org.knime.core.util.HostWorkflowFolder;

/** One execution of one node, in a thread of its own. */
final class NodeExecution {
    /** Nobody's execution: a reason to look up from waiting. */
    static final NodeExecution NONE = new NodeExecution(null, null, null, null, null, null, null);

    /**
     * How an execution ended: with a result, with a failure, or with neither if it was cancelled.
     *
     * @param saveFailure why the result could not be saved, or {@code null}
     */
    record Outcome(NodeResult result, Throwable failure, IOException saveFailure) {}

    private final NodeRun run;
    private final PortObject[] inputs;
    private final String fingerprint;
    private final Path folder;
    private final ArrowTables tables;
    private final ResultStore store;
    private final BlockingQueue<NodeExecution> finished;
    private final DefaultNodeProgressMonitor monitor = new DefaultNodeProgressMonitor();
    private volatile Thread thread;
    private volatile Outcome outcome;
    private volatile long nanos;

    NodeExecution(
            NodeRun run,
            PortObject[] inputs,
            String fingerprint,
            Path folder,
            ArrowTables tables,
            ResultStore store,
            BlockingQueue<NodeExecution> finished) {
        this.run = run;
        this.inputs = inputs;
        this.fingerprint = fingerprint;
        this.folder = folder;
        this.tables = tables;
        this.store = store;
        this.finished = finished;
    }

    NodeRun run() {
        return run;
    }

    Outcome outcome() {
        return outcome;
    }

    /** How long it took. */
    long nanos() {
        return nanos;
    }

    Console.Status status() {
        Double progress = monitor.getProgress();
        return new Console.Status(progress == null ? -1 : progress, monitor.getMessage());
    }

    void start() {
        thread = new Thread(this::work, run.label());
        thread.setDaemon(true); // one that ignores cancellation must not keep the process alive
        // Libraries look their engines up with this loader.
        thread.setContextClassLoader(run.node().getClass().getClassLoader());
        thread.start();
    }

    /** Asks the node to end; it does so at its next look at the monitor, or where it waits for something. */
    void cancel() {
        monitor.setExecuteCanceled();
        thread.interrupt();
    }

    private void work() {
        long start = System.nanoTime();
        NodeResult result = null;
        Throwable failure = null;
        IOException saveFailure = null;
        try {
            result = execute();
        } catch (CanceledExecutionException | CancellationException | InterruptedException e) {
            // neither a result nor a failure
        } catch (Throwable e) { // whatever a node throws, the others go on
            failure = monitorIsCancelled() ? null : e;
        }
        nanos = System.nanoTime() - start;
        if (result != null) {
            try {
                store.save(run.id(), result);
            } catch (IOException | RuntimeException e) {
                saveFailure = e instanceof IOException io ? io : new IOException(Messages.of(e), e);
            }
        }
        outcome = new Outcome(result, failure, saveFailure);
        finished.add(this);
    }

    private boolean monitorIsCancelled() {
        try {
            monitor.checkCanceled();
            return false;
        } catch (CanceledExecutionException e) {
            return true;
        }
    }

    @SuppressWarnings("try") // the folder is entered and left, nothing more
    private NodeResult execute() throws Exception {
        try (HostWorkflowFolder.Entered context = HostWorkflowFolder.enter(folder);
                ArrowTables.Scope scope = tables.newScope()) {
            PortObject[] outputs = run.node().execute(inputs, HostTables.context(monitor, scope));
            String warning = run.node().warning().orElse(null);
            return new NodeResult(
                    UUID.randomUUID().toString(), fingerprint, Arrays.asList(outputs), run.pushed, warning);
        }
    }
}
