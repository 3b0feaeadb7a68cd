package org.fewshotnas.network.graph;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.network.graph.LayerTensor.Kind;

/**
 * One step of a network, in one or two dimensions as its input has. Shapes are those of one example; weights are in PyTorch's order. Two
 * layers are equal when they compute the same of the same input and parameters. All kinds stand here, a few lines each.
 */
public sealed interface Layer {
    /**
     * The shape of what comes out.
     *
     * @throws IllegalArgumentException if inputs of these shapes do not fit
     */
    TensorShape output(List<TensorShape> inputs);

    /** The tensors that it keeps, for inputs that fit. */
    default List<LayerTensor> tensors(List<TensorShape> inputs) {
        return List.of();
    }

    /**
     * Multiplications with additions for one example, a bias counting as one for each number that it is added to; nothing for
     * normalisation, activation, pooling and sums. This is how NAS-Bench-201 counts what it calls FLOPs.
     */
    default long multiplyAccumulates(List<TensorShape> inputs) {
        long positions = output(inputs).positions();
        return tensors(inputs).stream()
                .filter(tensor -> tensor.kind() == Kind.WEIGHT || tensor.kind() == Kind.BIAS)
                .mapToLong(tensor -> Math.multiplyExact(tensor.size(), positions))
                .sum();
    }

    /**
     * The network's input.
     *
     * @param shape of one example
     */
    record Input(TensorShape shape) implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            require(inputs.isEmpty(), "an input reads nothing");
            return shape;
        }
    }

    /**
     * A convolution with padding of zeros.
     *
     * @param channels of the output
     * @param window how it moves
     * @param groups of channels that do not see each other; 1 where all do
     * @param bias whether it has one
     */
    record Convolution(int channels, Window window, int groups, boolean bias) implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            TensorShape input = spatial(inputs);
            require(!window.ceiling(), "a convolution takes whole windows only");
            require(
                    input.channels() % groups == 0 && channels % groups == 0,
                    groups + " groups do not divide " + input.channels() + " and " + channels + " channels");
            return window.over(input).withChannels(channels);
        }

        @Override
        public List<LayerTensor> tensors(List<TensorShape> inputs) {
            TensorShape input = spatial(inputs);
            List<Integer> shape = new ArrayList<>(List.of(channels, input.channels() / groups));
            input.extents().forEach(extent -> shape.add(window.kernel()));
            return withBias(shape, bias);
        }
    }

    /** A linear layer over a vector. */
    record Linear(int features, boolean bias) implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            require(single(inputs).dimensions() == 0, "a linear layer reads a vector");
            return TensorShape.vector(features);
        }

        @Override
        public List<LayerTensor> tensors(List<TensorShape> inputs) {
            return withBias(List.of(features, single(inputs).channels()), bias);
        }
    }

    /** Batch normalisation of every channel, with {@link #EPSILON} and {@link #MOMENTUM} as PyTorch and NAS-Bench-201 have them. */
    record BatchNorm() implements Layer {
        /** Added to the variance. */
        public static final double EPSILON = 1e-5;
        /** The share of a batch's own statistics in the running ones. */
        public static final double MOMENTUM = .1;

        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return spatial(inputs);
        }

        @Override
        public List<LayerTensor> tensors(List<TensorShape> inputs) {
            List<Integer> shape = List.of(single(inputs).channels());
            return List.of(
                    new LayerTensor("weight", shape, Kind.SCALE),
                    new LayerTensor("bias", shape, Kind.BIAS),
                    new LayerTensor("running_mean", shape, Kind.MEAN),
                    new LayerTensor("running_var", shape, Kind.VARIANCE));
        }

        @Override
        public long multiplyAccumulates(List<TensorShape> inputs) {
            return 0;
        }
    }

    /**
     * Layer normalisation: at every place, the channels get mean 0 and variance 1, and each a scale and a shift of its own (Ba et al. 2016),
     * with {@link #EPSILON} as NAS-Bench-ASR has it.
     */
    record ChannelNorm() implements Layer {
        /** Added to the variance. */
        public static final double EPSILON = 1e-3;

        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return spatial(inputs);
        }

        @Override
        public List<LayerTensor> tensors(List<TensorShape> inputs) {
            List<Integer> shape = List.of(single(inputs).channels());
            return List.of(new LayerTensor("weight", shape, Kind.SCALE), new LayerTensor("bias", shape, Kind.BIAS));
        }

        @Override
        public long multiplyAccumulates(List<TensorShape> inputs) {
            return 0;
        }
    }

    /**
     * Zeros before and after each extent.
     *
     * @param before how many, or how many entries are taken away where negative
     * @param after the same at the end
     */
    record Pad(int before, int after) implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            TensorShape input = spatial(inputs);
            require(
                    input.extents().stream().allMatch(extent -> extent + Math.min(before, 0) + Math.min(after, 0) >= 0),
                    "there is not as much to take away");
            return new TensorShape(
                    input.channels(),
                    input.extents().stream()
                            .map(extent -> extent + before + after)
                            .toList());
        }
    }

    /** The larger of each number and zero, but at most {@link #MOST}. */
    record CappedRelu() implements Layer {
        /** As NAS-Bench-ASR has it. */
        public static final double MOST = 20;

        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return single(inputs);
        }
    }

    /** The larger of each number and zero. */
    record Relu() implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return single(inputs);
        }
    }

    /** The mean of each window, of what lies within the input alone: padding does not count. */
    record AveragePool(Window window) implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return window.over(spatial(inputs));
        }
    }

    /** The largest number of each window. */
    record MaxPool(Window window) implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return window.over(spatial(inputs));
        }
    }

    /** The mean of every channel: a vector. */
    record GlobalAverage() implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return TensorShape.vector(spatial(inputs).channels());
        }
    }

    /** The sum of two or more tensors of one shape. */
    record Sum() implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            require(inputs.size() > 1, "a sum has at least two terms");
            require(inputs.stream().distinct().count() == 1, "a sum's terms have one shape");
            return inputs.get(0);
        }
    }

    /** The channels of two or more tensors, one tensor's after another's. */
    record Concatenation() implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            require(inputs.size() > 1, "a concatenation has at least two parts");
            require(
                    inputs.stream().map(TensorShape::extents).distinct().count() == 1,
                    "a concatenation's parts have the same extents");
            return inputs.get(0)
                    .withChannels(
                            inputs.stream().mapToInt(TensorShape::channels).sum());
        }
    }

    /** The first channels of a tensor. */
    record FirstChannels(int channels) implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            require(channels <= single(inputs).channels(), "there are not as many channels");
            return single(inputs).withChannels(channels);
        }
    }

    /** Zeros with the extents of the input. */
    record Zeros(int channels) implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return single(inputs).withChannels(channels);
        }
    }

    /** Every channel of raw examples made alike: (x - shift) / scale. */
    record Standardisation() implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return single(inputs);
        }

        @Override
        public List<LayerTensor> tensors(List<TensorShape> inputs) {
            return shiftAndScale(single(inputs));
        }
    }

    /** Every channel of outputs in its own unit: x · scale + shift. */
    record Rescaling() implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            return single(inputs);
        }

        @Override
        public List<LayerTensor> tensors(List<TensorShape> inputs) {
            return shiftAndScale(single(inputs));
        }
    }

    /** The probabilities of classes, of their scores. */
    record Softmax() implements Layer {
        @Override
        public TensorShape output(List<TensorShape> inputs) {
            require(single(inputs).dimensions() == 0, "probabilities are of a vector");
            return single(inputs);
        }
    }

    /** One of both a channel, of a shape that goes with every place. */
    private static List<LayerTensor> shiftAndScale(TensorShape input) {
        List<Integer> shape = new ArrayList<>(List.of(input.channels()));
        input.extents().forEach(extent -> shape.add(1));
        return List.of(new LayerTensor("shift", shape, Kind.CONSTANT), new LayerTensor("scale", shape, Kind.CONSTANT));
    }

    private static List<LayerTensor> withBias(List<Integer> shape, boolean bias) {
        LayerTensor weight = new LayerTensor("weight", shape, Kind.WEIGHT);
        return bias ? List.of(weight, new LayerTensor("bias", List.of(shape.get(0)), Kind.BIAS)) : List.of(weight);
    }

    private static TensorShape spatial(List<TensorShape> inputs) {
        TensorShape input = single(inputs);
        require(input.dimensions() > 0, "a series or an image is needed, not a vector");
        return input;
    }

    private static TensorShape single(List<TensorShape> inputs) {
        require(inputs.size() == 1, "one input is needed, not " + inputs.size());
        return inputs.get(0);
    }

    private static void require(boolean fits, String message) {
        if (!fits) {
            throw new IllegalArgumentException(message);
        }
    }
}
