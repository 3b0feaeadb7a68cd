package org.fewshotnas.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** CPython, where it is at hand: the one that the system property {@code python} names, else {@code python3}. */
public final class Python {
    private static final String PROGRAM = System.getProperty("python", "python3");

    private Python() {}

    /**
     * Runs a script of the test's resources, which writes files into a folder. The test is skipped where there is no Python with a module
     * that the script needs.
     *
     * @return the lines that the script prints
     */
    public static List<String> run(String script, String module, Path folder) throws Exception {
        Assumptions.assumeTrue(
                has(module), () -> "skipped: " + PROGRAM + " has no " + module + " (set the system property python)");
        Path printed = folder.resolve("printed");
        Process process = new ProcessBuilder(PROGRAM, "src/test/resources/" + script, folder.toString())
                .redirectOutput(printed.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals(0, process.waitFor());
        return Files.readAllLines(printed);
    }

    private static boolean has(String module) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(PROGRAM, "-c", "import " + module)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
