package org.fewshotnas.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final Architecture CELL = Architecture.parse(
            NasBench201.INSTANCE, "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|");

    private static JsonObject json(View view) {
        return JsonParser.parseString(view.json()).getAsJsonObject();
    }

    @Test
    void whatIsNoNumberIsLeftOutOrNull() {
        Point point = Point.of(1, Double.NaN).within(Double.NEGATIVE_INFINITY, 3);
        View view = View.of("Answer")
                .add(Chart.of(
                        "C", Axis.of("x"), Axis.of("y"), List.of(Series.of("s", Series.Style.LINE, List.of(point)))))
                .add(HeatMap.ofCorrelations("H", List.of("a"), new double[][] {{Double.NaN}}, new String[0][]))
                .build();
        assertFalse(view.json().contains("NaN") || view.json().contains("Infinity"), view.json());
        JsonArray panels = json(view).getAsJsonArray("panels");
        JsonObject written = panels.get(0)
                .getAsJsonObject()
                .getAsJsonArray("series")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("points")
                .get(0)
                .getAsJsonObject();
        assertEquals("{\"x\":1,\"high\":3}", written.toString());
        assertTrue(panels.get(1)
                .getAsJsonObject()
                .getAsJsonArray("values")
                .get(0)
                .getAsJsonArray()
                .get(0)
                .isJsonNull());
    }

    @Test
    void panelsSayWhatTheyAreAndTextsStayAsTheyAre() {
        View view = View.of("a < b & \"c\" </script>")
                .add(Facts.of("F", List.of(List.of("1", "ü"))))
                .build();
        assertEquals("a < b & \"c\" </script>", json(view).get("headline").getAsString());
        assertEquals(
                "facts",
                json(view)
                        .getAsJsonArray("panels")
                        .get(0)
                        .getAsJsonObject()
                        .get("kind")
                        .getAsString());
        Series series = Series.of("s", Series.Style.BINS, List.of()).in(Series.Color.VERMILION);
        JsonObject written = json(View.of("")
                        .add(Chart.of("", Axis.of(""), Axis.of(""), List.of(series)))
                        .build())
                .getAsJsonArray("panels")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("series")
                .get(0)
                .getAsJsonObject();
        assertEquals("bins", written.get("style").getAsString());
        assertEquals("vermilion", written.get("color").getAsString());
    }

    @Test
    void numbersHaveSevenDigits() {
        View view = View.of("")
                .add(Chart.of(
                        "",
                        Axis.of(""),
                        Axis.of(""),
                        List.of(Series.of("s", Series.Style.LINE, List.of(Point.of(1e9, 0.123456789))))))
                .build();
        assertTrue(view.json().contains("{\"x\":1000000000,\"y\":0.1234568}"), view.json());
    }

    @Test
    void aCellStandsInAViewOnce() {
        View.Builder builder = View.of("");
        assertEquals(0, builder.cell(CELL));
        assertEquals(0, builder.cell(CELL));
        JsonObject cell = json(builder.build()).getAsJsonArray("cells").get(0).getAsJsonObject();
        assertEquals("NAS-Bench-201", cell.get("space").getAsString());
        assertEquals(CELL.cell().nodeCount(), cell.getAsJsonArray("ops").size());
        assertEquals(CELL.cell().edgeCount(), cell.getAsJsonArray("edges").size());
    }
}
