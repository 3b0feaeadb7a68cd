package org.fewshotnas.network.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.fewshotnas.network.NaiveNetwork;
import org.fewshotnas.network.RandomNetworks;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptModuleTest {
    private static final Optimizer PLAIN = new Optimizer.Sgd(0, 0);
    private static final int BATCH = 6;

    private static Stream<RandomNetworks.Named> networks() {
        return RandomNetworks.all(4);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aModuleComputesWhatItsLayersMean(RandomNetworks.Named named) {
        NetworkGraph network = named.network();
        Weights weights = RandomNetworks.weights(network, 1);
        int size = (int) network.input().size();
        float[] inputs = RandomNetworks.numbers(2 * size, 2);
        byte[] archive = ScriptArchive.forInference(network, weights);
        try (ScriptModule module = ScriptModule.load(archive, network, Device.cpu(), Progress.NONE)) {
            float[] outputs = module.forward(inputs);
            int width = (int) network.output().size();
            assertEquals(2 * width, outputs.length);
            for (int example = 0; example < 2; example++) {
                double[] one = new double[size];
                for (int i = 0; i < size; i++) {
                    one[i] = inputs[example * size + i];
                }
                double[] expected = new NaiveNetwork(network, weights).apply(one);
                for (int i = 0; i < width; i++) {
                    assertEquals(
                            expected[i], outputs[example * width + i], 1e-5 * Math.max(1, Math.abs(expected[i])) * 4);
                }
            }
        }
    }

    /** Central differences: steps down and up the gradient change the loss by the gradient's squared norm times the steps. */
    @ParameterizedTest
    @MethodSource("networks")
    void aStepFollowsTheGradientOfTheLoss(RandomNetworks.Named named) {
        NetworkGraph network = named.network();
        if (network.output().dimensions() > 0) {
            return;
        }
        Weights weights = InitialWeights.draw(network, 1);
        double squares = squaredGradient(
                network, weights, stepped(network, weights, 1e-3f).state());
        assertTrue(squares > 0);
        float rate = (float) (2e-3 / squares);
        double difference = stepped(network, weights, -rate).loss()
                - stepped(network, weights, rate).loss();
        assertEquals(1, difference / (2 * squares * rate), .05);
    }

    /** Of every tensor by itself, in a network with so few channels that they fill no vector register. */
    @Test
    void aStepFollowsTheGradientOfEveryTensorOfASeries() {
        SearchSpace space = NasBench201.INSTANCE;
        NetworkGraph network = CellNetwork.of(
                Architecture.parse(
                        space,
                        "|nor_conv_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|skip_connect~0|none~1|nor_conv_3x3~2|"),
                MacroArchitecture.residual(4, 1, new Head.Classes(3)),
                TensorShape.series(2, 20));
        Weights weights = InitialWeights.draw(network, 1);
        Weights stepped = stepped(network, weights, 1e-2f).state();
        int checked = 0;
        for (NetworkGraph.Parameter parameter : network.tensors()) {
            float[] before = weights.values(parameter.name());
            float[] after = stepped.values(parameter.name());
            double squares = 0;
            for (int i = 0; i < before.length && parameter.tensor().kind().isTrained(); i++) {
                squares += Math.pow((before[i] - after[i]) / 1e-2, 2);
            }
            if (squares > 1e-4) {
                double step = .002 / Math.sqrt(squares);
                double difference = lossBeside(network, weights, stepped, parameter, -step / 1e-2)
                        - lossBeside(network, weights, stepped, parameter, step / 1e-2);
                assertEquals(1, difference / (2 * squares * step), .05, parameter.name());
                checked++;
            }
        }
        assertTrue(checked > 20, checked + " tensors");
    }

    /** The loss where one tensor goes a part of the way from its values to others. */
    private static double lossBeside(
            NetworkGraph network, Weights from, Weights to, NetworkGraph.Parameter moved, double part) {
        Weights.Builder weights = new Weights.Builder();
        for (NetworkGraph.Parameter parameter : network.tensors()) {
            float[] values = from.values(parameter.name()).clone();
            for (int i = 0; i < values.length && parameter.equals(moved); i++) {
                values[i] += (float) (part * (to.values(parameter.name())[i] - values[i]));
            }
            weights.put(parameter.name(), parameter.tensor().shape(), values);
        }
        return stepped(network, weights.build(), 0).loss();
    }

    private record Stepped(Weights state, double loss) {}

    private static Stepped stepped(NetworkGraph network, Weights weights, float rate) {
        float[] inputs = RandomNetworks.numbers(BATCH * (int) network.input().size(), 2);
        long[] targets = {0, 1, 2, 2, 1, 0};
        try (ScriptModule module = load(network, weights, new Loss.CrossEntropy(List.of()), PLAIN)) {
            module.step(inputs, targets, new float[] {rate, 1, 1});
            Weights state = module.state();
            return new Stepped(state, module.step(inputs, targets, new float[] {0, 1, 1}));
        }
    }

    private static double squaredGradient(NetworkGraph network, Weights weights, Weights stepped) {
        double squares = 0;
        for (NetworkGraph.Parameter parameter : network.tensors()) {
            float[] before = weights.values(parameter.name());
            float[] after = stepped.values(parameter.name());
            for (int i = 0; i < before.length && parameter.tensor().kind().isTrained(); i++) {
                double gradient = (before[i] - after[i]) / 1e-3;
                squares += gradient * gradient;
            }
        }
        return squares;
    }

    private static ScriptModule load(NetworkGraph network, Weights weights, Loss loss, Optimizer optimizer) {
        byte[] archive = ScriptArchive.forTraining(network, weights, loss, optimizer);
        return ScriptModule.load(archive, network, Device.cpu(), Progress.NONE);
    }

    @Test
    void theSameStepsGiveTheSameWeights() {
        SearchSpace space = NasBench201.MIXED_OPS;
        TensorShape shape = TensorShape.image(1, 14, 14);
        NetworkGraph network = CellNetwork.of(
                Architecture.of(space, space.sample(new Random(1))),
                MacroArchitecture.residual(16, 1, new Head.Classes(3)),
                shape);
        assertEquals(trained(network), trained(network));
    }

    private static Weights trained(NetworkGraph network) {
        try (ScriptModule module = load(
                network,
                InitialWeights.draw(network, 3),
                new Loss.CrossEntropy(List.of()),
                new Optimizer.Sgd(.9, 5e-4))) {
            for (int i = 0; i < 20; i++) {
                module.step(
                        RandomNetworks.numbers(BATCH * 196, i), new long[] {0, 1, 2, 0, 1, 2}, new float[] {.1f, 1, 1});
            }
            return module.state();
        }
    }
}
