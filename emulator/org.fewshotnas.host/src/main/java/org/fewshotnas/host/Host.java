package org.fewshotnas.host;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.fewshotnas.host.message.Console;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.message.Messages;
import org.fewshotnas.host.message.Texts;
import org.fewshotnas.host.option.OptionParser;
import org.fewshotnas.host.option.Options;
import org.fewshotnas.host.report.Report;
import org.fewshotnas.host.result.ResultStore;
import org.fewshotnas.host.run.Extensions;
import org.fewshotnas.host.run.Extensions.PortTypeEntry;
import org.fewshotnas.host.run.NodeLoader;
import org.fewshotnas.host.run.NodeRun;
import org.fewshotnas.host.run.WorkflowRun;
import org.fewshotnas.host.save.Exporter;
import org.fewshotnas.host.save.Workspace;
import org.fewshotnas.host.setting.Variables;
import org.fewshotnas.host.table.ArrowTables;
import org.fewshotnas.host.workflow.Workflow;
import org.fewshotnas.host.workflow.WorkflowReader;
import org.knime.core.data.HostCellTypes;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.HostPortTypes;
import org.knime.core.node.workflow.FlowVariable;
import org.knime.filehandling.core.data.location.cell.SimpleFSLocationCell;

/** One run from arguments to exit code: loads a workflow, executes it, exports and saves the result. */
final class Host {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final int columns;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile WorkflowRun current;
    /** The file of the report, once it is written. */
    private Optional<Path> reported = Optional.empty();

    /**
     * @param terminal whether {@code out} is a terminal
     * @param columns the width of the terminal
     */
    Host(PrintStream out, PrintStream err, boolean terminal, int columns) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.columns = columns;
    }

    /** Stops the run, from any thread. */
    void cancel() {
        cancelled.set(true);
        WorkflowRun run = current;
        if (run != null) {
            run.cancel();
        }
    }

    /** Runs. Everything that the user should know has been printed when this returns. */
    ExitCode run(String... arguments) {
        try (Console console = new Console(out, err, terminal, columns)) {
            try {
                Options options = OptionParser.parse(arguments);
                if (options.help()) {
                    console.info(OptionParser.USAGE.stripTrailing());
                    return ExitCode.OK;
                }
                return run(options, console);
            } catch (HostException e) {
                console.error(e.getMessage());
                console.trace(e.getCause());
                return e.exitCode();
            }
        }
    }

    private ExitCode run(Options options, Console console) throws HostException {
        long start = System.nanoTime();
        try (Workspace workspace = new Workspace(options, console)) {
            Workflow workflow = WorkflowReader.read(workspace.workflowFolder());
            List<FlowVariable> variables = Variables.of(workflow, options, console);
            console.info("Workflow " + workflow.name() + ": "
                    + Texts.count(workflow.nodes().size(), "node"));
            variables.forEach(
                    variable -> console.info("  variable " + variable.getName() + " = " + variable.getValueAsString()));
            workflow.warnings().forEach(console::warn);

            NodeLoader loader = new NodeLoader(workflow, extensions(), options.settings());
            List<NodeRun> nodes = loader.load();
            loader.problems().forEach(console::warn);
            loader.warnings().forEach(console::warn);
            if (options.failOnLoadError()
                    && !(loader.problems().isEmpty() && workflow.warnings().isEmpty())) {
                throw HostException.load(
                        "The workflow did not load without errors (see above), and -failonloaderror is given.");
            }
            ArrowTables tables = new ArrowTables(workspace.tables());
            ResultStore store = new ResultStore(workspace.readFrom(), workspace.writeTo(), tables);
            WorkflowRun run = new WorkflowRun(nodes, variables, workflow.folder(), tables, store, console);
            try {
                store.clean(run.order().stream().map(NodeRun::id).collect(Collectors.toSet()));
                current = run;
                if (cancelled.get()) {
                    run.cancel();
                }
                execute(run, workflow, console);
                boolean finished = finish(run, workflow, variables, options, workspace, store, console);
                return conclude(run, finished, start, console);
            } finally {
                if (!run.hasStragglers()) {
                    tables.close(); // a straggler may still use their memory
                }
            }
        } catch (IOException e) {
            throw HostException.execution(Messages.of(e), e);
        }
    }

    private static void execute(WorkflowRun run, Workflow workflow, Console console) {
        run.configure();
        if (workflow.nodes().stream().anyMatch(Workflow.NodeEntry::executedByKnime)) {
            console.info("  KNIME saved nodes of this workflow in executed state; their results are not used here.");
        }
        try {
            run.execute();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            run.cancel();
        }
    }

    private boolean finish(
            WorkflowRun run,
            Workflow workflow,
            List<FlowVariable> variables,
            Options options,
            Workspace workspace,
            ResultStore store,
            Console console) {
        boolean finished = run.isSaved();
        if (options.export().isPresent() && run.isCancelled()) {
            console.warn("Nothing was exported to " + options.export().get() + ", because the run was cancelled.");
        } else if (options.export().isPresent()) {
            finished &= new Exporter(options.export().get(), console).export(run.order());
        }
        if (options.report().isPresent()) {
            finished &= report(run, workflow, variables, options.report().get(), console);
        }
        Map<Integer, NodeSettings> models = new TreeMap<>();
        Set<Integer> changed = options.settings().stream()
                .map(Options.SettingAssignment::nodeId)
                .collect(Collectors.toSet());
        run.order().stream()
                .filter(node -> changed.contains(node.id()))
                .forEach(node -> models.put(node.id(), node.model()));
        Set<Integer> executed = run.order().stream()
                .filter(NodeRun::isExecuted)
                .map(NodeRun::id)
                .collect(Collectors.toSet());
        boolean cut = run.isCancelled() && executed.size() < run.order().size();
        try {
            if (cut && workspace.replaces()) {
                console.warn("What " + options.destination().orElseThrow()
                        + " holds of an earlier run was left as it is, because this one was cancelled.");
                return false;
            }
            workspace.finish(workflow, variables, models, executed, store);
        } catch (IOException e) {
            console.error("The executed workflow could not be saved. " + Messages.of(e));
            console.trace(e);
            finished = false;
        }
        return finished;
    }

    private boolean report(
            WorkflowRun run, Workflow workflow, List<FlowVariable> variables, Path file, Console console) {
        Map<String, String> values = new LinkedHashMap<>();
        variables.forEach(variable -> values.put(variable.getName(), variable.getValueAsString()));
        try {
            Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
            Report.write(target, workflow.name(), workflow.folder(), values, run.order(), run.isCancelled());
            reported = Optional.of(file);
            return true;
        } catch (IOException | RuntimeException e) {
            console.error("The report could not be written to " + file + ". " + Messages.of(e));
            console.trace(e);
            return false;
        }
    }

    private ExitCode conclude(WorkflowRun run, boolean finished, long start, Console console) {
        List<NodeRun> nodes = run.order();
        List<String> not = nodes.stream()
                .filter(node -> !node.isExecuted())
                .map(NodeRun::label)
                .toList();
        long skipped = nodes.stream().filter(NodeRun::isSkipped).count();
        String time = Texts.duration(System.nanoTime() - start);
        String where = reported.map(file -> " The report is " + file + ": open it in a browser.")
                .orElse("");
        if (not.isEmpty()) {
            console.info("Done in " + time + ": " + Texts.count(nodes.size(), "node") + " executed"
                    + (skipped > 0 ? ", " + skipped + " of them already before" : "") + "." + where);
        } else {
            console.error((run.isCancelled() ? "Cancelled" : "Not done") + " after " + time + ": " + not.size() + " of "
                    + nodes.size() + " nodes did not execute (" + String.join(", ", not) + ")." + where);
        }
        return not.isEmpty() && finished ? ExitCode.OK : ExitCode.EXECUTION_ERROR;
    }

    private static Extensions extensions() throws IOException {
        HostCellTypes.register(SimpleFSLocationCell.class, "Path");
        ClassLoader loader = Host.class.getClassLoader();
        Extensions extensions = Extensions.of(loader);
        for (PortTypeEntry type : extensions.portTypes()) {
            try {
                HostPortTypes.register(
                        type.name(),
                        loader.loadClass(type.objectClass()),
                        loader.loadClass(type.objectSerializer()),
                        loader.loadClass(type.specClass()),
                        loader.loadClass(type.specSerializer()));
            } catch (ReflectiveOperationException | LinkageError e) {
                throw new IOException("The port type " + type.name() + " cannot be used: " + e, e);
            }
        }
        return extensions;
    }
}
