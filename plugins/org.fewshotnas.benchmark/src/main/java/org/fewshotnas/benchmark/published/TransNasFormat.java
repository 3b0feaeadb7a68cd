package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
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
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * TransNAS-Bench-101's {@code .pth} file: for both of its search spaces, for each architecture and each of seven tasks, a list by epoch
 * of each metric. The micro space is read; macro architectures change the depth and width of the network, which cells cannot say.
 */
public final class TransNasFormat implements BenchmarkFormat {
    private static final String MICRO = "64-41414-";
    /** The benchmark has 7 tasks of about a dozen metrics. */
    private static final int MOST_NAMES = 100;

    @Override
    public String name() {
        return "TransNAS-Bench-101";
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head)
                && (head.mentions("metrics_dict") || head.mentions("class_scene") && head.mentions("total_epochs"));
    }

    /** A metric of a task. */
    private record Key(String task, String metric) {}

    /** Takes the tasks of an architecture. */
    private interface Sink {
        void tasks(String architecture, PickleDict byTask);
    }

    @Override
    public Listing list(Path file, ReadLimits limits, Progress progress) throws IOException {
        Map<String, MetricColumn> columns = new LinkedHashMap<>();
        Map<String, Key> keys = new HashMap<>();
        long[] macros = {0};
        try {
            scan(file, limits, progress, EpochChoice.FINAL, macros, (architecture, byTask) -> {
                for (int i = 0; i < byTask.size(); i++) {
                    if (byTask.key(i) instanceof String task && byTask.value(i) instanceof PickleDict result) {
                        addColumns(task, result, columns, keys);
                    }
                }
                limits.checkColumns(FileInput.name(file), columns.size());
                throw new EnoughRead();
            });
        } catch (EnoughRead enough) {
            // The first architecture has all tasks and metrics.
        }
        if (columns.isEmpty()) {
            throw new InvalidInputException(
                    "The file \"" + FileInput.name(file) + "\" holds no micro architectures of TransNAS-Bench-101"
                            + (macros[0] > 0
                                    ? ", but " + macros[0] + " macro ones, which change the network's depth and width."
                                    : "."),
                    "Only the micro space, whose architectures are cells, can be read.");
        }
        return new Listing(
                "architecture",
                "TransNAS-Bench-101 micro",
                List.copyOf(columns.values()),
                List.of(),
                "entry",
                "",
                keys);
    }

    private static void addColumns(
            String task, PickleDict result, Map<String, MetricColumn> columns, Map<String, Key> keys) {
        String epochs = result.get("total_epochs") instanceof Long total ? String.valueOf(total) : "";
        for (String part : List.of("metrics", "model_info")) {
            if (result.get(part) instanceof PickleDict values) {
                for (int k = 0; k < values.size(); k++) {
                    if (values.key(k) instanceof String name && PickledNumbers.isNumber(values.value(k))) {
                        boolean trained = part.equals("metrics");
                        Metric metric = metric(task, name, trained ? epochs : "");
                        boolean byDefault = metric.split().equals("valid") && metric.direction() == Direction.MAXIMIZE;
                        columns.putIfAbsent(metric.name(), new MetricColumn(metric, byDefault, trained, List.of()));
                        keys.putIfAbsent(metric.name(), new Key(task, name));
                    }
                }
            }
        }
    }

    /** The metric of a name such as "valid_top1" or "encoder_FLOPs". Units are as the benchmark has them. */
    static Metric metric(String task, String name, String epochs) {
        int at = name.indexOf('_');
        String first = at < 0 ? "" : name.substring(0, at);
        String split = List.of("train", "valid", "test").contains(first) ? first : "";
        String rest = split.isEmpty() ? name : name.substring(at + 1);
        String quantity =
                switch (rest) {
                    case "top1" -> "accuracy";
                    case "top5" -> "top-5 accuracy";
                    case "acc" -> "pixel accuracy";
                    case "mIoU" -> "mean iou";
                    case "time_elapsed" -> "time";
                    default ->
                        rest.replace('_', ' ')
                                .replace("neg ", "negative ")
                                .replace("FLOPs", "flops")
                                .replace("params", "parameters");
                };
        String unit = rest.equals("top1") || rest.equals("top5") ? "%" : "";
        boolean smaller = quantity.matches(".*(loss|time|flops|parameters)") && !quantity.startsWith("negative");
        String column = task + (split.isEmpty() ? "" : " " + split) + " " + quantity
                + (unit.isEmpty() ? "" : " [" + unit + "]") + (epochs.isEmpty() ? "" : " @" + epochs);
        return new Metric(
                column,
                task,
                split,
                quantity,
                unit,
                smaller ? Direction.MINIMIZE : Direction.MAXIMIZE,
                epochs,
                "",
                "",
                "");
    }

    @Override
    public void read(
            Path file,
            Listing listing,
            List<String> columns,
            ReadOptions options,
            TableAssembler rows,
            Progress progress)
            throws IOException {
        List<Key> wanted =
                columns.stream().map(name -> (Key) listing.keys().get(name)).toList();
        long[] number = {0};
        long[] macros = {0};
        double[] row = new double[wanted.size()];
        scan(file, options.limits(), progress, options.selection().epoch(), macros, (architecture, byTask) -> {
            Arrays.fill(row, Double.NaN);
            for (int i = 0; i < row.length; i++) {
                if (byTask.get(wanted.get(i).task()) instanceof PickleDict result) {
                    for (String part : List.of("metrics", "model_info")) {
                        if (result.get(part) instanceof PickleDict values
                                && values.get(wanted.get(i).metric()) != null) {
                            row[i] = PickledNumbers.number(
                                    values.get(wanted.get(i).metric()));
                        }
                    }
                }
            }
            rows.add(++number[0], architecture, row);
        });
        if (macros[0] > 0) {
            rows.note(
                    macros[0]
                            + " macro architectures were left out: they change the network's depth and width, which cells cannot say.");
        }
    }

    private static void scan(
            Path file, ReadLimits limits, Progress progress, EpochChoice epoch, long[] macros, Sink sink)
            throws IOException {
        PickleListener listener = (owner, dict, stack, from, to) -> {
            boolean tasks = false;
            for (int i = from; i < to; i += 2) {
                Object value = stack[i + 1];
                if ("metrics".equals(owner) && stack[i] instanceof String name && value instanceof PickleList series) {
                    if (series.isReleased()) {
                        throw shared(file);
                    }
                    dict.put(name, ofSeries(name, series, epoch));
                    series.release();
                } else if (!(value instanceof PickleDict inner) || !inner.isReleased()) {
                    dict.put(stack[i], value);
                    tasks |= value instanceof PickleDict result && result.get("metrics") instanceof PickleDict;
                }
            }
            if (dict.size() > MOST_NAMES && (tasks || "metrics".equals(owner) || "model_info".equals(owner))) {
                throw new InvalidInputException(
                        "The file \"" + FileInput.name(file) + "\" holds an architecture with more than " + MOST_NAMES
                                + " tasks, or a task with more metrics.",
                        "Choose the benchmark's own file, or download it again.");
            }
            if (tasks && owner instanceof String architecture) {
                if (architecture.startsWith(MICRO)) {
                    sink.tasks(architecture, dict);
                } else {
                    macros[0]++;
                }
                dict.release();
            }
        };
        try (PickleFile pickle = PickleFile.open(file, limits, progress)) {
            pickle.read(listener);
            pickle.finish();
        }
    }

    private static double ofSeries(String name, PickleList series, EpochChoice epoch) {
        int n = series.size();
        if (n == 0) {
            return Double.NaN;
        }
        if (epoch.kind() == EpochChoice.Kind.FINAL) {
            return PickledNumbers.number(series.get(n - 1));
        }
        if (epoch.kind() == EpochChoice.Kind.GIVEN) {
            return epoch.epoch() >= 1 && epoch.epoch() <= n
                    ? PickledNumbers.number(series.get(epoch.epoch() - 1))
                    : Double.NaN;
        }
        int sign = metric("", name, "").direction().sign();
        double best = Double.NaN;
        for (int i = 0; i < n; i++) {
            double value = PickledNumbers.number(series.get(i));
            best = Double.isNaN(best) || sign * value > sign * best ? value : best;
        }
        return best;
    }

    private static InvalidInputException shared(Path file) {
        return new InvalidInputException(
                "The file \"" + FileInput.name(file)
                        + "\" uses the same list for two metrics, which TransNAS-Bench-101 does not.",
                "Choose the benchmark's own file, or download it again.");
    }
}
