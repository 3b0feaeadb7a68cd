package org.fewshotnas.metad2a.gradient;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Remembers, operation by operation, how a gradient goes back. */
abstract class Recording {
    private final boolean recording;
    private final List<Runnable> steps = new ArrayList<>();

    /** @param recording whether gradients will be asked for */
    Recording(boolean recording) {
        this.recording = recording;
    }

    /** A tensor that a gradient is wanted of. */
    final Value tracked(NDArray array) {
        return new Value(array, recording);
    }

    /**
     * What an operation has computed.
     *
     * @param backward takes the gradient by the result, if any flows there, on to the operands
     */
    final Value result(NDArray array, List<Value> operands, Consumer<NDArray> backward) {
        boolean tracked = recording && operands.stream().anyMatch(Value::isTracked);
        Value value = new Value(array, tracked);
        if (tracked) {
            steps.add(() -> {
                if (value.gradient() != null) {
                    backward.accept(value.gradient());
                }
            });
        }
        return value;
    }

    /** The same of an operation with several results; where no gradient flows to one, it is zero. */
    final List<Value> results(NDList arrays, Value operand, Consumer<NDList> backward) {
        boolean tracked = recording && operand.isTracked();
        List<Value> values =
                arrays.stream().map(array -> new Value(array, tracked)).toList();
        if (tracked) {
            steps.add(() -> {
                NDList gradients = new NDList();
                for (Value value : values) {
                    gradients.add(value.gradient() == null ? value.array().zerosLike() : value.gradient());
                }
                backward.accept(gradients);
            });
        }
        return values;
    }

    /** Goes back from a result of one number to all that it was computed from. Once a recording. */
    final void backward(Value loss) {
        loss.flow(loss.array().onesLike());
        for (int i = steps.size() - 1; i >= 0; i--) {
            steps.get(i).run();
        }
    }
}
