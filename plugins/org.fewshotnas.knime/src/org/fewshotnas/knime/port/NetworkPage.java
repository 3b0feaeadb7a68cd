package org.fewshotnas.knime.port;

import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.file.CellOrigin;
import org.fewshotnas.network.file.LearnedColumns;
import org.fewshotnas.network.file.MeasuredScore;
import org.fewshotnas.network.file.NetworkSpec;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;

/** What a network port shows: what the network sees and says, how well it did, how large it is, and how it came to be. */
final class NetworkPage {
    static final String NAME = "Network";

    private NetworkPage() {}

    /** One sentence without its full stop. */
    static String summary(NetworkSpec spec) {
        return task(spec)
                + spec.score().map(score -> "; " + score(score)).orElse("")
                + "; " + number(spec.graph().parameters()) + " parameters";
    }

    static ModelPage of(NetworkSpec spec) {
        Html html = new Html().paragraph(task(spec) + ".").beginTable();
        if (!spec.target().name().isEmpty()) {
            html.row("Target", spec.target().name());
        }
        if (!spec.target().unit().isEmpty()) {
            html.row("Unit", spec.target().unit());
        }
        if (!spec.classes().isEmpty()) {
            html.row("Classes", String.join(", ", spec.classes()));
        }
        spec.score().ifPresent(score -> html.row("Score", score(score))
                .row("What that is", score.metric().what()));
        html.row("Sees", sees(spec));
        spec.columns().ifPresent(columns -> html.row("Learned from", String.join(", ", columns.names())));
        html.row("Parameters", number(spec.graph().parameters()));
        html.row("Multiply-accumulates an example", number(spec.graph().multiplyAccumulates()));
        html.endTable();
        spec.origin().ifPresent(origin -> cell(html, origin));
        return new ModelPage(NAME, html.provenance(spec.provenance()).end());
    }

    private static String task(NetworkSpec spec) {
        if (!spec.classes().isEmpty()) {
            return "A network that tells " + spec.classes().size() + " classes apart";
        }
        TensorShape output = spec.graph().output();
        if (output.dimensions() > 0) {
            return "A network that says a field of " + output;
        }
        return "A network that says " + (output.size() == 1 ? "a number" : output.size() + " numbers");
    }

    private static String score(MeasuredScore score) {
        String unit = score.metric().unit();
        return score.metric().name() + " " + String.format(Locale.ROOT, "%.4g", score.value())
                + (unit.isEmpty() || score.metric().name().contains("[" + unit + "]") ? "" : " " + unit);
    }

    private static String sees(NetworkSpec spec) {
        TensorShape shape = spec.graph().input();
        return spec.columns().map(columns -> sees(columns, shape)).orElse("examples of the shape " + shape);
    }

    private static String sees(LearnedColumns columns, TensorShape shape) {
        return switch (columns.kind()) {
            case PICTURES ->
                "pictures, " + (shape.channels() == 1 ? "grey" : "coloured") + ", "
                        + (columns.fit() == Fit.PAD ? "padded" : "stretched") + " to "
                        + shape.extents().get(1) + " x " + shape.extents().get(0) + " pixels";
            case LISTS -> "lists of numbers, together of the shape " + shape;
            case NUMBERS -> "numbers, of the shape " + shape;
        };
    }

    private static void cell(Html html, CellOrigin origin) {
        MacroArchitecture macro = origin.macro();
        html.heading("The cell that it is built of")
                .beginTable()
                .row("Search space", origin.space())
                .row("Architecture", origin.text())
                .row("Stacks", Integer.toString(macro.stacks()))
                .row("Cells in each", ofStacks(macro, macro::cells))
                .row("Channels", ofStacks(macro, macro::channels))
                .endTable();
    }

    /** One number where all stacks have the same, else one for each. */
    private static String ofStacks(MacroArchitecture macro, IntUnaryOperator number) {
        int[] numbers = IntStream.range(0, macro.stacks()).map(number).toArray();
        return IntStream.of(numbers).distinct().count() == 1
                ? Integer.toString(numbers[0])
                : IntStream.of(numbers).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
