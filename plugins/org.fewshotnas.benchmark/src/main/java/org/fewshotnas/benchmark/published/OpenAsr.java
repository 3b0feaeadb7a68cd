package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickleTuple;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;

/** Files of NAS-Bench-ASR whose headers have been read; their rows, which follow the headers, are read file by file. */
final class OpenAsr implements OpenBenchmark {
    /** Far more than any training has. */
    private static final int MOST_EPOCHS = 1_000;

    private final SourceFiles files;
    private final Listing listing;

    OpenAsr(SourceFiles files, Listing listing) {
        this.files = files;
        this.listing = listing;
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public void read(List<String> columns, ReadOptions options, TableAssembler rows, Progress progress)
            throws IOException {
        List<String> seeds = rows.metrics().stream().map(Metric::seeds).toList();
        Map<String, String> architectures = new LinkedHashMap<>();
        Map<String, double[][]> scores = new HashMap<>();
        int count = files.files().size();
        for (int f = 0; f < count; f++) {
            SourceFile file = files.files().get(f);
            try (PickleFile pickle =
                    PickleFile.open(file, options.limits(), progress.part((double) f / count, (f + 1.0) / count))) {
                AsrHeader header = AsrHeader.of(file, pickle.read(PickleListener.KEEP));
                if (!(pickle.read(PickleListener.KEEP) instanceof PickleList list)) {
                    throw AsrFormat.wrong(file, "has no list of rows after its header");
                }
                pickle.finish();
                Set<String> seen = new HashSet<>();
                for (int i = 0; i < list.size(); i++) {
                    progress.checkCanceled();
                    Object[] values = values(file, header, list.get(i));
                    if (!(values[header.columns().indexOf(AsrHeader.HASH)] instanceof String hash) || !seen.add(hash)) {
                        throw AsrFormat.wrong(file, "has no hash in row " + (i + 1) + ", or one of an earlier row");
                    }
                    if (header.isTraining()) {
                        architectures.putIfAbsent(hash, vector(file, values[values.length - 1], 0));
                    }
                    double[][] sums = scores.computeIfAbsent(hash, key -> new double[2][columns.size()]);
                    options.limits().checkRows(files.name(), scores.size(), columns.size());
                    addRow(
                            file,
                            header,
                            values,
                            columns,
                            seeds,
                            options.selection().epoch(),
                            sums);
                }
            } catch (IOException | RuntimeException e) {
                throw file.explain(e);
            }
        }
        long number = 0;
        for (Map.Entry<String, String> entry : architectures.entrySet()) {
            double[][] sums = scores.get(entry.getKey());
            double[] scored = new double[columns.size()];
            Arrays.setAll(scored, i -> sums[1][i] == 0 ? Double.NaN : sums[0][i] / sums[1][i]);
            rows.add(++number, entry.getValue(), scored);
        }
    }

    private static void addRow(
            SourceFile file,
            AsrHeader header,
            Object[] values,
            List<String> columns,
            List<String> seeds,
            EpochChoice epoch,
            double[][] sums) {
        for (int c = 0; c < values.length && c < header.columns().size(); c++) {
            String name =
                    header.metric(header.columns().get(c)).map(Metric::name).orElse("");
            for (int i = 0; i < columns.size(); i++) {
                String seed = seeds.get(i);
                boolean wanted = seed.isEmpty() || seed.equals("mean") || seed.equals(header.seedOrDevice());
                double value = name.equals(columns.get(i)) && wanted ? value(file, values[c], epoch) : Double.NaN;
                if (!Double.isNaN(value)) {
                    sums[0][i] += value;
                    sums[1][i]++;
                }
            }
        }
    }

    /** A number, or of a list by epoch the one that counts: the smaller is the better. */
    private static double value(SourceFile file, Object result, EpochChoice epoch) {
        if (PickledNumbers.length(result) > MOST_EPOCHS) {
            throw AsrFormat.wrong(file, "has results of " + PickledNumbers.length(result) + " epochs");
        }
        return PickledNumbers.vector(result, MOST_EPOCHS)
                .map(series -> atEpoch(series, epoch))
                .orElseGet(() -> PickledNumbers.number(result));
    }

    private static double atEpoch(double[] series, EpochChoice epoch) {
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

    private static Object[] values(SourceFile file, AsrHeader header, Object row) {
        int n = row instanceof PickleList list ? list.size() : row instanceof PickleTuple tuple ? tuple.size() : 0;
        if (n < header.columns().size() || n == 0 || n > 100) {
            throw AsrFormat.wrong(
                    file,
                    "has a row of " + n + " values, where its header names "
                            + header.columns().size());
        }
        Object[] values = new Object[n];
        for (int i = 0; i < n; i++) {
            values[i] = row instanceof PickleList list ? list.get(i) : ((PickleTuple) row).get(i);
        }
        return values;
    }

    /** The text of an architecture vector, lists within a list. */
    private static String vector(SourceFile file, Object value, int depth) {
        int n = value instanceof PickleList list ? list.size() : value instanceof PickleTuple tuple ? tuple.size() : -1;
        if (value instanceof Long number) {
            return number.toString();
        }
        if (n < 0 || n > 10 || depth > 1) {
            throw AsrFormat.wrong(file, "has an architecture vector that is not lists of numbers in a list");
        }
        List<String> items = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            items.add(vector(
                    file, value instanceof PickleList list ? list.get(i) : ((PickleTuple) value).get(i), depth + 1));
        }
        return "[" + String.join(", ", items) + "]";
    }
}
