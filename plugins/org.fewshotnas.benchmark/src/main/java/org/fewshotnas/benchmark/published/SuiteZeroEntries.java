package org.fewshotnas.benchmark.published;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.fewshotnas.benchmark.base.Excerpts;
import org.fewshotnas.benchmark.file.Json;
import org.fewshotnas.benchmark.file.ReadLimits;
import org.fewshotnas.benchmark.file.SourceFile;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/** The entries of NAS-Bench-Suite-Zero's files, and what their numbers are. */
final class SuiteZeroEntries {
    private SuiteZeroEntries() {}

    /** Takes entries. */
    interface EntryVisitor {
        /** Called with the parser at the entry's value; returns with the parser at its end. */
        void entry(String dataSet, String encoding, long number, JsonParser json) throws IOException;
    }

    /** Takes the numbers of an entry. */
    interface ScoreVisitor {
        void score(String quantity, boolean time, double value);
    }

    /** Visits all entries; their keys begin with a bracket, all keys above them name the benchmark and the data set. */
    static void walk(SourceFile file, ReadLimits limits, Progress progress, EntryVisitor visitor) throws IOException {
        long entries = 0;
        String dataSet = "";
        try (JsonParser json = Json.parser(file.open(limits, progress))) {
            json.nextToken();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.END_OBJECT) {
                    continue;
                }
                String key = json.currentName();
                if (token != JsonToken.FIELD_NAME || json.nextToken() != JsonToken.START_OBJECT) {
                    throw new InvalidInputException(
                            "The file \"" + file.name()
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
    static void scores(JsonParser json, ScoreVisitor visitor) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String quantity = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isNumeric()) {
                visitor.score(quantity, false, json.getDoubleValue());
            } else if (value == JsonToken.START_OBJECT) {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    if (json.nextToken().isNumeric() && (name.equals("score") || name.equals("time"))) {
                        visitor.score(quantity, name.equals("time"), json.getDoubleValue());
                    } else {
                        json.skipChildren();
                    }
                }
            } else {
                json.skipChildren();
            }
        }
    }

    static Metric metric(String dataSet, String quantity, boolean time) {
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
