package org.fewshotnas.network.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.tensor.file.Provenance;

/**
 * All about a trained network but its weights.
 *
 * @param graph its layers
 * @param columns of the table that it learned from, where it learned from one
 * @param inputs how examples are normalised before
 * @param outputs how outputs are normalised, to be reverted after
 * @param target what its outputs are about
 * @param classes their names, in the order of the outputs; empty where outputs are numbers
 * @param score how well it did on data that it did not learn from, where that was measured
 * @param origin the cell that it was built of, where it was built of one
 * @param provenance how it came to be
 */
public record NetworkSpec(
        NetworkGraph graph,
        Optional<LearnedColumns> columns,
        Normalisation inputs,
        Normalisation outputs,
        Target target,
        List<String> classes,
        Optional<MeasuredScore> score,
        Optional<CellOrigin> origin,
        Provenance provenance) {
    /** @throws InvalidInputException if it contradicts itself, or is too large to be stored: see {@link GraphBounds} */
    public NetworkSpec {
        classes = List.copyOf(classes);
        GraphBounds.check(graph);
        if (columns.isPresent() && !columns.get().canBecome(graph.input())) {
            throw contradiction("it learned from " + columns.get().names().size() + " columns of the kind "
                    + columns.get().kind() + ", which cannot become its input of " + graph.input());
        }
        check("inputs", inputs, graph.input());
        check("outputs", outputs, graph.output());
        if (!classes.isEmpty() && !graph.output().equals(TensorShape.vector(classes.size()))) {
            throw contradiction(
                    "it says " + graph.output() + " of an example, but there are " + classes.size() + " classes");
        }
    }

    private static void check(String which, Normalisation normalisation, TensorShape shape) {
        int shifts = normalisation.shifts().size();
        int scales = normalisation.scales().size();
        if (shifts != shape.channels() || scales != shape.channels()) {
            throw contradiction("its " + which + " have " + shape.channels() + " channels and are normalised by "
                    + shifts + " shifts and " + scales + " scales");
        }
        boolean usable = normalisation.shifts().stream().allMatch(Float::isFinite)
                && normalisation.scales().stream().allMatch(scale -> Float.isFinite(scale) && scale != 0);
        if (!usable) {
            throw contradiction("its " + which + " are normalised by a number that is zero or not finite");
        }
    }

    private static InvalidInputException contradiction(String found) {
        return new InvalidInputException(
                "The network's description contradicts itself: " + found + ".",
                "The file is damaged or is not a network of this extension. Copy or write it again.");
    }

    /** The shapes of its weights, by their names. */
    public Map<String, List<Integer>> tensors() {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        graph.tensors()
                .forEach(parameter ->
                        shapes.put(parameter.name(), parameter.tensor().shape()));
        return shapes;
    }

    /** As texts by name; {@link #fromProperties} reads them again. */
    public Map<String, String> toProperties() {
        return NetworkSpecJson.write(this);
    }

    /**
     * The description of these texts.
     *
     * @throws InvalidInputException if they are none
     */
    public static NetworkSpec fromProperties(Map<String, String> properties) {
        return NetworkSpecJson.read(properties);
    }
}
