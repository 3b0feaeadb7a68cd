package org.fewshotnas.tensor.file;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;

/** A {@link Metric} in the description of a model. */
public final class MetricJson {
    private MetricJson() {}

    /** The object; {@link #read} reads it again. */
    public static JsonObject write(Metric metric) {
        JsonObject object = new JsonObject();
        object.addProperty("name", metric.name());
        metric.toProperties().forEach(object::addProperty);
        return object;
    }

    /**
     * The metric of an object.
     *
     * @param what the object stands in, for messages
     * @throws InvalidInputException if it is none
     */
    public static Metric read(JsonElement element, String what) {
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
}
