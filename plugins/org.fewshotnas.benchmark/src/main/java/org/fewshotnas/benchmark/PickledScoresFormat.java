package org.fewshotnas.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickleTuple;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Metric;
import org.fewshotnas.space.Progress;

/**
 * Scores in a pickle or a torch container, without much around them: a list, array or tensor of 15,625 numbers in NAS-Bench-201's order
 * (HELP's latencies); a dictionary of scores by that index, by the architecture's text, or by a tuple of its operations (LatBench); and
 * such lists and dictionaries under names, up to three of them within each other (HW-NAS-Bench). What the numbers are is told by those
 * names, else by that of the file.
 */
final class PickledScoresFormat implements BenchmarkFormat {
    private static final int DEEPEST = 3;

    @Override
    public String name() {
        return "pickled scores";
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head);
    }

    /** Scores by architecture. */
    private record Column(Metric metric, Map<String, Double> scores, boolean byText) {}

    @Override
    public Listing list(Path file, ReadLimits limits) throws IOException {
        List<MetricColumn> columns = new ArrayList<>();
        List<Column> read = columns(file, limits, Progress.NONE);
        for (Column column : read) {
            columns.add(new MetricColumn(column.metric(), true));
        }
        limits.checkColumns(FileInput.name(file), columns.size());
        // Who numbers architectures, or their operations, can only mean this space; it need not be guessed.
        boolean numbered = read.stream().noneMatch(Column::byText);
        return new Listing("architecture", numbered ? "NAS-Bench-201" : "", columns, List.of(), "entry");
    }

    @Override
    public void read(
            Path file, Listing listing, List<String> names, ReadOptions options, TableAssembler rows, Progress progress)
            throws IOException {
        Map<String, Column> byName = new LinkedHashMap<>();
        for (Column column : columns(file, options.limits(), progress)) {
            byName.put(column.metric().name(), column);
        }
        List<Column> wanted = names.stream().map(byName::get).toList();
        Map<String, double[]> table = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            for (Map.Entry<String, Double> score : wanted.get(i).scores().entrySet()) {
                table.computeIfAbsent(score.getKey(), key -> missing(wanted.size()))[i] = score.getValue();
            }
            options.limits().checkRows(FileInput.name(file), table.size(), wanted.size());
        }
        long number = 0;
        for (Map.Entry<String, double[]> row : table.entrySet()) {
            rows.add(++number, row.getKey(), row.getValue());
        }
    }

    private static double[] missing(int columns) {
        double[] row = new double[columns];
        Arrays.fill(row, Double.NaN);
        return row;
    }

    private static List<Column> columns(Path file, ReadLimits limits, Progress progress) throws IOException {
        Object value;
        try (PickleFile pickle = PickleFile.open(file, limits, progress)) {
            value = pickle.read(PickleListener.KEEP);
            pickle.finish();
        }
        List<Column> columns = new ArrayList<>();
        collect(file, List.of(), value, columns);
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

    private static void collect(Path file, List<String> names, Object value, List<Column> columns) {
        Map<String, Double> scores = scores(value);
        if (scores != null) {
            columns.add(new Column(
                    PickledNames.metric(FileInput.name(file), names, scores.values()), scores, byText(value)));
        } else if (value instanceof PickleDict dict && names.size() < DEEPEST && columns.size() < 10_000) {
            for (int i = 0; i < dict.size(); i++) {
                // HW-NAS-Bench also has the blocks of FBNet, which is another kind of search space.
                if (dict.key(i) instanceof String name && !name.equals("fbnet")) {
                    List<String> inner = new ArrayList<>(names);
                    if (!name.equals("nasbench201")) {
                        inner.add(name);
                    }
                    collect(file, inner, dict.value(i), columns);
                }
            }
        }
    }

    private static boolean byText(Object value) {
        return value instanceof PickleDict dict && dict.key(0) instanceof String;
    }

    /** Scores by architecture, or null if the value is something else. */
    private static Map<String, Double> scores(Object value) {
        if (value instanceof PickleDict dict) {
            return dict.size() == 0 ? null : ofDictionary(dict);
        }
        double[] numbers = PickledNumbers.vector(value);
        if (numbers == null || numbers.length != Nb201Order.COUNT) {
            return null;
        }
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            scores.put(Nb201Order.architectures().get(i), numbers[i]);
        }
        return scores;
    }

    private static Map<String, Double> ofDictionary(PickleDict dict) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int i = 0; i < dict.size(); i++) {
            String architecture = architecture(dict.key(i), scores.isEmpty());
            Object score = dict.value(i);
            if (architecture == null || score != null && !PickledNumbers.isNumber(score)) {
                return null;
            }
            scores.put(architecture, PickledNumbers.number(score));
        }
        return scores;
    }

    /** The architecture of a key; that a text is one is checked with the first, and with all of them when the table is made. */
    private static String architecture(Object key, boolean first) {
        if (key instanceof String text) {
            return first && !SpaceDetector.isArchitecture(text) ? null : text;
        }
        if (key instanceof Long index) {
            return index >= 0 && index < Nb201Order.COUNT
                    ? Nb201Order.architectures().get(index.intValue())
                    : null;
        }
        if (!(key instanceof PickleTuple tuple) || tuple.size() != 6) {
            return null;
        }
        int[] six = new int[6];
        for (int i = 0; i < six.length; i++) {
            if (!(tuple.get(i) instanceof Long op) || op < 0 || op > 4) {
                return null;
            }
            six[i] = op.intValue();
        }
        return Nb201Order.architecture(six);
    }

    private static String describe(Object value) {
        if (value instanceof PickleDict dict) {
            return "a dictionary of " + dict.size() + " entries"
                    + (dict.size() > 0 && dict.key(0) instanceof String key
                            ? " such as \"" + TableAssembler.shorten(key) + "\""
                            : "");
        }
        double[] numbers = PickledNumbers.vector(value);
        return numbers == null ? "something that is neither numbers nor a dictionary" : numbers.length + " numbers";
    }
}
