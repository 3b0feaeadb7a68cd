package org.fewshotnas.knime.port;

import java.util.Locale;
import org.fewshotnas.metad2a.MetaD2aSpec;
import org.fewshotnas.space.metric.Direction;

/** What the port of a MetaD2A model shows: what it makes, what it has learned from, and how it came to be. */
final class MetaD2aPage {
    static final String NAME = "MetaD2A model";

    private MetaD2aPage() {}

    /** One sentence without its full stop. */
    static String summary(MetaD2aSpec spec) {
        return "Makes architectures of " + spec.space() + " for a data set; has learned " + number(spec.rows())
                + " scores on " + number(spec.dataSets()) + " data sets";
    }

    static ModelPage of(MetaD2aSpec spec) {
        boolean larger = spec.scores().direction() == Direction.MAXIMIZE;
        Html html = new Html()
                .paragraph(summary(spec) + ".")
                .beginTable()
                .row("Search space", spec.space())
                .row("Operations", String.join(", ", spec.operations()))
                .row("Features of an example", number(spec.features()))
                .row("Examples of a class looked at", number(spec.examplesPerClass()))
                .row("Better is", larger ? "larger" : "smaller")
                .row(
                        "Mean of the scores learned",
                        String.format(Locale.ROOT, "%.4g", spec.scores().mean()))
                .row("Good architectures learned", number(spec.goodCells().size()))
                .endTable();
        return new ModelPage(NAME, html.provenance(spec.provenance()).end());
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
