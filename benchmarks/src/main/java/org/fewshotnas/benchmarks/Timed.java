package org.fewshotnas.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs a program in a process of its own, for the time from its start to its end, or for what it says. */
final class Timed {
    /** The CPython to measure beside. */
    static final String PYTHON = System.getProperty("python", "python3");

    private Timed() {}

    /** The middle one of the times, in seconds, that reading a file in a fresh JVM takes. */
    static double java(String heap, Path file, int runs) throws IOException {
        Path home = Path.of(System.getProperty("java.home"), "bin", "java");
        return median(
                runs,
                List.of(
                        home.toString(),
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadOnce.class.getName(),
                        file.toString()));
    }

    /** The time that CPython takes for a folder of pickles, in seconds; NaN where there is none. */
    static double python(int processes, Path folder) throws IOException {
        Path script = Files.createTempFile("unpickle", ".py");
        try (InputStream in = Timed.class.getResourceAsStream("unpickle.py")) {
            Files.write(script, in.readAllBytes());
            return median(1, List.of(PYTHON, script.toString(), String.valueOf(processes), folder.toString()));
        } catch (IOException e) {
            System.err.println("CPython is left out: " + e.getMessage());
            return Double.NaN;
        } finally {
            Files.delete(script);
        }
    }

    private static double median(int runs, List<String> command) throws IOException {
        double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            seconds[i] = seconds(command);
        }
        return median(seconds);
    }

    private static double seconds(List<String> command) throws IOException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command.get(0) + " failed: " + said);
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IllegalStateException(e);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.err.printf("%s: %s in %.2f s%n", Path.of(command.get(0)).getFileName(), said, seconds);
        return seconds;
    }

    /** The middle one; NaN of none. */
    static double median(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The middle one; NaN of none. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return Double.NaN;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** What a program prints. */
    static String say(List<String> command) throws IOException {
        return say(command, Map.of());
    }

    /** What a program prints, with more variables in its environment. */
    static String say(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said.substring(said.lastIndexOf('\n') + 1));
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IllegalStateException(e);
        }
        return said;
    }
}
