package org.fewshotnas.network.file;

import com.google.gson.JsonObject;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.tensor.file.Json;

/** A {@link MacroArchitecture} as JSON. */
final class MacroArchitectureJson {
    private MacroArchitectureJson() {}

    static JsonObject write(MacroArchitecture macro) {
        JsonObject object = new JsonObject();
        object.addProperty("skeleton", macro.skeleton().name());
        object.addProperty("channels", macro.channels());
        object.addProperty("stacks", macro.stacks());
        object.addProperty("cells_per_stack", macro.cellsPerStack());
        object.addProperty("stride", macro.stride());
        object.addProperty("head", macro.head().getClass().getSimpleName());
        object.addProperty("outputs", macro.head().outputs());
        return object;
    }

    static MacroArchitecture read(JsonObject object, String what) {
        try {
            return new MacroArchitecture(
                    EnumJson.read(object, "skeleton", MacroArchitecture.Skeleton.values(), what),
                    count(object, "channels", what),
                    count(object, "stacks", what),
                    count(object, "cells_per_stack", what),
                    count(object, "stride", what),
                    head(Json.text(object, "head", what), count(object, "outputs", what), what));
        } catch (IllegalArgumentException e) {
            throw Json.invalid(what, Json.shorten(String.valueOf(e.getMessage())));
        }
    }

    private static Head head(String type, int outputs, String what) {
        return switch (type) {
            case "Classes" -> new Head.Classes(outputs);
            case "Values" -> new Head.Values(outputs);
            case "Field" -> new Head.Field(outputs);
            default -> throw Json.invalid(what, "there is no head \"" + Json.shorten(type) + "\"");
        };
    }

    private static int count(JsonObject object, String key, String what) {
        long count = Json.count(object, key, what);
        if (count < 1 || count > 1 << 20) {
            throw Json.invalid(what, "\"" + key + "\" is " + count);
        }
        return (int) count;
    }
}
