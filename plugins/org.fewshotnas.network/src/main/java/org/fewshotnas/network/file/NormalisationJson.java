package org.fewshotnas.network.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.tensor.file.Json;

/** A {@link Normalisation} as JSON. */
final class NormalisationJson {
    private NormalisationJson() {}

    static String write(Normalisation normalisation) {
        JsonObject object = new JsonObject();
        object.add("shifts", numbers(normalisation.shifts()));
        object.add("scales", numbers(normalisation.scales()));
        return object.toString();
    }

    /** As doubles, whose decimal digits lead back to the same float. */
    private static JsonArray numbers(List<Float> numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(number -> array.add((double) number));
        return array;
    }

    static Normalisation read(String json, String what) {
        JsonObject object = Json.parseObject(json, what);
        return new Normalisation(numbers(object, "shifts", what), numbers(object, "scales", what));
    }

    private static List<Float> numbers(JsonObject object, String key, String what) {
        return Json.list(object, key, what, element -> (float) Json.number(element, "one of \"" + key + "\"", what));
    }
}
