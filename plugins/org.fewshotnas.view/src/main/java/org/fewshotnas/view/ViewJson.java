package org.fewshotnas.view;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonSerializer;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/** Writes views as JSON: compact, with numbers of seven digits, and without NaN. */
final class ViewJson {
    private static final MathContext DIGITS = new MathContext(7);

    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .registerTypeAdapter(double.class, new Numbers())
            .registerTypeAdapter(Double.class, new Numbers())
            .registerTypeAdapter(Point.class, new Points())
            .registerTypeAdapter(Series.Style.class, word())
            .registerTypeAdapter(Series.Color.class, word())
            .registerTypeHierarchyAdapter(Optional.class, (JsonSerializer<Optional<?>>)
                    (value, type, json) -> json.serialize(value.orElse(null)))
            .create();

    private ViewJson() {}

    static String of(View view) {
        JsonObject page = new JsonObject();
        page.addProperty("headline", view.headline());
        page.addProperty("detail", view.detail());
        page.add("notes", GSON.toJsonTree(view.notes()));
        page.add("cells", GSON.toJsonTree(view.cells()));
        var panels = new com.google.gson.JsonArray();
        for (Panel panel : view.panels()) {
            JsonObject written = GSON.toJsonTree(panel).getAsJsonObject();
            written.addProperty("kind", panel.kind());
            panels.add(written);
        }
        page.add("panels", panels);
        return GSON.toJson((JsonElement) page);
    }

    private static JsonSerializer<Enum<?>> word() {
        return (value, type, json) -> json.serialize(Series.word(value));
    }

    private static void write(JsonWriter out, double value) throws IOException {
        if (!Double.isFinite(value)) {
            out.nullValue();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.value((long) value);
        } else {
            out.value(new BigDecimal(value).round(DIGITS).doubleValue());
        }
    }

    private static final class Numbers extends TypeAdapter<Double> {
        @Override
        public void write(JsonWriter out, Double value) throws IOException {
            ViewJson.write(out, value);
        }

        @Override
        public Double read(JsonReader in) {
            throw new UnsupportedOperationException("views are only written");
        }
    }

    /** Only what a point has. */
    private static final class Points extends TypeAdapter<Point> {
        @Override
        public void write(JsonWriter out, Point point) throws IOException {
            out.beginObject();
            put(out, "x", point.x());
            put(out, "y", point.y());
            put(out, "low", point.low());
            put(out, "high", point.high());
            put(out, "shade", point.shade());
            if (point.cell() >= 0) {
                out.name("cell").value(point.cell());
            }
            if (!point.text().isEmpty()) {
                out.name("text").value(point.text());
            }
            if (point.strong()) {
                out.name("strong").value(true);
            }
            out.endObject();
        }

        private static void put(JsonWriter out, String name, double value) throws IOException {
            if (Double.isFinite(value)) {
                out.name(name);
                ViewJson.write(out, value);
            }
        }

        @Override
        public Point read(JsonReader in) {
            throw new UnsupportedOperationException("views are only written");
        }
    }
}
