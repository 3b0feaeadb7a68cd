package org.fewshotnas.trainings;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The sample benchmark of trainings: a row a cell, with its accuracy on every task and what the sample of latencies says of the same cell. */
final class TrainingsTable {
    /** In the folder of samples. */
    static final String NAME = "fashion-mnist-trainings.csv.gz";

    private static final String LATENCIES = "nas-bench-201-sample.csv.gz";
    private static final String ARCHITECTURE = "architecture";
    /** Of the sample of latencies. */
    private static final List<String> COSTS =
            List.of("parameters [M]", "flops [M] image 16x16", "cpu latency [ms] batch 4 image 16x16");

    private TrainingsTable() {}

    /**
     * Writes the table of the cells that have been trained on every task. Where a cell was trained with two seeds, it is the first that counts:
     * so every number is as uncertain as any other.
     *
     * @param trainings the file of rows
     * @param samples the folder of samples, which has the latencies
     */
    static void write(Path trainings, Path samples) throws IOException {
        Map<String, Map<String, String>> accuracies = accuracies(trainings);
        Map<String, List<String>> costs = costs(samples.resolve(LATENCIES));
        Path temporary = Files.createTempFile(samples, ".trainings", ".csv.gz");
        try {
            try (CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.LF)
                    .build(new OutputStreamWriter(
                            new GZIPOutputStream(Files.newOutputStream(temporary)), StandardCharsets.UTF_8))) {
                csv.writeRecord(header());
                for (Map.Entry<String, Map<String, String>> cell : accuracies.entrySet()) {
                    if (cell.getValue().size() == FashionTask.ALL.size()) {
                        csv.writeRecord(row(cell.getKey(), costs.get(cell.getKey()), cell.getValue()));
                    }
                }
            }
            Files.move(temporary, samples.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of(ARCHITECTURE));
        FashionTask.ALL.forEach(task -> header.add(task.name() + " test accuracy @" + TrainingsTool.EPOCHS));
        header.addAll(COSTS);
        return header;
    }

    private static List<String> row(String cell, List<String> costs, Map<String, String> accuracies) {
        List<String> row = new ArrayList<>(List.of(cell));
        FashionTask.ALL.forEach(task -> row.add(accuracies.get(task.name())));
        row.addAll(costs);
        return row;
    }

    /** By cell and task. */
    private static Map<String, Map<String, String>> accuracies(Path trainings) throws IOException {
        Map<String, Map<String, String>> accuracies = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(trainings);
                Stream<NamedCsvRecord> rows = reader.stream()) {
            rows.filter(row -> row.getField("seed").equals("1")).forEach(row -> accuracies
                    .computeIfAbsent(row.getField(ARCHITECTURE), key -> new HashMap<>())
                    .put(row.getField("task"), row.getField("test accuracy")));
        }
        return accuracies;
    }

    private static Map<String, List<String>> costs(Path sample) throws IOException {
        Map<String, List<String>> costs = new HashMap<>();
        try (Reader text = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(sample)), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text);
                Stream<NamedCsvRecord> rows = reader.stream()) {
            rows.forEach(row -> costs.put(
                    row.getField(ARCHITECTURE),
                    COSTS.stream().map(row::getField).toList()));
        }
        return costs;
    }
}
