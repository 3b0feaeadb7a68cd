package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.dialect.CellCoding;
import org.fewshotnas.benchmark.dialect.Nb201Order;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;

/**
 * Scores in a pickle or a torch container, without much around them: a list, array or tensor of 15,625 numbers in NAS-Bench-201's order
 * (HELP's latencies); a dictionary of scores by that index, by the architecture's text, or by a tuple of its operations (LatBench); and
 * such lists and dictionaries under names, up to three of them within each other (HW-NAS-Bench); and instead of a score an entry may be a
 * dictionary of several. What the numbers are is told by those names, else by that of the file.
 */
public final class PickledScoresFormat implements BenchmarkFormat {
    private static final int CLASSES_OF_METAD2A = 20;

    @Override
    public String name() {
        return "pickled scores";
    }

    @Override
    public boolean isTable() {
        return true;
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head);
    }

    @Override
    public Listing list(Path file, ReadLimits limits, Progress progress) throws IOException {
        String name = FileInput.name(file);
        List<PickledScores> found = columns(file, limits, progress, new ArrayList<>());
        List<MetricColumn> columns = new ArrayList<>();
        Map<String, PickledScores> byName = new HashMap<>();
        for (PickledScores column : found) {
            Metric metric = PickledNames.metric(name, column);
            if (byName.put(metric.name(), column) != null) {
                throw new InvalidInputException(
                        "The file \"" + name + "\" holds two columns of the name \"" + Excerpts.shorten(metric.name())
                                + "\".",
                        "Give each its own name.");
            }
            columns.add(
                    column.holdsPlaces()
                            ? MetricColumn.bookkeeping(metric, "an index")
                            : new MetricColumn(metric, true));
        }
        // Who numbers architectures, or their operations, can only mean this space; it need not be guessed.
        boolean numbered = found.stream().noneMatch(PickledScores::byText);
        return new Listing("architecture", numbered ? "NAS-Bench-201" : "", columns, List.of(), "entry");
    }

    @Override
    public void read(
            Path file, Listing listing, List<String> names, ReadOptions options, TableAssembler rows, Progress progress)
            throws IOException {
        String name = FileInput.name(file);
        Map<String, PickledScores> byName = new HashMap<>();
        List<String> others = new ArrayList<>();
        for (PickledScores column : columns(file, options.limits(), progress, others)) {
            byName.put(PickledNames.metric(name, column).name(), column);
        }
        if (options.metrics().isEmpty() && !others.isEmpty()) {
            rows.note("What is no single number was left out: \"" + String.join("\", \"", others)
                    + "\". If these are scores, write one number an entry and name, such as {\"" + others.get(0)
                    + "\": 0.91}.");
        }
        if (names.isEmpty() && !listing.metrics().isEmpty()) {
            MetricColumn places = listing.metrics().get(0);
            throw new InvalidInputException(
                    "The numbers \"" + Excerpts.shorten(places.name()) + "\" of the file \"" + name
                            + "\" are 0 to "
                            + (byName.get(places.name()).size() - 1)
                            + ", each of them once: the place of each architecture in a list, and no scores.",
                    "Choose a file of latencies, accuracies or other scores. If these are scores, choose the column by its name.");
        }
        Map<String, double[]> table = new LinkedHashMap<>();
        for (int c = 0; c < names.size(); c++) {
            PickledScores column = byName.get(names.get(c));
            for (int i = 0; column != null && i < column.size(); i++) {
                String architecture = column.architecture(i);
                double[] row = table.get(architecture);
                if (row == null) {
                    options.limits().checkRows(name, table.size() + 1L, names.size());
                    row = new double[names.size()];
                    Arrays.fill(row, Double.NaN);
                    table.put(architecture, row);
                }
                row[c] = column.score(i);
            }
            progress.checkCanceled();
        }
        if (PickledNames.isOfLatBench(name)) {
            rows.assumeCoding(CellCoding.NAS_BENCH_201);
        }
        long number = 0;
        for (Map.Entry<String, double[]> row : table.entrySet()) {
            progress.checkCanceled();
            rows.add(++number, row.getKey(), row.getValue());
        }
    }

    /** @param others to which the names of what is no score are added */
    private static List<PickledScores> columns(Path file, ReadLimits limits, Progress progress, List<String> others)
            throws IOException {
        Object value;
        try (PickleFile pickle = PickleFile.open(file, limits, progress)) {
            value = pickle.read(PickleListener.KEEP);
            pickle.finish();
        }
        PickledScores.Finder finder = new PickledScores.Finder(FileInput.name(file), limits);
        List<PickledScores> columns = finder.find(value);
        others.addAll(finder.others());
        if (columns.isEmpty()) {
            throw new InvalidInputException(
                    "The file \"" + FileInput.name(file) + "\" holds " + describe(value)
                            + ", which is no benchmark that is known here.",
                    "Scores are read from a list of " + Nb201Order.COUNT
                            + " numbers in NAS-Bench-201's order, or from a dictionary whose "
                            + "keys are that index, the architecture's text, or the tuple of its operations.");
        }
        return columns;
    }

    private static String describe(Object value) {
        if (value instanceof PickleDict dict) {
            return "a dictionary of " + dict.size() + " entries"
                    + (dict.size() > 0 && dict.key(0) instanceof String key
                            ? " such as \"" + Excerpts.shorten(key) + "\""
                            : "");
        }
        int length = PickledNumbers.length(value);
        if (length > 0 && PickledNumbers.item(value, 0) instanceof PickleList first) {
            return length + " lists of " + first.size() + " entries"
                    + (first.size() == CLASSES_OF_METAD2A
                            ? ", as MetaD2A's list of tasks does (classes of ImageNet, no scores)"
                            : "");
        }
        return length <= 0
                ? "something that is neither numbers nor a dictionary"
                : length + (PickledNumbers.isNumber(PickledNumbers.item(value, 0)) ? " numbers" : " entries");
    }
}
