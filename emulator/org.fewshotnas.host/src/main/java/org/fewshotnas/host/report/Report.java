package org.fewshotnas.host.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.host.file.Directories;
import org.fewshotnas.host.run.NodeRun;
import org.knime.node.HostView;

/**
 * One page with every node of a run: its view, its message, and the settings that are not the defaults. It holds all that it shows, so that it
 * opens from disk without a network; its policy lets it fetch nothing. Of paths it has file names alone.
 */
public final class Report {
    private final Anonymous anonymous;
    private final JsonObject modules = new JsonObject();
    private final JsonArray nodes = new JsonArray();

    private Report(Path workflow) {
        anonymous = new Anonymous(workflow);
    }

    /**
     * Writes the page of a run.
     *
     * @param name of the workflow
     * @param workflow its folder, which the page does not name
     * @param state a sentence that says how the run ended
     * @throws IOException if the file cannot be written; what was there before stays
     */
    public static void write(Path file, String name, Path workflow, List<NodeRun> runs, String state)
            throws IOException {
        Report report = new Report(workflow);
        for (NodeRun run : runs) {
            report.add(run);
        }
        String page = report.page(name, state);
        Directories.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }

    private void add(NodeRun run) throws IOException {
        JsonObject node = new JsonObject();
        node.addProperty("id", run.id());
        node.addProperty("name", run.label());
        node.addProperty("executed", run.isExecuted());
        node.addProperty("earlier", run.isSkipped());
        run.message().ifPresent(message -> node.addProperty("message", anonymous.text(message)));
        JsonArray settings = new JsonArray();
        if (run.node().isPresent()) {
            ChangedSettings.of(run.node().get(), run.model()).forEach((title, value) -> {
                JsonArray row = new JsonArray();
                row.add(title);
                row.add(anonymous.text(value));
                settings.add(row);
            });
        }
        node.add("settings", settings);
        Optional<HostView> view = run.node().flatMap(made -> made.view());
        if (view.isPresent() && run.view().isPresent()) {
            for (Map.Entry<String, URL> resource : view.get().files().entrySet()) {
                if (!modules.has(resource.getKey())) {
                    modules.addProperty(resource.getKey(), text(resource.getValue()));
                }
            }
            node.addProperty("page", view.get().page());
            node.addProperty("about", view.get().description());
            node.add("view", anonymous.in(JsonParser.parseString(run.view().get())));
        }
        nodes.add(node);
    }

    private String page(String name, String state) throws IOException {
        JsonObject run = new JsonObject();
        run.addProperty("workflow", name);
        run.addProperty("state", anonymous.text(state));
        run.add("nodes", nodes);
        return text(Report.class.getResource("report.html"))
                .replace("<!-- run -->", embedded("run", run))
                .replace("<!-- modules -->", embedded("modules", modules))
                .replace("/* script */", text(Report.class.getResource("report.js")));
    }

    /** Data within a page: no text of it can end the element. */
    private static String embedded(String id, JsonElement data) {
        return "<script type=\"application/json\" id=\"" + id + "\">"
                + data.toString().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
                + "</script>";
    }

    private static String text(URL resource) throws IOException {
        try (InputStream in = resource.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
