package org.fewshotnas.predictor.gcn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;

/**
 * One pass of the graph convolutional network (Kipf and Welling, 2017; BRP-NAS and MP-NAS for this use) over a batch of B graphs, with its
 * derivatives written out. Layer l of width W has R(l) rows, the different states that nodes have (see {@link GraphBatch}), and computes
 *
 * <pre>  H(l) = relu(A(l) · H(l-1) · W(l) + b(l)) ∘ M     (R(l), W)</pre>
 *
 * with A(l) of (R(l), R(l-1)) what the rows are sums of, M the dropout mask, which holds 0 or 1 / (1 - rate), and H(0) the one-hot operations;
 * so the first layer looks rows of its weights up and multiplies nothing. Of the two products the one that leaves less to multiply comes
 * first. The last layer has the global nodes alone, and the readout is y = H(L) · w + c of (B, 1). Parameters are a list
 * [W(1), b(1), …, W(L), b(L), w, c] with w of (W, 1) and c of (1). For stacked graphs everything has a first axis of tasks, and what is
 * one number a column is a matrix of one row, b(l) of (T, 1, W) and c of (T, 1, 1): every task has parameters of its own.
 *
 * <p>Every derivative is a plain tensor expression and nothing is recorded: the engine's gradient collector is one for the whole JVM, and
 * two trainings must be able to run side by side. The tangent methods are the R-operator of Pearlmutter (1994): the derivative of every
 * quantity along a direction V in parameter space, forward and then backward, which gives Hessian-vector products. Arrays that a pass
 * makes belong to the innermost {@code NDScope}.
 */
public final class Gcn {
    private final NDList parameters;
    private final GraphBatch batch;
    private final NDList masks;
    private final int layers;
    /** What is multiplied by W(l): A · H or H, none in the first layer; S(l), which is M where the unit is active and 0 elsewhere; H(l). */
    private final NDArray[] inputs;

    private final NDArray[] slopes;
    private final NDArray[] states;
    /** The gradient by the product of input and W(l). */
    private final NDArray[] gradients;
    /** R{input}, R{H(l)}. */
    private final NDArray[] inputTangents;

    private final NDArray[] stateTangents;

    /**
     * @param parameters as above
     * @param masks one a layer, of (R(l), W); empty for no dropout
     */
    public Gcn(NDList parameters, GraphBatch batch, NDList masks) {
        this.parameters = parameters;
        this.batch = batch;
        this.masks = masks;
        layers = layers(parameters);
        inputs = new NDArray[layers];
        slopes = new NDArray[layers];
        states = new NDArray[layers];
        gradients = new NDArray[layers];
        inputTangents = new NDArray[layers];
        stateTangents = new NDArray[layers];
    }

    /** The number of layers of these parameters. */
    private static int layers(NDList parameters) {
        return parameters.size() / 2 - 1;
    }

    /** The global node's state after the last layer: (B, W). */
    public NDArray embedding() {
        for (int l = 0; l < layers; l++) {
            inputs[l] = l == 0 ? null : input(l, states[l - 1]);
            NDArray active =
                    Activation.relu(output(l, times(inputs[l], weight(l))).addi(bias(l)));
            slopes[l] = active.sign();
            if (!masks.isEmpty()) {
                slopes[l].muli(masks.get(l));
                active.muli(masks.get(l));
            }
            states[l] = active;
        }
        return states[layers - 1];
    }

    /** The same, for a prediction: nothing is kept for derivatives, and there is no dropout. */
    NDArray embeddingAlone() {
        NDArray state = null;
        for (int l = 0; l < layers; l++) {
            NDArray input = l == 0 ? null : input(l, state);
            NDArray product = times(input, weight(l));
            NDArray sum = output(l, product);
            NDArray next = Activation.relu(sum.addi(bias(l)));
            for (NDArray done : new NDArray[] {state, input, l == 0 ? null : product, sum}) {
                if (done != null) {
                    done.close();
                }
            }
            state = next;
        }
        return state;
    }

    /** Outputs y of (B, 1). */
    public NDArray outputs() {
        return readout(embedding());
    }

    /** y of an embedding. */
    NDArray readout(NDArray embedding) {
        return embedding.matMul(headWeight()).addi(headBias());
    }

    /**
     * The gradient of a loss by all parameters, after {@link #outputs}.
     *
     * @param outputGradient dL/dy, (B, 1)
     */
    public NDList gradient(NDArray outputGradient) {
        NDList body = bodyGradient(outputGradient.matMul(transposed(headWeight())));
        body.add(transposed(states[layers - 1]).matMul(outputGradient));
        body.add(sumOfRows(outputGradient));
        return body;
    }

    /**
     * The gradient of a loss by the parameters of the layers, after {@link #embedding}.
     *
     * @param embeddingGradient dL/dH(L), (B, W)
     */
    NDList bodyGradient(NDArray embeddingGradient) {
        NDArray[] result = new NDArray[2 * layers];
        NDArray upper = embeddingGradient;
        for (int l = layers - 1; l >= 0; l--) {
            NDArray inner = upper.mul(slopes[l]);
            result[2 * l + 1] = sumOfRows(inner);
            gradients[l] = outputBack(l, inner);
            result[2 * l] = timesTransposed(inputs[l], gradients[l]);
            if (l > 0) {
                upper = inputBack(l, gradients[l].matMul(transposed(weight(l))));
            }
        }
        return new NDList(result);
    }

    /**
     * R{y} along a direction, after {@link #outputs}: (B, 1).
     *
     * @param direction a list like the parameters
     */
    public NDArray outputTangent(NDList direction) {
        for (int l = 0; l < layers; l++) {
            NDArray product = times(inputs[l], direction.get(2 * l));
            if (l > 0) {
                inputTangents[l] = input(l, stateTangents[l - 1]);
                product.addi(inputTangents[l].matMul(weight(l)));
            }
            stateTangents[l] = output(l, product).addi(direction.get(2 * l + 1)).muli(slopes[l]);
        }
        return stateTangents[layers - 1]
                .matMul(headWeight())
                .addi(states[layers - 1].matMul(direction.get(2 * layers)))
                .addi(direction.get(2 * layers + 1));
    }

    /**
     * R{gradient} along the direction, the Hessian-vector product, after {@link #gradient} and {@link #outputTangent}.
     *
     * @param outputGradient dL/dy, (B, 1)
     * @param outputGradientTangent R{dL/dy}, (B, 1)
     */
    public NDList gradientTangent(NDList direction, NDArray outputGradient, NDArray outputGradientTangent) {
        NDArray[] result = new NDArray[2 * layers + 2];
        result[2 * layers] = transposed(stateTangents[layers - 1])
                .matMul(outputGradient)
                .addi(transposed(states[layers - 1]).matMul(outputGradientTangent));
        result[2 * layers + 1] = sumOfRows(outputGradientTangent);
        NDArray upper = outputGradientTangent
                .matMul(transposed(headWeight()))
                .addi(outputGradient.matMul(transposed(direction.get(2 * layers))));
        for (int l = layers - 1; l >= 0; l--) {
            NDArray inner = upper.mul(slopes[l]);
            result[2 * l + 1] = sumOfRows(inner);
            NDArray tangent = outputBack(l, inner);
            result[2 * l] = timesTransposed(inputs[l], tangent);
            if (l > 0) {
                result[2 * l].addi(transposed(inputTangents[l]).matMul(gradients[l]));
                upper = inputBack(
                        l,
                        tangent.matMul(transposed(weight(l)))
                                .addi(gradients[l].matMul(transposed(direction.get(2 * l)))));
            }
        }
        return new NDList(result);
    }

    private NDArray input(int l, NDArray states) {
        return batch.aggregatesFirst(l) ? batch.aggregate(l, states) : states;
    }

    private NDArray output(int l, NDArray product) {
        return batch.aggregatesFirst(l) ? product : batch.aggregate(l, product);
    }

    private NDArray outputBack(int l, NDArray gradient) {
        return batch.aggregatesFirst(l) ? gradient : batch.aggregateBack(l, gradient);
    }

    private NDArray inputBack(int l, NDArray gradient) {
        return batch.aggregatesFirst(l) ? batch.aggregateBack(l, gradient) : gradient;
    }

    /** The input of the first layer is the identity. */
    private static NDArray times(NDArray input, NDArray weight) {
        return input == null ? weight : input.matMul(weight);
    }

    private static NDArray timesTransposed(NDArray input, NDArray gradient) {
        return input == null ? gradient : transposed(input).matMul(gradient);
    }

    /** Of a matrix, or of each one in a stack. */
    static NDArray transposed(NDArray array) {
        return array.getShape().dimension() == 2 ? array.transpose() : array.swapAxes(1, 2);
    }

    private static NDArray sumOfRows(NDArray array) {
        return array.getShape().dimension() == 2 ? array.sum(new int[] {0}) : array.sum(new int[] {1}, true);
    }

    private NDArray weight(int l) {
        return parameters.get(2 * l);
    }

    private NDArray bias(int l) {
        return parameters.get(2 * l + 1);
    }

    private NDArray headWeight() {
        return parameters.get(2 * layers);
    }

    private NDArray headBias() {
        return parameters.get(2 * layers + 1);
    }
}
