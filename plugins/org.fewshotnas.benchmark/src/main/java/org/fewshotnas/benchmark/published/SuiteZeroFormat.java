package org.fewshotnas.benchmark.published;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.columns.Listing;
import org.fewshotnas.benchmark.columns.MetricColumn;
import org.fewshotnas.benchmark.columns.ReadOptions;
import org.fewshotnas.benchmark.file.FileHead;
import org.fewshotnas.benchmark.file.FileInput;
import org.fewshotnas.benchmark.file.Json;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.format.BenchmarkFormat;
import org.fewshotnas.benchmark.table.TableAssembler;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
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
    public boolean recognises(FileHead head) {
        return START.matcher(head.text().orElse("").stripLeading()).lookingAt();
    }

    @Override
    public Listing list(Path file, ReadLimits limits, Progress progress) throws IOException {
        Map<String, MetricColumn> metrics = new LinkedHashMap<>();
        Map<String, Integer> entries = new HashMap<>();
        String[] space = {""};
        walk(file, limits, progress, (dataSet, encoding, number, json) -> {
            if (space[0].isEmpty()) {
                space[0] = SuiteZeroEncoding.spaceOf(FileInput.name(file), dataSet, encoding);
            }
            if (entries.merge(dataSet, 1, Integer::sum) > SAMPLE) {
                json.skipChildren();
                return;
            }
            scores(json, (quantity, time, value) -> {
                Metric metric = metric(dataSet, quantity, time);
                metrics.putIfAbsent(metric.name(), new MetricColumn(metric, !time));
                limits.checkColumns(FileInput.name(file), metrics.size());
            });
        });
        if (space[0].isEmpty()) {
            throw new InvalidInputException(
                    "The file \"" + FileInput.name(file)
                            + "\" is JSON, but holds no architectures as NAS-Bench-Suite-Zero has them.",
                    "Choose one of its files, such as zc_nasbench201.json.");
        }
        return new Listing("encoding", space[0], List.copyOf(metrics.values()), List.of(), "entry");
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
        Map<String, Integer> index = new HashMap<>();
        columns.forEach(name -> index.put(name, index.size()));
        double[] row = new double[columns.size()];
        Map<String, String> keyOf = new HashMap<>();
        int[] pruned = {0};
        walk(file, options.limits(), progress, (dataSet, encoding, number, json) -> {
            Arrays.fill(row, Double.NaN);
            scores(json, (quantity, time, value) -> {
                Integer column = index.get(metric(dataSet, quantity, time).name());
                if (column != null) {
                    row[column] = value;
                }
            });
            try {
                String architecture = SuiteZeroEncoding.architecture(listing.searchSpace(), encoding);
                String first = keyOf.putIfAbsent(dataSet + "\n" + architecture, encoding);
                options.limits().checkRows(FileInput.name(file), keyOf.size(), 1);
                if (first == null || first.equals(encoding)) {
                    rows.add(number, architecture, row);
                } else {
                    pruned[0]++;
                }
            } catch (SuiteZeroEncoding.BadEncoding e) {
                throw new InvalidInputException(
                        rows.place(number) + " of data set \"" + dataSet + "\": \"" + Excerpts.shorten(encoding)
                                + "\" is not an architecture of " + listing.searchSpace() + ": " + e.getMessage(),
                        "Correct or remove the entry, or download the file again.",
                        e);
            }
        });
        if (pruned[0] > 0) {
            rows.note(pruned[0]
                    + " entries differ from an earlier one only in vertices that have no effect, and were left out.");
        }
    }

    private interface EntryVisitor {
        /** Called with the parser at the entry's value; returns with the parser at its end. */
        void entry(String dataSet, String encoding, long number, JsonParser json) throws IOException;
    }

    private interface ScoreVisitor {
        void score(String quantity, boolean time, double value);
    }

    /** Visits all entries; their keys begin with a bracket, all keys above them name the benchmark and the data set. */
    private static void walk(Path file, ReadLimits limits, Progress progress, EntryVisitor visitor) throws IOException {
        long entries = 0;
        String dataSet = "";
        try (JsonParser json = Json.parser(FileInput.open(file, limits, progress))) {
            json.nextToken();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.END_OBJECT) {
                    continue;
                }
                String key = json.currentName();
                if (token != JsonToken.FIELD_NAME || json.nextToken() != JsonToken.START_OBJECT) {
                    throw new InvalidInputException(
                            "The file \"" + FileInput.name(file)
                                    + "\" is JSON, but not as NAS-Bench-Suite-Zero has it: an object was "
                                    + "expected under \"" + Excerpts.shorten(String.valueOf(key)) + "\".",
                            "Choose one of its files, such as zc_nasbench201.json.");
                }
                if (key.startsWith("(") || key.startsWith("[")) {
                    visitor.entry(dataSet, key, ++entries, json);
                } else {
                    dataSet = key;
                }
            }
        }
    }

    /** Visits the numbers of an entry: plain ones, and pairs of a score and the seconds it took. Everything else is passed over. */
    private static void scores(JsonParser json, ScoreVisitor visitor) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String quantity = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isNumeric()) {
                visitor.score(quantity, false, json.getDoubleValue());
            } else if (value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String part = json.currentName();
                    if (json.nextToken().isNumeric() && (part.equals("score") || part.equals("time"))) {
                        visitor.score(quantity, part.equals("time"), json.getDoubleValue());
                    } else {
                        json.skipChildren();
                    }
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private static Metric metric(String dataSet, String quantity, boolean time) {
        if (time) {
            return of(dataSet, "", quantity + " time", "s", Direction.MINIMIZE);
        }
        return switch (quantity) {
            case "val_accuracy" -> validation(dataSet);
            case "params" -> of(dataSet, "", "parameters", "M", Direction.MINIMIZE);
            case "flops" -> of(dataSet, "", "flops", "M", Direction.MINIMIZE);
            default -> of(dataSet, "", quantity, "", Direction.MAXIMIZE);
        };
    }

    /** The files call every score an accuracy, whatever the task is judged by, and give those in percent. */
    private static Metric validation(String dataSet) {
        Metric accuracy = of(dataSet, "valid", "accuracy", "", Direction.MAXIMIZE);
        return switch (dataSet) {
            case "room_layout" -> measured(accuracy, "negative loss", "");
            case "autoencoder", "normal" -> measured(accuracy, "ssim", "");
            case "segmentsemantic" -> measured(accuracy, "pixel accuracy", "%");
            default -> measured(accuracy, "accuracy", "%");
        };
    }

    /** Under the same name, which workflows keep. */
    private static Metric measured(Metric metric, String quantity, String unit) {
        return new Metric(
                metric.name(), metric.dataSet(), metric.split(), quantity, unit, metric.direction(), "", "", "", "");
    }

    private static Metric of(String dataSet, String split, String quantity, String unit, Direction direction) {
        String name = (dataSet.isEmpty() ? "" : dataSet + " ")
                + (split.isEmpty() ? "" : split + " ")
                + quantity
                + (unit.isEmpty() ? "" : " [" + unit + "]");
        return new Metric(name, dataSet, split, quantity, unit, direction, "", "", "", "");
    }
}
