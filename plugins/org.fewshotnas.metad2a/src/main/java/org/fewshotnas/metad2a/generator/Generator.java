package org.fewshotnas.metad2a.generator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.gradient.Layout;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.metad2a.graph.GatedRecurrence;
import org.fewshotnas.metad2a.graph.GraphBatch;
import org.fewshotnas.metad2a.graph.GraphBatch.Column;
import org.fewshotnas.metad2a.graph.VertexGraph;
import org.fewshotnas.tensor.engine.Torch;

/**
 * The generator of MetaD2A (Lee et al. 2021): a latent vector z of a data set's code, q(z | data set) = N(mu, sigma²), and D-VAE's decoder,
 * which draws the type of one vertex after the other and, from the nearest on, whether an edge leads to it from each earlier one.
 *
 * <p>In the topology that all cells of a space share, the chain tells all vertices apart. In others, two vertices of one type with the same
 * inputs have one state, and edges from them are drawn with one probability: so D-VAE's decoder is.
 */
public final class Generator {
    private static final String MEAN = "generator.mean";
    private static final String LOG_VARIANCE = "generator.log_variance";
    private static final String START = "generator.start";
    private static final String RECURRENCE = "generator.recurrence";
    private static final String TYPE = "generator.type";
    private static final String EDGE = "generator.edge";

    /** How far z is from the mean in training, in standard deviations. */
    private static final double NOISE = 0.01;
    /** The weight of the divergence of q(z | data set) from N(0, 1). */
    private static final double DIVERGENCE = 0.005;

    private final Pass pass;
    private final int types;
    private final int hidden;

    /**
     * @param types of vertices
     * @param hidden the width of states
     */
    public Generator(Pass pass, int types, int hidden) {
        this.pass = pass;
        this.types = types;
        this.hidden = hidden;
    }

    /** Its tensors, those of its set encoder aside; parameters as those of the performance predictor. */
    public static void describe(Layout layout, int types, int vertices, int code, int hidden) {
        layout.linear(MEAN, code, code).linear(LOG_VARIANCE, code, code).linear(START, code, hidden);
        GatedRecurrence.describe(layout, RECURRENCE, types, vertices, hidden);
        layout.linear(TYPE + "1", hidden, 2 * hidden)
                .linear(TYPE + "2", 2 * hidden, types)
                .linear(EDGE + "1", 2 * hidden, 4 * hidden)
                .linear(EDGE + "2", 4 * hidden, 1);
    }

    /** The mean of z, (B, code): what z is once the generator has learned. */
    public Value mean(Value setCodes) {
        return pass.linear(MEAN, setCodes);
    }

    /**
     * The loss, summed over the batch: minus the log likelihood of types and edges of the graphs, each step given the right ones before
     * it, and the divergence of z.
     *
     * @param setCodes of each graph's data set, (B, code)
     * @param noise standard normal numbers, (B, code)
     */
    public Value loss(Value setCodes, Value noise, GraphBatch graphs) {
        Tape tape = pass.tape();
        Value mean = mean(setCodes);
        Value logVariance = pass.linear(LOG_VARIANCE, setCodes);
        Value spread = tape.multiply(tape.times(noise, NOISE), tape.exp(tape.times(logVariance, 0.5)));
        Value loss = likelihood(tape.add(mean, spread), graphs);
        // KL(N(mu, s²) || N(0, 1)) = ½ Σ (mu² + s² − log s² − 1).
        Value divergence = tape.subtract(
                tape.add(tape.multiply(mean, mean), tape.exp(logVariance)),
                tape.add(logVariance, tape.filled(1, logVariance.size(0), logVariance.width())));
        return tape.add(loss, tape.times(tape.sum(divergence), 0.5 * DIVERGENCE));
    }

    /** Minus the log likelihood. The states come one after the other; what is decided by them is then computed for all decisions at once. */
    private Value likelihood(Value z, GraphBatch graphs) {
        Tape tape = pass.tape();
        GatedRecurrence recurrence = new GatedRecurrence(pass, RECURRENCE, hidden);
        List<Value> states = new ArrayList<>();
        List<Value> messages = new ArrayList<>();
        List<Value> types = new ArrayList<>();
        List<Value> sources = new ArrayList<>();
        List<Value> targets = new ArrayList<>();
        List<Column> edges = new ArrayList<>();
        List<Column> present = new ArrayList<>();
        states.add(recurrence.state(recurrence.input(graphs.types(tape, 0)), Optional.of(start(z))));
        for (int v = 1; v < graphs.vertices(); v++) {
            messages.add(recurrence.message(states.get(v - 1), v - 1));
            types.add(graphs.types(tape, v));
            Value input = recurrence.input(types.get(v - 1));
            Value state = recurrence.state(input, Optional.empty());
            Optional<Value> sum = Optional.empty();
            for (int u = v - 1; u >= 0; u--) {
                sources.add(states.get(u));
                targets.add(state);
                edges.add(graphs.edge(u, v));
                present.add(graphs.present(v));
                sum = graphs.edge(u, v).addTo(tape, sum, messages.get(u));
                if (!graphs.edge(u, v).isEmpty()) {
                    state = recurrence.state(input, sum);
                }
            }
            states.add(state);
        }
        Value before = tape.concatenate(states.subList(0, states.size() - 1), 0);
        Value likely = tape.sum(tape.multiply(tape.logSoftmax(typeLogits(before)), tape.concatenate(types, 0)));
        // Logits of graphs that have no such vertex are zeros, and cost log 2 each whatever the weights: their gradient
        // is masked.
        Value logits = edgeLogits(tape.concatenate(sources, 0), tape.concatenate(targets, 0));
        Value masked = Column.of(present).choose(tape, logits);
        return tape.subtract(tape.crossEntropy(masked, Column.of(edges).mask(tape)), likely);
    }

    /**
     * Graphs that are drawn, one for each row.
     *
     * @param z (B, code)
     * @param vertices the most that a graph has: the last of so many is the end
     */
    public List<VertexGraph> draw(Value z, int vertices, SplittableRandom random) {
        Tape tape = pass.tape();
        int batch = z.size(0);
        GatedRecurrence recurrence = new GatedRecurrence(pass, RECURRENCE, hidden);
        int[][] drawn = new int[batch][vertices];
        long[][] edges = new long[batch][vertices];
        int[] ends = new int[batch];
        List<Value> states = new ArrayList<>();
        List<Value> messages = new ArrayList<>();
        states.add(recurrence.state(recurrence.input(oneHot(drawn, 0)), Optional.of(start(z))));
        for (int v = 1; v < vertices; v++) {
            messages.add(recurrence.message(states.get(v - 1), v - 1));
            double[] probabilities =
                    Torch.toDoubles(tape.softmax(typeLogits(states.get(v - 1))).array());
            for (int b = 0; b < batch; b++) {
                boolean last = v == vertices - 1 || ends[b] > 0;
                drawn[b][v] = last ? VertexGraph.END : draw(probabilities, b * types, random);
                if (drawn[b][v] == VertexGraph.END && ends[b] == 0) {
                    ends[b] = v;
                }
            }
            Value input = recurrence.input(oneHot(drawn, v));
            Value state = recurrence.state(input, Optional.empty());
            Optional<Value> sum = Optional.empty();
            for (int u = v - 1; u >= 0; u--) {
                double[] logits =
                        Torch.toDoubles(edgeLogits(states.get(u), state).array());
                boolean[] has = new boolean[batch];
                for (int b = 0; b < batch; b++) {
                    boolean wanted = random.nextDouble() < 1 / (1 + Math.exp(-logits[b]));
                    has[b] = wanted && (ends[b] == 0 || ends[b] == v);
                    edges[b][u] |= has[b] ? 1L << v : 0;
                }
                Column edge = new Column(has);
                sum = edge.addTo(tape, sum, messages.get(u));
                if (!edge.isEmpty()) {
                    state = recurrence.state(input, sum);
                }
            }
            states.add(state);
        }
        for (int b = 0; b < batch; b++) {
            join(edges[b], ends[b]);
        }
        List<VertexGraph> graphs = new ArrayList<>();
        for (int b = 0; b < batch; b++) {
            graphs.add(new VertexGraph(Arrays.copyOf(drawn[b], ends[b] + 1), Arrays.copyOf(edges[b], ends[b] + 1)));
        }
        return graphs;
    }

    /** Whatever leads nowhere leads to the end. */
    private static void join(long[] edges, int end) {
        for (int u = 0; u < end; u++) {
            if (edges[u] == 0) {
                edges[u] = 1L << end;
            }
        }
    }

    private int draw(double[] probabilities, int begin, SplittableRandom random) {
        double left = random.nextDouble();
        int type = 0;
        while (type < types - 1 && left >= probabilities[begin + type]) {
            left -= probabilities[begin + type];
            type++;
        }
        return type;
    }

    private Value oneHot(int[][] drawn, int vertex) {
        float[] ones = new float[drawn.length * types];
        for (int b = 0; b < drawn.length; b++) {
            ones[b * types + drawn[b][vertex]] = 1;
        }
        return pass.tape().constant(ones, drawn.length, types);
    }

    private Value start(Value z) {
        return pass.tape().tanh(pass.linear(START, z));
    }

    private Value typeLogits(Value state) {
        return pass.linear(TYPE + "2", pass.tape().relu(pass.linear(TYPE + "1", state)));
    }

    private Value edgeLogits(Value from, Value to) {
        Value both = pass.tape().concatenate(List.of(from, to), 1);
        return pass.linear(EDGE + "2", pass.tape().relu(pass.linear(EDGE + "1", both)));
    }
}
