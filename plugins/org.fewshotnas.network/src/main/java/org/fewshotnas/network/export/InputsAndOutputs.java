package org.fewshotnas.network.export;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fewshotnas.network.file.LearnedColumns;
import org.fewshotnas.network.file.NetworkSpec;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.pictures.Fit;

/** What goes into an exported network and comes out of it, in words for whoever uses its file elsewhere. */
final class InputsAndOutputs {
    private InputsAndOutputs() {}

    /** How inputs are prepared: their layout, and what their numbers are. */
    static String inputs(NetworkSpec spec) {
        TensorShape shape = spec.graph().input();
        String axes = axes(shape) + ". ";
        String numbers = spec.columns()
                .map(columns -> numbers(columns, shape))
                .orElse("Numbers as in the data that it was trained on.");
        return axes + numbers + " Do not normalise them: the network does.";
    }

    private static String axes(TensorShape shape) {
        String names =
                switch (shape.dimensions()) {
                    case 2 -> "(batch, channels, height, width)";
                    case 1 -> "(batch, channels, steps)";
                    default -> "(batch, numbers)";
                };
        String extents = shape.asList().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "32-bit floats of shape " + names + " = (batch, " + extents + ")";
    }

    private static String numbers(LearnedColumns columns, TensorShape shape) {
        return switch (columns.kind()) {
            case PICTURES ->
                "Pixels from 0 (black) to 1 (white), that is 8-bit pixels divided by 255, of "
                        + (shape.channels() == 1 ? "grey pictures" : "pictures in red, green, blue")
                        + ", the top row first. In training, pictures of another size were "
                        + (columns.fit() == Fit.STRETCH
                                ? "stretched or shrunk to this one."
                                : "brought to this one with their proportions kept, in the middle of black.");
            case LISTS ->
                columns.names().size() == 1
                        ? "The list of the column "
                                + PyTorchCode.quoted(columns.names().get(0)) + ", number after number."
                        : "Channels are the lists of the columns " + names(columns.names()) + ".";
            case NUMBERS -> "Steps are the numbers of the columns " + names(columns.names()) + ".";
        };
    }

    private static String names(List<String> names) {
        return names.stream().map(PyTorchCode::quoted).collect(Collectors.joining(", "));
    }

    /** What the outputs mean. */
    static String outputs(NetworkSpec spec) {
        String target = spec.target().name().isEmpty()
                ? ""
                : " of " + PyTorchCode.quoted(spec.target().name());
        if (!spec.classes().isEmpty()) {
            return "Probabilities of the classes" + target + ", in this order: "
                    + IntStream.range(0, spec.classes().size())
                            .mapToObj(i ->
                                    i + " " + PyTorchCode.quoted(spec.classes().get(i)))
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        String unit =
                spec.target().unit().isEmpty() ? "" : " in " + spec.target().unit();
        return "Values" + target + unit + ", " + axes(spec.graph().output()) + ".";
    }
}
