package org.fewshotnas.benchmark.published;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.benchmark.base.CountedProgress;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.features.TaskList;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * MetaD2A's database: a dictionary of lists of one length. Entry i says that on data set {@code task[i]}, a number in a list of 5,000, the
 * cell {@code g[i]} reached the accuracy {@code acc[i]} in percent; {@code x[i]} has the cell once more. So an entry is a row of its own.
 */
final class OpenMetaD2a implements OpenBenchmark {
    private static final String ACCURACY = "acc";
    private static final String TASK = "task";
    /** What the graphs are called: in the file, and in its authors' own programs. */
    private static final List<String> GRAPHS = List.of("g", "graph");

    private static final String ONE_HOT = "x";
    /** Of the authors' list of data sets. */
    private static final int TASKS = 5_000;

    /** The metrics that there can be, by their names in the file. Costs are scaled to about 0 to 1; how, the file does not say. */
    private static final Map<String, Metric> METRICS = new LinkedHashMap<>();

    static {
        METRICS.put(ACCURACY, metric("accuracy [%]", "accuracy", "%", Direction.MAXIMIZE));
        METRICS.put("flops", metric("normalised flops", "flops", "", Direction.MINIMIZE));
        METRICS.put("params", metric("normalised params", "parameters", "", Direction.MINIMIZE));
        METRICS.put("latency", metric("normalised latency", "latency", "", Direction.MINIMIZE));
    }

    private final String file;
    private final PickleDict lists;
    private final Optional<Object> graphs;
    private final Optional<Object> oneHots;
    private final int size;
    private final Map<String, Object> columns = new LinkedHashMap<>();

    /**
     * @param file name for messages
     * @throws org.fewshotnas.space.base.InvalidInputException if the lists are not of one length, or too long
     */
    OpenMetaD2a(String file, PickleDict lists, ReadLimits limits) {
        this.file = file;
        this.lists = lists;
        this.size = Math.max(0, PickledNumbers.length(lists.get(ACCURACY)));
        limits.checkRows(file, size, METRICS.size());
        required(TASK);
        graphs = GRAPHS.stream()
                .filter(name -> lists.get(name) != null)
                .findFirst()
                .map(this::required);
        oneHots = Optional.ofNullable(lists.get(ONE_HOT)).map(list -> required(ONE_HOT));
        METRICS.forEach((name, metric) -> {
            if (lists.get(name) != null) {
                columns.put(metric.name(), required(name));
            }
        });
    }

    private static Metric metric(String name, String quantity, String unit, Direction direction) {
        return new Metric(name, "", "", quantity, unit, direction, "", "", "", "");
    }

    /** Whether a pickle's value is such a database, be it damaged. */
    static boolean is(Object value) {
        return value instanceof PickleDict lists
                && PickledNumbers.length(lists.get(ACCURACY)) >= 0
                && PickledNumbers.length(lists.get(TASK)) >= 0
                && (GRAPHS.stream().anyMatch(name -> lists.get(name) != null) || lists.get(ONE_HOT) != null);
    }

    private Object required(String name) {
        Object list = lists.get(name);
        int length = PickledNumbers.length(list);
        if (length != size) {
            throw MetaD2aCell.wrong("The file \"" + file + "\" has " + (length < 0 ? "no list" : "a list of " + length)
                    + " under \"" + name + "\", where \"" + ACCURACY + "\" has " + size
                    + " entries; all lists of MetaD2A's database are of one length.");
        }
        return list;
    }

    @Override
    public Listing listing() {
        List<MetricColumn> offered = METRICS.values().stream()
                .filter(metric -> columns.containsKey(metric.name()))
                .map(metric -> new MetricColumn(metric, true))
                .toList();
        return new Listing("g", "NAS-Bench-201", offered, List.of(TASK), "entry");
    }

    @Override
    public void read(List<String> names, ReadOptions options, TableAssembler rows, Progress progress) {
        rows.note(
                "Each row has the data set that it is of, a task of MetaD2A: an architecture is there once for each of its tasks.");
        List<Object> chosen = new ArrayList<>();
        names.forEach(name -> chosen.add(columns.get(name)));
        CountedProgress counted = new CountedProgress("Reading " + file, size, progress);
        double[] scores = new double[chosen.size()];
        for (int i = 0; i < size; i++) {
            counted.advance(1);
            String place = rows.place(i + 1L);
            for (int c = 0; c < scores.length; c++) {
                Object score = PickledNumbers.item(chosen.get(c), i);
                if (!PickledNumbers.isNumber(score)) {
                    throw MetaD2aCell.wrong(place + " has no number as its " + names.get(c) + ".");
                }
                scores[c] = PickledNumbers.number(score);
            }
            rows.add(i + 1L, TaskList.name(task(i, place)), MetaD2aCell.text(types(i, place), place), scores);
        }
    }

    private int task(int entry, String place) {
        double task = PickledNumbers.number(PickledNumbers.item(lists.get(TASK), entry));
        if (!(task >= 0 && task < TASKS && task == Math.rint(task))) {
            throw MetaD2aCell.wrong(
                    place + " is of the task " + MetaD2aCell.shown(task) + ", which is not in MetaD2A's list of "
                            + TASKS + " tasks: expected are 0 to " + (TASKS - 1) + ".");
        }
        return (int) task;
    }

    /** The types of the cell's vertices, of which the file must not say two things. */
    private int[] types(int entry, String place) {
        Optional<int[]> graph = graphs.map(list -> MetaD2aCell.ofGraph(PickledNumbers.item(list, entry), place));
        Optional<int[]> oneHot = oneHots.map(list -> MetaD2aCell.ofOneHot(PickledNumbers.item(list, entry), place));
        if (graph.isPresent() && oneHot.isPresent() && !Arrays.equals(graph.get(), oneHot.get())) {
            throw MetaD2aCell.wrong(place + " has the types " + Arrays.toString(graph.get()) + " in its graph, but "
                    + Arrays.toString(oneHot.get()) + " under \"x\"; both are the same cell in MetaD2A's database.");
        }
        return graph.or(() -> oneHot).orElseThrow();
    }
}
