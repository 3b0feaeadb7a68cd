package org.fewshotnas.network.training;

import java.util.Arrays;
import org.fewshotnas.network.data.Normalisation;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.torchscript.ScriptModule;
import org.fewshotnas.space.base.Progress;

/** How a network is applied to examples as they come: normalised before, in batches, reverted after. */
record Application(NetworkGraph graph, Normalisation inputs, Normalisation outputs) {
    private static final int LARGEST_BATCH = 250;
    /** Of the largest tensor of a batch: 256 MiB. */
    private static final long MOST_NUMBERS = 1 << 26;

    /**
     * What a module of the graph says.
     *
     * @param examples one after another
     */
    float[] predict(ScriptModule module, float[] examples, Progress progress) {
        TensorShape input = graph.input();
        int size = (int) input.size();
        int width = (int) graph.output().size();
        float[] predictions = new float[Math.multiplyExact(examples.length / size, width)];
        int most = batch();
        for (int first = 0; first < examples.length / size; first += most) {
            progress.checkCanceled();
            int last = Math.min(first + most, examples.length / size);
            float[] batch = Arrays.copyOfRange(examples, first * size, last * size);
            inputs.apply(batch, input);
            float[] said = module.forward(batch);
            outputs.revert(said, graph.output());
            System.arraycopy(said, 0, predictions, first * width, said.length);
        }
        return predictions;
    }

    /** How many examples are computed at once. */
    int batch() {
        long largest = graph.nodes().stream()
                .mapToLong(node -> node.shape().size())
                .max()
                .orElseThrow();
        return (int) Math.max(1, Math.min(LARGEST_BATCH, MOST_NUMBERS / largest));
    }
}
