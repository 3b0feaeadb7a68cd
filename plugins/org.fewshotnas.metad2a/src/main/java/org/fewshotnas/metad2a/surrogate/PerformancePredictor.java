package org.fewshotnas.metad2a.surrogate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.metad2a.graph.GatedRecurrence;
import org.fewshotnas.metad2a.graph.GraphBatch;

/**
 * The meta-performance predictor of MetaD2A (Lee et al. 2021): two recurrences go along the graph, from the start to the end and back; the
 * states in which they end become the graph's code, and a network of one hidden layer makes of it and the data set's code a score.
 */
public final class PerformancePredictor {
    private static final String FORWARD = "predictor.forward";
    private static final String BACKWARD = "predictor.backward";
    private static final String JOIN = "predictor.join";
    private static final String CODE = "predictor.code";
    private static final String HIDDEN = "predictor.hidden";
    private static final String SCORE = "predictor.score";

    private final Pass pass;
    private final int hidden;

    /** @param hidden the width of states */
    public PerformancePredictor(Pass pass, int hidden) {
        this.pass = pass;
        this.hidden = hidden;
    }

    /**
     * Its tensors, those of its set encoder aside.
     *
     * @param types of vertices
     * @param vertices the most that a graph has
     * @param code the width of codes, of a data set and of a graph
     */
    public static void describe(Layout layout, int types, int vertices, int code, int hidden) {
        GatedRecurrence.describe(layout, FORWARD, types, vertices, hidden);
        GatedRecurrence.describe(layout, BACKWARD, types, vertices, hidden);
        layout.linear(JOIN, 2 * hidden, hidden)
                .linear(CODE, hidden, code)
                .linear(HIDDEN, 2 * code, hidden)
                .linear(SCORE, hidden, 1);
    }

    /** Codes of graphs: (B, code). */
    public Value graphCodes(GraphBatch graphs) {
        Tape tape = pass.tape();
        int n = graphs.vertices();
        List<Value> types = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            types.add(graphs.types(tape, v));
        }
        GatedRecurrence forward = new GatedRecurrence(pass, FORWARD, hidden);
        Value[] messages = new Value[n];
        Optional<Value> end = Optional.empty();
        for (int v = 0; v < n; v++) {
            Optional<Value> sum = Optional.empty();
            for (int u = 0; u < v; u++) {
                sum = graphs.edge(u, v).addTo(tape, sum, messages[u]);
            }
            Value state = forward.state(forward.input(types.get(v)), sum);
            end = graphs.last(v).addTo(tape, end, state);
            messages[v] = v < n - 1 ? forward.message(state, v) : null;
        }
        GatedRecurrence backward = new GatedRecurrence(pass, BACKWARD, hidden);
        Value start = null;
        for (int v = n - 1; v >= 0; v--) {
            Optional<Value> sum = Optional.empty();
            for (int u = n - 1; u > v; u--) {
                sum = graphs.edge(v, u).addTo(tape, sum, messages[u]);
            }
            start = backward.state(backward.input(types.get(v)), sum);
            messages[v] = v > 0 ? backward.message(start, v) : null;
        }
        Value both = tape.concatenate(List.of(end.orElseThrow(), start), 1);
        return pass.linear(CODE, pass.linear(JOIN, both));
    }

    /**
     * Standardised scores: (B, 1).
     *
     * @param setCodes of each row's data set, (B, code)
     * @param graphCodes (B, code)
     */
    public Value scores(Value setCodes, Value graphCodes) {
        Tape tape = pass.tape();
        Value both = tape.concatenate(List.of(setCodes, graphCodes), 1);
        return pass.linear(SCORE, tape.tanh(pass.linear(HIDDEN, both)));
    }
}
