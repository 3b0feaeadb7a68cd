package org.fewshotnas.network.torchscript;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.fewshotnas.network.graph.LayerTensor;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.tensor.file.Weights;

/**
 * The first weights of a network: what a layer multiplies with is uniform between ± 1 / √(inputs of an output), as PyTorch draws it, biases
 * are zeros, and normalisations change nothing. A seed always draws the same.
 */
public final class InitialWeights {
    private InitialWeights() {}

    /**
     * Of all {@link NetworkGraph#tensors}, by their names.
     *
     * @throws IllegalArgumentException if there are constants among them
     */
    public static Weights draw(NetworkGraph network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return draw(network, tensor -> {
            double bound = 1 / Math.sqrt((double) tensor.size() / tensor.shape().get(0));
            return () -> random.nextDouble(-bound, bound);
        });
    }

    /** As the other method, but that what a layer multiplies with is normal with mean 0 and variance 1. */
    public static Weights drawNormal(NetworkGraph network, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return draw(network, tensor -> random::nextGaussian);
    }

    private static Weights draw(NetworkGraph network, Function<LayerTensor, DoubleSupplier> factors) {
        Weights.Builder weights = new Weights.Builder();
        for (NetworkGraph.Parameter parameter : network.tensors()) {
            LayerTensor tensor = parameter.tensor();
            weights.put(parameter.name(), tensor.shape(), values(tensor, factors));
        }
        return weights.build();
    }

    private static float[] values(LayerTensor tensor, Function<LayerTensor, DoubleSupplier> factors) {
        float[] values = new float[Math.toIntExact(tensor.size())];
        switch (tensor.kind()) {
            case WEIGHT -> {
                DoubleSupplier factor = factors.apply(tensor);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) factor.getAsDouble();
                }
            }
            case SCALE, VARIANCE -> Arrays.fill(values, 1);
            case BIAS, MEAN -> Arrays.fill(values, 0);
            case CONSTANT -> throw new IllegalArgumentException("A network with constants is not trained");
        }
        return values;
    }
}
