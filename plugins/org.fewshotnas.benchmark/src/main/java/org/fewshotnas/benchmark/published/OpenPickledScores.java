package org.fewshotnas.benchmark.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.base.CountedProgress;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.dialect.CellCoding;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;

/** A pickle of scores that has been read: the scores stay where the pickle has them, so that no file is opened for the rows. */
final class OpenPickledScores implements OpenBenchmark {
    private final String file;
    private final Map<String, PickledScores> columns;
    private final List<String> others;
    private final Listing listing;

    private OpenPickledScores(String file, Map<String, PickledScores> columns, List<String> others, Listing listing) {
        this.file = file;
        this.columns = columns;
        this.others = others;
        this.listing = listing;
    }

    /**
     * A pickle's scores.
     *
     * @param file name for messages
     * @param others names of what is no score
     */
    static OpenPickledScores of(String file, List<PickledScores> found, List<String> others) {
        List<MetricColumn> metrics = new ArrayList<>();
        Map<String, PickledScores> columns = new HashMap<>();
        for (PickledScores column : found) {
            Metric metric = PickledNames.metric(file, column);
            if (columns.put(metric.name(), column) != null) {
                throw new InvalidInputException(
                        "The file \"" + file + "\" holds two columns of the name \"" + Excerpts.shorten(metric.name())
                                + "\".",
                        "Give each its own name.");
            }
            metrics.add(
                    column.holdsPlaces()
                            ? MetricColumn.bookkeeping(metric, "an index")
                            : new MetricColumn(metric, true));
        }
        // Who numbers architectures, or their operations, can only mean this space; it need not be guessed.
        boolean numbered = found.stream().noneMatch(PickledScores::byText);
        Listing listing = new Listing("architecture", numbered ? "NAS-Bench-201" : "", metrics, List.of(), "entry");
        return new OpenPickledScores(file, columns, others, listing);
    }

    @Override
    public Listing listing() {
        return listing;
    }

    @Override
    public void read(List<String> names, ReadOptions options, TableAssembler rows, Progress progress) {
        if (options.metrics().isEmpty() && !others.isEmpty()) {
            rows.note("What is no single number was left out: \"" + String.join("\", \"", others)
                    + "\". If these are scores, write one number an entry and name, such as {\"" + others.get(0)
                    + "\": 0.91}.");
        }
        if (names.isEmpty() && !listing.metrics().isEmpty()) {
            throw onlyPlaces(listing.metrics().get(0).name());
        }
        if (PickledNames.isOfLatBench(file)) {
            rows.assumeCoding(CellCoding.NAS_BENCH_201);
        }
        Map<String, double[]> table = table(names, options.limits(), progress);
        CountedProgress counted = new CountedProgress("Reading " + file, table.size(), progress);
        long number = 0;
        for (Map.Entry<String, double[]> row : table.entrySet()) {
            counted.advance(1);
            rows.add(++number, row.getKey(), row.getValue());
        }
    }

    private InvalidInputException onlyPlaces(String name) {
        return new InvalidInputException(
                "The numbers \"" + Excerpts.shorten(name) + "\" of the file \"" + file + "\" are 0 to "
                        + (columns.get(name).size() - 1)
                        + ", each of them once: the place of each architecture in a list, and no scores.",
                "Choose a file of latencies, accuracies or other scores. If these are scores, choose the column by its name.");
    }

    /** The scores of the chosen columns by architecture, NaN where there is none. */
    private Map<String, double[]> table(List<String> names, ReadLimits limits, Progress progress) {
        Map<String, double[]> table = new LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            PickledScores column = columns.get(names.get(c));
            for (int i = 0; i < column.size(); i++) {
                double[] row = table.computeIfAbsent(column.architecture(i), architecture -> {
                    double[] missing = new double[names.size()];
                    Arrays.fill(missing, Double.NaN);
                    return missing;
                });
                limits.checkRows(file, table.size(), names.size());
                row[c] = column.score(i);
            }
            progress.checkCanceled();
        }
        return table;
    }
}
