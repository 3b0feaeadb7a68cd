package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.BenchmarkFolder;
import org.fewshotnas.benchmark.file.FileErrors;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickleTuple;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * NAS-Bench-ASR's pickles: a header, then rows. Training files name architectures; those of devices and of parameters only have their
 * hashes, so that they are read as a folder together with a training file. The phone error rate is better the lower it is.
 */
public final class AsrFormat implements BenchmarkFormat {
    private static final String HASH = "model_hash";
    private static final String VALID = "val_per";
    private static final String TEST = "test_per";
    /** Far more than any training has. */
    private static final int MOST_EPOCHS = 1_000;

    @Override
    public String name() {
        return "NAS-Bench-ASR";
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head) && head.mentions("dataset_type") && head.mentions(HASH);
    }

    @Override
    public boolean readsFolders() {
        return true;
    }

    /** What a file's header says. */
    private record Header(String type, List<String> columns, String epochs, String seedOrDevice) {
        static Header of(Path file, Object value) {
            if (value instanceof PickleDict dict
                    && dict.get("dataset_type") instanceof String type
                    && dict.get("columns") instanceof PickleList names) {
                List<String> columns = new ArrayList<>();
                for (int i = 0; i < Math.min(100, names.size()); i++) {
                    columns.add(String.valueOf(names.get(i)));
                }
                Object name = type.equals("training") ? dict.get("seed") : dict.get("device");
                if (columns.contains(HASH)) {
                    return new Header(
                            type,
                            columns,
                            dict.get("epochs") instanceof Long n ? n.toString() : "",
                            name == null ? "" : String.valueOf(name));
                }
            }
            throw wrong(file, "has no header with its type and columns");
        }

        /** The metric of a column, or null if it holds none. */
        Metric metric(String column) {
            String device = seedOrDevice;
            return switch (column) {
                case VALID, TEST -> {
                    String split = column.equals(VALID) ? "valid" : "test";
                    yield new Metric(
                            "timit " + split + " PER @" + epochs,
                            "timit",
                            split,
                            "per",
                            "",
                            Direction.MINIMIZE,
                            epochs,
                            "",
                            "",
                            "");
                }
                case "latency" ->
                    new Metric(
                            (device + " latency").strip(),
                            device,
                            "",
                            "latency",
                            "",
                            Direction.MINIMIZE,
                            "",
                            "",
                            "",
                            "");
                case "params" -> new Metric("parameters", "", "", "parameters", "", Direction.MINIMIZE, "", "", "", "");
                case "flops" -> new Metric("flops", "", "", "flops", "", Direction.MINIMIZE, "", "", "", "");
                default -> null;
            };
        }
    }

    @Override
    public Listing list(Path path, ReadLimits limits, Progress progress) throws IOException {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        Map<String, TreeSet<String>> seeds = new HashMap<>();
        boolean named = false;
        int longest = 0;
        for (Path file : BenchmarkFolder.files(path)) {
            try (PickleFile pickle = PickleFile.open(file, limits, progress.silent())) {
                Header header = Header.of(file, pickle.read(PickleListener.KEEP));
                named |= header.type().equals("training");
                for (String column : header.columns()) {
                    Metric metric = header.metric(column);
                    if (metric != null) {
                        metrics.putIfAbsent(metric.name(), metric);
                        if (header.type().equals("training")) {
                            seeds.computeIfAbsent(metric.name(), key -> new TreeSet<>())
                                    .add(header.seedOrDevice());
                            longest = Math.max(
                                    longest, header.epochs().isEmpty() ? 0 : Integer.parseInt(header.epochs()));
                        }
                    }
                }
            } catch (NumberFormatException e) {
                throw wrong(file, "has a number of epochs that is too large");
            } catch (IOException | RuntimeException e) {
                throw FileErrors.translate(file, e);
            }
        }
        if (!named) {
            throw new InvalidInputException(
                    "\"" + FileInput.name(path)
                            + "\" names architectures by their hashes only, as NAS-Bench-ASR's files of devices and "
                            + "parameters do.",
                    "Put it into a folder with a training file, such as nb-asr-e40-1234.pickle, and choose the folder.");
        }
        String budget = String.valueOf(longest);
        List<MetricColumn> columns = new ArrayList<>();
        for (Metric metric : metrics.values()) {
            boolean byDefault = metric.split().isEmpty()
                    || metric.split().equals("valid") && metric.epochs().equals(budget);
            List<String> runs = List.copyOf(seeds.getOrDefault(metric.name(), new TreeSet<>()));
            columns.add(new MetricColumn(metric, byDefault, metric.split().equals("valid"), runs));
        }
        return new Listing("arch_vec", "NAS-Bench-ASR", columns, List.of(), "entry");
    }

    @Override
    public void read(
            Path path,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException {
        List<String> seeds = rows.metrics().stream().map(Metric::seeds).toList();
        Map<String, String> architectures = new LinkedHashMap<>();
        Map<String, double[][]> scores = new HashMap<>();
        List<Path> files = BenchmarkFolder.files(path);
        for (int f = 0; f < files.size(); f++) {
            Path file = files.get(f);
            try (PickleFile pickle = PickleFile.open(
                    file, options.limits(), progress.part((double) f / files.size(), (f + 1.0) / files.size()))) {
                Header header = Header.of(file, pickle.read(PickleListener.KEEP));
                if (!(pickle.read(PickleListener.KEEP) instanceof PickleList list)) {
                    throw wrong(file, "has no list of rows after its header");
                }
                pickle.finish();
                Set<String> seen = new HashSet<>();
                for (int i = 0; i < list.size(); i++) {
                    progress.checkCanceled();
                    Object[] cells = cells(file, header, list.get(i));
                    if (!(cells[header.columns().indexOf(HASH)] instanceof String hash) || !seen.add(hash)) {
                        throw wrong(file, "has no hash in row " + (i + 1) + ", or one of an earlier row");
                    }
                    if (header.type().equals("training")) {
                        architectures.putIfAbsent(hash, vector(file, cells[cells.length - 1], 0));
                    }
                    double[][] sums = scores.computeIfAbsent(hash, key -> new double[2][columns.size()]);
                    options.limits().checkRows(FileInput.name(path), scores.size(), columns.size());
                    addRow(
                            file,
                            header,
                            cells,
                            columns,
                            seeds,
                            options.selection().epoch(),
                            sums);
                }
            } catch (IOException | RuntimeException e) {
                throw FileErrors.translate(file, e);
            }
        }
        long number = 0;
        for (Map.Entry<String, String> entry : architectures.entrySet()) {
            double[][] sums = scores.get(entry.getKey());
            double[] values = new double[columns.size()];
            Arrays.setAll(values, i -> sums[1][i] == 0 ? Double.NaN : sums[0][i] / sums[1][i]);
            rows.add(++number, entry.getValue(), values);
        }
    }

    private static void addRow(
            Path file,
            Header header,
            Object[] cells,
            List<String> columns,
            List<String> seeds,
            EpochChoice epoch,
            double[][] sums) {
        for (int c = 0; c < cells.length && c < header.columns().size(); c++) {
            Metric metric = header.metric(header.columns().get(c));
            for (int i = 0; metric != null && i < columns.size(); i++) {
                String seed = seeds.get(i);
                boolean wanted = seed.isEmpty() || seed.equals("mean") || seed.equals(header.seedOrDevice());
                double value =
                        metric.name().equals(columns.get(i)) && wanted ? value(file, cells[c], epoch) : Double.NaN;
                if (!Double.isNaN(value)) {
                    sums[0][i] += value;
                    sums[1][i]++;
                }
            }
        }
    }

    /** A number, or of a list by epoch the one that counts: the smaller is the better. */
    private static double value(Path file, Object cell, EpochChoice epoch) {
        if (PickledNumbers.length(cell) > MOST_EPOCHS) {
            throw wrong(file, "has results of " + PickledNumbers.length(cell) + " epochs");
        }
        double[] series = cell instanceof Number ? null : PickledNumbers.vector(cell, MOST_EPOCHS);
        if (series == null) {
            return PickledNumbers.number(cell);
        }
        return switch (epoch.kind()) {
            case FINAL -> series[series.length - 1];
            case BEST ->
                Arrays.stream(series)
                        .filter(value -> !Double.isNaN(value))
                        .min()
                        .orElse(Double.NaN);
            case GIVEN -> epoch.epoch() >= 1 && epoch.epoch() <= series.length ? series[epoch.epoch() - 1] : Double.NaN;
        };
    }

    private static Object[] cells(Path file, Header header, Object row) {
        int n = row instanceof PickleList list ? list.size() : row instanceof PickleTuple tuple ? tuple.size() : 0;
        if (n < header.columns().size() || n == 0 || n > 100) {
            throw wrong(
                    file,
                    "has a row of " + n + " values, where its header names "
                            + header.columns().size());
        }
        Object[] cells = new Object[n];
        for (int i = 0; i < n; i++) {
            cells[i] = row instanceof PickleList list ? list.get(i) : ((PickleTuple) row).get(i);
        }
        return cells;
    }

    /** The text of an architecture vector, lists within a list. */
    private static String vector(Path file, Object value, int depth) {
        int n = value instanceof PickleList list ? list.size() : value instanceof PickleTuple tuple ? tuple.size() : -1;
        if (value instanceof Long number) {
            return number.toString();
        }
        if (n < 0 || n > 10 || depth > 1) {
            throw wrong(file, "has an architecture vector that is not lists of numbers in a list");
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            parts.add(vector(
                    file, value instanceof PickleList list ? list.get(i) : ((PickleTuple) value).get(i), depth + 1));
        }
        return "[" + String.join(", ", parts) + "]";
    }

    private static InvalidInputException wrong(Path file, String what) {
        return new InvalidInputException(
                "The file \"" + FileInput.name(file) + "\" " + what + ", so that it is not one of NAS-Bench-ASR.",
                "Choose the benchmark's own files, or download them again.");
    }
}
