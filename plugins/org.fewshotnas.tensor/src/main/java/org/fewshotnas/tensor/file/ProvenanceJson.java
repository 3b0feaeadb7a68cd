package org.fewshotnas.tensor.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fewshotnas.space.base.InvalidInputException;

/** A {@link Provenance} in the description of a model. */
public final class ProvenanceJson {
    private ProvenanceJson() {}

    /** An array of its steps; {@link #read} reads it again. */
    public static String write(Provenance provenance) {
        JsonArray steps = new JsonArray();
        provenance.steps().forEach(step -> steps.add(write(step)));
        return steps.toString();
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

    /**
     * The provenance of a text.
     *
     * @throws InvalidInputException if it is none
     */
    public static Provenance read(String json) {
        return new Provenance(Json.list(Json.parseArray(json, "provenance"), ProvenanceJson::step));
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
}
