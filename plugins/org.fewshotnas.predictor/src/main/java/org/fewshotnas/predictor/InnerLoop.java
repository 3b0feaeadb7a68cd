package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import org.fewshotnas.space.Progress;

/**
 * The inner loop of model-agnostic meta-learning (Finn et al., 2017), and the gradient of the outer loss through it. A step of SGD on the
 * support set's mean squared error moves the parameters that the learner says:
 *
 * <pre>  u(k+1) = u(k) - rate · m ∘ ∇L(u(k)),   m = 1 for a parameter that moves, else 0</pre>
 *
 * BOIL moves all but the last layer (MP-NAS, equation 6), ANIL the last layer, MAML both; nothing else differs. With v = ∇Q(u(K)) of the
 * query set's loss Q, the outer gradient follows backwards from
 *
 * <pre>  v(k) = v(k+1) - rate · H(u(k)) · (m ∘ v(k+1))</pre>
 *
 * with H the Hessian of L. First order leaves out the second term.
 */
final class InnerLoop {
    private final boolean movesBody;
    private final boolean movesHead;
    private final double rate;
    private final boolean secondOrder;

    InnerLoop(boolean movesBody, boolean movesHead, double rate, boolean secondOrder) {
        this.movesBody = movesBody;
        this.movesHead = movesHead;
        this.rate = rate;
        this.secondOrder = secondOrder;
    }

    /** The loop of a learner; learners without an inner loop of their own fine-tune every parameter. */
    static InnerLoop of(Learner learner, double rate, boolean secondOrder) {
        return new InnerLoop(learner != Learner.ANIL, learner != Learner.BOIL, rate, secondOrder);
    }

    /** Graphs, scores of (B, 1), and for every step the dropout masks (empty lists for none). */
    record Examples(GraphBatch graphs, NDArray scores) {}

    /** Whether parameter i of n moves; the last two are the head. */
    private boolean moves(int i, int n) {
        return i < n - 2 ? movesBody : movesHead;
    }

    /** The parameters after one step: what stays is the same array. */
    NDList step(NDList parameters, Examples support, NDList masks) {
        Gcn gcn = new Gcn(parameters, support.graphs, masks);
        NDList gradient = gcn.gradient(outputGradient(gcn.outputs(), support.scores));
        NDList next = new NDList(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            next.add(
                    moves(i, parameters.size())
                            ? gradient.get(i).muli(-rate).addi(parameters.get(i))
                            : parameters.get(i));
        }
        return next;
    }

    /**
     * The outer loss and its gradient by the parameters that the inner loop starts from.
     *
     * @param masks of every inner step, and then of the query pass
     */
    Outer outerGradient(NDList start, Examples support, Examples query, NDList[] masks, Progress progress) {
        int steps = masks.length - 1;
        NDList[] path = new NDList[steps + 1];
        path[0] = start;
        for (int k = 0; k < steps; k++) {
            progress.checkCanceled();
            path[k + 1] = step(path[k], support, masks[k]);
        }
        Gcn gcn = new Gcn(path[steps], query.graphs, masks[steps]);
        NDArray outputs = gcn.outputs();
        NDArray loss = outputs.sub(query.scores).square().mean();
        NDList gradient = gcn.gradient(outputGradient(outputs, query.scores));
        if (secondOrder) {
            for (int k = steps - 1; k >= 0; k--) {
                progress.checkCanceled();
                gradient = throughStep(path[k], support, masks[k], gradient);
            }
        }
        return new Outer(loss, gradient);
    }

    /** The query set's loss, a single number, and the outer gradient, a list like the parameters. */
    record Outer(NDArray loss, NDList gradient) {}

    private NDList throughStep(NDList parameters, Examples support, NDList masks, NDList gradient) {
        NDList direction = new NDList(gradient.size());
        for (int i = 0; i < gradient.size(); i++) {
            direction.add(
                    moves(i, gradient.size())
                            ? gradient.get(i)
                            : gradient.get(i).zerosLike());
        }
        NDList product = hessianVector(parameters, support, masks, direction);
        NDList result = new NDList(gradient.size());
        for (int i = 0; i < gradient.size(); i++) {
            result.add(product.get(i).muli(-rate).addi(gradient.get(i)));
        }
        return result;
    }

    /** The Hessian of the mean squared error times a direction: a list like the parameters. */
    static NDList hessianVector(NDList parameters, Examples examples, NDList masks, NDList direction) {
        Gcn gcn = new Gcn(parameters, examples.graphs, masks);
        NDArray outputGradient = outputGradient(gcn.outputs(), examples.scores);
        gcn.gradient(outputGradient);
        NDArray tangent = gcn.outputTangent(direction).muli(2.0 / examples.graphs.size);
        return gcn.gradientTangent(direction, outputGradient, tangent);
    }

    /** The derivative of the mean squared error by the outputs, (B, 1). */
    static NDArray outputGradient(NDArray outputs, NDArray scores) {
        return outputs.sub(scores).muli(2.0 / scores.size());
    }
}
