package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.util.List;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickleList;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/** The results in TransNAS-Bench-101's file: handed over architecture by architecture, and what they are. */
final class TransNasResults {
    /** Where a task has its numbers by name: by epoch, and those of the network. */
    static final List<String> NUMBERS = List.of("metrics", "model_info");

    private static final String MICRO = "64-41414-";
    /** The benchmark has 7 tasks of about a dozen metrics. */
    private static final int MOST_NAMES = 100;

    private TransNasResults() {}

    /** Takes the tasks of a micro architecture. */
    interface Visitor {
        void tasks(String architecture, PickleDict byTask);
    }

    /**
     * Visits all micro architectures.
     *
     * @param epoch of the lists by epoch that counts
     * @param macros the first item counts the macro architectures
     */
    static void scan(
            SourceFile file, ReadLimits limits, Progress progress, EpochChoice epoch, long[] macros, Visitor visitor)
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
                        "The file \"" + file.name() + "\" holds an architecture with more than " + MOST_NAMES
                                + " tasks, or a task with more metrics.",
                        "Choose the benchmark's own file, or download it again.");
            }
            if (tasks && owner instanceof String architecture) {
                if (architecture.startsWith(MICRO)) {
                    visitor.tasks(architecture, dict);
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

    private static InvalidInputException shared(SourceFile file) {
        return new InvalidInputException(
                "The file \"" + file.name()
                        + "\" uses the same list for two metrics, which TransNAS-Bench-101 does not.",
                "Choose the benchmark's own file, or download it again.");
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
}
