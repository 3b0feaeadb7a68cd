package org.fewshotnas.predictor.learner;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.predictor.finetuning.SgdTuner;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.metalearning.Episodes;
import org.fewshotnas.predictor.metalearning.InnerLoop;
import org.fewshotnas.predictor.metalearning.Objective;
import org.fewshotnas.predictor.metalearning.OuterLoop;
import org.fewshotnas.predictor.metalearning.StandardizedTask;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;

/**
 * A learner that looks for weights from which a few gradient steps on a few scores lead to good predictions: its outer loop minimises an
 * {@link Objective} over {@link Episodes} of the tasks, and fine-tuning takes the steps.
 */
abstract class EpisodicMethod implements LearningMethod {
    /** What the outer loop minimises. */
    abstract Objective objective(MetaLearningSettings settings);

    /** What the steps of fine-tuning move. */
    InnerLoop.Moved moved() {
        return InnerLoop.Moved.ALL;
    }

    /** The parameters to begin with, in the order of the network's tensors and {@link #tensors}. */
    NDList initial(NDManager manager, MetaLearningSettings settings) {
        GcnShape shape = settings.shape();
        return Parameters.toTensors(manager, DataType.FLOAT32, shape, Parameters.random(shape, settings.seed()));
    }

    /** Factors of the rate of fine-tuning that were learned, a list like the network's tensors; empty where there are none. */
    NDList factors(NDManager manager, Predictor predictor) {
        return new NDList();
    }

    @Override
    public Weights learn(List<Task> tasks, MetaLearningSettings settings, Device device, Progress progress) {
        List<StandardizedTask> standardized =
                tasks.stream().map(StandardizedTask::of).toList();
        Map<String, List<Integer>> tensors =
                new LinkedHashMap<>(settings.shape().tensors());
        tensors.putAll(tensors(settings.shape(), List.of()));
        try (OuterLoop loop = new OuterLoop(settings, device, progress)) {
            NDList parameters = initial(loop.manager(), settings);
            loop.train(
                    parameters, new Episodes(loop.manager(), parameters, standardized, settings, objective(settings)));
            return loop.finite(Parameters.toWeights(tensors, parameters));
        }
    }

    @Override
    public boolean weighsScores() {
        return true;
    }

    @Override
    public Tuner tuner(NDManager manager, Predictor start, Task support, double rate, long seed) {
        InnerLoop loop = new InnerLoop(moved(), rate, false, factors(manager, start));
        return SgdTuner.of(manager, start, loop, support);
    }
}
