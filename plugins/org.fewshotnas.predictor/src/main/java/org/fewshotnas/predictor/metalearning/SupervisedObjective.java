package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.gcn.Dropout;
import org.fewshotnas.predictor.gcn.Gcn;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.metalearning.InnerLoop.Examples;
import org.fewshotnas.predictor.metalearning.StandardizedTask.Episode;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Torch;

/** Plain supervised learning: the mean squared error on all of the episodes' architectures, which all tasks see with the same weights. */
public record SupervisedObjective(GcnShape shape) implements Objective {
    @Override
    public Result evaluate(
            NDManager manager, NDList parameters, List<Episode> episodes, SplittableRandom random, Progress progress) {
        DataType type = parameters.get(0).getDataType();
        Examples all = Batches.together(manager, type, shape, episodes);
        Gcn gcn = new Gcn(parameters, all.graphs(), Dropout.masks(manager, type, shape, all.graphs(), random));
        NDArray errors = gcn.outputs().subi(all.scores());
        double loss = Torch.toDoubles(errors.square().mean())[0];
        double factor = 2.0 * episodes.size() / all.graphs().size;
        return new Result(loss, gcn.gradient(errors.muli(factor)), episodes.size());
    }
}
