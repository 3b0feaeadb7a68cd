package org.fewshotnas.benchmarks;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How well the predictor ranks: runs the workflows of the MP-NAS paper's tables as a user does, on the published tables, and prints what
 * their summaries say. Every workflow learns as often as it is stored to, which takes hours in all.
 */
final class Ranking {
    /** The mean of a workflow's targets. */
    private static final String MEAN = "(mean of targets)";
    /** Shots at which intervals are told. */
    private static final Set<String> OF_INTERVALS = Set.of("25", "50");

    private static final String TRANS = "transnas-bench-101-micro.csv.gz";
    private static final String NB201 = "nas-bench-201.csv.gz";
    private static final String NB101 = "nas-bench-101-subset.csv.gz";
    private static final String ISOMORPHS_AS_ONE = "-option=2,isomorphs,MEAN,String";
    private static final String ISOMORPHS_TOGETHER = "-option=3,isomorphsTogether,true,boolean";

    private final Path root;
    private final Path tables;
    private final Path folder;

    /**
     * A run of a workflow.
     *
     * @param summary the file of the export that holds the means
     */
    private record Study(String title, String workflow, String summary, List<String> options) {}

    /**
     * @param root of the project, where the launcher is
     * @param published folder of the published samples
     * @param folder for what is exported
     */
    Ranking(Path root, Path published, Path folder) {
        this.root = root;
        tables = published.resolve("tables").toAbsolutePath();
        this.folder = folder;
    }

    private List<Study> studies() {
        String shots = "-workflow.variable=shots,0, 5, 25, 50,String";
        return List.of(
                within("TransNAS-Bench-101", "table-2", TRANS, shots),
                within("TransNAS-Bench-101, isomorphic cells on one side", "table-2", TRANS, shots, ISOMORPHS_TOGETHER),
                within("TransNAS-Bench-101, isomorphic cells as one", "table-2", TRANS, shots, ISOMORPHS_AS_ONE),
                within("NAS-Bench-201", "table-4", NB201, shots),
                within("NAS-Bench-201, isomorphic cells on one side", "table-4", NB201, shots, ISOMORPHS_TOGETHER),
                within("NAS-Bench-201, isomorphic cells as one", "table-4", NB201, shots, ISOMORPHS_AS_ONE),
                across("NAS-Bench-201 to TransNAS-Bench-101", TRANS, shots),
                across("NAS-Bench-201 to NAS-Bench-101", NB101, shots));
    }

    private Study within(String title, String workflow, String table, String... options) {
        return new Study(title, workflow, "3_2_Summary.csv", options("benchmark", table, options));
    }

    private Study across(String title, String table, String... options) {
        List<String> all = options("sources", NB201, options);
        all.addAll(options("benchmark", table));
        return new Study(title, "table-6", "4_2_Summary.csv", all);
    }

    private List<String> options(String variable, String table, String... others) {
        List<String> options = new ArrayList<>(List.of(others));
        options.add("-workflow.variable=" + variable + "," + tables.resolve(table) + ",String");
        return options;
    }

    /** Runs all, and tells what came out as soon as it is there. */
    void run() throws IOException {
        List<Study> studies = studies();
        for (int i = 0; i < studies.size(); i++) {
            Study study = studies.get(i);
            Path results = folder.resolve("ranking-" + i);
            long start = System.nanoTime();
            new Workflow(root, study.workflow).run(results, study.options);
            System.out.printf(Locale.ROOT, "%n%s (%.0f min)%n%n", study.title, (System.nanoTime() - start) / 6e10);
            table(results.resolve(study.summary)).forEach(System.out::println);
        }
    }

    /** A row for every learner and number of shots: the correlation with each target and their mean, and the share within intervals. */
    static List<String> table(Path summary) throws IOException {
        List<NamedCsvRecord> records;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(summary);
                Stream<NamedCsvRecord> all = reader.stream()) {
            records = all.toList();
        }
        Set<String> targets = new LinkedHashSet<>();
        records.forEach(record -> targets.add(record.getField("Target")));
        List<String> rows = new ArrayList<>();
        rows.add("| Learner | Shots | " + String.join(" | ", targets) + " | learnings, runs | within 90 % intervals |");
        rows.add("|---".repeat(targets.size() + 4) + "|");
        for (int from = 0; from < records.size(); from += targets.size()) {
            List<NamedCsvRecord> group = records.subList(from, from + targets.size());
            NamedCsvRecord last = group.get(group.size() - 1);
            StringBuilder row = new StringBuilder("| " + last.getField("Learner") + " | " + last.getField("Shots"));
            for (NamedCsvRecord record : group) {
                row.append(" | ").append(number(record, "Spearman"));
                String error = number(record, "Spearman standard error");
                row.append(error.isEmpty() ? "" : " ± " + error);
            }
            row.append(" | " + last.getField("Learnings") + ", " + last.getField("Runs") + " | ");
            if (OF_INTERVALS.contains(last.getField("Shots"))) {
                List<String> shares = group.stream()
                        .filter(record -> !record.getField("Target").equals(MEAN))
                        .map(record -> number(record, "Within 90 % intervals"))
                        .filter(share -> !share.isEmpty())
                        .sorted()
                        .toList();
                row.append(
                        shares.isEmpty()
                                ? ""
                                : shares.get(0) + " to " + shares.get(shares.size() - 1) + " ("
                                        + number(last, "Within 90 % intervals") + ")");
            }
            rows.add(row.append(" |").toString());
        }
        return rows;
    }

    /** Three digits, or nothing where there is none. */
    private static String number(NamedCsvRecord record, String column) {
        String text = record.getField(column);
        return text.isEmpty() || text.equals("?")
                ? ""
                : String.format(Locale.ROOT, "%.3f", Double.parseDouble(text)).replaceFirst("^(-?)0\\.", "$1.");
    }
}
