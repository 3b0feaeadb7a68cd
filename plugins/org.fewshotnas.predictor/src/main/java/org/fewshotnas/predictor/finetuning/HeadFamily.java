package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.linear.LinearAlgebra;

/**
 * Heads that a task may have, of which one is right.
 *
 * @param heads (w, c) of outputs of deviation 1, or zeros; one a row, of length W + 1, the bias last
 * @param logWeights the logarithms of their plausibility, up to a constant that all families share
 * @param scales of length W: how far the weight of every input may be from the head's, beside the others
 * @param explained what of a task's variance a head may explain: its squared correlation with the task
 * @param learnable what of the variance that a head does not explain may be learned; the rest is noise
 */
record HeadFamily(double[][] heads, double[] logWeights, double[] scales, double[] explained, double[] learnable) {
    /** The inputs whose weights are learned: all others may as well not be there. */
    private int[] learned() {
        return IntStream.range(0, scales.length)
                .filter(input -> scales[input] != 0)
                .toArray();
    }

    /** These inputs, scaled. */
    double[] scaled(double[] input) {
        return Arrays.stream(learned()).mapToDouble(i -> scales[i] * input[i]).toArray();
    }

    /** Adds a change of the weights of the scaled inputs, the bias last, to a head. */
    void add(double[] change, double[] head) {
        int[] learned = learned();
        for (int i = 0; i < learned.length; i++) {
            head[learned[i]] += scales[learned[i]] * change[i];
        }
        head[head.length - 1] += change[learned.length];
    }

    /** What every head says of these inputs, the head's bias last. */
    double[][] outputs(double[][] inputs) {
        return Arrays.stream(heads)
                .map(head -> Arrays.stream(inputs)
                        .mapToDouble(input -> output(input, head))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** What a head says of an input. */
    static double output(double[] input, double[] head) {
        return LinearAlgebra.dot(input, head) + head[head.length - 1];
    }
}
