package org.fewshotnas.predictor.learner;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.predictor.finetuning.ClosedForm;
import org.fewshotnas.predictor.finetuning.HeadPrior;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.metalearning.Ensemble;
import org.fewshotnas.predictor.metalearning.MultiTask;
import org.fewshotnas.predictor.metalearning.OuterLoop;
import org.fewshotnas.predictor.metalearning.StandardizedTask;
import org.fewshotnas.predictor.metalearning.TaskHeads;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Weights;

/**
 * One network learns all tasks at once, each with a last layer of its own ({@link MultiTask}); a new task's last layer is fitted in closed
 * form, around those of the known tasks that it resembles, beside a forest that knows the new task alone ({@link ClosedForm}).
 */
public final class MultiTaskMethod implements LearningMethod {
    /** Far apart, so that the members of one seed are not those of the next. */
    private static final long MEMBER_SEED = 0x9E3779B97F4A7C15L;

    @Override
    public String name() {
        return "MULTI_TASK";
    }

    @Override
    public String label() {
        return "Multi-task";
    }

    @Override
    public String description() {
        return "One network learns all tasks at once, and beside them the size, depth and operations of cells from every search space. "
                + "For a new task, its last layer is fitted to the few scores in closed form (Bayesian regression), around "
                + "the known tasks, or the size of the cell, that explain them best. Beside it stands a random forest on features of "
                + "the cell as it is written, which knows no other task: it counts as far as the scores speak for it, more than all "
                + "else where a task is unlike the known ones. For a cost the numbers of operations count too, also of those that "
                + "compute nothing, since many a device takes its time for them. The learner that ranks best from few "
                + "scores, and across search spaces; choose it unless you want to compare. Takes no steps and no rate in "
                + "fine-tuning, and trains three networks whose predictions are averaged where the width can be divided by 3.";
    }

    @Override
    public MetaLearningSettings defaults() {
        return new MetaLearningSettings(
                this,
                GcnShape.defaults(),
                new MetaLearningSettings.Inner(3, 0.01, true, 64, 64),
                new MetaLearningSettings.Outer(2500, 3e-3, 1e-2, 3),
                1);
    }

    @Override
    public boolean drawsReferences() {
        return true;
    }

    @Override
    public boolean takesSteps() {
        return false;
    }

    @Override
    public Map<String, List<Integer>> tensors(GcnShape shape, List<Metric> tasks) {
        if (tasks.isEmpty()) {
            throw new InvalidInputException(
                    "This is not the description of a predictor: it has learned all tasks at once and names none.",
                    "Take a predictor that the Meta-Learner or Predictor Fine-Tune made with this release.");
        }
        return TaskHeads.tensors(shape, tasks.size());
    }

    @Override
    public Weights learn(List<Task> tasks, MetaLearningSettings settings, Device device, Progress progress) {
        List<StandardizedTask> standardized =
                tasks.stream().map(StandardizedTask::of).toList();
        int members = Ensemble.members(settings.shape());
        List<Weights> learned = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            MetaLearningSettings own = settings.withShape(Ensemble.member(settings.shape(), members))
                    .withSeed(settings.seed() + i * MEMBER_SEED);
            learned.add(member(standardized, own, device, share(progress, i, members)));
        }
        return members == 1 ? learned.get(0) : Ensemble.combine(settings.shape(), learned);
    }

    /** One network's share of the progress, which says which network it is. */
    private static Progress share(Progress progress, int index, int count) {
        String prefix = count == 1 ? "" : "Network " + (index + 1) + " of " + count + ". ";
        return progress.part((double) index / count, (index + 1.0) / count).prefixed(prefix);
    }

    private static Weights member(
            List<StandardizedTask> tasks, MetaLearningSettings settings, Device device, Progress progress) {
        try (OuterLoop loop = new OuterLoop(settings, device, progress)) {
            NDManager manager = loop.manager();
            MultiTask all = new MultiTask(settings.shape(), tasks, settings.referenceSpaces(), settings.seed());
            NDList parameters = all.initial(manager, settings.seed());
            int batch = settings.inner().size();
            loop.train(parameters, random -> all.pieces(manager, parameters, batch, random));
            return loop.finite(all.collapse(manager, parameters, settings.seed(), progress));
        }
    }

    @Override
    public Optional<double[]> zeroShotHead(Predictor predictor, Metric target) {
        return Optional.of(HeadPrior.of(predictor, target).mean());
    }

    @Override
    public boolean weighsScores() {
        return true;
    }

    @Override
    public Tuner tuner(NDManager manager, Predictor start, Task support, double rate, long seed) {
        NDList network =
                Parameters.toTensors(manager, DataType.FLOAT32, start.spec().shape(), start.weights());
        double[][] embeddings =
                Scoring.embeddings(manager, start.spec().shape(), network, support.graphs(), Progress.NONE);
        return new ClosedForm(start, support, embeddings, seed);
    }
}
