package org.fewshotnas.predictor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.Json;
import org.fewshotnas.tensor.file.MetricJson;
import org.fewshotnas.tensor.file.ModelFile;
import org.fewshotnas.tensor.file.ProvenanceJson;

/** A {@link PredictorSpec} as texts by name: simple values as they are, the others as JSON. */
final class PredictorSpecJson {
    /** Counts up with every change that an older release would misread: 2 has a {@link GraphTerm}, and is written where there is one. */
    static final int VERSION = 2;

    private static final int WITHOUT_GRAPH_TERM = 1;

    private PredictorSpecJson() {}

    static Map<String, String> write(PredictorSpec spec) {
        Map<String, String> properties = new TreeMap<>();
        properties.put(ModelFile.FORMAT, ModelFile.formatOf(PredictorFile.KIND));
        properties.put("format_version", String.valueOf(spec.graphTerm() == null ? WITHOUT_GRAPH_TERM : VERSION));
        JsonArray vocabulary = new JsonArray();
        spec.shape().vocabulary().forEach(vocabulary::add);
        properties.put("vocabulary", vocabulary.toString());
        JsonObject shape = new JsonObject();
        shape.addProperty("layers", spec.shape().layers());
        shape.addProperty("width", spec.shape().width());
        shape.addProperty("dropout", spec.shape().dropout());
        properties.put("shape", shape.toString());
        properties.put("learner", spec.learner().name());
        JsonArray tasks = new JsonArray();
        spec.tasks().forEach(task -> tasks.add(MetricJson.write(task)));
        properties.put("tasks", tasks.toString());
        spec.targetMetric()
                .ifPresent(target ->
                        properties.put("target", MetricJson.write(target).toString()));
        properties.put("shots", String.valueOf(spec.shots()));
        JsonObject scale = new JsonObject();
        scale.addProperty("offset", spec.scale().offset());
        scale.addProperty("factor", spec.scale().factor());
        properties.put("scale", scale.toString());
        if (spec.calibration() != null) {
            properties.put("calibration", write(spec.calibration()).toString());
        }
        if (spec.graphTerm() != null) {
            properties.put("graph_features", write(spec.graphTerm()).toString());
        }
        properties.put("provenance", ProvenanceJson.write(spec.provenance()));
        return properties;
    }

    private static JsonObject write(Calibration calibration) {
        JsonArray outputs = new JsonArray();
        calibration.outputs().forEach(outputs::add);
        JsonArray scores = new JsonArray();
        calibration.scores().forEach(scores::add);
        JsonObject object = new JsonObject();
        object.addProperty("noise", calibration.noise());
        object.addProperty("freedom", calibration.freedom());
        object.add("outputs", outputs);
        object.add("scores", scores);
        return object;
    }

    private static JsonObject write(GraphTermShape term) {
        JsonArray operations = new JsonArray();
        term.operations().forEach(operations::add);
        JsonObject object = new JsonObject();
        object.addProperty("definition", GraphFeatures.DEFINITION);
        object.add("operations", operations);
        object.addProperty("trees", term.trees());
        object.addProperty("nodes", term.nodes());
        return object;
    }

    /** Null where there is none: the predictor is of an older release, or the network alone predicts. */
    private static GraphTermShape graphTerm(String json) {
        if (json == null) {
            return null;
        }
        String what = "graph_features";
        JsonObject object = Json.parseObject(json, what);
        String definition = Json.text(object, "definition", what);
        if (!definition.equals(GraphFeatures.DEFINITION)) {
            throw Json.invalid(
                    what,
                    "they are defined as \"" + Json.shorten(definition) + "\"; this release knows \""
                            + GraphFeatures.DEFINITION + "\"");
        }
        return new GraphTermShape(
                Json.list(object, "operations", what, element -> Json.text(element, "an operation", what)),
                smallCount(Json.count(object, "trees", what), "trees"),
                smallCount(Json.count(object, "nodes", what), "nodes"));
    }

    /** Null where there is none: the predictor is of an older release, or saw too few scores. */
    private static Calibration calibration(String json) {
        if (json == null) {
            return null;
        }
        String what = "calibration";
        JsonObject object = Json.parseObject(json, what);
        return new Calibration(
                Json.number(object, "noise", what),
                Json.number(object, "freedom", what),
                Json.list(object, "outputs", what, element -> Json.number(element, "an output", what)),
                Json.list(object, "scores", what, element -> Json.number(element, "a score", what)));
    }

    static PredictorSpec read(Map<String, String> properties) {
        ModelFile.checkKind(properties, PredictorFile.KIND);
        String version = properties.get("format_version");
        if (!String.valueOf(VERSION).equals(version)
                && !String.valueOf(WITHOUT_GRAPH_TERM).equals(version)) {
            throw new InvalidInputException(
                    "The predictor is of format version " + (version == null ? "(missing)" : Json.shorten(version))
                            + "; this release reads version " + WITHOUT_GRAPH_TERM + " and " + VERSION + ".",
                    "Update the extension, or make the predictor again with this release.");
        }
        String target = properties.get("target");
        JsonObject shape = Json.parseObject(property(properties, "shape"), "shape");
        JsonObject scale = Json.parseObject(property(properties, "scale"), "scale");
        return new PredictorSpec(
                new GcnShape(
                        Json.list(
                                Json.parseArray(property(properties, "vocabulary"), "vocabulary"),
                                element -> Json.text(element, "an operation", "vocabulary")),
                        smallCount(Json.count(shape, "layers", "shape"), "layers"),
                        smallCount(Json.count(shape, "width", "shape"), "width"),
                        Json.number(shape, "dropout", "shape")),
                Json.list(
                        Json.parseArray(property(properties, "tasks"), "tasks"),
                        element -> MetricJson.read(element, "tasks")),
                learner(property(properties, "learner")),
                target == null ? null : MetricJson.read(Json.parseObject(target, "target"), "target"),
                shots(property(properties, "shots")),
                new ScoreScale(Json.number(scale, "offset", "scale"), Json.number(scale, "factor", "scale")),
                ProvenanceJson.read(property(properties, "provenance")),
                calibration(properties.get("calibration")),
                graphTerm(properties.get("graph_features")));
    }

    private static Learner learner(String name) {
        return Arrays.stream(Learner.values())
                .filter(learner -> learner.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Json.invalid(
                        "learner", "\"" + Json.shorten(name) + "\" is none of " + Arrays.toString(Learner.values())));
    }

    private static int shots(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw Json.invalid("shots", "\"" + Json.shorten(text) + "\" is not a number of scores");
        }
        return Integer.parseInt(text);
    }

    /** Any count that does not fit an int is out of every range that there is. */
    private static int smallCount(long count, String name) {
        if (count > Integer.MAX_VALUE) {
            throw Json.invalid("shape", "\"" + name + "\" is " + count);
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
