package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.gcn.Dropout;
import org.fewshotnas.predictor.metalearning.InnerLoop.Examples;
import org.fewshotnas.predictor.metalearning.StandardizedTask.Episode;
import org.fewshotnas.space.base.Progress;

/**
 * The loss on the query sets after an {@link InnerLoop} has adapted to the support sets. Behind the network's parameters may be as many
 * factors of the inner rate, which are learned too.
 *
 * @param moved what the inner loop moves
 */
public record InnerLoopObjective(MetaLearningSettings settings, InnerLoop.Moved moved) implements Objective {
    @Override
    public Result evaluate(
            NDManager manager, NDList parameters, List<Episode> episodes, SplittableRandom random, Progress progress) {
        DataType type = parameters.get(0).getDataType();
        MetaLearningSettings.Inner inner = settings.inner();
        int steps = inner.steps();
        Examples support = Batches.support(manager, type, settings.shape(), episodes);
        Examples query = Batches.query(manager, type, settings.shape(), episodes);
        NDList[] masks = new NDList[steps + 1];
        for (int k = 0; k <= steps; k++) {
            progress.checkCanceled();
            masks[k] = Dropout.masks(manager, type, settings.shape(), (k < steps ? support : query).graphs(), random);
        }
        int size = settings.shape().tensors().size();
        NDList factors = new NDList(parameters.subList(size, parameters.size()));
        NDList start = new NDList(parameters.subList(0, size));
        InnerLoop loop = new InnerLoop(moved, inner.rate(), inner.secondOrder(), factors);
        return Result.of(loop.outerGradient(start, support, query, masks, progress), episodes.size());
    }
}
