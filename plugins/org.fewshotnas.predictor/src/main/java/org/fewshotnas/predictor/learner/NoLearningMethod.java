package org.fewshotnas.predictor.learner;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.predictor.finetuning.SgdTuner;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.metalearning.InnerLoop;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;

/** Random initialisation: what fine-tuning alone is worth. A baseline. */
public final class NoLearningMethod implements LearningMethod {
    @Override
    public String name() {
        return "NONE";
    }

    @Override
    public String label() {
        return "No meta-learning";
    }

    @Override
    public String description() {
        return "A baseline: a network with random weights, so that all it will know comes from fine-tuning.";
    }

    @Override
    public boolean learns() {
        return false;
    }

    @Override
    public Weights learn(List<Task> tasks, MetaLearningSettings settings, Device device, Progress progress) {
        return Parameters.random(settings.shape(), settings.seed());
    }

    @Override
    public boolean weighsScores() {
        return true;
    }

    @Override
    public Tuner tuner(NDManager manager, Predictor start, Task support, double rate, long seed) {
        InnerLoop loop = new InnerLoop(InnerLoop.Moved.ALL, rate, false, new NDList());
        return SgdTuner.of(manager, start, loop, support);
    }
}
