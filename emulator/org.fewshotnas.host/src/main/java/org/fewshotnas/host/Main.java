package org.fewshotnas.host;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.fewshotnas.host.message.ExitCode;

/** The command line: runs one workflow and ends with one of KNIME's exit codes. */
public final class Main {
    private static final long SHUTDOWN_SECONDS = 20;

    private Main() {}

    /** Runs the workflow that the arguments name; Ctrl-C cancels it. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, false, StandardCharsets.UTF_8);
        CountDownLatch ended = new CountDownLatch(1);
        Host host = new Host(
                out, err, Boolean.getBoolean("fewshotnas.terminal"), Integer.getInteger("fewshotnas.columns", 100));
        Thread hook = new Thread(() -> {
            host.cancel();
            try {
                ended.await(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        ExitCode code = host.run(args);
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // a signal ends the process; an exit here could put its own code in the place of the signal's
        }
        System.exit(code.code());
    }

    /**
     * As the command line, within this process.
     *
     * @return the exit code
     */
    public static int run(PrintStream out, PrintStream err, String... args) {
        return new Host(out, err, false, 100).run(args).code();
    }
}
