package org.fewshotnas.knime.port;

import java.util.List;
import java.util.Locale;
import org.fewshotnas.tensor.file.Provenance;

/** Writes the HTML of a {@link ModelPage}: texts, and tables of texts. Whatever a model says of itself is escaped. */
final class Html {
    private static final String STYLE =
            """
            body { font-family: Roboto, sans-serif; font-size: 13px; color: #3E3A39; margin: 12px; }
            h2 { font-size: 15px; margin: 16px 0 6px 0; }
            table { border-collapse: collapse; }
            td, th { border-bottom: 1px solid #D9D9D9; padding: 3px 12px 3px 0; text-align: left; vertical-align: top; }
            """;

    private final StringBuilder html = new StringBuilder("<html><head><meta charset=\"utf-8\"><style>")
            .append(STYLE)
            .append("</style></head><body>");

    Html paragraph(String text) {
        return element("p", text);
    }

    Html heading(String text) {
        return element("h2", text);
    }

    Html beginTable(String... heads) {
        html.append("<table>");
        if (heads.length > 0) {
            cells("th", List.of(heads));
        }
        return this;
    }

    Html row(String... cells) {
        cells("td", List.of(cells));
        return this;
    }

    Html endTable() {
        html.append("</table>");
        return this;
    }

    private void cells(String tag, List<String> cells) {
        html.append("<tr>");
        cells.forEach(cell -> element(tag, cell));
        html.append("</tr>");
    }

    private Html element(String tag, String text) {
        html.append('<')
                .append(tag)
                .append('>')
                .append(escaped(text))
                .append("</")
                .append(tag)
                .append('>');
        return this;
    }

    /** How a model came to be, step by step. */
    Html provenance(Provenance provenance) {
        provenance.steps().forEach(this::step);
        return this;
    }

    private void step(Provenance.Step step) {
        heading("How it came to be: " + step.action());
        beginTable();
        for (Provenance.Input input : step.inputs()) {
            row("File", input.name() + (input.sha256().isEmpty() ? "" : ", SHA-256 " + input.sha256()));
        }
        step.parameters().forEach(this::row);
        row("seed", Long.toString(step.seed()));
        if (step.elapsedSeconds() > 0) {
            row("seconds", String.format(Locale.ROOT, "%.1f", step.elapsedSeconds()));
        }
        step.versions().forEach(this::row);
        endTable();
    }

    /** The page. */
    String end() {
        return html + "</body></html>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
