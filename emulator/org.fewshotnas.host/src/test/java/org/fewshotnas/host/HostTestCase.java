package org.fewshotnas.host;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.fewshotnas.host.message.ExitCode;
import org.fewshotnas.host.nodes.EndlessNodeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs a workflow folder of test nodes, as the command line does. */
@Timeout(60)
abstract class HostTestCase {
    @TempDir
    Path temp;

    Path folder;
    Path exported;
    String output;

    @BeforeEach
    void folders() {
        folder = temp.resolve("flow");
        exported = temp.resolve("exported");
    }

    int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("-workflowDir=" + folder));
        arguments.addAll(List.of(options));
        return host(arguments.toArray(String[]::new));
    }

    int host(String... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            return Main.run(out, out, arguments);
        } finally {
            output = bytes.toString(StandardCharsets.UTF_8);
        }
    }

    String csv(String name) throws IOException {
        return Files.readString(exported.resolve(name + ".csv"));
    }

    void assertSays(String text) {
        assertTrue(output.contains(text), () -> "\"" + text + "\" is not in:\n" + output);
    }

    WorkflowBuilder numbersAndSum() throws Exception {
        return new WorkflowBuilder(folder).node(1, "Numbers").node(2, "Sum").connect(1, 1, 2, 1);
    }

    /** Runs a workflow whose second node never ends, and cancels it there. */
    ExitCode cancelled(boolean deaf, String... options) throws Exception {
        new WorkflowBuilder(folder)
                .node(1, "Numbers")
                .node(2, "Endless")
                .settings(s -> s.addBoolean("deaf", deaf))
                .connect(1, 1, 2, 1)
                .write();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Host host = new Host(out, out, false, 100);
        EndlessNodeFactory.BEGUN.drainPermits();
        Thread canceller = new Thread(() -> {
            try {
                assertTrue(EndlessNodeFactory.BEGUN.tryAcquire(30, TimeUnit.SECONDS));
                host.cancel();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        canceller.start();
        List<String> arguments = new ArrayList<>(List.of("-workflowDir=" + folder));
        arguments.addAll(List.of(options));
        ExitCode code = host.run(arguments.toArray(String[]::new));
        output = bytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(path -> root.relativize(path).toString()).sorted().toList();
        }
    }
}
