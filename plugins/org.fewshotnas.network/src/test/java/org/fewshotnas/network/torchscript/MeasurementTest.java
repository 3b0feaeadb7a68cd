package org.fewshotnas.network.torchscript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;
import org.junit.jupiter.api.Test;

/** Cases by hand: y = v · mean of ReLU(w x) of series of three numbers, with w = -2 and v = .5. */
class MeasurementTest {
    private static final TensorShape SERIES = TensorShape.series(1, 3);
    private static final float[] TWO_EXAMPLES = {-1, 2, -3, -4, 5, 6};
    private static final NetworkGraph NETWORK = network();
    private static final Weights WEIGHTS = new Weights.Builder()
            .put("conv.weight", List.of(1, 1, 1), new float[] {-2})
            .put("head.weight", List.of(1, 1), new float[] {.5f})
            .build();

    private static NetworkGraph network() {
        NetworkGraph.Builder builder = NetworkGraph.builder(SERIES);
        int conv = builder.add("conv", convolution(1), NetworkGraph.INPUT);
        int relu = builder.add("relu", new Layer.Relu(), conv);
        builder.add("head", new Layer.Linear(1, false), builder.add("mean", new Layer.GlobalAverage(), relu));
        return builder.build();
    }

    private static Layer convolution(int channels) {
        return new Layer.Convolution(channels, Window.same(1, 1), 1, false);
    }

    private static ScriptModule module(NetworkGraph network, Weights weights, Measurement measurement) {
        byte[] archive = ScriptArchive.forMeasurements(network, weights, Set.of(measurement), new Loss.SquaredError());
        return ScriptModule.load(archive, network, Device.cpu(), Progress.NONE);
    }

    private static double[] measured(Measurement measurement, float... inputs) {
        try (ScriptModule module = module(NETWORK, WEIGHTS, measurement)) {
            return module.measure(measurement, inputs);
        }
    }

    /** On are 1 0 1 and 1 0 0: three places alike with oneself, two with the other. */
    @Test
    void patternsAreTheDeterminantOfWhatSwitchesAlike() {
        assertArrayEquals(new double[] {Math.log(3 * 3 - 2 * 2)}, measured(Measurement.PATTERNS, TWO_EXAMPLES), 1e-12);
    }

    @Test
    void patternsThatAreAllAlikeHaveNoLogarithm() {
        assertFalse(Double.isFinite(measured(Measurement.PATTERNS, -1, 2, -3, -2, 4, -6)[0]));
    }

    /** The gradients go as 1 0 1 and 1 0 0, which are correlated by .5: the eigenvalues are 1.5 and .5. */
    @Test
    void theJacobianIsJudgedByItsEigenvalues() {
        double expected = 0;
        for (double value : new double[] {1.5 + 1e-5, .5 + 1e-5}) {
            expected -= Math.log(value) + 1 / value;
        }
        assertEquals(expected, measured(Measurement.JACOBIAN, TWO_EXAMPLES)[0], 1e-5);
    }

    @Test
    void aJacobianOfZerosHasNoCorrelations() {
        assertFalse(Double.isFinite(measured(Measurement.JACOBIAN, -1, 2, -3, 4, 5, 6)[0]));
    }

    /** Means of ReLU(w x) are 8/3 each, y is 4/3 each; with targets 1 and 0 the loss changes by 2 (1/3 + 4/3) / 2 = 5/3 as y does. */
    @Test
    void gradientsAreThoseOfTheLoss() {
        try (ScriptModule module = module(NETWORK, WEIGHTS, Measurement.GRADIENTS)) {
            double ofHead = 5. / 3 * 8 / 3;
            double ofConvolution = 5. / 3 * .5 * (8. / 3) / -2;
            double[] found =
                    module.measure(Measurement.GRADIENTS, TWO_EXAMPLES, new float[] {1, 0}, TensorShape.vector(1));
            assertEquals(Math.abs(ofHead) + Math.abs(ofConvolution), found[0], 1e-5);
            assertEquals(Math.abs(ofHead * .5) + Math.abs(ofConvolution * -2), found[1], 1e-5);
        }
    }

    /** Of ones y is |w| |v| = 1, and both weights carry all of it. */
    @Test
    void synapticFlowTakesAbsoluteWeightsAndOnes() {
        assertEquals(Math.log(2), measured(Measurement.SYNAPTIC_FLOW, TWO_EXAMPLES)[0], 1e-12);
    }

    @Test
    void synapticFlowOfManyLargeWeightsIsAFiniteNumber() {
        NetworkGraph.Builder builder = NetworkGraph.builder(SERIES);
        int last = NetworkGraph.INPUT;
        Weights.Builder weights = new Weights.Builder();
        for (int i = 0; i < 60; i++) {
            last = builder.add("conv" + i, convolution(1), last);
            weights.put("conv" + i + ".weight", List.of(1, 1, 1), new float[] {-1e4f});
        }
        NetworkGraph network = builder.build();
        try (ScriptModule module = module(network, weights.build(), Measurement.SYNAPTIC_FLOW)) {
            assertEquals(
                    Math.log(60 * 3) + 60 * Math.log(1e4),
                    module.measure(Measurement.SYNAPTIC_FLOW, new float[3])[0],
                    1e-9);
        }
    }

    /** Normalisation takes away how large the weights are, and the sum of its logs brings it back. */
    @Test
    void aPerturbationIsScaledByWhatNormalisationTakesAway() {
        NetworkGraph.Builder builder = NetworkGraph.builder(SERIES);
        int conv = builder.add("conv", convolution(1), NetworkGraph.INPUT);
        builder.add("mean", new Layer.GlobalAverage(), builder.add("norm", new Layer.BatchNorm(), conv));
        NetworkGraph network = builder.build();
        float[] noise = {1, 0, -2};
        double[] found = new double[2];
        for (int i = 0; i < 2; i++) {
            Weights weights = new Weights.Builder()
                    .put("conv.weight", List.of(1, 1, 1), new float[] {i == 0 ? 3 : -30})
                    .put("norm.weight", List.of(1), new float[] {1})
                    .put("norm.bias", List.of(1), new float[] {0})
                    .put("norm.running_mean", List.of(1), new float[] {0})
                    .put("norm.running_var", List.of(1), new float[] {1})
                    .build();
            try (ScriptModule module = module(network, weights, Measurement.PERTURBATION)) {
                found[i] = module.measure(Measurement.PERTURBATION, new float[] {-1, 2, -3}, noise, SERIES)[0];
            }
        }
        double[] standard = standardised(-1, 2, -3);
        double[] perturbed = standardised(-1 + .01, 2, -3 - .02);
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            squares += Math.pow(standard[i] - perturbed[i], 2);
        }
        double deviation = 3 * Math.sqrt((1 + 64 + 49) / 27.);
        assertEquals(Math.log(Math.sqrt(squares)) + Math.log(deviation), found[0], 1e-3);
        assertEquals(found[0] + Math.log(10), found[1], 1e-3);
    }

    private static double[] standardised(double... values) {
        double mean = (values[0] + values[1] + values[2]) / 3;
        double variance = 0;
        for (double value : values) {
            variance += (value - mean) * (value - mean) / 3;
        }
        double[] standardised = new double[3];
        for (int i = 0; i < 3; i++) {
            standardised[i] = (values[i] - mean) / Math.sqrt(variance);
        }
        return standardised;
    }
}
