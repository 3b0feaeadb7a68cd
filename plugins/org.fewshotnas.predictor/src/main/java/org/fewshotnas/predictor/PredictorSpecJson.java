package org.fewshotnas.predictor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Json;
import org.fewshotnas.tensor.file.Provenance;

/** A {@link PredictorSpec} as texts by name: simple values as they are, the others as JSON. */
final class PredictorSpecJson {
    static final String FORMAT = "fewshotnas predictor";
    /** Counts up with every change that an older release would misread: 2 has a {@link GraphTerm}, and is written where there is one. */
    static final int VERSION = 2;

    private static final int WITHOUT_GRAPH_TERM = 1;

    private PredictorSpecJson() {}

    static Map<String, String> write(PredictorSpec spec) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("format", FORMAT);
        properties.put("format_version", String.valueOf(spec.graphTerm().isEmpty() ? WITHOUT_GRAPH_TERM : VERSION));
        JsonArray vocabulary = new JsonArray();
        spec.vocabulary().forEach(vocabulary::add);
        properties.put("vocabulary", vocabulary.toString());
        JsonObject shape = new JsonObject();
        shape.addProperty("layers", spec.shape().layers());
        shape.addProperty("width", spec.shape().width());
        shape.addProperty("dropout", spec.shape().dropout());
        properties.put("shape", shape.toString());
        properties.put("learner", spec.learner().name());
        JsonArray tasks = new JsonArray();
        spec.tasks().forEach(task -> tasks.add(write(task)));
        properties.put("tasks", tasks.toString());
        if (!spec.origin().referenceSpaces().isEmpty()) {
            JsonArray references = new JsonArray();
            spec.origin().referenceSpaces().forEach(references::add);
            properties.put("reference_spaces", references.toString());
        }
        TargetJson.write(spec.target(), properties);
        JsonArray steps = new JsonArray();
        spec.provenance().steps().forEach(step -> steps.add(write(step)));
        properties.put("provenance", steps.toString());
        return properties;
    }

    static JsonObject write(Metric metric) {
        JsonObject object = new JsonObject();
        object.addProperty("name", metric.name());
        metric.toProperties().forEach(object::addProperty);
        return object;
    }

    private static JsonObject write(Provenance.Step step) {
        JsonArray inputs = new JsonArray();
        for (Provenance.Input input : step.inputs()) {
            JsonObject object = new JsonObject();
            object.addProperty("name", input.name());
            object.addProperty("sha256", input.sha256());
            inputs.add(object);
        }
        JsonObject object = new JsonObject();
        object.addProperty("action", step.action());
        object.add("inputs", inputs);
        object.add("parameters", write(step.parameters()));
        // As text: a JSON number cannot hold every 64-bit seed.
        object.addProperty("seed", String.valueOf(step.seed()));
        object.add("versions", write(step.versions()));
        object.addProperty("elapsed_seconds", step.elapsedSeconds());
        return object;
    }

    private static JsonObject write(Map<String, String> texts) {
        JsonObject object = new JsonObject();
        texts.forEach(object::addProperty);
        return object;
    }

    static PredictorSpec read(Map<String, String> properties) {
        if (!FORMAT.equals(properties.get("format"))) {
            throw new InvalidInputException(
                    "The data does not say that it is a predictor: its format is "
                            + (properties.get("format") == null
                                    ? "not given"
                                    : "\"" + Json.shorten(properties.get("format")) + "\"")
                            + "; expected is \"" + FORMAT + "\".",
                    "Choose a file that a predictor was written to.");
        }
        String version = properties.get("format_version");
        if (!String.valueOf(VERSION).equals(version)
                && !String.valueOf(WITHOUT_GRAPH_TERM).equals(version)) {
            throw new InvalidInputException(
                    "The predictor is of format version " + (version == null ? "(missing)" : Json.shorten(version))
                            + "; this release reads version " + WITHOUT_GRAPH_TERM + " and " + VERSION + ".",
                    "Update the extension, or make the predictor again with this release.");
        }
        JsonObject shape = Json.parseObject(property(properties, "shape"), "shape");
        return new PredictorSpec(
                Json.list(
                        Json.parseArray(property(properties, "vocabulary"), "vocabulary"),
                        element -> Json.text(element, "an operation", "vocabulary")),
                new GcnShape(
                        smallCount(Json.count(shape, "layers", "shape"), "layers"),
                        smallCount(Json.count(shape, "width", "shape"), "width"),
                        Json.number(shape, "dropout", "shape")),
                origin(properties),
                TargetJson.read(properties),
                new Provenance(Json.list(
                        Json.parseArray(property(properties, "provenance"), "provenance"), PredictorSpecJson::step)));
    }

    /** Predictors that do not say of which search spaces their references were are older, and had the published ones. */
    private static Origin origin(Map<String, String> properties) {
        LearningMethod learner = learner(property(properties, "learner"));
        List<Metric> tasks =
                Json.list(Json.parseArray(property(properties, "tasks"), "tasks"), element -> metric(element, "tasks"));
        return Optional.ofNullable(properties.get("reference_spaces"))
                .map(json -> new Origin(learner, tasks, referenceSpaces(json)))
                .orElseGet(() -> new Origin(learner, tasks));
    }

    private static List<String> referenceSpaces(String json) {
        String what = "reference_spaces";
        return Json.list(Json.parseArray(json, what), element -> Json.text(element, "a search space", what));
    }

    private static Provenance.Step step(JsonElement element) {
        String what = "provenance";
        JsonObject object = Json.object(element, "a step", what);
        String seed = Json.text(object, "seed", what);
        if (!seed.matches("-?[0-9]{1,18}|-?[0-9]{19}")) {
            throw Json.invalid(what, "the seed is \"" + Json.shorten(seed) + "\"");
        }
        try {
            return new Provenance.Step(
                    Json.text(object, "action", what),
                    Json.list(object, "inputs", what, input -> {
                        JsonObject file = Json.object(input, "an input", what);
                        return new Provenance.Input(Json.text(file, "name", what), Json.text(file, "sha256", what));
                    }),
                    texts(object, "parameters"),
                    Long.parseLong(seed),
                    texts(object, "versions"),
                    Json.number(object, "elapsed_seconds", what));
        } catch (NumberFormatException e) {
            throw Json.invalid(what, "the seed " + seed + " is too large");
        }
    }

    private static Map<String, String> texts(JsonObject object, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry :
                Json.object(object.get(key), "\"" + key + "\"", "provenance").entrySet()) {
            texts.put(
                    entry.getKey(),
                    Json.text(entry.getValue(), "\"" + Json.shorten(entry.getKey()) + "\"", "provenance"));
        }
        return texts;
    }

    static Metric metric(JsonElement element, String what) {
        JsonObject object = Json.object(element, "a metric", what);
        Map<String, String> properties = new LinkedHashMap<>();
        for (String key : object.keySet()) {
            properties.put(key, Json.text(object, key, what));
        }
        String direction = Json.text(object, "direction", what);
        if (!direction.equals("maximize") && !direction.equals("minimize")) {
            throw Json.invalid(
                    what, "a direction is \"" + Json.shorten(direction) + "\"; expected is maximize or minimize");
        }
        return Metric.fromProperties(Json.text(object, "name", what), properties);
    }

    private static LearningMethod learner(String name) {
        return LearningMethods.all().stream()
                .filter(learner -> learner.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Json.invalid(
                        "learner",
                        "\"" + Json.shorten(name) + "\" is none of "
                                + LearningMethods.all().stream()
                                        .map(LearningMethod::name)
                                        .toList()));
    }

    /** Any count that does not fit an int is out of every range that there is. */
    static int smallCount(long count, String name) {
        if (count > Integer.MAX_VALUE) {
            throw Json.invalid("shape", "\"" + name + "\" is " + count);
        }
        return (int) count;
    }

    static String property(Map<String, String> properties, String key) {
        String value = properties.get(key);
        if (value == null) {
            throw Json.invalid("metadata", "\"" + key + "\" is missing");
        }
        return value;
    }
}
