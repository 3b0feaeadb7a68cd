package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.predictor.gcn.Gcn;
import org.fewshotnas.predictor.gcn.GraphBatch;
import org.fewshotnas.space.base.Progress;

/**
 * The inner loop of model-agnostic meta-learning (Finn et al., 2017), and the gradient of the outer loss through it. A step of SGD on the
 * support set's mean squared error L moves some or all of the parameters:
 *
 * <pre>  u(k+1) = u(k) - rate · a ∘ ∇L(u(k)),   a = 0 for a parameter that stays</pre>
 *
 * BOIL moves all but the last layer (MP-NAS, equation 6), ANIL the last layer, the others both; a = 1 for what moves, but in Meta-SGD (Li
 * et al., 2017, equation 3) a is learned. With v(K) = ∇Q(u(K)) of the query set's loss Q, the outer gradient v(0) follows backwards from
 *
 * <pre>  v(k) = v(k+1) - rate · H(u(k)) · (a ∘ v(k+1))</pre>
 *
 * with H the Hessian of L, and that by a is the sum of - rate · v(k+1) ∘ ∇L(u(k)). First order leaves out the Hessian: v(k) = v(K).
 */
public final class InnerLoop {
    /** Which parameters it moves. */
    public enum Moved {
        /** All of them. */
        ALL,
        /** All but the last layer. */
        BODY,
        /** The last layer alone. */
        HEAD
    }

    private final Moved moved;
    private final double rate;
    private final boolean secondOrder;
    private final NDList factors;

    /**
     * @param rate of the steps
     * @param secondOrder whether the outer gradient goes through the inner steps
     * @param factors a above, a list like the parameters; empty where it is not learned
     */
    public InnerLoop(Moved moved, double rate, boolean secondOrder, NDList factors) {
        this.moved = moved;
        this.rate = rate;
        this.secondOrder = secondOrder;
        this.factors = factors;
    }

    /**
     * Graphs, and scores of (B, 1); or of several tasks stacked, and scores of (T, B, 1).
     *
     * @param weights what each squared error counts, in the shape of the scores and of mean 1; none where all count alike
     */
    public record Examples(GraphBatch graphs, NDArray scores, Optional<NDArray> weights) {
        /** Which all count alike. */
        public Examples(GraphBatch graphs, NDArray scores) {
            this(graphs, scores, Optional.empty());
        }

        /** Multiplies numbers in the shape of the scores by the weights, in place. */
        NDArray weighed(NDArray numbers) {
            return weights.map(numbers::muli).orElse(numbers);
        }

        /** These parameters once for every task, where there are several. */
        NDList stacked(NDList parameters) {
            if (scores.getShape().dimension() == 2) {
                return parameters;
            }
            NDList stacked = new NDList(parameters.size());
            for (NDArray parameter : parameters) {
                Shape shape = parameter.getShape();
                long rows = shape.dimension() == 1 ? 1 : shape.get(0);
                stacked.add(parameter.broadcast(scores.getShape().get(0), rows, shape.get(shape.dimension() - 1)));
            }
            return stacked;
        }
    }

    /** The sum over all tasks, in the shape of the parameter. */
    private static NDArray total(NDArray array, NDArray parameter) {
        Shape shape = parameter.getShape();
        return array.getShape().equals(shape) ? array : array.sum(new int[] {0}).reshape(shape);
    }

    private static NDList total(NDList stacked, NDList parameters) {
        NDList totals = new NDList(stacked.size());
        for (int i = 0; i < stacked.size(); i++) {
            totals.add(total(stacked.get(i), parameters.get(i)));
        }
        return totals;
    }

    /** A step that was taken: the pass with - rate · ∇L, and the parameters behind it; what stays is the same array. */
    private record Step(Pass pass, NDList next) {}

    /**
     * A network's pass over examples: the mean squared error, and the gradient of so many times the error by its outputs and by its
     * parameters. Scaled is the short column of outputs, and so no product of the parameters' size is needed.
     */
    private record Pass(
            Gcn gcn, Examples examples, NDArray loss, double factor, NDArray outputGradient, NDList gradient) {
        static Pass of(NDList parameters, Examples examples, NDList masks, double scale) {
            Gcn gcn = new Gcn(parameters, examples.graphs, masks);
            NDArray errors = gcn.outputs().subi(examples.scores);
            NDArray loss = examples.weighed(errors.square()).mean();
            double factor = 2 * scale / examples.graphs.size;
            NDArray outputGradient = examples.weighed(errors.muli(factor));
            return new Pass(gcn, examples, loss, factor, outputGradient, gcn.gradient(outputGradient));
        }

        /** The Hessian of so many times the error times a direction: a list like the parameters. */
        NDList hessianVector(NDList direction) {
            NDArray tangent = examples.weighed(gcn.outputTangent(direction).muli(factor));
            return gcn.gradientTangent(direction, outputGradient, tangent);
        }
    }

    /** Whether parameter i of n moves; the last two are the head. */
    private boolean moves(int i, int n) {
        return moved != (i < n - 2 ? Moved.HEAD : Moved.BODY);
    }

    /** The parameters after one step: what stays is the same array. */
    public NDList step(NDList parameters, Examples support, NDList masks) {
        return take(parameters, support, masks).next;
    }

    private Step take(NDList parameters, Examples support, NDList masks) {
        Pass pass = Pass.of(parameters, support, masks, -rate);
        NDList next = new NDList(parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            NDArray parameter = parameters.get(i);
            next.add(
                    moves(i, parameters.size())
                            ? directed(pass.gradient.get(i), i).add(parameter)
                            : parameter);
        }
        return new Step(pass, next);
    }

    /** a ∘ an array. */
    private NDArray directed(NDArray array, int i) {
        return factors.isEmpty() ? array : array.mul(factors.get(i));
    }

    /**
     * The query set's loss, a single number, the mean over tasks; and the outer gradient, the sum over tasks: a list like the parameters,
     * then one like the factors.
     */
    public record Outer(NDArray loss, NDList gradient) {}

    /**
     * The outer loss and its gradient by the parameters that the inner loop starts from. Every task goes its own way from them.
     *
     * @param masks of every inner step, and then of the query pass
     */
    Outer outerGradient(NDList start, Examples support, Examples query, NDList[] masks, Progress progress) {
        int steps = masks.length - 1;
        List<Pass> passes = new ArrayList<>();
        NDList parameters = support.stacked(start);
        for (int k = 0; k < steps; k++) {
            progress.checkCanceled();
            Step step = take(parameters, support, masks[k]);
            passes.add(step.pass);
            parameters = step.next;
        }
        Pass last = Pass.of(parameters, query, masks[steps], 1);
        NDList gradient = last.gradient;
        NDList byFactors = new NDList(factors.stream().map(NDArray::zerosLike).toArray(NDArray[]::new));
        for (int k = steps - 1; k >= 0 && (secondOrder || !factors.isEmpty()); k--) {
            progress.checkCanceled();
            for (int i = 0; i < factors.size(); i++) {
                NDArray product = gradient.get(i).mul(passes.get(k).gradient.get(i));
                byFactors.get(i).addi(total(product, factors.get(i)));
            }
            if (secondOrder) {
                gradient = throughStep(passes.get(k), gradient);
            }
        }
        NDList all = total(gradient, start);
        all.addAll(byFactors);
        return new Outer(last.loss, all);
    }

    private NDList throughStep(Pass pass, NDList gradient) {
        NDList direction = new NDList(gradient.size());
        for (int i = 0; i < gradient.size(); i++) {
            direction.add(
                    moves(i, gradient.size())
                            ? directed(gradient.get(i), i)
                            : gradient.get(i).zerosLike());
        }
        NDList product = pass.hessianVector(direction);
        NDList result = new NDList(gradient.size());
        for (int i = 0; i < gradient.size(); i++) {
            result.add(product.get(i).addi(gradient.get(i)));
        }
        return result;
    }

    /**
     * The mean of the gradients along a walk of one step on each of some batches, for an optimiser to follow as if it were the outer
     * gradient: the way from the start to the walk's end, divided by the rate and the number of steps, with its sign turned (Nichol et al.,
     * 2018, algorithm 1). The loss is that of the last batch, before its own step.
     *
     * @param masks of every step
     */
    Outer meanGradient(NDList start, List<Examples> batches, NDList[] masks, Progress progress) {
        NDList mean = new NDList(start.stream().map(NDArray::zerosLike).toArray(NDArray[]::new));
        NDList parameters = batches.get(0).stacked(start);
        NDArray loss = null;
        for (int k = 0; k < batches.size(); k++) {
            progress.checkCanceled();
            Step step = take(parameters, batches.get(k), masks[k]);
            for (int i = 0; i < mean.size(); i++) {
                mean.get(i).addi(total(step.pass.gradient.get(i), start.get(i)));
            }
            loss = step.pass.loss;
            parameters = step.next;
        }
        mean.forEach(array -> array.muli(-1 / (rate * batches.size())));
        return new Outer(loss, mean);
    }
}
