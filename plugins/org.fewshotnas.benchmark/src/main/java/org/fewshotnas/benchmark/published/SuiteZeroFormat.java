package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;

/**
 * The JSON files of NAS-Bench-Suite-Zero (Krishnakumar et al., 2022): for each data set, each architecture's validation
 * accuracy and zero-cost proxies. Every data set gets columns of its own. Keys of NAS-Bench-101 that are the same cell once
 * vertices without effect are pruned were scored with other initial weights and another of the benchmark's three runs; the
 * first of them counts. The seconds that a proxy took to compute are offered, but not read by default.
 */
public final class SuiteZeroFormat implements BenchmarkFormat {
    /** How many entries of a data set are looked at to tell which metrics it has. */
    private static final int SAMPLE = 20;
    /** Dictionaries within each other, in the innermost of which the keys are encodings in brackets. */
    private static final Pattern START = Pattern.compile("\\{(?:\\s*\"[^\"]*\"\\s*:\\s*\\{){1,4}\\s*\"[\\[(]");

    @Override
    public String name() {
        return "NAS-Bench-Suite-Zero JSON";
    }

    @Override
    public Evidence evidence() {
        return Evidence.NAMES;
    }

    @Override
    public boolean recognises(FileHead head) {
        return START.matcher(head.text().orElse("").stripLeading()).lookingAt();
    }

    @Override
    public boolean opensWhole() {
        return true;
    }

    @Override
    public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        SourceFile file = files.first();
        Map<String, MetricColumn> metrics = new LinkedHashMap<>();
        Map<String, Integer> entries = new HashMap<>();
        String[] space = {""};
        SuiteZeroEntries.walk(file, limits, progress, (dataSet, encoding, number, json) -> {
            if (space[0].isEmpty()) {
                space[0] = SuiteZeroEncoding.spaceOf(file.name(), dataSet, encoding);
            }
            if (entries.merge(dataSet, 1, Integer::sum) > SAMPLE) {
                json.skipChildren();
                return;
            }
            SuiteZeroEntries.scores(json, (quantity, time, value) -> {
                Metric metric = SuiteZeroEntries.metric(dataSet, quantity, time);
                metrics.putIfAbsent(metric.name(), new MetricColumn(metric, !time));
                limits.checkColumns(file.name(), metrics.size());
            });
        });
        if (space[0].isEmpty()) {
            throw new InvalidInputException(
                    "The file \"" + file.name()
                            + "\" is JSON, but holds no architectures as NAS-Bench-Suite-Zero has them.",
                    "Choose one of its files, such as zc_nasbench201.json.");
        }
        return new OpenSuiteZero(
                file, new Listing("encoding", space[0], List.copyOf(metrics.values()), List.of(), "entry"));
    }
}
