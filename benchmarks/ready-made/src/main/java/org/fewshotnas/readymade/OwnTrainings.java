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
import org.fewshotnas.space.cell.UnifiedGraph;
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

    /** A task for each that the file names, in the order of the file; the score of a cell is the mean over its seeds. */
    List<Task> tasks() throws IOException {
        Map<String, List<UnifiedGraph>> graphs = new LinkedHashMap<>();
        Map<String, List<Double>> scores = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                double accuracy = Double.parseDouble(row.getField("test accuracy"));
                // A training that diverged says NaN.
                if (Double.isFinite(accuracy)) {
                    String task = row.getField("task");
                    graphs.computeIfAbsent(task, any -> new ArrayList<>())
                            .add(UnifiedGraph.of(NasBench201.INSTANCE.parse(row.getField("architecture"))));
                    scores.computeIfAbsent(task, any -> new ArrayList<>()).add(accuracy);
                }
            }
        }
        String sha256 = sha256();
        List<Task> tasks = new ArrayList<>();
        graphs.forEach((name, cells) -> tasks.add(new Task(
                        metric(name, sha256),
                        cells,
                        scores.get(name).stream().mapToDouble(score -> score).toArray())
                .distinct()));
        return tasks;
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
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
