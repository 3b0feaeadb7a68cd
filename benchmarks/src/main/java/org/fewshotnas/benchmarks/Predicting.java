package org.fewshotnas.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Times the predictor beside the same work in PyTorch, in turn on the same machine, each program in a process of its own. PyTorch's part is
 * the reference program {@code boil_pytorch.py}; without it, or without PyTorch, ours stands alone.
 */
final class Predicting {
    private static final int STEPS = 5;

    private final Path table;
    private final Path reference;

    /** @param published the folder of published samples, beside which the reference program lies */
    Predicting(Path published) {
        table = published.resolve("tables/nas-bench-201.csv.gz");
        reference = published.resolveSibling("reference").resolve("boil_pytorch.py");
    }

    /** The lines of a table: figure, ours, PyTorch's, and how many times as quick ours is. */
    List<String> rows() throws IOException {
        Map<String, Double> second = reference();
        double cells = second.getOrDefault("cells_per_second", Double.NaN);
        Map<String, Double> first = second.isEmpty() ? second : reference("--first-order");
        List<String> rows = new ArrayList<>();
        rows.add("| Figure | Ours | PyTorch | Times as quick |");
        rows.add("|---|---|---|---|");
        double ours = ours("second-order", STEPS);
        double theirs = second.getOrDefault("outer_step_ms", Double.NaN);
        rows.add(row("BOIL outer step, second order [ms]", ours, theirs, theirs / ours));
        ours = ours("first-order", STEPS);
        theirs = first.getOrDefault("outer_step_ms", Double.NaN);
        rows.add(row("BOIL outer step, first order [ms]", ours, theirs, theirs / ours));
        ours = ours("cells", 0);
        rows.add(row("Cells scored in a second", ours, cells, ours / cells));
        for (String learner : List.of("MULTI_TASK", "BOIL")) {
            rows.add("| Learning with the defaults of " + learner + " | " + say(java(learner, 0)) + " | – | – |");
        }
        return rows;
    }

    private static String row(String name, double ours, double theirs, double ratio) {
        return "| " + name + " | " + format("%.0f", ours) + " | " + format("%.0f", theirs) + " | "
                + format("%.2f", ratio) + " |";
    }

    private static String format(String format, double number) {
        return Double.isNaN(number) ? "not at hand" : String.format(Locale.ROOT, format, number);
    }

    private double ours(String figure, int steps) throws IOException {
        return Double.parseDouble(say(java(figure, steps)));
    }

    private List<String> java(String figure, int steps) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Doffline=true",
                "-cp",
                System.getProperty("java.class.path"),
                PredictOnce.class.getName(),
                figure,
                table.toString(),
                String.valueOf(steps));
    }

    /** What the reference program prints, number by name; nothing where it cannot run. */
    private Map<String, Double> reference(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", reference.toString(), table.toString()));
        command.addAll(List.of(options));
        Map<String, Double> figures = new TreeMap<>();
        if (!Files.exists(reference)) {
            System.err.println("There is no reference program at " + reference.getFileName() + ": ours stands alone.");
            return figures;
        }
        try {
            for (String line : say(command).split("\n")) {
                if (line.matches("[a-z_]+ [0-9.]+")) {
                    figures.put(
                            line.substring(0, line.indexOf(' ')),
                            Double.parseDouble(line.substring(line.indexOf(' '))));
                }
            }
        } catch (IOException | IllegalStateException e) {
            System.err.println("PyTorch is not at hand, and ours stands alone: " + e.getMessage());
        }
        return figures;
    }

    private static String say(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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
