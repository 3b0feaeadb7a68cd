package org.fewshotnas.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures how long published benchmark files take to read, each in a fresh JVM, and how quick the predictor is and how well it ranks, and
 * prints tables. The data to read is made in a temporary folder and deleted afterwards.
 */
public final class Figures {
    private static final String HEAP = "1g";
    private static final List<String> ALL = List.of("latbench", "nb101", "nats-folder", "nats-file", "predicting");

    private final Path published;
    private final Path folder;
    private final int entries;
    private final List<String> table = new ArrayList<>();
    private double perEntry = Double.NaN;

    private Figures(Path published, Path folder, int entries) {
        this.published = published;
        this.folder = folder;
        this.entries = entries;
    }

    /**
     * Measures.
     *
     * @param args what to measure: latbench, nb101, nats-folder, nats-file, predicting; all of these if there are none; and training, workers,
     *     proxies, proxy-ranks, quickstart, latencies, and known-tasks and ranking, which take hours. The system property {@code root} is the project's folder,
     *     {@code benchmarks.dir} is the folder of published samples, {@code entries} the number of entries of NATS-Bench, {@code python} the
     *     CPython to measure beside, {@code runs} how often some are measured
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("figures");
        try {
            Figures figures = new Figures(
                    Path.of(System.getProperty("benchmarks.dir")),
                    folder,
                    Integer.getInteger("entries", NatsData.ENTRIES));
            for (String name : args.length == 0 ? ALL : List.of(args)) {
                figures.measure(name);
            }
            if (!figures.table.isEmpty()) {
                System.out.println("| File | Seconds | Beside it |\n|---|---|---|");
                figures.table.forEach(System.out::println);
            }
        } finally {
            delete(folder);
        }
    }

    private void measure(String name) throws IOException {
        switch (name) {
            case "latbench" -> {
                Path file = published.resolve("native/latbench-desktop-cpu-core-i7-7820x-fp32.pickle");
                row("LatBench, one device", Timed.java(HEAP, file, 5), "");
            }
            case "nb101" -> {
                Path file = folder.resolve("only108.tfrecord");
                Nb101Data.records(Nb101Data.CELLS, file);
                row(
                        "NAS-Bench-101 only108, " + Nb101Data.CELLS * Nb101Data.RUNS + " records",
                        Timed.java(HEAP, file, 3),
                        "");
                delete(file);
            }
            case "nats-folder" -> folder();
            case "nats-file" -> {
                Path file = folder.resolve("tss.pickle.pbz2");
                NatsData.singleFile(samples(), entries, file);
                double seconds = Timed.java(HEAP, file, 1);
                String ratio = Double.isNaN(perEntry)
                        ? ""
                        : format(seconds / entries / perEntry) + " times as long as the folder";
                row("NATS-Bench topology, one file of " + entries + " entries", seconds, ratio);
                delete(file);
            }
            case "ranking" -> new Ranking(Path.of(System.getProperty("root")), published, folder).run();
            case "proxies" -> ProxyTime.rows().forEach(System.out::println);
            case "proxy-ranks" ->
                ProxyRanks.rows(Path.of(System.getProperty("root")), published).forEach(System.out::println);
            case "quickstart" ->
                new Quickstart(Path.of(System.getProperty("root")), folder)
                        .rows()
                        .forEach(System.out::println);
            case "latencies" -> new Latencies(published).rows().forEach(System.out::println);
            case "training" ->
                new TrainingTime(Integer.getInteger("runs", 3), folder).rows().forEach(System.out::println);
            case "workers" -> WorkersTime.rows(Integer.getInteger("runs", 3)).forEach(System.out::println);
            case "known-tasks" -> new KnownTasks(published, Integer.getInteger("runs", 3)).print();
            case "predicting" -> new Predicting(published).rows().forEach(System.out::println);
            default ->
                throw new IllegalArgumentException(
                        name + " is none of " + ALL
                                + ", and neither training, workers, proxies, proxy-ranks, quickstart, latencies, known-tasks nor ranking");
        }
    }

    private void folder() throws IOException {
        Path files = folder.resolve("NATS-tss-simple");
        NatsData.folder(samples(), entries, files);
        double seconds = Timed.java(HEAP, files, 1);
        perEntry = seconds / entries;
        double one = Timed.python(1, files);
        double two = Timed.python(2, files);
        row(
                "NATS-Bench topology, folder of " + entries + " entries",
                seconds,
                "CPython's bz2 and pickle: " + format(one) + " s, " + format(one / seconds)
                        + " times as long; in two processes " + format(two) + " s, " + format(two / seconds)
                        + " times");
        delete(files);
    }

    private List<Path> samples() {
        return List.of(
                published.resolve("native/tss-000000.pickle.pbz2"), published.resolve("native/tss-000011.pickle.pbz2"));
    }

    private void row(String file, double seconds, String beside) {
        table.add("| " + file + " | " + format(seconds) + " | " + beside + " |");
    }

    private static String format(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : "%.1f", number);
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
