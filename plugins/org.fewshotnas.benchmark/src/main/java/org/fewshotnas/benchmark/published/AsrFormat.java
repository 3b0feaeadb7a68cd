package org.fewshotnas.benchmark.published;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.PickleFile;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.benchmark.file.SourceFiles;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.format.OpenBenchmark;
import org.fewshotnas.benchmark.pickle.PickleListener;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;

/**
 * NAS-Bench-ASR's pickles: a header, then rows. Training files name architectures; those of devices and of parameters only have their
 * hashes, so that they are read as a folder together with a training file. The phone error rate is better the lower it is.
 */
public final class AsrFormat implements BenchmarkFormat {
    @Override
    public String name() {
        return "NAS-Bench-ASR";
    }

    @Override
    public Evidence evidence() {
        return Evidence.NAMES;
    }

    @Override
    public boolean recognises(FileHead head) {
        return PickleFile.looksLikePickle(head) && head.mentions("dataset_type") && head.mentions(AsrHeader.HASH);
    }

    @Override
    public boolean readsFolders() {
        return true;
    }

    @Override
    public OpenBenchmark open(SourceFiles files, ReadLimits limits, Progress progress) throws IOException {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        Map<String, TreeSet<String>> seeds = new HashMap<>();
        boolean named = false;
        int longest = 0;
        for (SourceFile file : files.files()) {
            try (PickleFile pickle = PickleFile.open(file, limits, progress.silent())) {
                AsrHeader header = AsrHeader.of(file, pickle.read(PickleListener.KEEP));
                named |= header.isTraining();
                for (String column : header.columns()) {
                    Optional<Metric> metric = header.metric(column);
                    if (metric.isPresent()) {
                        metrics.putIfAbsent(metric.get().name(), metric.get());
                        if (header.isTraining()) {
                            seeds.computeIfAbsent(metric.get().name(), key -> new TreeSet<>())
                                    .add(header.seedOrDevice());
                            longest = Math.max(
                                    longest, header.epochs().isEmpty() ? 0 : Integer.parseInt(header.epochs()));
                        }
                    }
                }
            } catch (NumberFormatException e) {
                throw wrong(file, "has a number of epochs that is too large");
            } catch (IOException | RuntimeException e) {
                throw file.explain(e);
            }
        }
        if (!named) {
            throw new InvalidInputException(
                    "\"" + files.name()
                            + "\" names architectures by their hashes only, as NAS-Bench-ASR's files of devices and "
                            + "parameters do.",
                    "Put it into a folder with a training file, such as nb-asr-e40-1234.pickle, and choose the folder.");
        }
        String budget = String.valueOf(longest);
        List<MetricColumn> columns = new ArrayList<>();
        for (Metric metric : metrics.values()) {
            boolean byDefault = metric.split().isEmpty()
                    || metric.split().equals("valid") && metric.epochs().equals(budget);
            List<String> runs = List.copyOf(seeds.getOrDefault(metric.name(), new TreeSet<>()));
            columns.add(new MetricColumn(metric, byDefault, metric.split().equals("valid"), runs));
        }
        return new OpenAsr(files, new Listing("arch_vec", "NAS-Bench-ASR", columns, List.of(), "entry"));
    }

    static InvalidInputException wrong(SourceFile file, String what) {
        return new InvalidInputException(
                "The file \"" + file.name() + "\" " + what + ", so that it is not one of NAS-Bench-ASR.",
                "Choose the benchmark's own files, or download them again.");
    }
}
