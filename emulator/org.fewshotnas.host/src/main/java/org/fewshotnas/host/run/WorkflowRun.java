package org.fewshotnas.host.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.fewshotnas.host.file.Locations;
import org.fewshotnas.host.message.Console;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.message.Messages;
import org.fewshotnas.host.message.NodeMessages;
import org.fewshotnas.host.message.Texts;
import org.fewshotnas.host.result.NodeResult;
import org.fewshotnas.host.result.ResultStore;
import org.fewshotnas.host.run.Loops.Loop;
import org.fewshotnas.host.run.NodeExecution.Outcome;
import org.fewshotnas.host.run.NodeRun.State;
import org.fewshotnas.host.table.ArrowTables;
import org.fewshotnas.host.workflow.Workflow.Connection;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.workflow.FlowVariable;

/**
 * Executes the nodes of a workflow: each as soon as the nodes before it have executed, independent ones at the same time. A node that
 * fails stops only what comes after it. A loop is executed again and again until its end does not ask for more. One thread decides, and
 * alone changes the states of nodes; others execute.
 */
public final class WorkflowRun {
    private static final long CANCEL_PATIENCE_MILLIS = 800;

    private final Map<Integer, NodeRun> nodes = new LinkedHashMap<>();
    private final List<NodeRun> order;
    private final NodeConfigurator configurator;
    private final Loops loops;
    private final Path folder;
    private final ArrowTables tables;
    private final ResultStore store;
    private final Console console;
    private final BlockingQueue<Optional<NodeExecution>> finished = new LinkedBlockingQueue<>();
    private final Map<Integer, NodeExecution> running = new HashMap<>();
    private final Set<Integer> tried = new HashSet<>();
    private volatile boolean cancelled;
    private boolean saved = true;

    /**
     * @param runs the nodes
     * @param folder the workflow folder
     * @throws HostException with {@link ExitCode#LOAD_ERROR} if connections form a circle
     */
    public WorkflowRun(
            List<NodeRun> runs,
            Collection<FlowVariable> variables,
            Path folder,
            ArrowTables tables,
            ResultStore store,
            Console console)
            throws HostException {
        runs.forEach(run -> nodes.put(run.id(), run));
        order = ExecutionOrder.of(runs);
        loops = new Loops(nodes, order);
        configurator = new NodeConfigurator(nodes, variables);
        this.folder = folder;
        this.tables = tables;
        this.store = store;
        this.console = console;
    }

    /** Stops the run: what executes is asked to end, nothing new begins. May be called by any thread, at any time. */
    public void cancel() {
        cancelled = true;
        finished.add(Optional.empty()); // wakes the thread that decides
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** The nodes, in an order in which they could execute one after the other. */
    public List<NodeRun> order() {
        return order;
    }

    /** Whether every result could be saved. */
    public boolean isSaved() {
        return saved;
    }

    /** Configures all nodes as far as that is possible before anything is executed, and says what is wrong. */
    public void configure() {
        for (NodeRun run : order) {
            configurator.configure(run);
            showMessage(run);
        }
    }

    /** Executes all that can be executed, and returns when nothing executes any more. */
    public void execute() throws InterruptedException {
        startReady();
        while (!running.isEmpty()) {
            Optional<NodeExecution> execution = finished.take();
            if (cancelled) {
                stop();
                return;
            }
            execution.ifPresent(this::end);
            startReady();
        }
    }

    private void stop() throws InterruptedException {
        running.values().forEach(NodeExecution::cancel);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CANCEL_PATIENCE_MILLIS);
        while (!running.isEmpty()) {
            Optional<NodeExecution> execution = finished.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (execution == null) {
                break; // nothing came in time
            }
            execution.ifPresent(this::end);
        }
        for (NodeExecution execution : running.values()) {
            console.ended(execution.run().label());
            console.warn(execution.run().label() + " did not stop in time; it ends with this process.");
        }
    }

    /** Whether nodes still execute that did not stop when they were asked to. */
    public boolean hasStragglers() {
        return !running.isEmpty();
    }

    private void startReady() {
        for (NodeRun run : order) {
            if (!cancelled && isReady(run) && tried.add(run.id())) {
                if (run.iterations == 0) { // a loop start goes on as it is
                    configurator.configure(run);
                    showMessage(run);
                }
                if (run.state == State.CONFIGURED) {
                    start(run);
                }
            }
        }
    }

    private boolean isReady(NodeRun run) {
        return run.connections().stream().allMatch(connection -> nodes.get(connection.source()).state == State.EXECUTED)
                && loops.alsoBefore(run).stream().allMatch(id -> nodes.get(id).state == State.EXECUTED);
    }

    private void start(NodeRun run) {
        Optional<Loop> loop = loops.begunBy(run);
        boolean isBorder = loop.isPresent() || loops.endedBy(run).isPresent();
        if (loop.isPresent() && run.iterations == 0 && reuse(loop.get().nodes()) || !isBorder && reuse(List.of(run))) {
            return;
        }
        String fingerprint = fingerprint(run);
        run.state = State.EXECUTING;
        NodeExecution execution = new NodeExecution(run, inputs(run), fingerprint, folder, tables, store, finished);
        running.put(run.id(), execution);
        console.began(run.label(), execution::status);
        execution.start();
    }

    /**
     * Takes results of an earlier run over, if there are such for all these nodes: of a loop all or none, because its parts say nothing
     * about the iteration that they are from.
     *
     * @param runs in an order in which they can execute, the first of them configured
     */
    private boolean reuse(List<NodeRun> runs) {
        NodeRun first = runs.get(0);
        for (NodeRun run : runs) {
            if (run != first) {
                configurator.configure(run);
            }
            Optional<NodeResult> earlier = run.state == State.CONFIGURED ? earlier(run) : Optional.empty();
            if (earlier.isEmpty()) {
                runs.forEach(NodeRun::reset);
                configurator.configure(first);
                return false;
            }
            run.skipped = true;
            accept(run, earlier.get());
        }
        for (NodeRun run : runs) {
            tried.add(run.id());
            console.info("  " + run.label() + ": executed already, nothing has changed" + summary(run));
            showMessage(run);
        }
        return true;
    }

    private Optional<NodeResult> earlier(NodeRun run) {
        try {
            return store.find(run.id(), fingerprint(run));
        } catch (IOException e) {
            console.warn(run.label() + ": its result of an earlier run cannot be read, so it executes again. "
                    + Messages.of(e));
            return Optional.empty();
        }
    }

    /** Prepares the next iteration: what is between start and end is reset, the start executes again as it is. */
    private void goOn(Loop loop) {
        NodeRun start = loop.start();
        int done = start.iterations + 1;
        console.info("  " + loop.end().label() + ": iteration " + done + " is done, another one follows");
        loop.body().forEach(NodeRun::reset);
        loop.nodes().forEach(run -> tried.remove(run.id()));
        loop.end().state = State.IDLE;
        start.state = State.CONFIGURED;
        start.iterations = done;
        start.node().orElseThrow().goesOnFrom(loop.end().node().orElseThrow());
    }

    private PortObject[] inputs(NodeRun run) {
        PortObject[] objects = new PortObject[run.inPorts().length];
        for (int port = 1; port <= objects.length; port++) {
            Optional<Connection> connection = run.input(port); // or the port is optional
            if (connection.isPresent()) {
                objects[port - 1] = nodes.get(connection.get().source())
                        .outputs[connection.get().sourcePort() - 1];
            }
        }
        return objects;
    }

    private String fingerprint(NodeRun run) {
        Fingerprint fingerprint = new Fingerprint().add(run.creation()).add(run.effective);
        fingerprint.addFiles(run.effective, location -> Locations.resolve(location, folder));
        for (int port = 1; port <= run.inPorts().length; port++) {
            fingerprint.add(run.input(port)
                    .map(connection -> nodes.get(connection.source()).resultId + "/" + connection.sourcePort())
                    .orElse("none"));
        }
        return fingerprint.value();
    }

    private void end(NodeExecution execution) {
        NodeRun run = execution.run();
        running.remove(run.id());
        console.ended(run.label());
        Outcome outcome = execution.outcome();
        if (outcome.result().isPresent() && run.node().orElseThrow().continuesLoop()) {
            goOn(loops.endedBy(run).orElseThrow());
        } else if (outcome.result().isPresent()) {
            loops.endedBy(run).ifPresent(loop -> loop.start().iterations = 0);
            accept(run, outcome.result().get());
            console.info("  " + run.label() + ": executed in " + Texts.duration(execution.nanos()) + summary(run));
            showMessage(run);
            outcome.saveFailure().ifPresent(failure -> {
                saved = false;
                console.error(run.label() + ": its result could not be saved. " + Messages.of(failure));
            });
        } else if (outcome.failure().isPresent()) {
            fail(run, outcome.failure().get());
        } else {
            run.state = State.CONFIGURED;
            console.warn(run.label() + ": cancelled");
        }
    }

    private void fail(NodeRun run, Throwable failure) {
        run.state = State.FAILED;
        String message = (NodeMessages.isForUsers(failure) ? "" : "Execute failed: ") + NodeMessages.of(failure);
        run.message = Optional.of(message);
        console.error(run.label() + ": " + message);
        console.trace(failure);
    }

    private static void accept(NodeRun run, NodeResult result) {
        run.state = State.EXECUTED;
        run.resultId = result.id();
        run.outputs =
                result.outputs().stream().map(output -> output.orElse(null)).toArray(PortObject[]::new);
        for (int i = 0; i < run.outputs.length; i++) {
            run.specs[i] = run.outputs[i] == null ? null : run.outputs[i].getSpec();
        }
        run.pushed = result.pushed();
        run.message = result.warning();
        run.view = result.view();
        run.times++;
    }

    private static String summary(NodeRun run) {
        List<String> parts = new ArrayList<>();
        for (PortObject output : run.outputs) {
            if (output != null && output.getSummary() != null) {
                parts.add(output.getSummary());
            }
        }
        return parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")";
    }

    private void showMessage(NodeRun run) {
        if (!run.message.equals(run.shown)) {
            run.message.ifPresent(message -> console.warn(run.label() + ": " + message));
        }
        run.shown = run.message;
    }
}
