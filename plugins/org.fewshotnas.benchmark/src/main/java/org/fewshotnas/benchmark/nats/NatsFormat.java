package org.fewshotnas.benchmark.nats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.base.OrderedWork;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.columns.SeedChoice;
import org.fewshotnas.benchmark.file.BenchmarkFolder;
import org.fewshotnas.benchmark.file.FileErrors;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleTuple;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;

/**
 * NAS-Bench-201's {@code .pth} files, NATS-Bench's {@code .pickle.pbz2} files, topology and size, and its {@code -simple} folders, of
 * which also a single file can be read; NAS-Bench-360's tables of NinaPro and Darcy Flow are NATS-Bench files. Training budgets, data
 * sets, splits, quantities and seeds are told by the columns.
 */
public final class NatsFormat implements BenchmarkFormat {
    private static final int LISTED_ENTRIES = 24;
    /** Architectures were trained with different seeds, so that a few files of a folder are looked at. */
    private static final int LISTED_FILES = 12;

    @Override
    public String name() {
        return "NAS-Bench-201 and NATS-Bench";
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head) && (head.mentions("all_results") || head.mentions("meta_archs"));
    }

    @Override
    public boolean readsFolders() {
        return true;
    }

    @Override
    public Listing list(Path path, ReadLimits limits, Progress progress) throws IOException {
        NatsListing found = new NatsListing();
        List<Path> files = BenchmarkFolder.files(path);
        int listed = Math.min(files.size(), LISTED_FILES);
        for (int i = 0; i < listed; i++) {
            Path file = files.get(i * files.size() / listed);
            try {
                scan(
                        file,
                        limits,
                        progress.silent(),
                        new NatsListener(EpochChoice.FINAL, null, (architecture, budget, results) -> {
                            found.add(architecture, budget, results);
                            limits.checkColumns(FileInput.name(file), found.columns());
                            if (found.entries() >= LISTED_ENTRIES) {
                                throw new EnoughRead();
                            }
                        }));
            } catch (EnoughRead enough) {
                break;
            }
        }
        if (found.entries() == 0) {
            throw new InvalidInputException(
                    "The file \"" + FileInput.name(path) + "\" lists architectures, but holds no results of them.",
                    "Choose the folder that it is in, which has a file for each architecture, or the benchmark's single large file.");
        }
        return found.listing();
    }

    private static void scan(Path file, ReadLimits limits, Progress progress, NatsListener listener)
            throws IOException {
        try (PickleFile pickle = PickleFile.open(file, limits, progress)) {
            pickle.read(listener);
            pickle.finish();
        } catch (EnoughRead e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw FileErrors.translate(file, e);
        }
    }

    private record Row(String architecture, double[] values) {}

    @Override
    public void read(
            Path path,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException {
        Wanted wanted = Wanted.of(
                FileInput.name(path),
                listing,
                columns,
                rows.metrics(),
                options.selection().seeds());
        Set<String> fields = wanted.columns().stream().map(NatsColumn::field).collect(Collectors.toSet());
        EpochChoice epoch = options.selection().epoch();
        List<Path> files = BenchmarkFolder.files(path);
        long[] number = {0};
        if (!Files.isDirectory(path)) {
            scan(
                    path,
                    options.limits(),
                    progress,
                    new NatsListener(
                            epoch,
                            fields,
                            (architecture, budget, results) ->
                                    add(rows, ++number[0], new Row(architecture, wanted.values(budget, results)))));
        } else {
            OrderedWork.run(
                    files,
                    file -> {
                        List<Row> found = new ArrayList<>();
                        scan(
                                file,
                                options.limits(),
                                new FileInput.Silent(progress),
                                new NatsListener(
                                        epoch,
                                        fields,
                                        (architecture, budget, results) ->
                                                found.add(new Row(architecture, wanted.values(budget, results)))));
                        return found;
                    },
                    (index, found) -> {
                        progress.report(
                                (index + 1.0) / files.size(), "Read " + (index + 1) + " of " + files.size() + " files");
                        progress.checkCanceled();
                        found.forEach(row -> add(rows, index + 1L, row));
                    });
        }
    }

    /**
     * What is read of each architecture.
     *
     * @param file name for messages
     * @param seeds of each column, "mean" for all
     * @param listed of each column the seeds that there should be, or empty for any
     */
    private record Wanted(String file, List<NatsColumn> columns, List<String> seeds, List<List<String>> listed) {
        static Wanted of(String file, Listing listing, List<String> names, List<Metric> metrics, SeedChoice choice) {
            Map<String, List<String>> byName =
                    listing.metrics().stream().collect(Collectors.toMap(MetricColumn::name, MetricColumn::seeds));
            return new Wanted(
                    file,
                    names.stream()
                            .map(name -> (NatsColumn) listing.keys().get(name))
                            .toList(),
                    metrics.stream()
                            .map(metric -> metric.seeds().isEmpty() ? "mean" : metric.seeds())
                            .toList(),
                    choice.kind() == SeedChoice.Kind.EACH
                            ? names.stream().map(byName::get).toList()
                            : List.of());
        }

        /** The values of the columns of a budget; null if no column is of it. */
        double[] values(String budget, PickleDict results) {
            double[] values = null;
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).budget().equals(budget)) {
                    if (values == null) {
                        values = new double[columns.size()];
                        Arrays.fill(values, Double.NaN);
                    }
                    if (!listed.isEmpty()) {
                        requireListed(columns.get(i).dataSet(), listed.get(i), results);
                    }
                    values[i] = columns.get(i).value(results, seeds.get(i));
                }
            }
            return values;
        }

        /** There is a column for each listed seed; the results of another one would be lost without a word. */
        private void requireListed(String dataSet, List<String> known, PickleDict results) {
            for (int i = 0; i < results.size(); i++) {
                if (results.key(i) instanceof PickleTuple key
                        && key.size() == 2
                        && dataSet.equals(key.get(0))
                        && !known.contains(String.valueOf(key.get(1)))) {
                    throw new InvalidInputException(
                            "In \"" + file + "\" an architecture was trained on " + dataSet + " with the seed "
                                    + key.get(1) + ", which those at its beginning were not.",
                            "Read the mean of all seeds, or one seed after the other.");
                }
            }
        }
    }

    private static void add(TableAssembler rows, long number, Row row) {
        if (row.values() != null) {
            rows.add(number, row.architecture(), row.values());
        }
    }
}
