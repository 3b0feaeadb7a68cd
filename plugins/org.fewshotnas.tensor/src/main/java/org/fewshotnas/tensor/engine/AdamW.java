package org.fewshotnas.tensor.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;

/** Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2), which works on the parameters in place. */
public final class AdamW implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final NDList parameters;
    private final NDList means;
    private final NDList squares;
    private final double weightDecay;
    private int steps;

    public AdamW(NDList parameters, double weightDecay) {
        this.parameters = parameters;
        this.weightDecay = weightDecay;
        means = new NDList(parameters.stream().map(NDArray::zerosLike).toArray(NDArray[]::new));
        squares = new NDList(parameters.stream().map(NDArray::zerosLike).toArray(NDArray[]::new));
    }

    /**
     * Moves the parameters.
     *
     * @param gradient a list like the parameters
     */
    public void step(NDList gradient, double rate) {
        steps++;
        double meanScale = rate / (1 - Math.pow(BETA1, steps));
        double squareScale = 1 / (1 - Math.pow(BETA2, steps));
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            for (int i = 0; i < parameters.size(); i++) {
                NDArray g = gradient.get(i);
                means.get(i).muli(BETA1).addi(g.mul(1 - BETA1));
                squares.get(i).muli(BETA2).addi(g.square().muli(1 - BETA2));
                NDArray denominator = squares.get(i).mul(squareScale).sqrt().addi(EPSILON);
                parameters.get(i).muli(1 - rate * weightDecay);
                parameters.get(i).subi(means.get(i).mul(meanScale).divi(denominator));
            }
        }
    }

    /** Gives the averages' memory back. */
    @Override
    public void close() {
        means.close();
        squares.close();
    }
}
