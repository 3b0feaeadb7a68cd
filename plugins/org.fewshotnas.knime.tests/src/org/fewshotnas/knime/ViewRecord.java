package org.fewshotnas.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.knime.node.HostNode;
import org.knime.node.HostView;

/** What the view of an executed node shows, held against what the page reads. */
final class ViewRecord {
    private static final Pattern NO_NUMBER = Pattern.compile("[:,\\[](NaN|-?Infinity)");
    private static final Set<String> PAGE = Set.of("view.js", "cells.js", "charts.js", "lib/echarts.esm.min.js");
    /** What the page reads of each kind of panel. */
    private static final Map<String, Set<String>> PANELS = Map.of(
            "chart", Set.of("title", "x", "y", "series", "bands", "lines", "half"),
            "heat", Set.of("title", "rows", "columns", "values", "low", "high", "diverging", "decimals"),
            "gallery", Set.of("title", "items", "compare"),
            "pictures", Set.of("title", "items"),
            "stages", Set.of("title", "items"),
            "facts", Set.of("title", "head", "rows"));

    private ViewRecord() {}

    /** The record of a node, if it has a view; it is as the page wants it. */
    static void check(HostNode node) {
        if (node.view().isPresent()) {
            of(node);
        }
    }

    static JsonObject of(HostNode node) {
        HostView view = node.view().orElseThrow();
        assertEquals("view.js", view.page());
        assertEquals(PAGE, view.files().keySet(), "files of the page that are there");
        String json = (String) node.viewData();
        assertFalse(NO_NUMBER.matcher(json).find(), json);
        JsonObject record = JsonParser.parseString(json).getAsJsonObject();
        assertFalse(record.get("headline").getAsString().isBlank(), "an answer");
        int cells = record.getAsJsonArray("cells").size();
        for (JsonElement element : record.getAsJsonArray("panels")) {
            JsonObject panel = element.getAsJsonObject();
            Set<String> wanted = PANELS.get(panel.get("kind").getAsString());
            assertTrue(panel.keySet().containsAll(wanted), panel.get("kind") + " has " + panel.keySet());
            if (panel.has("series")) {
                panel.getAsJsonArray("series").forEach(series -> series.getAsJsonObject()
                        .getAsJsonArray("points")
                        .forEach(point -> checkCell(point.getAsJsonObject(), cells)));
            } else if (panel.has("compare")) {
                panel.getAsJsonArray("items").forEach(item -> checkCell(item.getAsJsonObject(), cells));
            }
        }
        return record;
    }

    private static void checkCell(JsonObject of, int cells) {
        assertTrue(!of.has("cell") || of.get("cell").getAsInt() < cells, "a cell that is there");
    }
}
