package org.fewshotnas.predictor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Json;
import org.fewshotnas.tensor.file.MetricJson;

/** A {@link Target} as texts by name, beside the others of a {@link PredictorSpec}. */
final class TargetJson {
    private TargetJson() {}

    static void write(Optional<Target> known, Map<String, String> properties) {
        JsonObject scale = new JsonObject();
        ScoreScale toScore = known.map(Target::scale).orElse(ScoreScale.NONE);
        scale.addProperty("offset", toScore.offset());
        scale.addProperty("factor", toScore.factor());
        properties.put("scale", scale.toString());
        properties.put("shots", String.valueOf(known.map(Target::shots).orElse(0)));
        known.ifPresent(target -> {
            properties.put("target", MetricJson.write(target.metric()).toString());
            if (!target.adaptation().equals(Adaptation.NONE)) {
                properties.put("adaptation", write(target.adaptation()).toString());
            }
            target.calibration()
                    .ifPresent(calibration ->
                            properties.put("calibration", write(calibration).toString()));
            target.graphTerm()
                    .ifPresent(
                            term -> properties.put("graph_features", write(term).toString()));
        });
    }

    static Optional<Target> read(Map<String, String> properties) {
        int shots = shots(PredictorSpecJson.property(properties, "shots"));
        JsonObject json = Json.parseObject(PredictorSpecJson.property(properties, "scale"), "scale");
        ScoreScale scale = new ScoreScale(Json.number(json, "offset", "scale"), Json.number(json, "factor", "scale"));
        Adaptation adaptation = Optional.ofNullable(properties.get("adaptation"))
                .map(TargetJson::adaptation)
                .orElse(Adaptation.NONE);
        Optional<Calibration> calibration =
                Optional.ofNullable(properties.get("calibration")).map(TargetJson::calibration);
        Optional<GraphTermShape> graphTerm =
                Optional.ofNullable(properties.get("graph_features")).map(TargetJson::graphTerm);
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

    private static int shots(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw Json.invalid("shots", "\"" + Json.shorten(text) + "\" is not a number of scores");
        }
        return Integer.parseInt(text);
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
                PredictorSpecJson.smallCount(Json.count(object, "steps", "adaptation"), "steps"),
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
                PredictorSpecJson.smallCount(Json.count(object, "trees", what), "trees"),
                PredictorSpecJson.smallCount(Json.count(object, "nodes", what), "nodes"));
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
}
