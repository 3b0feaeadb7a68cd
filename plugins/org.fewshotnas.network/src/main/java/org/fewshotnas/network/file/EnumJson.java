package org.fewshotnas.network.file;

import com.google.gson.JsonObject;
import java.util.Arrays;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.Json;

/** A constant as JSON: its name. */
final class EnumJson {
    private EnumJson() {}

    /** @throws InvalidInputException if the object has no such text, or it names none of the constants */
    static <E extends Enum<E>> E read(JsonObject object, String key, E[] constants, String what) {
        String name = Json.text(object, key, what);
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Json.invalid(what, "\"" + key + "\" is \"" + Json.shorten(name) + "\""));
    }
}
