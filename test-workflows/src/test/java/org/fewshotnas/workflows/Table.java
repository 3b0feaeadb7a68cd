package org.fewshotnas.workflows;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A table with quoted texts, as the host exports it and the sample has it. */
record Table(List<String> header, List<List<String>> rows) {
    static Table read(Path file) throws IOException {
        try (var in = Files.newInputStream(file);
                var plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                var reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
            List<List<String>> lines = reader.lines().map(Table::split).toList();
            return new Table(lines.get(0), lines.subList(1, lines.size()));
        }
    }

    private static List<String> split(String line) {
        var cells = new ArrayList<String>();
        for (String cell : line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)) {
            cells.add(cell.replaceAll("^\"|\"$", "").replace("\"\"", "\""));
        }
        return cells;
    }

    List<String> column(String name) {
        int index = header.indexOf(name);
        assertTrue(index >= 0, name + " is not one of " + header);
        return rows.stream().map(row -> row.get(index)).toList();
    }

    double[] numbers(String name) {
        return column(name).stream()
                .mapToDouble(text -> text.isEmpty() ? Double.NaN : Double.parseDouble(text))
                .toArray();
    }
}
