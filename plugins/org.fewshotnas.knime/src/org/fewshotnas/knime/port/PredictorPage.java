package org.fewshotnas.knime.port;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JEditorPane;
import javax.swing.JScrollPane;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.file.Provenance;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.node.port.PortSpecViewFactory;
import org.knime.core.webui.node.port.PortView;
import org.knime.core.webui.node.port.PortViewFactory;
import org.knime.core.webui.node.port.PortViewManager;
import org.knime.core.webui.node.port.PortViewManager.PortViewDescriptor;
import org.knime.core.webui.page.Page;

/** What a predictor port shows: what the predictor is, what it has learned and seen, and how it came to be. */
final class PredictorPage implements PortView {
    private static final String STYLE =
            """
            body { font-family: Roboto, sans-serif; font-size: 13px; color: #3E3A39; margin: 12px; }
            h2 { font-size: 15px; margin: 16px 0 6px 0; }
            table { border-collapse: collapse; }
            td, th { border-bottom: 1px solid #D9D9D9; padding: 3px 12px 3px 0; text-align: left; vertical-align: top; }
            """;

    private final PredictorSpec spec;

    private PredictorPage(PredictorSpec spec) {
        this.spec = spec;
    }

    /** Lets KNIME show the page of every predictor port, as soon as its node is configured. */
    static void register() {
        PortSpecViewFactory<PredictorPortObjectSpec> configured = known -> new PredictorPage(known.predictor());
        PortViewFactory<PredictorPortObject> executed =
                known -> new PredictorPage(known.getSpec().predictor());
        PortViewManager.registerPortViews(
                PredictorPortObject.class.getName(),
                List.of(new PortViewDescriptor("Predictor", configured), new PortViewDescriptor("Predictor", executed)),
                List.of(0),
                List.of(1));
    }

    /** The same for KNIME's classic user interface. */
    static JComponent[] swing(PredictorSpec spec) {
        JEditorPane text = new JEditorPane("text/html", new PredictorPage(spec).html());
        text.setEditable(false);
        JScrollPane view = new JScrollPane(text);
        view.setName("Predictor");
        return new JComponent[] {view};
    }

    @Override
    public Page getPage() {
        return Page.create().fromString(this::html).relativePath("predictor.html");
    }

    @Override
    public Optional<InitialDataService<?>> createInitialDataService() {
        return Optional.empty();
    }

    @Override
    public Optional<RpcDataService> createRpcDataService() {
        return Optional.empty();
    }

    /** The page. */
    String html() {
        StringBuilder html = new StringBuilder("<html><head><meta charset=\"utf-8\"><style>")
                .append(STYLE)
                .append("</style></head><body>");
        html.append("<p>").append(headline()).append("</p>");
        html.append("<table>");
        row(html, "Learner", spec.learner().label());
        row(
                html,
                "Network",
                spec.shape().layers() + " graph convolutions of " + spec.shape().width());
        spec.targetMetric().ifPresent(target -> {
            row(html, "Predicts", target.name());
            row(html, "What that is", target.what());
            row(html, "Better is", better(target));
            row(html, "Fine-tuned on", spec.shots() + (spec.shots() == 1 ? " score" : " scores"));
        });
        html.append("</table>");
        tasks(html);
        for (Provenance.Step step : spec.provenance().steps()) {
            step(html, step);
        }
        return html.append("</body></html>").toString();
    }

    private String headline() {
        String learned =
                "It has learned from " + spec.tasks().size() + (spec.tasks().size() == 1 ? " task" : " tasks");
        return spec.targetMetric()
                .map(target -> learned + ", and predicts " + escaped(target.what()) + " after " + spec.shots()
                        + (spec.shots() == 1 ? " score." : " scores."))
                .orElse(learned + ", and has seen no score of a new one: it ranks, without a unit.");
    }

    private void tasks(StringBuilder html) {
        html.append("<h2>Tasks learned</h2><table><tr><th>Task</th><th>What it is</th><th>Better is</th></tr>");
        for (Metric task : spec.tasks()) {
            html.append("<tr><td>")
                    .append(escaped(task.name()))
                    .append("</td><td>")
                    .append(escaped(task.what()))
                    .append("</td><td>")
                    .append(better(task))
                    .append("</td></tr>");
        }
        html.append("</table>");
    }

    private static void step(StringBuilder html, Provenance.Step step) {
        html.append("<h2>How it came to be: ").append(escaped(step.action())).append("</h2><table>");
        for (Provenance.Input input : step.inputs()) {
            row(html, "File", input.name() + (input.sha256().isEmpty() ? "" : ", SHA-256 " + input.sha256()));
        }
        for (Map.Entry<String, String> parameter : step.parameters().entrySet()) {
            row(html, parameter.getKey(), parameter.getValue());
        }
        row(html, "seed", Long.toString(step.seed()));
        row(html, "seconds", String.format(Locale.ROOT, "%.1f", step.elapsedSeconds()));
        step.versions().forEach((name, version) -> row(html, name, version));
        html.append("</table>");
    }

    private static void row(StringBuilder html, String name, String value) {
        html.append("<tr><td>")
                .append(escaped(name))
                .append("</td><td>")
                .append(escaped(value))
                .append("</td></tr>");
    }

    private static String better(Metric metric) {
        return switch (metric.direction()) {
            case MAXIMIZE -> "larger";
            case MINIMIZE -> "smaller";
            case UNKNOWN -> "not known";
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
