package org.fewshotnas.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What the network is worth that the workflow quickstart finds: beside networks of random cells, trained by the same workflow. */
final class Quickstart {
    private static final int SEEDS = 5;
    private static final int RANDOM_CELLS = 15;

    private final Workflow workflow;
    private final Path folder;

    /**
     * @param root of the project
     * @param folder for what is exported
     */
    Quickstart(Path root, Path folder) {
        workflow = new Workflow(root, "quickstart");
        this.folder = folder;
    }

    /** The lines of a table: shares of the test pictures that are right. */
    List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| Network | right of the test pictures |", "|---|---|"));
        for (int seed = 1; seed <= SEEDS; seed++) {
            rows.add(row("found, seed " + seed, accuracy(seed)));
        }
        double[] random = new double[RANDOM_CELLS];
        for (int i = 0; i < RANDOM_CELLS; i++) {
            random[i] =
                    accuracy(SEEDS + 1 + i, "-option=3,strategy,RANDOM,String", "-workflow.variable=trainings,1,int");
        }
        rows.add(row("median of " + RANDOM_CELLS + " random cells", Timed.median(random)));
        rows.add(row("best of them", DoubleStream.of(random).max().orElseThrow()));
        return rows;
    }

    private double accuracy(int seed, String... options) throws IOException {
        Path results = folder.resolve("quickstart-" + seed);
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-workflow.variable=seed," + seed + ",int");
        workflow.run(results, all);
        try (CsvReader<NamedCsvRecord> reader =
                        CsvReader.builder().ofNamedCsvRecord(results.resolve("4_2_Measures.csv"));
                Stream<NamedCsvRecord> records = reader.stream()) {
            return records.filter(record -> record.getField("Measure").equals("Accuracy"))
                    .mapToDouble(record -> Double.parseDouble(record.getField("Value")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String row(String network, double accuracy) {
        return String.format(Locale.ROOT, "| %s | %.3f |", network, accuracy);
    }
}
