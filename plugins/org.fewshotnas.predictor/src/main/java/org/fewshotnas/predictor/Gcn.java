package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * One pass of the graph convolutional network (Kipf and Welling, 2017; BRP-NAS and MP-NAS for this use) over a batch of B graphs of N
 * nodes, with its derivatives written out. Layer l of width W computes
 *
 * <pre>
 *   P(l) = A · H(l-1)                    (B·N, W), or (B·N, 14) in the first layer, where it is the batch's counts
 *   H(l) = relu(P(l) · W(l) + b(l)) ∘ M  (B·N, W), M the dropout mask, which holds 0 or 1 / (1 - rate)
 * </pre>
 *
 * and the readout y = H(L) · w + c of shape (B, 1) takes the global node alone; so the last layer is computed for the global nodes only,
 * (B, W). Parameters are a list [W(1), b(1), …, W(L), b(L), w, c] with w of (W, 1) and c of (1).
 *
 * <p>Every derivative is a plain tensor expression and nothing is recorded: the engine's gradient collector is one for the whole JVM, and
 * two trainings must be able to run side by side. The tangent methods are the R-operator of Pearlmutter (1994): the derivative of every
 * quantity along a direction V in parameter space, forward and then backward, which gives Hessian-vector products. Arrays that a pass
 * makes belong to the innermost {@code NDScope}.
 */
final class Gcn {
    private final NDList parameters;
    private final GraphBatch batch;
    private final NDList masks;
    private final int layers;
    /** P(l); S(l), which is M where the unit is active and 0 elsewhere; H(l) = Z(l) ∘ S(l); the gradient by Z(l). */
    private final NDArray[] inputs;

    private final NDArray[] slopes;
    private final NDArray[] states;
    private final NDArray[] gradients;
    /** R{P(l)}, R{H(l)}. */
    private final NDArray[] inputTangents;

    private final NDArray[] stateTangents;

    /**
     * @param parameters as above
     * @param masks one a layer, of (B·N, W) and in the last layer (B, W); empty for no dropout
     */
    Gcn(NDList parameters, GraphBatch batch, NDList masks) {
        this.parameters = parameters;
        this.batch = batch;
        this.masks = masks;
        layers = parameters.size() / 2 - 1;
        inputs = new NDArray[layers];
        slopes = new NDArray[layers];
        states = new NDArray[layers];
        gradients = new NDArray[layers];
        inputTangents = new NDArray[layers];
        stateTangents = new NDArray[layers];
    }

    /** The global node's state after the last layer: (B, W). */
    NDArray embedding() {
        for (int l = 0; l < layers; l++) {
            inputs[l] = l == 0 ? firstInput() : hear(l, states[l - 1]);
            NDArray z = inputs[l].matMul(weight(l)).addi(bias(l));
            NDArray active = z.gt(0).toType(z.getDataType(), false);
            slopes[l] = masks.isEmpty() ? active : active.muli(masks.get(l));
            states[l] = z.muli(slopes[l]);
        }
        return states[layers - 1];
    }

    /** Outputs y of (B, 1). */
    NDArray outputs() {
        return embedding().matMul(headWeight()).addi(headBias());
    }

    /**
     * The gradient of a loss by all parameters, after {@link #outputs}.
     *
     * @param outputGradient dL/dy, (B, 1)
     */
    NDList gradient(NDArray outputGradient) {
        NDList body = bodyGradient(outputGradient.matMul(headWeight().transpose()));
        body.add(states[layers - 1].transpose().matMul(outputGradient));
        body.add(outputGradient.sum(new int[] {0}));
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
            gradients[l] = upper.mul(slopes[l]);
            result[2 * l] = inputs[l].transpose().matMul(gradients[l]);
            result[2 * l + 1] = gradients[l].sum(new int[] {0});
            if (l > 0) {
                upper = tell(l, gradients[l].matMul(weight(l).transpose()));
            }
        }
        return new NDList(result);
    }

    /**
     * R{y} along a direction, after {@link #outputs}: (B, 1).
     *
     * @param direction a list like the parameters
     */
    NDArray outputTangent(NDList direction) {
        for (int l = 0; l < layers; l++) {
            NDArray tangent = inputs[l].matMul(direction.get(2 * l)).addi(direction.get(2 * l + 1));
            if (l > 0) {
                inputTangents[l] = hear(l, stateTangents[l - 1]);
                tangent.addi(inputTangents[l].matMul(weight(l)));
            }
            stateTangents[l] = tangent.muli(slopes[l]);
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
    NDList gradientTangent(NDList direction, NDArray outputGradient, NDArray outputGradientTangent) {
        NDArray[] result = new NDArray[2 * layers + 2];
        result[2 * layers] = stateTangents[layers - 1]
                .transpose()
                .matMul(outputGradient)
                .addi(states[layers - 1].transpose().matMul(outputGradientTangent));
        result[2 * layers + 1] = outputGradientTangent.sum(new int[] {0});
        NDArray upper = outputGradientTangent
                .matMul(headWeight().transpose())
                .addi(outputGradient.matMul(direction.get(2 * layers).transpose()));
        for (int l = layers - 1; l >= 0; l--) {
            NDArray tangent = upper.mul(slopes[l]);
            result[2 * l] = inputs[l].transpose().matMul(tangent);
            result[2 * l + 1] = tangent.sum(new int[] {0});
            if (l > 0) {
                result[2 * l].addi(inputTangents[l].transpose().matMul(gradients[l]));
                upper = tell(
                        l,
                        tangent.matMul(weight(l).transpose())
                                .addi(gradients[l].matMul(direction.get(2 * l).transpose())));
            }
        }
        return new NDList(result);
    }

    private NDArray firstInput() {
        return layers == 1 ? batch.globalCounts : batch.counts;
    }

    /** What every node of layer l hears: A · states, with only the global nodes' rows in the last layer. */
    private NDArray hear(int l, NDArray states) {
        long width = states.getShape().get(1);
        NDArray rows = l == layers - 1 ? batch.globalRow : batch.adjacency;
        return rows.matMul(states.reshape(batch.size, batch.nodes, width)).reshape(-1, width);
    }

    /** The transposed: the gradient of what is heard goes back to who was heard. */
    private NDArray tell(int l, NDArray gradient) {
        long width = gradient.getShape().get(1);
        boolean last = l == layers - 1;
        NDArray rows = last ? batch.globalRowTransposed : batch.adjacencyTransposed;
        return rows.matMul(gradient.reshape(batch.size, last ? 1 : batch.nodes, width))
                .reshape(-1, width);
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
