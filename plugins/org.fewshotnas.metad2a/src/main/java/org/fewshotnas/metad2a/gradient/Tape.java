package org.fewshotnas.metad2a.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.tensor.engine.Torch;

/**
 * Operations on tensors, one after the other, which remembers how the gradient of each goes back (reverse-mode differentiation). The engine
 * itself records nothing: its gradient collector is one for the whole JVM, and pieces of a batch are computed side by side.
 *
 * <p>Arrays that operations make belong to the innermost {@code NDScope}, which gives their memory back. A tape is for one thread.
 */
public final class Tape extends Recording {
    private final NDManager manager;
    private final DataType type;

    /**
     * @param manager on whose device constants are made
     * @param recording whether gradients will be asked for
     */
    public Tape(NDManager manager, DataType type, boolean recording) {
        super(recording);
        this.manager = manager;
        this.type = type;
    }

    /** A tensor that a gradient is wanted of. */
    public Value parameter(NDArray array) {
        return tracked(array);
    }

    /** Numbers that no gradient flows to, row by row. */
    public Value constant(float[] values, long... shape) {
        return new Value(Torch.create(manager, type, values, new Shape(shape)), false);
    }

    /** One number everywhere. */
    public Value filled(double value, long... shape) {
        return new Value(manager.full(new Shape(shape), (float) value, type), false);
    }

    /** x · W + b over the last axis. */
    public Value linear(Value x, Value weight, Value bias) {
        return add(matMul(x, weight), bias);
    }

    /**
     * A matrix product.
     *
     * @param a (…, m, k); further axes count as rows where {@code b} has none
     * @param b (k, n), or (batch, k, n) beside (batch, m, k)
     */
    public Value matMul(Value a, Value b) {
        if (b.array().getShape().dimension() == 2) {
            Shape shape = a.array().getShape();
            NDArray rows = flat(a.array());
            long[] extents = shape.getShape().clone();
            extents[extents.length - 1] = b.width();
            return result(shaped(rows.matMul(b.array()), new Shape(extents)), List.of(a, b), gradient -> {
                NDArray g = flat(gradient);
                if (a.isTracked()) {
                    a.flow(shaped(g.matMul(b.array().transpose()), shape));
                }
                if (b.isTracked()) {
                    b.flow(rows.transpose().matMul(g));
                }
            });
        }
        return result(a.array().matMul(b.array()), List.of(a, b), g -> {
            if (a.isTracked()) {
                a.flow(g.matMul(b.array().swapAxes(1, 2)));
            }
            if (b.isTracked()) {
                b.flow(a.array().swapAxes(1, 2).matMul(g));
            }
        });
    }

    /** a + b, of one shape, or b a row that is added to every row of a. */
    public Value add(Value a, Value b) {
        boolean row = !a.array().getShape().equals(b.array().getShape());
        return result(a.array().add(b.array()), List.of(a, b), g -> {
            if (a.isTracked()) {
                a.flow(g);
            }
            if (b.isTracked()) {
                b.flow(row ? shaped(flat(g).sum(new int[] {0}), b.array().getShape()) : g);
            }
        });
    }

    /** a − b, of one shape. */
    public Value subtract(Value a, Value b) {
        return add(a, times(b, -1));
    }

    /** a ∘ b, of one shape, or b a constant column that every column of a is multiplied by. */
    public Value multiply(Value a, Value b) {
        return result(a.array().mul(b.array()), List.of(a, b), g -> {
            if (a.isTracked()) {
                a.flow(g.mul(b.array()));
            }
            if (b.isTracked()) {
                b.flow(g.mul(a.array()));
            }
        });
    }

    /** The tensor times a number. */
    public Value times(Value a, double factor) {
        return result(a.array().mul(factor), List.of(a), g -> a.flow(g.mul(factor)));
    }

    /** max(a, 0). */
    public Value relu(Value a) {
        NDArray y = Activation.relu(a.array());
        return result(y, List.of(a), g -> a.flow(g.mul(y.sign())));
    }

    /** The hyperbolic tangent. */
    public Value tanh(Value a) {
        NDArray y = a.array().tanh();
        return result(y, List.of(a), g -> a.flow(g.sub(g.mul(y).muli(y))));
    }

    /** 1 / (1 + exp(−a)). */
    public Value sigmoid(Value a) {
        NDArray y = Activation.sigmoid(a.array());
        return result(y, List.of(a), g -> {
            NDArray slope = y.sub(y.square());
            a.flow(g.mul(slope));
        });
    }

    /** e to the power of a. */
    public Value exp(Value a) {
        NDArray y = a.array().exp();
        return result(y, List.of(a), g -> a.flow(g.mul(y)));
    }

    /** The softmax over the last axis. */
    public Value softmax(Value a) {
        int last = a.array().getShape().dimension() - 1;
        NDArray y = a.array().softmax(last);
        return result(y, List.of(a), g -> {
            NDArray product = g.mul(y);
            a.flow(product.sub(y.mul(product.sum(new int[] {last}, true))));
        });
    }

    /** Each row with mean 0 and variance 1 over the last axis. */
    public Value normalize(Value a) {
        int[] last = {a.array().getShape().dimension() - 1};
        NDArray away = a.array().sub(a.array().mean(last, true));
        NDArray deviation = away.square().mean(last, true).addi(1e-5).sqrt();
        NDArray y = away.div(deviation);
        return result(y, List.of(a), g -> {
            NDArray along = y.mul(g.mul(y).mean(last, true));
            a.flow(g.sub(g.mean(last, true)).subi(along).divi(deviation));
        });
    }

    /** The logarithm of the softmax over the last axis. */
    public Value logSoftmax(Value a) {
        int last = a.array().getShape().dimension() - 1;
        NDArray y = a.array().logSoftmax(last);
        return result(y, List.of(a), g -> a.flow(g.sub(y.exp().muli(g.sum(new int[] {last}, true)))));
    }

    /**
     * The binary cross-entropy of logits, summed: Σ log(1 + exp(a)) − target · a.
     *
     * @param target probabilities, a constant of the logits' shape
     */
    public Value crossEntropy(Value logits, Value target) {
        NDArray a = logits.array();
        NDArray terms =
                Activation.relu(a).addi(a.abs().negi().exp().addi(1).log()).subi(a.mul(target.array()));
        return result(
                terms.sum().reshape(1),
                List.of(logits),
                g -> logits.flow(Activation.sigmoid(a).subi(target.array()).muli(g)));
    }

    /** The sum of all numbers, of shape (1): the engine makes 64 bits of a scalar times a number. */
    public Value sum(Value a) {
        return result(
                a.array().sum().reshape(1),
                List.of(a),
                g -> a.flow(g.broadcast(a.array().getShape())));
    }

    /** The same numbers in another shape. */
    public Value reshape(Value a, long... shape) {
        return result(
                a.array().reshape(shape),
                List.of(a),
                g -> a.flow(g.reshape(a.array().getShape())));
    }

    /** Two axes changed for each other. */
    public Value swapAxes(Value a, int one, int other) {
        return result(a.array().swapAxes(one, other), List.of(a), g -> a.flow(g.swapAxes(one, other)));
    }

    /** Tensors side by side along an axis. */
    public Value concatenate(List<Value> parts, int axis) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        NDList arrays = new NDList(parts.stream().map(Value::array).toArray(NDArray[]::new));
        return result(NDArrays.concat(arrays, axis), parts, g -> {
            long[] ends = new long[parts.size() - 1];
            long end = 0;
            for (int i = 0; i < ends.length; i++) {
                end += parts.get(i).size(axis);
                ends[i] = end;
            }
            NDList pieces = g.split(ends, axis);
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).isTracked()) {
                    parts.get(i).flow(pieces.get(i));
                }
            }
        });
    }

    /** The rows of a matrix, each (1, width). */
    public List<Value> split(Value a) {
        return results(a.array().split(a.size(0), 0), a, gradients -> a.flow(NDArrays.concat(gradients, 0)));
    }

    /** σ(first half of the columns) ∘ second half. */
    public Value gated(Value a) {
        NDList halves = a.array().split(2, 1);
        NDArray gate = Activation.sigmoid(halves.get(0));
        NDArray y = gate.mul(halves.get(1));
        return result(y, List.of(a), g -> {
            NDArray toGate = g.mul(y);
            toGate.subi(toGate.mul(gate));
            a.flow(NDArrays.concat(new NDList(toGate, g.mul(gate)), 1));
        });
    }

    /**
     * Some rows of a matrix.
     *
     * @param chosen their numbers, each at most once where a gradient flows
     */
    public Value rows(Value a, int[] chosen) {
        return result(gather(a.array(), chosen), List.of(a), g -> {
            // Rows that were not chosen take a row of zeros, which is put behind the others.
            int[] back = new int[a.size(0)];
            Arrays.fill(back, chosen.length);
            for (int i = 0; i < chosen.length; i++) {
                back[chosen[i]] = i;
            }
            NDArray zeros = g.getManager().zeros(new Shape(1, g.getShape().get(1)), type);
            a.flow(gather(NDArrays.concat(new NDList(g, zeros)), back));
        });
    }

    private NDArray gather(NDArray matrix, int[] rows) {
        long[] numbers = Arrays.stream(rows).asLongStream().toArray();
        NDArray index = manager.create(LongBuffer.wrap(numbers), new Shape(rows.length), DataType.INT64);
        return matrix.get(new NDIndex("{}", index));
    }

    /**
     * The state that a gated recurrent unit hands on (Cho et al. 2014, with the reset gate after the product): (1 − z) ∘ n + z ∘ h with
     * r = σ(x_r + h_r), z = σ(x_z + h_z), n = tanh(x_n + r ∘ h_n).
     *
     * @param x what the input gives to r, z and n: (batch, 3 · hidden)
     * @param h what the state gives to them: (batch, 3 · hidden)
     * @param state (batch, hidden)
     */
    public Value gatedUnit(Value x, Value h, Value state) {
        int hidden = state.width();
        NDList xs = x.array().split(new long[] {2L * hidden}, 1);
        NDList hs = h.array().split(new long[] {2L * hidden}, 1);
        NDArray gates = Activation.sigmoid(xs.get(0).add(hs.get(0)));
        NDList halves = gates.split(2, 1);
        NDArray r = halves.get(0);
        NDArray z = halves.get(1);
        NDArray n = r.mul(hs.get(1)).addi(xs.get(1)).tanh();
        NDArray away = state.array().sub(n);
        return result(away.mul(z).addi(n), List.of(x, h, state), g -> {
            NDArray gz = g.mul(z);
            NDArray toN = g.sub(gz);
            toN.subi(toN.mul(n).muli(n));
            NDArray toGates = NDArrays.concat(new NDList(toN.mul(hs.get(1)), away.muli(g)), 1);
            toGates.muli(gates);
            toGates.subi(toGates.mul(gates));
            if (x.isTracked()) {
                x.flow(NDArrays.concat(new NDList(toGates, toN), 1));
            }
            if (h.isTracked()) {
                h.flow(NDArrays.concat(new NDList(toGates, toN.mul(r)), 1));
            }
            if (state.isTracked()) {
                state.flow(gz);
            }
        });
    }

    private static NDArray shaped(NDArray array, Shape shape) {
        return array.getShape().equals(shape) ? array : array.reshape(shape);
    }

    private static NDArray flat(NDArray array) {
        Shape shape = array.getShape();
        return shape.dimension() == 2 ? array : array.reshape(-1, shape.get(shape.dimension() - 1));
    }
}
