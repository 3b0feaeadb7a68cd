package org.fewshotnas.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fewshotnas.host.message.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MainTest {

    @Test
    @DisabledOnOs(OS.WINDOWS) // has no signals
    void aSignalEndsTheProcessAndKeepsWhatWasDone(@TempDir Path temp) throws Exception {
        Path folder = new WorkflowBuilder(temp.resolve("flow"))
                .node(1, "Numbers")
                .node(2, "Endless")
                .connect(1, 1, 2, 1)
                .write();
        Process process = start("-workflowDir=" + folder);
        StringBuilder output = new StringBuilder();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.append(line).append('\n');
                if (line.contains("Endless (#2): executing")) {
                    process.toHandle().destroy(); // unlike that of Process, it leaves the output open
                }
            }
        }
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "still alive");
        assertEquals(128 + 15, process.exitValue(), output::toString);
        assertTrue(output.toString().contains("Cancelled after"), output::toString);
        assertTrue(Files.exists(folder.resolve(".fewshotnas/node_1/state.xml")));
        try (Stream<Path> files = Files.list(folder.resolve(".fewshotnas"))) {
            assertEquals(1, files.count(), "temporary files stay behind");
        }
    }

    @Test
    void theExitCodeIsThatOfTheRun(@TempDir Path temp) throws Exception {
        Process process = start("-workflowDir=" + temp.resolve("nothing"));
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.LOAD_ERROR.code(), process.waitFor());
        assertTrue(output.contains("There is no workflow folder"), output);
        assertFalse(output.contains("\tat "), output);
    }

    private static Process start(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.command().addAll(java.util.List.of(arguments));
        return builder.redirectErrorStream(true).start();
    }
}
