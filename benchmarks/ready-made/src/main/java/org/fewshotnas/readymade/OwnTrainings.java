package org.fewshotnas.readymade;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.published.NasBench201;

/**
 * The file of this project's own trainings, as {@code benchmarks/trainings} writes it: a row a training, with columns {@code task},
 * {@code architecture} (a cell of NAS-Bench-201), {@code seed} and {@code test accuracy}. It is taken as far as it has come.
 *
 * @param file whose rows they are
 */
record OwnTrainings(Path file) {
    static final String NAME = "Own trainings";
    static final String LICENCE = "this project's own trainings, made by benchmarks/trainings of Fashion-MNIST, "
            + "https://github.com/zalandoresearch/fashion-mnist, MIT, Copyright (c) 2017 Zalando SE";
    private static final String EPOCHS = "10";

    /**
     * What the file says of a task.
     *
     * @param architectures one a training
     * @param accuracies of the trainings
     */
    record Trained(Metric metric, List<Architecture> architectures, double[] accuracies) {}

    /** Of each task that the file names, in the order of the file. A training that diverged is left out. */
    List<Trained> trained() throws IOException {
        Map<String, List<Architecture>> cells = new LinkedHashMap<>();
        Map<String, List<Double>> scores = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                double accuracy = Double.parseDouble(row.getField("test accuracy"));
                if (Double.isFinite(accuracy)) {
                    String task = row.getField("task");
                    cells.computeIfAbsent(task, any -> new ArrayList<>())
                            .add(Architecture.parse(NasBench201.INSTANCE, row.getField("architecture")));
                    scores.computeIfAbsent(task, any -> new ArrayList<>()).add(accuracy);
                }
            }
        }
        String sha256 = sha256();
        List<Trained> trained = new ArrayList<>();
        cells.forEach((name, architectures) -> trained.add(new Trained(
                metric(name, sha256),
                architectures,
                scores.get(name).stream().mapToDouble(score -> score).toArray())));
        return trained;
    }

    /** A task for each that the file names; the score of a cell is the mean over its seeds. */
    List<Task> tasks() throws IOException {
        return trained().stream()
                .map(task -> new Task(
                                task.metric(),
                                task.architectures().stream()
                                        .map(Architecture::graph)
                                        .toList(),
                                task.accuracies())
                        .distinct())
                .toList();
    }

    private Metric metric(String task, String sha256) {
        return new Metric(
                NAME + ": " + task + " test accuracy @" + EPOCHS,
                task,
                "test",
                "accuracy",
                "",
                Direction.MAXIMIZE,
                EPOCHS,
                "",
                file.getFileName().toString(),
                sha256);
    }

    private String sha256() throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
