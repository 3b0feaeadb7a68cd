package org.fewshotnas.predictor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;
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
        properties.put("format_version", String.valueOf(spec.graphTerm().isEmpty() ? WITHOUT_GRAPH_TERM : VERSION));
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
        if (!spec.origin().referenceSpaces().isEmpty()) {
            JsonArray references = new JsonArray();
            spec.origin().referenceSpaces().forEach(references::add);
            properties.put("reference_spaces", references.toString());
        }
        spec.targetMetric()
                .ifPresent(target ->
                        properties.put("target", MetricJson.write(target).toString()));
        properties.put("shots", String.valueOf(spec.shots()));
        JsonObject scale = new JsonObject();
        ScoreScale toScore = spec.target().map(Target::scale).orElse(ScoreScale.NONE);
        scale.addProperty("offset", toScore.offset());
        scale.addProperty("factor", toScore.factor());
        properties.put("scale", scale.toString());
        spec.target()
                .map(Target::adaptation)
                .filter(adaptation -> !adaptation.equals(Adaptation.NONE))
                .ifPresent(adaptation ->
                        properties.put("adaptation", write(adaptation).toString()));
        spec.calibration()
                .ifPresent(known -> properties.put("calibration", write(known).toString()));
        spec.graphTerm()
                .ifPresent(term -> properties.put("graph_features", write(term).toString()));
        properties.put("provenance", ProvenanceJson.write(spec.provenance()));
        return properties;
    }

    private static JsonObject write(Adaptation adaptation) {
        JsonObject object = new JsonObject();
        object.addProperty("steps", adaptation.steps());
        adaptation.spearman().ifPresent(number -> object.addProperty("spearman", number));
        adaptation.standardError().ifPresent(number -> object.addProperty("standard_error", number));
        return object;
    }

    private static Adaptation adaptation(String json) {
        JsonObject object = Json.parseObject(json, "adaptation");
        return new Adaptation(
                smallCount(Json.count(object, "steps", "adaptation"), "steps"),
                number(object, "spearman"),
                number(object, "standard_error"));
    }

    private static OptionalDouble number(JsonObject object, String key) {
        return object.has(key) ? OptionalDouble.of(Json.number(object, key, "adaptation")) : OptionalDouble.empty();
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

    private static GraphTermShape graphTerm(String json) {
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

    private static Calibration calibration(String json) {
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
        JsonObject shape = Json.parseObject(property(properties, "shape"), "shape");
        return new PredictorSpec(
                new GcnShape(
                        Json.list(
                                Json.parseArray(property(properties, "vocabulary"), "vocabulary"),
                                element -> Json.text(element, "an operation", "vocabulary")),
                        smallCount(Json.count(shape, "layers", "shape"), "layers"),
                        smallCount(Json.count(shape, "width", "shape"), "width"),
                        Json.number(shape, "dropout", "shape")),
                origin(properties),
                target(properties),
                ProvenanceJson.read(property(properties, "provenance")));
    }

    /** Predictors that do not say of which search spaces their references were are older, and had the published ones. */
    private static Origin origin(Map<String, String> properties) {
        LearningMethod learner = learner(property(properties, "learner"));
        List<Metric> tasks = Json.list(
                Json.parseArray(property(properties, "tasks"), "tasks"), element -> MetricJson.read(element, "tasks"));
        return Optional.ofNullable(properties.get("reference_spaces"))
                .map(json -> new Origin(learner, tasks, referenceSpaces(json)))
                .orElseGet(() -> new Origin(learner, tasks));
    }

    private static List<String> referenceSpaces(String json) {
        String what = "reference_spaces";
        return Json.list(Json.parseArray(json, what), element -> Json.text(element, "a search space", what));
    }

    private static Optional<Target> target(Map<String, String> properties) {
        int shots = shots(property(properties, "shots"));
        JsonObject json = Json.parseObject(property(properties, "scale"), "scale");
        ScoreScale scale = new ScoreScale(Json.number(json, "offset", "scale"), Json.number(json, "factor", "scale"));
        Adaptation adaptation = Optional.ofNullable(properties.get("adaptation"))
                .map(PredictorSpecJson::adaptation)
                .orElse(Adaptation.NONE);
        Optional<Calibration> calibration =
                Optional.ofNullable(properties.get("calibration")).map(PredictorSpecJson::calibration);
        Optional<GraphTermShape> graphTerm =
                Optional.ofNullable(properties.get("graph_features")).map(PredictorSpecJson::graphTerm);
        String target = properties.get("target");
        if (target != null) {
            Metric metric = MetricJson.read(Json.parseObject(target, "target"), "target");
            return Optional.of(new Target(metric, shots, scale, adaptation, calibration, graphTerm));
        }
        if (shots != 0 || !scale.equals(ScoreScale.NONE) || calibration.isPresent() || graphTerm.isPresent()) {
            throw PredictorSpec.invalid("it has " + shots + " shots, a score scale of " + scale.offset() + " + "
                    + scale.factor() + " · output, and no target");
        }
        return Optional.empty();
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
