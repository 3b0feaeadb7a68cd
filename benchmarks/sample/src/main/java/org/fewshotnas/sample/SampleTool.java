package org.fewshotnas.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;

/**
 * Makes the sample benchmark: draws cells, counts parameters and FLOPs, measures latencies, and writes one gzip CSV a search space.
 * Everything but the latencies is the same in every run.
 */
public final class SampleTool {
    /** FLOPs are counted for images of these widths and heights. */
    static final List<Integer> FLOPS_IMAGES = List.of(16, 32, 48);

    static final String NB201 = "nas-bench-201-sample.csv.gz";
    static final long SEED = 20_240_501;
    private static final int ROUNDS = 2;
    private static final int REPETITIONS = 2;

    private SampleTool() {}

    private record Candidate(Architecture architecture, LatencyMeter meter) {}

    /** @param args the folder of the tables, and that of the files that {@link TwoBenchmarks} makes of them */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Files.createDirectories(folder);
        List<Candidate> all = new ArrayList<>();
        all.addAll(draw("NAS-Bench-201", 1_000));
        all.addAll(draw("TransNAS-Bench-101 micro", 500));
        List<Candidate> order = new ArrayList<>(all);
        Random random = new Random(SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            Collections.shuffle(order, random);
            measure(order, round);
            write(all, "NAS-Bench-201", folder.resolve(NB201));
            write(all, "TransNAS-Bench-101 micro", folder.resolve("transnas-bench-101-micro-sample.csv.gz"));
        }
        TwoBenchmarks.write(folder.resolve(NB201), Path.of(args[1]));
    }

    /** Cells of a space, each equally likely, none twice. */
    static Set<String> architectures(SearchSpace space, int count) {
        Random random = new Random(SEED);
        Set<String> drawn = new LinkedHashSet<>();
        while (drawn.size() < count) {
            drawn.add(space.print(space.sample(random)));
        }
        return drawn;
    }

    private static List<Candidate> draw(String spaceName, int count) {
        SearchSpace space = SearchSpaces.ofName(spaceName);
        return architectures(space, count).stream()
                .map(text -> new Candidate(Architecture.parse(space, text), new LatencyMeter(LatencyTask.ALL)))
                .toList();
    }

    /** Goes through all cells; each round has another order, so that a busy stretch does not meet the same cells again. */
    private static void measure(List<Candidate> order, int round) {
        for (int i = 0; i < order.size(); i++) {
            if (i % 100 == 0) {
                System.out.println("Round " + round + ": " + i + " of " + order.size() + " networks");
            }
            order.get(i).meter().measure(order.get(i).architecture(), REPETITIONS);
        }
    }

    private static void write(List<Candidate> all, String space, Path file) throws IOException {
        Path temporary = Files.createTempFile(file.toAbsolutePath().getParent(), ".sample", ".csv.gz");
        try {
            try (CsvWriter csv = CsvWriter.builder()
                    .lineDelimiter(de.siegmar.fastcsv.writer.LineDelimiter.LF)
                    .build(new OutputStreamWriter(
                            new GZIPOutputStream(Files.newOutputStream(temporary)), StandardCharsets.UTF_8))) {
                csv.writeRecord(header());
                for (Candidate candidate : all) {
                    if (candidate.architecture().space().name().equals(space)) {
                        csv.writeRecord(row(candidate));
                    }
                }
            }
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("architecture", "parameters [M]"));
        FLOPS_IMAGES.forEach(image -> header.add("flops [M] image " + image + "x" + image));
        LatencyTask.ALL.forEach(task -> header.add(task.column()));
        return header;
    }

    private static List<String> row(Candidate candidate) {
        List<String> row = new ArrayList<>();
        row.add(candidate.architecture().text());
        row.add(millions(
                SampleNetwork.of(candidate.architecture(), FLOPS_IMAGES.get(0)).parameters()));
        FLOPS_IMAGES.forEach(image -> row.add(
                millions(SampleNetwork.of(candidate.architecture(), image).multiplyAccumulates())));
        for (double latency : candidate.meter().milliseconds()) {
            row.add(String.format(Locale.ROOT, "%.4f", latency));
        }
        return row;
    }

    private static String millions(long count) {
        return String.format(Locale.ROOT, "%.6f", count / 1e6);
    }
}
