package org.fewshotnas.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shipped workflow, run as a user does.
 *
 * @param root of the project, where the launcher is
 * @param name of the workflow's folder
 */
record Workflow(Path root, String name) {
    /**
     * Runs it in a process of its own, without saving it.
     *
     * @param results folder for what it exports
     * @param options further ones of the launcher
     * @throws IOException if it fails
     */
    void run(Path results, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                root.resolve("fewshotnas").toString(),
                "-workflowDir=" + root.resolve("test-workflows").resolve(name),
                "-nosave",
                "-export=" + results));
        command.addAll(options);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("The workflow " + name + " ended with " + process.exitValue() + ".");
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException("Stopped in the workflow " + name + ".", e);
        }
    }
}
