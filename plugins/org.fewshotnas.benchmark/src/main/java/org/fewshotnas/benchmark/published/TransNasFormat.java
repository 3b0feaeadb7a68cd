package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.benchmark.base.EnoughRead;
import org.fewshotnas.benchmark.columns.EpochChoice;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.pickle.PickleDict;
import org.fewshotnas.benchmark.pickle.PickledNumbers;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/**
 * TransNAS-Bench-101's {@code .pth} file: for both of its search spaces, for each architecture and each of seven tasks, a list by epoch
 * of each metric. The micro space is read; macro architectures change the depth and width of the network, which cells cannot say.
 */
public final class TransNasFormat implements BenchmarkFormat {
    @Override
    public String name() {
        return "TransNAS-Bench-101";
    }

    @Override
    public Evidence evidence() {
        return Evidence.NAMES;
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head)
                && (head.mentions("metrics_dict") || head.mentions("class_scene") && head.mentions("total_epochs"));
    }

    @Override
    public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        SourceFile file = files.first();
        Map<String, MetricColumn> columns = new LinkedHashMap<>();
        Map<String, OpenTransNas.Key> keys = new HashMap<>();
        long[] macros = {0};
        try {
            TransNasResults.scan(file, limits, progress, EpochChoice.FINAL, macros, (architecture, byTask) -> {
                for (int i = 0; i < byTask.size(); i++) {
                    if (byTask.key(i) instanceof String task && byTask.value(i) instanceof PickleDict result) {
                        addColumns(task, result, columns, keys);
                    }
                }
                limits.checkColumns(file.name(), columns.size());
                throw new EnoughRead();
            });
        } catch (EnoughRead enough) {
            // The first architecture has all tasks and metrics.
        }
        if (columns.isEmpty()) {
            throw new InvalidInputException(
                    "The file \"" + file.name() + "\" holds no micro architectures of TransNAS-Bench-101"
                            + (macros[0] > 0
                                    ? ", but " + macros[0] + " macro ones, which change the network's depth and width."
                                    : "."),
                    "Only the micro space, whose architectures are cells, can be read.");
        }
        Listing listing = new Listing(
                "architecture", "TransNAS-Bench-101 micro", List.copyOf(columns.values()), List.of(), "entry");
        return new OpenTransNas(file, listing, keys);
    }

    private static void addColumns(
            String task, PickleDict result, Map<String, MetricColumn> columns, Map<String, OpenTransNas.Key> keys) {
        String epochs = result.get("total_epochs") instanceof Long total ? String.valueOf(total) : "";
        for (String numbers : TransNasResults.NUMBERS) {
            if (result.get(numbers) instanceof PickleDict values) {
                for (int k = 0; k < values.size(); k++) {
                    if (values.key(k) instanceof String name && PickledNumbers.isNumber(values.value(k))) {
                        boolean trained = numbers.equals("metrics");
                        Metric metric = TransNasResults.metric(task, name, trained ? epochs : "");
                        boolean byDefault = metric.split().equals("valid") && metric.direction() == Direction.MAXIMIZE;
                        columns.putIfAbsent(metric.name(), new MetricColumn(metric, byDefault, trained, List.of()));
                        keys.putIfAbsent(metric.name(), new OpenTransNas.Key(task, name));
                    }
                }
            }
        }
    }
}
