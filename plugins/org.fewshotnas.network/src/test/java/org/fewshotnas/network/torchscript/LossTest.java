package org.fewshotnas.network.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fewshotnas.network.RandomNetworks;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;

/** Losses and optimizers beside their formulas, on a network that is only a linear layer. */
class LossTest {
    private static final TensorShape SHAPE = TensorShape.series(4, 5);
    private static final NetworkGraph NETWORK = network();
    private static final Weights WEIGHTS = RandomNetworks.weights(NETWORK, 3);
    private static final float[] INPUTS = RandomNetworks.numbers(3 * 20, 7);
    private static final long[] CLASSES = {2, 0, 2};
    private static final float[] NUMBERS = {.5f, -1, 2, 1, 0, .25f, -2, 1, 1};

    private static NetworkGraph network() {
        NetworkGraph.Builder builder = NetworkGraph.builder(SHAPE);
        int mean = builder.add("mean", new Layer.GlobalAverage(), NetworkGraph.INPUT);
        builder.add("head", new Layer.Linear(3, true), mean);
        return builder.build();
    }

    private static double loss(Loss loss) {
        try (ScriptModule module = load(loss, new Optimizer.Sgd(0, 0))) {
            float[] still = {0, 1, 1};
            return loss.ofClasses()
                    ? module.step(INPUTS, CLASSES, still)
                    : module.step(INPUTS, NUMBERS, TensorShape.vector(3), still);
        }
    }

    private static ScriptModule load(Loss loss, Optimizer optimizer) {
        byte[] archive = ScriptArchive.forTraining(NETWORK, WEIGHTS, loss, optimizer);
        return ScriptModule.load(archive, NETWORK, Device.cpu(), Progress.NONE);
    }

    private static double[][] outputs() {
        try (ScriptModule module = load(new Loss.SquaredError(), new Optimizer.Sgd(0, 0))) {
            float[] said = module.forward(INPUTS);
            double[][] rows = new double[3][3];
            for (int i = 0; i < 9; i++) {
                rows[i / 3][i % 3] = said[i];
            }
            return rows;
        }
    }

    private static double probability(int example) {
        double sum = 0;
        for (double output : outputs()[example]) {
            sum += Math.exp(output);
        }
        return Math.exp(outputs()[example][(int) CLASSES[example]]) / sum;
    }

    @Test
    void crossEntropyIsTheMeanOfNegativeLogarithms() {
        double expected = -(Math.log(probability(0)) + Math.log(probability(1)) + Math.log(probability(2))) / 3;
        assertEquals(expected, loss(new Loss.CrossEntropy(List.of())), 1e-6);
        assertEquals(expected, loss(new Loss.Focal(0, List.of())), 1e-6);
    }

    @Test
    void classWeightsWeighExamples() {
        double first = -Math.log(probability(1));
        double third = -Math.log(probability(0)) - Math.log(probability(2));
        assertEquals((.5 * first + 2 * third) / 4.5, loss(new Loss.CrossEntropy(List.of(.5f, 1f, 2f))), 1e-6);
        assertEquals((.5 * first + 2 * third) / 3, loss(new Loss.Focal(0, List.of(.5f, 1f, 2f))), 1e-6);
    }

    @Test
    void focalLossCaresLessAboutWhatIsRightAlready() {
        double expected = 0;
        for (int i = 0; i < 3; i++) {
            expected -= Math.pow(1 - probability(i), 2) * Math.log(probability(i)) / 3;
        }
        assertEquals(expected, loss(new Loss.Focal(2, List.of())), 1e-6);
    }

    @Test
    void errorsOfNumbersAreSquaredOrRelativeToTheirTarget() {
        double[][] outputs = outputs();
        double squares = 0;
        double relative = 0;
        for (int i = 0; i < 3; i++) {
            double error = 0;
            double norm = 0;
            for (int j = 0; j < 3; j++) {
                error += Math.pow(outputs[i][j] - NUMBERS[3 * i + j], 2);
                norm += Math.pow(NUMBERS[3 * i + j], 2);
            }
            squares += error / 9;
            relative += Math.sqrt(error / norm) / 3;
        }
        assertEquals(squares, loss(new Loss.SquaredError()), 1e-5);
        assertEquals(relative, loss(new Loss.RelativeL2()), 1e-5);
    }

    private static float[] change(Optimizer optimizer, double rate, int steps) {
        try (ScriptModule module = load(new Loss.SquaredError(), optimizer)) {
            for (int step = 1; step <= steps; step++) {
                module.step(INPUTS, NUMBERS, TensorShape.vector(3), optimizer.rates(rate, step));
            }
            float[] after = module.state().values("head.weight");
            float[] before = WEIGHTS.values("head.weight");
            for (int i = 0; i < before.length; i++) {
                after[i] -= before[i];
            }
            return after;
        }
    }

    @Test
    void nesterovsMomentumGoesAsThePublishedRecursion() {
        double rate = 1e-3;
        double[] gradient = gradient();
        float[] one = change(new Optimizer.Sgd(.9, 0), rate, 1);
        float[] decayed = change(new Optimizer.Sgd(0, .1), rate, 1);
        float[] weights = WEIGHTS.values("head.weight");
        for (int i = 0; i < one.length; i++) {
            assertEquals(-rate * 1.9 * gradient[i], one[i], 1e-6);
            assertEquals(-rate * (gradient[i] + .1 * weights[i]), decayed[i], 1e-6);
        }
        // The gradient hardly changes at this rate: v is g, then 1.9 g, and the steps are 1.9 g and g + .9 · 1.9 g.
        float[] two = change(new Optimizer.Sgd(.9, 0), 1e-4, 2);
        for (int i = 0; i < two.length; i++) {
            assertEquals(-1e-4 * (1.9 + 2.71) * gradient[i], two[i], 3e-6);
        }
    }

    @Test
    void adamsFirstStepsAreAsLongAsTheRate() {
        double[] gradient = gradient();
        float[] one = change(new Optimizer.AdamW(.9, .999, 0), 1e-3, 1);
        float[] five = change(new Optimizer.AdamW(.9, .999, 0), 1e-3, 5);
        float[] decayed = change(new Optimizer.AdamW(.9, .999, .1), 1e-3, 1);
        float[] weights = WEIGHTS.values("head.weight");
        for (int i = 0; i < one.length; i++) {
            assertEquals(-1e-3 * Math.signum(gradient[i]), one[i], 2e-6);
            assertEquals(5 * one[i], five[i], 1e-4);
            assertEquals(one[i] - 1e-4 * weights[i], decayed[i], 2e-6);
        }
    }

    /** Of the mean squared error, by hand: 2/9 Σ (y - t) x. */
    private static double[] gradient() {
        double[][] outputs = outputs();
        double[] gradient = new double[12];
        for (int example = 0; example < 3; example++) {
            for (int o = 0; o < 3; o++) {
                for (int i = 0; i < 4; i++) {
                    double mean = 0;
                    for (int k = 0; k < 5; k++) {
                        mean += INPUTS[example * 20 + i * 5 + k] / 5.0;
                    }
                    gradient[o * 4 + i] += 2 / 9.0 * (outputs[example][o] - NUMBERS[3 * example + o]) * mean;
                }
            }
        }
        return gradient;
    }
}
