package org.fewshotnas.host.option;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.host.file.Directories;
import org.fewshotnas.host.file.WorkflowFolder;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.message.HostException;
import org.fewshotnas.host.option.Options.Assignment;
import org.fewshotnas.host.option.Options.SettingAssignment;

/** Reads the command line of KNIME's batch application. */
public final class OptionParser {
    public static final String USAGE =
            """
            Runs a KNIME workflow, headless and without KNIME.

            Usage: fewshotnas -workflowDir=DIR | -workflowFile=FILE.knwf [options]

              -workflowDir=DIR        the workflow folder
              -workflowFile=FILE      the workflow as a .knwf file
              -destDir=DIR            save the executed workflow there, not over the input; replaces a workflow that is there
              -destFile=FILE          the same, as a .knwf file
              -export=DIR             write every data port of every executed node to DIR, as
                                      NODEID_PORT_name.csv and .arrow (a predictor as .safetensors and .zip,
                                      a network as .onnx and .pt as well)
              -report=FILE.html       write one page with the views of all executed nodes, their messages and their settings:
                                      it opens in any browser, from disk and without a network
              -reset                  execute every node, also those with a valid result of an earlier run
              -nosave                 do not save the executed workflow
              -failonloaderror        end with exit code 3 when settings of a node do not load, or KNIME would load the workflow
                                      with errors (otherwise a warning, and the node runs with its default settings)
              -workflow.variable=NAME,VALUE,TYPE
                                      set a workflow variable; TYPE is String, int, double, long or boolean
              -option=NODEID,NAME,VALUE,TYPE
                                      set one setting of one node, which the workflow stores; NAME may lead through nested
                                      settings: a/b
              -help                   this text

            Results are kept in the folder .fewshotnas of the workflow, so that the next run executes only what has changed:
            settings, variables, inputs, or the files that are read. KNIME's own files stay as they are; values given here
            hold for this run, and go into the copy that -destDir or -destFile makes.

            An option may be given with one or two dashes. Options of KNIME's launcher (-nosplash, -consoleLog,
            -application NAME, -data DIR, -preferences=FILE, -masterkey, -credential=…, -updateLinks, -noexit,
            -vmargs …) are accepted and have no effect here.

            Exit codes: 0 everything executed, 2 bad option, 3 the workflow could not be loaded,
                        4 a node did not execute or a result could not be written
            """;

    private static final Set<String> IGNORED = Set.of(
            "nosplash",
            "consolelog",
            "noexit",
            "updatelinks",
            "masterkey",
            "preferences",
            "credential",
            "clean",
            "debug",
            "suppresserrors");
    private static final Set<String> IGNORED_WITH_VALUE =
            Set.of("application", "data", "configuration", "product", "name", "launcher.suppresserrors");

    private final List<Assignment> variables = new ArrayList<>();
    private final List<SettingAssignment> settings = new ArrayList<>();
    private Path workflowDir;
    private Path workflowFile;
    private Path destDir;
    private Path destFile;
    private Path export;
    private Path report;
    private boolean reset;
    private boolean save = true;
    private boolean failOnLoadError;
    private boolean help;

    private OptionParser() {}

    /**
     * Reads the arguments of a run.
     *
     * @throws HostException with {@link ExitCode#BAD_OPTION} if one is unknown or its value cannot be used
     */
    public static Options parse(String... arguments) throws HostException {
        return new OptionParser().read(arguments);
    }

    private Options read(String... arguments) throws HostException {
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (!argument.startsWith("-")) {
                throw HostException.badOption(
                        "\"" + argument + "\" is not an option: options begin with a dash. -help lists them.");
            }
            String text = argument.substring(argument.startsWith("--") ? 2 : 1);
            int equals = text.indexOf('=');
            String name = equals < 0 ? text : text.substring(0, equals);
            String value = equals < 0 ? null : text.substring(equals + 1);
            if (name.equals("vmargs")) {
                break; // what follows is for KNIME's Java
            }
            if (value == null && IGNORED_WITH_VALUE.contains(name.toLowerCase(Locale.ROOT))) {
                i++; // the value of such an option is the next argument
            } else {
                take(argument, name, value);
            }
        }
        return build();
    }

    private void take(String argument, String name, String value) throws HostException {
        switch (name) {
            case "workflowDir" -> workflowDir = once(workflowDir, name, value);
            case "workflowFile" -> workflowFile = once(workflowFile, name, value);
            case "destDir" -> destDir = once(destDir, name, value);
            case "destFile" -> destFile = once(destFile, name, value);
            case "export" -> export = once(export, name, value);
            case "report" -> report = once(report, name, value);
            case "workflow.variable" -> variables.add(AssignmentParser.variable(required(name, value)));
            case "option" -> settings.add(AssignmentParser.setting(required(name, value)));
            case "reset" -> reset = flag(name, value);
            case "nosave" -> save = !flag(name, value);
            case "failonloaderror" -> failOnLoadError = flag(name, value);
            case "help", "h", "?" -> help = true;
            default -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if (!IGNORED.contains(lower) && !IGNORED_WITH_VALUE.contains(lower)) {
                    throw HostException.badOption("Unknown option \"" + argument + "\". -help lists the options.");
                }
            }
        }
    }

    private Options build() throws HostException {
        if (!help) {
            check();
        }
        Path workflow = workflowDir != null ? workflowDir : workflowFile;
        Path destination = destDir != null ? destDir : destFile;
        return new Options(
                workflow,
                workflowFile != null,
                Optional.ofNullable(destination),
                destFile != null,
                Optional.ofNullable(export),
                Optional.ofNullable(report),
                reset,
                save,
                failOnLoadError,
                List.copyOf(variables),
                List.copyOf(settings),
                help);
    }

    private void check() throws HostException {
        if (workflowDir == null && workflowFile == null) {
            throw HostException.badOption(
                    "No workflow given. Say -workflowDir=DIR or -workflowFile=FILE.knwf; -help lists all options.");
        }
        if (workflowDir != null && workflowFile != null) {
            throw HostException.badOption("Give either -workflowDir or -workflowFile, not both.");
        }
        if (destDir != null && destFile != null) {
            throw HostException.badOption("Give either -destDir or -destFile, not both.");
        }
        if (!save && (destDir != null || destFile != null)) {
            throw HostException.badOption(
                    "-nosave contradicts " + (destDir != null ? "-destDir" : "-destFile") + ". Leave one of them out.");
        }
        if (workflowDir != null && Files.isRegularFile(workflowDir)) {
            throw HostException.badOption(
                    "-workflowDir=" + workflowDir + " is a file. A .knwf file is given with -workflowFile.");
        }
        if (workflowFile != null && Files.isDirectory(workflowFile)) {
            throw HostException.badOption(
                    "-workflowFile=" + workflowFile + " is a folder. A workflow folder is given with -workflowDir.");
        }
        if (export != null && Files.exists(export) && !Files.isDirectory(export)) {
            throw HostException.badOption("-export=" + export + " is a file, but a folder is needed.");
        }
        if (report != null && Files.isDirectory(report)) {
            throw HostException.badOption(
                    "-report=" + report + " is a folder, but a file is needed, such as report.html.");
        }
        if (report != null && Files.exists(report) && !(Files.isRegularFile(report) && Files.isWritable(report))) {
            throw HostException.badOption("-report=" + report + " cannot be written over.");
        }
        if (report != null && export != null && report.toAbsolutePath().equals(export.toAbsolutePath())) {
            throw HostException.badOption(
                    "-report and -export are both " + report + ". Give the report a name of its own.");
        }
        checkDestination();
    }

    private void checkDestination() throws HostException {
        if (destFile != null && Files.isDirectory(destFile)) {
            throw HostException.badOption("-destFile=" + destFile + " is a folder. A folder is given with -destDir.");
        }
        boolean replaceable = destDir == null
                || !Files.exists(destDir)
                || Directories.isEmptyDirectory(destDir)
                || WorkflowFolder.isWorkflow(destDir);
        if (!replaceable) {
            throw HostException.badOption(
                    "-destDir=" + destDir + " exists and holds something else than a workflow. Give a new folder.");
        }
    }

    private static Path once(Path before, String name, String value) throws HostException {
        if (before != null) {
            throw HostException.badOption("-" + name + " is given twice.");
        }
        try {
            return Path.of(required(name, value));
        } catch (InvalidPathException e) {
            throw HostException.badOption("-" + name + "=" + value + " is not a path: " + e.getReason() + ".");
        }
    }

    private static boolean flag(String name, String value) throws HostException {
        if (value != null) {
            throw HostException.badOption("-" + name + " takes no value, but has \"" + value + "\".");
        }
        return true;
    }

    private static String required(String name, String value) throws HostException {
        if (value == null || value.isBlank()) {
            throw HostException.badOption("-" + name + " needs a value, as in -" + name + "=x.");
        }
        return value;
    }
}
