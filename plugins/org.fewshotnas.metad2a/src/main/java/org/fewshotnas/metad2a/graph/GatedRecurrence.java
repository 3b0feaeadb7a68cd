package org.fewshotnas.metad2a.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Value;

/**
 * The recurrent unit of D-VAE (Zhang et al. 2019, equations 3 and 4): the state of a vertex is GRU(type, Σ over predecessors u of m(u)), with
 * the message m(u) = σ(s W_g + G_u) ∘ (s W_m + M_u) of the state s of u, in which row u of G and of M says which vertex it is. One tensor
 * holds W_g and W_m side by side, and one G and M.
 */
public final class GatedRecurrence {
    private final Pass pass;
    private final String name;
    private final int hidden;
    /** What each vertex adds to the gate and the message that it sends. */
    private final List<Value> vertices = new ArrayList<>();

    /**
     * @param name that the names of its tensors begin with
     * @param hidden the width of states
     */
    public GatedRecurrence(Pass pass, String name, int hidden) {
        this.pass = pass;
        this.name = name;
        this.hidden = hidden;
    }

    /** Its tensors. */
    public static void describe(Layout layout, String name, int types, int vertices, int hidden) {
        double bound = 1 / Math.sqrt(hidden);
        layout.add(name + ".input.weight", bound, types, 3 * hidden)
                .add(name + ".input.bias", bound, 3 * hidden)
                .add(name + ".state.weight", bound, hidden, 3 * hidden)
                .add(name + ".state.bias", bound, 3 * hidden)
                .add(name + ".message.weight", bound, hidden, 2 * hidden)
                .add(name + ".message.vertex", bound, vertices, 2 * hidden);
    }

    /**
     * What the type of a vertex gives to its state, (B, 3 · hidden).
     *
     * @param types one-hot, (B, types)
     */
    public Value input(Value types) {
        return pass.linear(name + ".input", types);
    }

    /**
     * The state of a vertex, (B, hidden).
     *
     * @param input what its type gives
     * @param before the state that it starts from, or the sum of the messages that reach it, (B, hidden); empty for none
     */
    public Value state(Value input, Optional<Value> before) {
        Tape tape = pass.tape();
        Value state = before.orElseGet(() -> tape.filled(0, input.size(0), hidden));
        return tape.gatedUnit(input, pass.linear(name + ".state", state), state);
    }

    /** What a vertex tells those that it leads to, (B, hidden). */
    public Value message(Value state, int vertex) {
        Tape tape = pass.tape();
        if (vertices.isEmpty()) {
            vertices.addAll(tape.split(pass.parameter(name + ".message.vertex")));
        }
        Value product = tape.matMul(state, pass.parameter(name + ".message.weight"));
        return tape.gated(tape.add(product, vertices.get(vertex)));
    }
}
