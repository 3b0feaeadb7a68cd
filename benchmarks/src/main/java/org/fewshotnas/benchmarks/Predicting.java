package org.fewshotnas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times the predictor beside the same work in PyTorch, in turn on the same machine, each program in a process of its own. PyTorch's part is
 * the reference program {@code boil_pytorch.py}; without it, or without PyTorch, ours stands alone.
 */
final class Predicting {
    private static final int STEPS = 5;
    private static final int RUNS = Integer.getInteger("runs", 3);

    private static final String SECOND = "BOIL outer step, second order [ms]";
    private static final String FIRST = "BOIL outer step, first order [ms]";
    private static final String CELLS = "Cells scored in a second";

    /** Runs the reference program, which knows one clock, with that clock or the other in its place. */
    private static final String WITH_CLOCK = "import runpy, sys, time; time.perf_counter = getattr(time, sys.argv[1]);"
            + " sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0], run_name='__main__')";

    private final Path table;
    private final Path reference;
    private boolean hasReference;
    private final Map<String, List<Double>> ours = new LinkedHashMap<>();
    private final Map<String, List<Double>> theirs = new LinkedHashMap<>();

    /** @param published the folder of published samples, beside which the reference program lies */
    Predicting(Path published) {
        table = published.resolve("tables/nas-bench-201.csv.gz");
        reference = published.resolveSibling("reference").resolve("boil_pytorch.py");
        hasReference = Files.exists(reference);
        if (!hasReference) {
            System.err.println("There is no reference program at " + reference.getFileName() + ": ours stands alone.");
        }
    }

    /** The lines of a table: figure, ours, PyTorch's, and how many times as quick ours is. */
    List<String> rows() throws IOException {
        for (int run = 0; run < RUNS; run++) {
            ours(SECOND, "second-order");
            theirs(SECOND);
            ours(FIRST, "first-order");
            theirs(FIRST, "--first-order");
            ours(CELLS, "cells");
        }
        List<String> rows = new ArrayList<>();
        rows.add("| Figure, median of " + RUNS + " runs in turn | Ours | PyTorch | Times as quick |");
        rows.add("|---|---|---|---|");
        for (String figure : ours.keySet()) {
            double own = Timed.median(ours.get(figure));
            double other = Timed.median(theirs.getOrDefault(figure, List.of()));
            rows.add("| " + figure + " | " + format("%.0f", own) + " | " + format("%.0f", other) + " | "
                    + format("%.2f", figure.startsWith(CELLS) ? own / other : other / own) + " |");
        }
        for (String learner : List.of("MULTI_TASK", "BOIL")) {
            rows.add("| Learning with the defaults of " + learner + " | " + Timed.say(java(learner)) + " | – | – |");
        }
        return rows;
    }

    private static String inProcessorTime(String figure) {
        return figure + ", processor time of all threads";
    }

    private static void add(Map<String, List<Double>> figures, String figure, double value) {
        System.err.println(figure + ": " + value);
        figures.computeIfAbsent(figure, key -> new ArrayList<>()).add(value);
    }

    private void ours(String figure, String argument) throws IOException {
        double[] said = Arrays.stream(Timed.say(java(argument)).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        add(ours, figure, said[0]);
        add(ours, inProcessorTime(figure), said[1]);
    }

    private List<String> java(String figure) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Doffline=true",
                "-cp",
                System.getProperty("java.class.path"),
                PredictOnce.class.getName(),
                figure,
                table.toString(),
                String.valueOf(STEPS));
    }

    /**
     * The reference program once with each clock; it scores cells too, whatever the order of its steps. Where processor time counts, its
     * threads wait asleep: by default they wait in busy loops, which on a machine at work are most of the time.
     */
    private void theirs(String figure, String... options) {
        for (String clock : List.of("perf_counter", "process_time")) {
            if (!hasReference) {
                return;
            }
            boolean processor = clock.equals("process_time");
            List<String> command = new ArrayList<>(
                    List.of(Timed.PYTHON, "-c", WITH_CLOCK, clock, reference.toString(), table.toString()));
            command.addAll(List.of("--steps", String.valueOf(STEPS)));
            command.addAll(List.of(options));
            try {
                for (String line : Timed.say(command, processor ? Map.of("OMP_WAIT_POLICY", "PASSIVE") : Map.of())
                        .split("\n")) {
                    if (line.matches("[a-z_]+ [0-9.]+")) {
                        String[] words = line.split(" ");
                        String name = words[0].equals("cells_per_second") ? CELLS : figure;
                        add(theirs, processor ? inProcessorTime(name) : name, Double.parseDouble(words[1]));
                    }
                }
            } catch (IOException | IllegalStateException e) {
                System.err.println("PyTorch is not at hand, and ours stands alone: " + e.getMessage());
                hasReference = false;
            }
        }
    }

    private static String format(String format, double number) {
        return Double.isNaN(number) ? "not at hand" : String.format(Locale.ROOT, format, number);
    }
}
