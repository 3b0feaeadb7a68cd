package org.fewshotnas.predictor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fewshotnas.predictor.gcn.GcnShape;
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
        TargetJson.write(spec.target(), properties);
        properties.put("provenance", ProvenanceJson.write(spec.provenance()));
        return properties;
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
                TargetJson.read(properties),
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
