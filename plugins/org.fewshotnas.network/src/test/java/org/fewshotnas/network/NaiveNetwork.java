package org.fewshotnas.network;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.network.graph.Layer;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.graph.Window;
import org.fewshotnas.tensor.file.Weights;

/** A network applied to one example by plain loops in double precision: the meaning of the layers, written once more. */
public final class NaiveNetwork {
    private final NetworkGraph network;
    private final Weights weights;

    public NaiveNetwork(NetworkGraph network, Weights weights) {
        this.network = network;
        this.weights = weights;
    }

    /** A tensor as channels, rows and columns; a series has one row, and a vector one place. */
    private record Tensor(double[][][] values) {
        int channels() {
            return values.length;
        }

        int height() {
            return values[0].length;
        }

        int width() {
            return values[0][0].length;
        }
    }

    private static Tensor zeros(int channels, int height, int width) {
        return new Tensor(new double[channels][height][width]);
    }

    public double[] apply(double[] example) {
        List<Tensor> tensors = new ArrayList<>();
        for (NetworkGraph.Node node : network.nodes()) {
            List<Tensor> inputs = node.inputs().stream().map(tensors::get).toList();
            tensors.add(node.layer() instanceof Layer.Input ? tensor(example) : apply(node, inputs));
        }
        Tensor last = tensors.get(tensors.size() - 1);
        double[] output = new double[(int) network.output().size()];
        int at = 0;
        for (double[][] channel : last.values) {
            for (double[] row : channel) {
                for (double value : row) {
                    output[at++] = value;
                }
            }
        }
        return output;
    }

    private Tensor tensor(double[] example) {
        TensorShape shape = network.input();
        int height = shape.dimensions() == 2 ? shape.extents().get(0) : 1;
        int width = shape.extents().get(shape.dimensions() - 1);
        Tensor tensor = zeros(shape.channels(), height, width);
        for (int i = 0; i < example.length; i++) {
            tensor.values[i / (height * width)][i / width % height][i % width] = example[i];
        }
        return tensor;
    }

    private Tensor apply(NetworkGraph.Node node, List<Tensor> inputs) {
        Tensor x = inputs.get(0);
        Layer layer = node.layer();
        if (layer instanceof Layer.Convolution convolution) {
            return convolution(node, convolution, x);
        } else if (layer instanceof Layer.Linear linear) {
            float[] weight = weights.values(node.name() + ".weight");
            float[] bias = weights.values(node.name() + ".bias");
            Tensor sum = zeros(linear.features(), 1, 1);
            for (int o = 0; o < linear.features(); o++) {
                sum.values[o][0][0] = bias[o];
                for (int i = 0; i < x.channels(); i++) {
                    sum.values[o][0][0] += weight[o * x.channels() + i] * x.values[i][0][0];
                }
            }
            return sum;
        } else if (layer instanceof Layer.BatchNorm) {
            float[] scale = weights.values(node.name() + ".weight");
            float[] shift = weights.values(node.name() + ".bias");
            float[] mean = weights.values(node.name() + ".running_mean");
            float[] variance = weights.values(node.name() + ".running_var");
            return each(x, (c, value) -> (value - mean[c]) / Math.sqrt(variance[c] + 1e-5) * scale[c] + shift[c]);
        } else if (layer instanceof Layer.ChannelNorm) {
            return channelNorm(node, x);
        } else if (layer instanceof Layer.Pad pad) {
            return pad(pad, x);
        } else if (layer instanceof Layer.CappedRelu) {
            return each(x, (c, value) -> Math.min(20, Math.max(0, value)));
        } else if (layer instanceof Layer.Relu) {
            return each(x, (c, value) -> Math.max(0, value));
        } else if (layer instanceof Layer.AveragePool pool) {
            return pool(pool.window(), x, false);
        } else if (layer instanceof Layer.MaxPool pool) {
            return pool(pool.window(), x, true);
        } else if (layer instanceof Layer.GlobalAverage) {
            Tensor mean = zeros(x.channels(), 1, 1);
            for (int c = 0; c < x.channels(); c++) {
                for (double[] row : x.values[c]) {
                    for (double value : row) {
                        mean.values[c][0][0] += value / x.height() / x.width();
                    }
                }
            }
            return mean;
        } else if (layer instanceof Layer.Sum) {
            Tensor sum = zeros(x.channels(), x.height(), x.width());
            for (Tensor term : inputs) {
                sum = each(sum, (c, value) -> value, term);
            }
            return sum;
        } else if (layer instanceof Layer.Concatenation) {
            return new Tensor(inputs.stream()
                    .flatMap(t -> java.util.Arrays.stream(t.values))
                    .toArray(double[][][]::new));
        } else if (layer instanceof Layer.FirstChannels first) {
            return new Tensor(java.util.Arrays.copyOf(x.values, first.channels()));
        } else if (layer instanceof Layer.Zeros none) {
            return zeros(none.channels(), x.height(), x.width());
        }
        throw new IllegalArgumentException(layer.toString());
    }

    private Tensor channelNorm(NetworkGraph.Node node, Tensor x) {
        float[] scale = weights.values(node.name() + ".weight");
        float[] shift = weights.values(node.name() + ".bias");
        Tensor result = zeros(x.channels(), x.height(), x.width());
        for (int i = 0; i < x.height(); i++) {
            for (int j = 0; j < x.width(); j++) {
                double mean = 0;
                double squares = 0;
                for (int c = 0; c < x.channels(); c++) {
                    mean += x.values[c][i][j] / x.channels();
                    squares += x.values[c][i][j] * x.values[c][i][j] / x.channels();
                }
                double deviation = Math.sqrt(squares - mean * mean + 1e-3);
                for (int c = 0; c < x.channels(); c++) {
                    result.values[c][i][j] = (x.values[c][i][j] - mean) / deviation * scale[c] + shift[c];
                }
            }
        }
        return result;
    }

    private Tensor pad(Layer.Pad pad, Tensor x) {
        boolean series = network.input().dimensions() == 1;
        int more = pad.before() + pad.after();
        Tensor result = zeros(x.channels(), x.height() + (series ? 0 : more), x.width() + more);
        for (int c = 0; c < x.channels(); c++) {
            for (int i = 0; i < result.height(); i++) {
                for (int j = 0; j < result.width(); j++) {
                    int y = series ? i : i - pad.before();
                    int z = j - pad.before();
                    if (y >= 0 && y < x.height() && z >= 0 && z < x.width()) {
                        result.values[c][i][j] = x.values[c][y][z];
                    }
                }
            }
        }
        return result;
    }

    private interface Function {
        double of(int channel, double value);
    }

    private static Tensor each(Tensor x, Function function, Tensor... added) {
        Tensor result = zeros(x.channels(), x.height(), x.width());
        for (int c = 0; c < x.channels(); c++) {
            for (int i = 0; i < x.height(); i++) {
                for (int j = 0; j < x.width(); j++) {
                    double more = added.length == 0 ? 0 : added[0].values[c][i][j];
                    result.values[c][i][j] = function.of(c, x.values[c][i][j]) + more;
                }
            }
        }
        return result;
    }

    private Tensor convolution(NetworkGraph.Node node, Layer.Convolution convolution, Tensor x) {
        Window window = convolution.window();
        boolean series = node.shape().dimensions() == 1;
        float[] weight = weights.values(node.name() + ".weight");
        float[] bias = convolution.bias() ? weights.values(node.name() + ".bias") : new float[convolution.channels()];
        int height = series ? 1 : window.outputs(x.height());
        int width = window.outputs(x.width());
        int kernel = window.kernel();
        int rows = series ? 1 : kernel;
        int read = x.channels() / convolution.groups();
        Tensor sum = zeros(convolution.channels(), height, width);
        for (int o = 0; o < convolution.channels(); o++) {
            int first = o / (convolution.channels() / convolution.groups()) * read;
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    double value = bias[o];
                    for (int c = 0; c < read; c++) {
                        for (int k = 0; k < rows; k++) {
                            for (int l = 0; l < kernel; l++) {
                                int y = series ? 0 : i * window.stride() - window.padding() + k * window.dilation();
                                int z = j * window.stride() - window.padding() + l * window.dilation();
                                if (y >= 0 && y < x.height() && z >= 0 && z < x.width()) {
                                    value += weight[((o * read + c) * rows + k) * kernel + l]
                                            * x.values[first + c][y][z];
                                }
                            }
                        }
                    }
                    sum.values[o][i][j] = value;
                }
            }
        }
        return sum;
    }

    private Tensor pool(Window window, Tensor x, boolean maximum) {
        boolean series = network.input().dimensions() == 1;
        int height = series ? 1 : window.outputs(x.height());
        int width = window.outputs(x.width());
        Tensor pooled = zeros(x.channels(), height, width);
        for (int c = 0; c < x.channels(); c++) {
            for (int i = 0; i < height; i++) {
                for (int j = 0; j < width; j++) {
                    double sum = 0;
                    double largest = Double.NEGATIVE_INFINITY;
                    int count = 0;
                    for (int k = 0; k < (series ? 1 : window.kernel()); k++) {
                        for (int l = 0; l < window.kernel(); l++) {
                            int y = series ? 0 : i * window.stride() - window.padding() + k;
                            int z = j * window.stride() - window.padding() + l;
                            if (y >= 0 && y < x.height() && z >= 0 && z < x.width()) {
                                sum += x.values[c][y][z];
                                largest = Math.max(largest, x.values[c][y][z]);
                                count++;
                            }
                        }
                    }
                    pooled.values[c][i][j] = maximum ? largest : sum / count;
                }
            }
        }
        return pooled;
    }
}
