package org.fewshotnas.metad2a.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of every operation, against finite differences. */
class TapeTest {
    private interface Operation extends BiFunction<Tape, Value[], Value> {}

    /** Of a (3, 4), b (4, 4), c (4), d (1, 4), e (3, 12), f (3, 12), g (2, 3, 4), h (2, 4, 3). */
    static Stream<Arguments> operations() {
        return Stream.of(
                of("product", (tape, v) -> tape.matMul(v[0], v[1])),
                of("product over three axes", (tape, v) -> tape.matMul(v[6], v[1])),
                of("product of stacks", (tape, v) -> tape.matMul(v[6], v[7])),
                of("linear", (tape, v) -> tape.linear(v[0], v[1], v[2])),
                of("linear over three axes", (tape, v) -> tape.linear(v[6], v[1], v[2])),
                of("linear of one row", (tape, v) -> tape.linear(v[3], v[1], v[2])),
                of("sum with a row", (tape, v) -> tape.add(v[0], v[3])),
                of("sum with itself", (tape, v) -> tape.add(v[0], v[0])),
                of("difference", (tape, v) -> tape.subtract(tape.tanh(v[0]), v[0])),
                of("products of numbers", (tape, v) -> tape.multiply(v[0], tape.tanh(v[0]))),
                of("mask", (tape, v) -> tape.multiply(v[0], tape.constant(new float[] {1, 0, 1}, 3, 1))),
                of("times", (tape, v) -> tape.times(v[0], -2.5)),
                of("relu", (tape, v) -> tape.relu(v[0])),
                of("tanh", (tape, v) -> tape.tanh(v[0])),
                of("sigmoid", (tape, v) -> tape.sigmoid(v[0])),
                of("exp", (tape, v) -> tape.exp(v[0])),
                of("softmax", (tape, v) -> tape.softmax(v[6])),
                of("logarithm of softmax", (tape, v) -> tape.logSoftmax(v[0])),
                of(
                        "cross-entropy",
                        (tape, v) ->
                                tape.crossEntropy(tape.times(v[3], 3), tape.constant(new float[] {1, 0, 1, 0}, 1, 4))),
                of("sum", (tape, v) -> tape.times(tape.sum(tape.exp(v[0])), 0.5)),
                of("shape", (tape, v) -> tape.reshape(v[6], 3, 8)),
                of("axes", (tape, v) -> tape.swapAxes(v[6], 1, 2)),
                of("rows side by side", (tape, v) -> tape.concatenate(List.of(v[0], v[3], v[0]), 0)),
                of("columns side by side", (tape, v) -> tape.concatenate(List.of(v[0], v[4]), 1)),
                of("normalised rows", (tape, v) -> tape.normalize(v[6])),
                of("gate", (tape, v) -> tape.gated(v[4])),
                of(
                        "single rows",
                        (tape, v) -> tape.multiply(
                                tape.split(v[0]).get(2), tape.split(v[0]).get(0))),
                of("some rows", (tape, v) -> tape.rows(v[1], new int[] {3, 0, 2})),
                of("gated unit", (tape, v) -> tape.gatedUnit(v[4], v[5], v[0])));
    }

    private static Arguments of(String name, Operation operation) {
        return Arguments.of(name, operation);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void gradientIsThatOfFiniteDifferences(String name, Operation operation) {
        Layout layout = new Layout()
                .add("a", 1, 3, 4)
                .add("b", 1, 4, 4)
                .add("c", 1, 4)
                .add("d", 1, 1, 4)
                .add("e", 1, 3, 12)
                .add("f", 1, 3, 12)
                .add("g", 1, 2, 3, 4)
                .add("h", 1, 2, 4, 3);
        Gradients.check(layout, pass -> {
            Value[] values =
                    layout.shapes().keySet().stream().map(pass::parameter).toArray(Value[]::new);
            Value result = operation.apply(pass.tape(), values);
            float[] weights = new float[(int) result.array().size()];
            SplittableRandom random = new SplittableRandom(3);
            for (int i = 0; i < weights.length; i++) {
                weights[i] = (float) random.nextGaussian();
            }
            Value weighted = pass.tape()
                    .multiply(
                            result,
                            pass.tape()
                                    .constant(weights, result.array().getShape().getShape()));
            return pass.tape().sum(weighted);
        });
    }

    @Test
    void gatedUnitIsThatOfTheFormula() {
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Tape tape = new Tape(manager, DataType.FLOAT64, false);
            Value x = tape.constant(new float[] {0.5f, -1, 0.25f}, 1, 3);
            Value h = tape.constant(new float[] {1, 0.5f, -2}, 1, 3);
            double r = 1 / (1 + Math.exp(-1.5));
            double z = 1 / (1 + Math.exp(0.5));
            double n = Math.tanh(0.25 - 2 * r);
            double[] found = tape.gatedUnit(x, h, tape.constant(new float[] {0.75f}, 1, 1))
                    .array()
                    .toDoubleArray();
            assertArrayEquals(new double[] {(1 - z) * n + z * 0.75}, found, 1e-12);
        }
    }

    @Test
    void crossEntropyOfFarLogitsIsFinite() {
        try (NDManager manager = Torch.newManager(Device.cpu());
                NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Tape tape = new Tape(manager, DataType.FLOAT32, false);
            Value logits = tape.constant(new float[] {200, -200, 200, 0}, 4, 1);
            Value target = tape.constant(new float[] {1, 0, 0, 1}, 4, 1);
            assertEquals(
                    200 + Math.log(2), tape.crossEntropy(logits, target).array().toFloatArray()[0], 1e-4);
        }
    }
}
