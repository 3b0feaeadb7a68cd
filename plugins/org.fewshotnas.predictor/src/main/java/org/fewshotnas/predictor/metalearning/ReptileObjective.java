package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.gcn.Dropout;
import org.fewshotnas.predictor.metalearning.InnerLoop.Examples;
import org.fewshotnas.predictor.metalearning.StandardizedTask.Episode;
import org.fewshotnas.space.base.Progress;

/**
 * Where an inner loop leads that moves every parameter (Nichol et al., 2018). There is no query set: every inner step takes architectures of
 * its own from the episode, in turn.
 */
public record ReptileObjective(MetaLearningSettings settings) implements Objective {
    @Override
    public Result evaluate(
            NDManager manager, NDList parameters, List<Episode> episodes, SplittableRandom random, Progress progress) {
        DataType type = parameters.get(0).getDataType();
        int size = episodes.get(0).support().size();
        int all = episodes.get(0).all().size();
        List<Examples> batches = new ArrayList<>();
        NDList[] masks = new NDList[settings.inner().steps()];
        for (int k = 0; k < masks.length; k++) {
            progress.checkCanceled();
            int[] places =
                    IntStream.range(k * size, (k + 1) * size).map(i -> i % all).toArray();
            batches.add(Batches.some(manager, type, settings.shape(), episodes, places));
            masks[k] = Dropout.masks(
                    manager, type, settings.shape(), batches.get(k).graphs(), random);
        }
        InnerLoop loop = new InnerLoop(
                InnerLoop.Moved.ALL, settings.inner().rate(), settings.inner().secondOrder(), new NDList());
        return Result.of(loop.meanGradient(parameters, batches, masks, progress), episodes.size());
    }
}
