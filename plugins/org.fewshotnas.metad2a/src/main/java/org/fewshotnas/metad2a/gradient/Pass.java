package org.fewshotnas.metad2a.gradient;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.Map;

/** One pass through a network: a {@link Tape} and the network's tensors on it. */
public final class Pass {
    private final Tape tape;
    private final Tensors tensors;
    private final Map<String, Value> values = new HashMap<>();

    private Pass(NDManager manager, Tensors tensors, boolean recording) {
        tape = new Tape(manager, tensors.type(), recording);
        this.tensors = tensors;
    }

    /** One that {@link #gradient} is asked of. */
    public static Pass learning(NDManager manager, Tensors tensors) {
        return new Pass(manager, tensors, true);
    }

    /** One that keeps nothing. */
    public static Pass applying(NDManager manager, Tensors tensors) {
        return new Pass(manager, tensors, false);
    }

    /** The operations. */
    public Tape tape() {
        return tape;
    }

    /** A tensor of the network. */
    public Value parameter(String name) {
        return values.computeIfAbsent(name, key -> tape.parameter(tensors.get(key)));
    }

    /** x · W + b with the weight and the bias of a linear layer. */
    public Value linear(String name, Value x) {
        return tape.linear(x, parameter(name + ".weight"), parameter(name + ".bias"));
    }

    /** The gradient of a scalar by all tensors of the network, in their order; zeros for one that was not used. */
    public NDList gradient(Value loss) {
        tape.backward(loss);
        NDList gradient = new NDList();
        for (String name : tensors.names()) {
            Value value = values.get(name);
            gradient.add(
                    value == null || value.gradient() == null
                            ? tensors.get(name).zerosLike()
                            : value.gradient().duplicate());
        }
        return gradient;
    }
}
