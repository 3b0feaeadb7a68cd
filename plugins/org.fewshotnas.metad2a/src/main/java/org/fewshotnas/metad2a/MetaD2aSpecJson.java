package org.fewshotnas.metad2a;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.fewshotnas.metad2a.MetaD2aSettings.Network;
import org.fewshotnas.metad2a.MetaD2aSpec.ScoreScale;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.tensor.file.Json;
import org.fewshotnas.tensor.file.ModelFile;
import org.fewshotnas.tensor.file.ProvenanceJson;

/** A {@link MetaD2aSpec} as texts by name: simple values as they are, the others as JSON. */
final class MetaD2aSpecJson {
    /** Counts up with every change that an older release would misread. */
    static final String VERSION = "1";

    private MetaD2aSpecJson() {}

    static Map<String, String> write(MetaD2aSpec spec) {
        Map<String, String> properties = new TreeMap<>();
        properties.put(ModelFile.FORMAT, ModelFile.formatOf(MetaD2aModel.KIND));
        properties.put("format_version", VERSION);
        properties.put("space", spec.space());
        properties.put("vocabulary", array(spec.operations()));
        properties.put("good_cells", array(spec.goodCells()));
        JsonObject shape = new JsonObject();
        shape.addProperty("vertices", spec.vertices());
        shape.addProperty("features", spec.features());
        shape.addProperty("code", spec.network().codeSize());
        shape.addProperty("predictor", spec.network().predictorHidden());
        shape.addProperty("generator", spec.network().generatorHidden());
        shape.addProperty("statistics", spec.network().statistics() ? 1 : 0);
        shape.addProperty("examples_per_class", spec.examplesPerClass());
        properties.put("shape", shape.toString());
        JsonObject learned = new JsonObject();
        learned.addProperty("data_sets", spec.dataSets());
        learned.addProperty("rows", spec.rows());
        learned.addProperty("score_mean", spec.scores().mean());
        learned.addProperty("score_deviation", spec.scores().deviation());
        learned.addProperty("direction", spec.scores().direction().name().toLowerCase(Locale.ROOT));
        properties.put("learned", learned.toString());
        properties.put("provenance", ProvenanceJson.write(spec.provenance()));
        return properties;
    }

    private static String array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array.toString();
    }

    static MetaD2aSpec read(Map<String, String> properties) {
        ModelFile.checkKind(properties, MetaD2aModel.KIND);
        String version = properties.get("format_version");
        if (!VERSION.equals(version)) {
            throw new InvalidInputException(
                    "The MetaD2A model is of format version " + (version == null ? "(missing)" : Json.shorten(version))
                            + "; this release reads version " + VERSION + ".",
                    "Update the extension, or learn the model again with this release.");
        }
        JsonObject shape = Json.parseObject(property(properties, "shape"), "shape");
        JsonObject learned = Json.parseObject(property(properties, "learned"), "learned");
        int statistics = count(shape, "statistics", "shape");
        if (statistics > 1) {
            throw Json.invalid("shape", "\"statistics\" is " + statistics + "; 0 or 1 is expected");
        }
        return new MetaD2aSpec(
                property(properties, "space"),
                texts(properties, "vocabulary"),
                count(shape, "vertices", "shape"),
                count(shape, "features", "shape"),
                new Network(
                        count(shape, "code", "shape"),
                        count(shape, "predictor", "shape"),
                        count(shape, "generator", "shape"),
                        statistics == 1),
                count(shape, "examples_per_class", "shape"),
                new ScoreScale(
                        Json.number(learned, "score_mean", "learned"),
                        Json.number(learned, "score_deviation", "learned"),
                        direction(Json.text(learned, "direction", "learned"))),
                count(learned, "data_sets", "learned"),
                count(learned, "rows", "learned"),
                texts(properties, "good_cells"),
                ProvenanceJson.read(property(properties, "provenance")));
    }

    private static Direction direction(String text) {
        return switch (text) {
            case "maximize" -> Direction.MAXIMIZE;
            case "minimize" -> Direction.MINIMIZE;
            default -> throw Json.invalid("learned", "the direction is \"" + Json.shorten(text) + "\"");
        };
    }

    private static List<String> texts(Map<String, String> properties, String key) {
        return Json.list(
                Json.parseArray(property(properties, key), key), element -> Json.text(element, "an entry", key));
    }

    /** Any count that does not fit an int is out of every range that there is. */
    private static int count(JsonObject object, String key, String what) {
        long count = Json.count(object, key, what);
        if (count > Integer.MAX_VALUE) {
            throw Json.invalid(what, "\"" + key + "\" is " + count);
        }
        return (int) count;
    }

    private static String property(Map<String, String> properties, String key) {
        String value = properties.get(key);
        if (value == null) {
            throw Json.invalid("metadata", "\"" + key + "\" is missing");
        }
        return value;
    }
}
