package org.fewshotnas.host.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
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
import org.knime.node.HostNode;

/** One execution of one node, in a thread of its own. */
final class NodeExecution {
    /**
     * How an execution ended: with a result, with a failure, or with neither if it was cancelled.
     *
     * @param saveFailure why the result could not be saved
     */
    record Outcome(Optional<NodeResult> result, Optional<Throwable> failure, Optional<IOException> saveFailure) {}

    private final NodeRun run;
    private final HostNode node;
    private final PortObject[] inputs;
    private final String fingerprint;
    private final Path folder;
    private final ArrowTables tables;
    private final ResultStore store;
    private final BlockingQueue<Optional<NodeExecution>> finished;
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
            BlockingQueue<Optional<NodeExecution>> finished) {
        this.run = run;
        node = run.node().orElseThrow();
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
        return new Console.Status(
                progress == null ? OptionalDouble.empty() : OptionalDouble.of(progress),
                Optional.ofNullable(monitor.getMessage()));
    }

    void start() {
        thread = new Thread(this::work, run.label());
        thread.setDaemon(true); // one that ignores cancellation must not keep the process alive
        // Libraries look their engines up with this loader.
        thread.setContextClassLoader(node.getClass().getClassLoader());
        thread.start();
    }

    /** Asks the node to end; it does so at its next look at the monitor, or where it waits for something. */
    void cancel() {
        monitor.setExecuteCanceled();
        thread.interrupt();
    }

    private void work() {
        long start = System.nanoTime();
        Optional<NodeResult> result = Optional.empty();
        Optional<Throwable> failure = Optional.empty();
        try {
            result = Optional.of(execute());
        } catch (CanceledExecutionException | CancellationException | InterruptedException e) {
            // neither a result nor a failure
        } catch (Throwable e) { // whatever a node throws, the others go on
            failure = monitorIsCancelled() ? Optional.empty() : Optional.of(e);
        }
        nanos = System.nanoTime() - start;
        outcome = new Outcome(result, failure, result.flatMap(this::save));
        finished.add(Optional.of(this));
    }

    private Optional<IOException> save(NodeResult result) {
        if (node.continuesLoop()) {
            return Optional.empty(); // there is nothing to keep yet
        }
        try {
            store.save(run.id(), result);
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.of(e instanceof IOException io ? io : new IOException(Messages.of(e), e));
        }
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
            PortObject[] outputs = node.execute(inputs, HostTables.context(monitor, scope));
            return new NodeResult(
                    UUID.randomUUID().toString(),
                    fingerprint,
                    Arrays.stream(outputs).map(Optional::ofNullable).toList(),
                    Stream.concat(run.exposed.stream(), node.pushed().stream()).toList(),
                    node.warning(),
                    node.view().map(view -> (String) node.viewData()));
        }
    }
}
