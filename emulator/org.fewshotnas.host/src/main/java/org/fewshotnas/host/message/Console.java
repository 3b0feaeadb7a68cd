package org.fewshotnas.host.message;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What a run shows its user: results and progress on standard output, warnings and errors on standard error. On a terminal, the last line
 * shows a progress bar for what is executing; elsewhere, progress comes as a plain line now and then.
 */
public final class Console implements AutoCloseable {
    private static final long PLAIN_INTERVAL_SECONDS = 10;
    private static final long BAR_INTERVAL_MILLIS = 200;
    private static final int BAR_WIDTH = 20;
    private static final String EXECUTING = "executing";

    /** How far a node is, as a fraction from 0 to 1, and what it is doing; as far as it says so. */
    public record Status(OptionalDouble fraction, Optional<String> message) {}

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final int width;
    private final Map<String, Supplier<Status>> executing = new LinkedHashMap<>();
    private final Map<String, String> lastLines = new LinkedHashMap<>();
    private final ScheduledExecutorService ticker;
    /** What the last line shows now. */
    private String bar = "";

    /**
     * @param terminal whether {@code out} is a terminal
     * @param width the number of its columns
     */
    public Console(PrintStream out, PrintStream err, boolean terminal, int width) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.width = Math.max(40, width);
        ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "console");
            thread.setDaemon(true);
            return thread;
        });
        long millis = terminal ? BAR_INTERVAL_MILLIS : TimeUnit.SECONDS.toMillis(PLAIN_INTERVAL_SECONDS);
        ticker.scheduleAtFixedRate(this::tick, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** A line of information. */
    public synchronized void info(String text) {
        eraseBar();
        out.println(text);
        out.flush();
        drawBar();
    }

    /** Something that the user should know; the run goes on. */
    public synchronized void warn(String text) {
        problem("WARN  ", text);
    }

    /** Something that did not work. */
    public synchronized void error(String text) {
        problem("ERROR ", text);
    }

    /** The stack trace of an exception, for those who asked for it with FEWSHOTNAS_DEBUG. */
    public synchronized void trace(Throwable failure) {
        if (failure != null && System.getenv("FEWSHOTNAS_DEBUG") != null) {
            failure.printStackTrace(err);
        }
    }

    private void problem(String level, String text) {
        eraseBar();
        err.println(level + text.strip().replace("\n", "\n      "));
        err.flush();
        drawBar();
    }

    /** A node begins to execute; its status is asked for until {@link #ended}. */
    public synchronized void began(String node, Supplier<Status> status) {
        executing.put(node, status);
        String line = line(node, EXECUTING);
        lastLines.put(node, line); // so that a node that says nothing of itself is not shown again
        info(line);
    }

    /** A node does not execute any longer. */
    public synchronized void ended(String node) {
        executing.remove(node);
        lastLines.remove(node);
    }

    /** Shows how far the nodes are. */
    synchronized void tick() {
        if (terminal) {
            drawBar();
        } else {
            executing.forEach((node, status) -> {
                String line = line(node, text(status.get()));
                if (!line.equals(lastLines.put(node, line))) {
                    out.println(line);
                    out.flush();
                }
            });
        }
    }

    private void drawBar() {
        if (!terminal || executing.isEmpty()) {
            return;
        }
        StringBuilder line = new StringBuilder();
        executing.forEach((node, supplier) -> {
            Status status = supplier.get();
            if (line.length() == 0) {
                line.append(bar(status.fraction().orElse(0))).append(' ');
            } else {
                line.append(" | ");
            }
            line.append(node).append(": ").append(text(status));
        });
        line.setLength(Math.min(line.length(), width - 1));
        String text = line.toString();
        if (!text.equals(bar)) {
            out.print("\r" + text + " ".repeat(Math.max(0, bar.length() - text.length())));
            out.flush();
            bar = text;
        }
    }

    private void eraseBar() {
        if (!bar.isEmpty()) {
            out.print("\r" + " ".repeat(bar.length()) + "\r");
            bar = "";
        }
    }

    private static String line(String node, String text) {
        return "  " + node + ": " + text;
    }

    private static String bar(double fraction) {
        int full = (int) Math.round(BAR_WIDTH * Math.max(0, Math.min(1, fraction)));
        return "[" + "#".repeat(full) + "-".repeat(BAR_WIDTH - full) + "]";
    }

    private static String text(Status status) {
        String message = status.message().orElse("").replaceAll("\\s+", " ").strip();
        String percent = status.fraction().isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.0f %%",
                        100 * Math.min(1, status.fraction().getAsDouble()));
        if (percent.isEmpty() || message.isEmpty()) {
            return percent.isEmpty() && message.isEmpty() ? EXECUTING : percent + message;
        }
        return percent + ", " + message;
    }

    @Override
    public synchronized void close() {
        ticker.shutdownNow();
        executing.clear();
        eraseBar();
        out.flush();
        err.flush();
    }
}
