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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.host.file.Directories;
import org.fewshotnas.host.message.Texts;
import org.fewshotnas.host.run.NodeRun;
import org.knime.node.HostNode;
import org.knime.node.HostView;

/**
 * One page with every node of a run: its view, its message, and the settings that are not the defaults. It holds all that it shows, so that it
 * opens from disk without a network; its policy lets it fetch nothing. Of paths it has file names alone.
 */
public final class Report {
    /**
     * A node on the page.
     *
     * @param name with its number
     * @param executed whether it was
     * @param earlier whether that was by an earlier run
     * @param message what it warned of, or why it failed; empty for nothing
     * @param settings those that are not the defaults, by name
     * @param view the page of its view, if it has one
     * @param data the JSON of what the view shows, if it was executed
     */
    public record Shown(
            int id,
            String name,
            boolean executed,
            boolean earlier,
            String message,
            Map<String, String> settings,
            Optional<HostView> view,
            Optional<String> data) {
        static Shown of(NodeRun run) throws IOException {
            return new Shown(
                    run.id(),
                    run.times() > 1 ? run.label() + ", the last of " + run.times() + " times" : run.label(),
                    run.isExecuted(),
                    run.isSkipped(),
                    run.message().orElse(""),
                    run.node().isPresent() ? ChangedSettings.of(run.node().get(), run.settings()) : Map.of(),
                    run.node().flatMap(HostNode::view),
                    run.view());
        }
    }

    private static final String DATA = "<!-- data -->";

    private final Anonymous anonymous;
    private final JsonObject modules = new JsonObject();
    private final JsonArray nodes = new JsonArray();

    private final Map<String, String> variables;

    private Report(Path workflow, Map<String, String> variables, List<Shown> nodes) {
        this.variables = variables;
        List<String> given = new ArrayList<>(variables.values());
        nodes.forEach(node -> given.addAll(node.settings().values()));
        anonymous = new Anonymous(workflow, given);
    }

    /**
     * Writes the page of a run.
     *
     * @param name of the workflow
     * @param workflow its folder, which the page does not name
     * @param variables the workflow variables of the run, by name
     * @param cancelled whether the run was stopped
     * @throws IOException if the file cannot be written; what was there before stays
     */
    public static void write(
            Path file, String name, Path workflow, Map<String, String> variables, List<NodeRun> runs, boolean cancelled)
            throws IOException {
        List<Shown> nodes = new ArrayList<>();
        for (NodeRun run : runs) {
            nodes.add(Shown.of(run));
        }
        long executed = nodes.stream().filter(Shown::executed).count();
        String state =
                (cancelled ? "Cancelled: " : "") + executed + " of " + Texts.count(nodes.size(), "node") + " executed";
        writeNodes(file, name, workflow, variables, nodes, state);
    }

    /**
     * As the other method, of nodes that need not be those of a run.
     *
     * @param state a sentence that says how the run ended
     */
    public static void writeNodes(
            Path file, String name, Path workflow, Map<String, String> variables, List<Shown> nodes, String state)
            throws IOException {
        Report report = new Report(workflow, variables, nodes);
        for (Shown node : nodes) {
            report.add(node);
        }
        String page = report.page(name, state);
        Directories.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }

    private void add(Shown shown) throws IOException {
        JsonObject node = new JsonObject();
        node.addProperty("id", shown.id());
        node.addProperty("name", shown.name());
        node.addProperty("executed", shown.executed());
        node.addProperty("earlier", shown.earlier());
        node.addProperty("message", anonymous.text(shown.message()));
        JsonArray settings = new JsonArray();
        shown.settings().forEach((title, value) -> {
            JsonArray row = new JsonArray();
            row.add(title);
            row.add(anonymous.text(value));
            settings.add(row);
        });
        node.add("settings", settings);
        if (shown.view().isPresent() && shown.data().isPresent()) {
            HostView view = shown.view().get();
            for (Map.Entry<String, URL> resource : view.files().entrySet()) {
                if (!modules.has(resource.getKey())) {
                    modules.addProperty(resource.getKey(), text(resource.getValue()));
                }
            }
            node.addProperty("page", view.page());
            node.addProperty("about", view.description());
            node.add("view", anonymous.in(JsonParser.parseString(shown.data().get())));
        }
        nodes.add(node);
    }

    private String page(String name, String state) throws IOException {
        JsonObject run = new JsonObject();
        run.addProperty("workflow", name);
        run.addProperty("state", anonymous.text(state));
        JsonObject given = new JsonObject();
        variables.forEach((variable, value) -> given.addProperty(variable, anonymous.text(value)));
        run.add("variables", given);
        run.add("nodes", nodes);
        // The data come last, and are not searched for marks: they can hold any text.
        String template = text(Report.class.getResource("report.html"))
                .replace("/* script */", text(Report.class.getResource("report.js")));
        int mark = template.indexOf(DATA);
        return template.substring(0, mark)
                + embedded("run", run)
                + embedded("modules", modules)
                + template.substring(mark + DATA.length());
    }

    /** Data within a page: no text of it can end the element. */
    private static String embedded(String id, JsonElement data) {
        return "<script type=\"application/json\" id=\"" + id + "\">"
                + data.toString()
                        .replace("<", "\\u003c")
                        .replace("\u2028", "\\u2028")
                        .replace("\u2029", "\\u2029")
                + "</script>";
    }

    private static String text(URL resource) throws IOException {
        try (InputStream in = resource.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
