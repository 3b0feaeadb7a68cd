package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.gcn.Gcn;
import org.fewshotnas.predictor.metalearning.StandardizedTask.Episode;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Torch;

/** What a learner's outer loop minimises, over episodes of some tasks, which are computed in one batch. */
@FunctionalInterface
public interface Objective {
    /**
     * The mean loss of some episodes, and the sum of its gradients, a list like the parameters. Arrays belong to the innermost
     * {@code NDScope}.
     *
     * @param episodes how many
     */
    record Result(double loss, NDList gradient, int episodes) {
        /** The result of so many episodes' inner loops. */
        static Result of(InnerLoop.Outer outer, int episodes) {
            return new Result(Torch.toDoubles(outer.loss())[0], outer.gradient(), episodes);
        }
    }

    /**
     * @param parameters as {@link Gcn} takes them
     * @param episodes of tasks, with support sets of one size and query sets of one size
     * @param random for dropout
     */
    Result evaluate(
            NDManager manager, NDList parameters, List<Episode> episodes, SplittableRandom random, Progress progress);
}
