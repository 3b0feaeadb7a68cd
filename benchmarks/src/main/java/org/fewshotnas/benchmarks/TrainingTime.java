package org.fewshotnas.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.NasBench101;
import org.fewshotnas.space.published.NasBench201;

/**
 * Times the training of networks of cells beside PyTorch from Python, which trains the same network from its exported file, with the same
 * optimiser on examples of the same size: in turn, each in a process of its own with one thread.
 */
final class TrainingTime {
    private final int runs;
    private final Path folder;

    /** @param folder for what is exported */
    TrainingTime(int runs, Path folder) {
        this.runs = runs;
        this.folder = folder;
    }

    private static Map<String, List<String>> cells() {
        Map<String, List<String>> cells = new LinkedHashMap<>();
        cells.put(
                "NAS-Bench-201, six 3x3 convolutions",
                nb201(
                        "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|nor_conv_3x3~0|nor_conv_3x3~1|nor_conv_3x3~2|"));
        cells.put(
                "three 3x3 convolutions, one after another",
                nb201("|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|none~0|none~1|nor_conv_3x3~2|"));
        cells.put(
                "one of each operation",
                nb201("|nor_conv_3x3~0|+|nor_conv_1x1~0|avg_pool_3x3~1|+|skip_connect~0|none~1|nor_conv_3x3~2|"));
        SearchSpace nb101 = (SearchSpace) NasBench101.INSTANCE;
        cells.put("NAS-Bench-101, a random cell", List.of(nb101.name(), nb101.print(nb101.sample(new Random(1)))));
        return cells;
    }

    private static List<String> nb201(String text) {
        return List.of(NasBench201.INSTANCE.name(), text);
    }

    /** The lines of a table: a cell, our processor seconds, PyTorch's, and ours in theirs. */
    List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("| Cell | Ours | PyTorch | Ours / PyTorch |");
        rows.add("|---|---|---|---|");
        Path script = folder.resolve("train.py");
        try (InputStream in = TrainingTime.class.getResourceAsStream("train.py")) {
            Files.copy(in, script);
        }
        for (Map.Entry<String, List<String>> cell : cells().entrySet()) {
            List<Double> ours = new ArrayList<>();
            List<Double> theirs = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                ours.add(Double.parseDouble(Timed.say(java(cell.getValue()))));
                try {
                    theirs.add(Double.parseDouble(Timed.say(python(script))));
                } catch (IOException | IllegalStateException e) {
                    System.err.println("PyTorch is left out: " + e.getMessage());
                }
            }
            double own = Timed.median(ours);
            double other = Timed.median(theirs);
            rows.add(String.format(
                    Locale.ROOT, "| %s | %.2f s | %.2f s | %.2f |", cell.getKey(), own, other, own / other));
        }
        return rows;
    }

    private List<String> java(List<String> cell) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Doffline=true",
                "-cp",
                System.getProperty("java.class.path"),
                TrainOnce.class.getName(),
                cell.get(0),
                cell.get(1),
                folder.toString());
    }

    private List<String> python(Path script) {
        List<String> command = new ArrayList<>(List.of(
                Timed.PYTHON, script.toString(), folder.resolve("network.py").toString()));
        for (int number :
                new int[] {TrainOnce.EXAMPLES, 1, TrainOnce.SIDE, TrainOnce.CLASSES, TrainOnce.BATCH, TrainOnce.EPOCHS
                }) {
            command.add(String.valueOf(number));
        }
        return command;
    }
}
