package org.fewshotnas.benchmark.published;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.space.metric.MetricNames;

/** Tells what pickled scores are from the names above them, or from that of their file. */
final class PickledNames {
    private static final String LATENCY = "latency";

    /** LatBench names its files by kind of device, device and precision. */
    private static final Pattern LATBENCH = Pattern.compile(
            "latbench-.*|(desktop|embedded|embeeded|mobile)-(cpu|gpu|tpu|dsp|npu)-.*-(fp32|fp16|int8)\\b.*");

    private PickledNames() {}

    /** Whether a file is one of LatBench, whose six numbers are in NAS-Bench-201's own order. */
    static boolean isOfLatBench(String file) {
        return LATBENCH.matcher(file).matches();
    }

    /** The metric of scores in a file of this name. */
    static Metric metric(String file, PickledScores scores) {
        List<String> names = new ArrayList<>(scores.names());
        names.addAll(scores.inner());
        String stem = file.replaceFirst("(?i)\\.(pickle|pkl|p|pt|pth)(\\.(gz|bz2|pbz2))?$", "")
                .replaceFirst("(?i)\\.pbz2$", "");
        if (stem.startsWith("latbench-")) {
            return latBench(stem.substring("latbench-".length()), scores);
        }
        if (!names.isEmpty()) {
            return named(names);
        }
        // Files are named with hyphens where columns have spaces, and devices with underscores.
        Metric guess = MetricNames.guess(stem.replace("__", " ").replace('-', ' '));
        boolean device = guess.quantity().equals(LATENCY) && stem.contains("__" + LATENCY + "__");
        String dataSet =
                device ? stem.substring(stem.indexOf("__" + LATENCY + "__") + LATENCY.length() + 4) : guess.dataSet();
        return new Metric(
                stem,
                dataSet,
                guess.split(),
                guess.quantity(),
                guess.unit(),
                guess.direction(),
                guess.epochs(),
                "",
                "",
                "");
    }

    /** LatBench has seconds; its accuracies, in percent, come in files of the same shape. */
    private static Metric latBench(String name, PickledScores scores) {
        return scores.largest() > 10
                ? new Metric(name + " accuracy [%]", name, "", "accuracy", "%", Direction.MAXIMIZE, "", "", "", "")
                : new Metric(name + " latency [s]", name, "", LATENCY, "s", Direction.MINIMIZE, "", "", "", "");
    }

    /** HW-NAS-Bench: data set, then "device_latency" in milliseconds for one image, "device_energy" in millijoule. */
    private static Metric named(List<String> names) {
        String last = names.get(names.size() - 1);
        String before = names.size() > 1 ? String.join(" ", names.subList(0, names.size() - 1)) : "";
        String unit = last.endsWith("_latency") ? "ms" : last.endsWith("_energy") ? "mJ" : "";
        if (unit.isEmpty() || before.isEmpty()) {
            Metric guess = MetricNames.guess(String.join(" ", names));
            return last.endsWith("_arithmetic_intensity")
                    ? new Metric(
                            String.join(" ", names),
                            before,
                            "",
                            "arithmetic intensity",
                            "",
                            Direction.MAXIMIZE,
                            "",
                            "",
                            "",
                            "")
                    : guess;
        }
        int at = last.lastIndexOf('_');
        String quantity = last.substring(at + 1);
        String device = last.substring(0, at);
        return new Metric(
                before + " " + device + " " + quantity + " [" + unit + "]",
                before + " " + device,
                "",
                quantity,
                unit,
                Direction.MINIMIZE,
                "",
                "",
                "",
                "");
    }
}
