package org.fewshotnas.metad2a.set;

import java.util.Optional;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Value;

/**
 * Attention among the elements of sets (Lee et al. 2019, Set Transformer, without layer normalisation) as MetaD2A has it. MAB(Q, K) makes
 * q, k and v of width d, divides them into heads, and gives o + relu(o W_o) with o = q + softmax(q kᵀ / √d) v in each head. SAB(X) is
 * MAB(X, X), and PMA(X) is MAB(S, X) with one learned row S. Neither knows an order of the elements.
 */
final class SetAttention {
    private static final int HEADS = 4;

    private final Pass pass;
    private final int width;

    SetAttention(Pass pass, int width) {
        this.pass = pass;
        this.width = width;
    }

    /** The tensors of a MAB. */
    static void describe(Layout layout, String name, int inputs, int width) {
        layout.linear(name + ".query", inputs, width)
                .linear(name + ".key", inputs, width)
                .linear(name + ".value", inputs, width)
                .linear(name + ".output", width, width);
    }

    /** The tensors of a PMA. */
    static void describePooling(Layout layout, String name, int width) {
        // Xavier's bound for one row.
        layout.add(name + ".seed", Math.sqrt(6.0 / (1 + width)), 1, width);
        describe(layout, name, width, width);
    }

    /**
     * Every element beside those that it may see: (B, n, d) of (B, n, inputs).
     *
     * @param mask see {@link #attend}
     */
    Value selfAttention(String name, Value x, Optional<Value> mask) {
        return attend(name, projected(name, "query", x), projected(name, "key", x), projected(name, "value", x), mask);
    }

    /**
     * One row for each of m sets: (B, m, d) of (B, n, d).
     *
     * @param mask see {@link #attend}
     */
    Value pool(String name, Value x, int sets, Optional<Value> mask) {
        Tape tape = pass.tape();
        int batch = x.size(0);
        Value seed = projected(name, "query", pass.parameter(name + ".seed"));
        Value query = tape.matMul(tape.filled(1, (long) batch * sets, 1), seed);
        return attend(
                name,
                tape.reshape(query, batch, sets, width),
                projected(name, "key", x),
                projected(name, "value", x),
                mask);
    }

    /** The first step of a MAB. */
    Value projected(String name, String part, Value x) {
        return pass.linear(name + "." + part, x);
    }

    /**
     * The rest of a MAB: (B, m, d).
     *
     * @param query (B, m, d)
     * @param key (B, n, d)
     * @param value (B, n, d)
     * @param mask 0 where an element may be seen and a large negative number elsewhere, (B · heads, m, n) or (B · heads, 1, n) or (m, n);
     *     empty where all are
     */
    Value attend(String name, Value query, Value key, Value value, Optional<Value> mask) {
        Tape tape = pass.tape();
        int sets = query.size(0);
        int elements = query.size(1);
        Value q = heads(query);
        Value scores = tape.times(tape.matMul(q, tape.swapAxes(heads(key), 1, 2)), 1 / Math.sqrt(width));
        Value seen = mask.map(hidden -> tape.add(scores, hidden)).orElse(scores);
        Value o = tape.add(q, tape.matMul(tape.softmax(seen), heads(value)));
        Value joined = tape.reshape(
                tape.swapAxes(tape.reshape(o, sets, HEADS, elements, width / HEADS), 1, 2), sets, elements, width);
        return tape.add(joined, tape.relu(pass.linear(name + ".output", joined)));
    }

    /** (B · heads, n, d / heads) of (B, n, d). */
    private Value heads(Value x) {
        Tape tape = pass.tape();
        Value split = tape.swapAxes(tape.reshape(x, x.size(0), x.size(1), HEADS, width / HEADS), 1, 2);
        return tape.reshape(split, (long) x.size(0) * HEADS, x.size(1), width / HEADS);
    }

    /** What the width of codes has to be a multiple of. */
    static int heads() {
        return HEADS;
    }
}
