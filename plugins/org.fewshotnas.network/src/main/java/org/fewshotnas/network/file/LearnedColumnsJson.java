package org.fewshotnas.network.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import org.fewshotnas.network.pictures.Fit;
import org.fewshotnas.tensor.file.Json;

/** {@link LearnedColumns} as JSON. */
final class LearnedColumnsJson {
    private static final String WHAT = "columns";

    private LearnedColumnsJson() {}

    static String write(LearnedColumns columns) {
        JsonArray names = new JsonArray();
        columns.names().forEach(names::add);
        JsonObject object = new JsonObject();
        object.addProperty("kind", columns.kind().name());
        object.add("names", names);
        object.addProperty("fit", columns.fit().name());
        return object.toString();
    }

    static LearnedColumns read(String json) {
        JsonObject object = Json.parseObject(json, WHAT);
        List<String> names =
                Json.list(object, "names", WHAT, (JsonElement element) -> Json.text(element, "a name", WHAT));
        return new LearnedColumns(
                EnumJson.read(object, "kind", InputKind.values(), WHAT),
                names,
                EnumJson.read(object, "fit", Fit.values(), WHAT));
    }
}
