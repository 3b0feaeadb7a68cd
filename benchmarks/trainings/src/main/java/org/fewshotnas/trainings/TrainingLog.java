package org.fewshotnas.trainings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** The file of finished trainings: CSV, one row each. A row is written at once, and one that was cut off is taken away. */
public final class TrainingLog {
    private static final String HEADER = "task,architecture,seed,test accuracy,cpu seconds\n";

    private final Path file;
    private final Map<String, Double> finished = new HashMap<>();

    /** Goes on with the file, or begins it. */
    public TrainingLog(Path file) throws IOException {
        this.file = file;
        String text = Files.exists(file) ? Files.readString(file) : "";
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.isEmpty()) {
            whole = HEADER;
        }
        if (!whole.equals(text)) {
            Files.writeString(file, whole);
        }
        whole.lines()
                .skip(1)
                .map(row -> row.split(",", -1))
                .forEach(row -> finished.put(key(row), Double.valueOf(row[3])));
    }

    private static String key(String... fields) {
        return fields[0] + "," + fields[1] + "," + fields[2];
    }

    /** How many have finished. */
    public int size() {
        return finished.size();
    }

    /** Whether this training has finished. */
    public boolean has(String task, String architecture, long seed) {
        return accuracy(task, architecture, seed).isPresent();
    }

    /** How much this training got right; empty if it has not finished. */
    public OptionalDouble accuracy(String task, String architecture, long seed) {
        Double accuracy = finished.get(key(task, architecture, Long.toString(seed)));
        return accuracy == null ? OptionalDouble.empty() : OptionalDouble.of(accuracy);
    }

    /** The most that a training on a task got right; empty if none has finished. */
    public OptionalDouble best(String task) {
        return finished.entrySet().stream()
                .filter(training -> training.getKey().startsWith(task + ",")
                        && !training.getValue().isNaN())
                .mapToDouble(Map.Entry::getValue)
                .max();
    }

    /** Writes a finished training down. */
    public void add(String task, String architecture, long seed, double accuracy, double seconds) throws IOException {
        String key = key(task, architecture, Long.toString(seed));
        String row = key + String.format(Locale.ROOT, ",%.4f,%.2f\n", accuracy, seconds);
        Files.write(file, row.getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        finished.put(key, accuracy);
    }
}
