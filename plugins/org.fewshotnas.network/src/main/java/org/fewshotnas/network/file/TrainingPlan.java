package org.fewshotnas.network.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.Json;

/**
 * All that a training is, but its data.
 *
 * @param graph to be trained
 * @param settings how, its seed among them
 */
public record TrainingPlan(NetworkGraph graph, TrainingSettings settings) {
    private static final String WHAT = "the plan of a training";

    /** As JSON; equal plans are equal texts. */
    public String toJson() {
        JsonObject object = new JsonObject();
        object.add("graph", GraphJson.write(graph));
        object.add("settings", SettingsJson.write(settings));
        return object.toString();
    }

    /**
     * The plan of a text.
     *
     * @throws InvalidInputException if it is none
     */
    public static TrainingPlan fromJson(String json) {
        JsonObject object = Json.parseObject(json, WHAT);
        if (!(object.get("graph") instanceof JsonArray layers)) {
            throw Json.invalid(WHAT, "\"graph\" is missing");
        }
        return new TrainingPlan(
                GraphJson.read(layers), SettingsJson.read(Json.object(object.get("settings"), "\"settings\"", WHAT)));
    }
}
