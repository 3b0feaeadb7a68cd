package org.fewshotnas.network.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.Json;
import org.fewshotnas.tensor.file.MetricJson;
import org.fewshotnas.tensor.file.ModelFile;
import org.fewshotnas.tensor.file.ProvenanceJson;

/** A {@link NetworkSpec} as texts by name, the values JSON. */
final class NetworkSpecJson {
    /** Counts up with every change that an older release would misread. */
    private static final String VERSION = "1";

    private NetworkSpecJson() {}

    static Map<String, String> write(NetworkSpec spec) {
        Map<String, String> properties = new TreeMap<>();
        properties.put(ModelFile.FORMAT, ModelFile.formatOf(NetworkModel.KIND));
        properties.put("format_version", VERSION);
        properties.put("graph", GraphJson.write(spec.graph()).toString());
        spec.columns().ifPresent(columns -> properties.put("columns", LearnedColumnsJson.write(columns)));
        properties.put("inputs", NormalisationJson.write(spec.inputs()));
        properties.put("outputs", NormalisationJson.write(spec.outputs()));
        JsonObject target = new JsonObject();
        target.addProperty("name", spec.target().name());
        target.addProperty("unit", spec.target().unit());
        properties.put("target", target.toString());
        properties.put("classes", texts(spec.classes()));
        spec.score().ifPresent(score -> properties.put("score", write(score)));
        spec.origin().ifPresent(origin -> properties.put("architecture", write(origin)));
        properties.put("provenance", ProvenanceJson.write(spec.provenance()));
        return properties;
    }

    static String texts(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array.toString();
    }

    private static String write(MeasuredScore score) {
        JsonObject object = new JsonObject();
        object.add("metric", MetricJson.write(score.metric()));
        object.addProperty("value", score.value());
        return object.toString();
    }

    private static String write(CellOrigin origin) {
        JsonObject object = new JsonObject();
        object.addProperty("space", origin.space());
        object.addProperty("text", origin.text());
        object.add("macro", MacroArchitectureJson.write(origin.macro()));
        return object.toString();
    }

    static NetworkSpec read(Map<String, String> properties) {
        ModelFile.checkKind(properties, NetworkModel.KIND);
        String version = properties.get("format_version");
        if (!VERSION.equals(version)) {
            throw new InvalidInputException(
                    "The network is of format version " + (version == null ? "(missing)" : Json.shorten(version))
                            + "; this release reads version " + VERSION + ".",
                    "Update the extension, or train the network again with this release.");
        }
        JsonObject target = Json.parseObject(property(properties, "target"), "target");
        return new NetworkSpec(
                GraphJson.read(Json.parseArray(property(properties, "graph"), "graph")),
                Optional.ofNullable(properties.get("columns")).map(LearnedColumnsJson::read),
                NormalisationJson.read(property(properties, "inputs"), "inputs"),
                NormalisationJson.read(property(properties, "outputs"), "outputs"),
                new Target(Json.text(target, "name", "target"), Json.text(target, "unit", "target")),
                texts(property(properties, "classes"), "classes"),
                Optional.ofNullable(properties.get("score")).map(NetworkSpecJson::score),
                Optional.ofNullable(properties.get("architecture")).map(NetworkSpecJson::origin),
                ProvenanceJson.read(property(properties, "provenance")));
    }

    static List<String> texts(String json, String what) {
        return Json.list(Json.parseArray(json, what), (JsonElement element) -> Json.text(element, "one of them", what));
    }

    private static MeasuredScore score(String json) {
        JsonObject object = Json.parseObject(json, "score");
        return new MeasuredScore(
                MetricJson.read(Json.object(object.get("metric"), "\"metric\"", "score"), "score"),
                Json.number(object, "value", "score"));
    }

    private static CellOrigin origin(String json) {
        String what = "architecture";
        JsonObject object = Json.parseObject(json, what);
        return new CellOrigin(
                Json.text(object, "space", what),
                Json.text(object, "text", what),
                MacroArchitectureJson.read(Json.object(object.get("macro"), "\"macro\"", what), what));
    }

    static String property(Map<String, String> properties, String key) {
        return Optional.ofNullable(properties.get(key))
                .orElseThrow(() -> Json.invalid("metadata", "\"" + key + "\" is missing"));
    }
}
