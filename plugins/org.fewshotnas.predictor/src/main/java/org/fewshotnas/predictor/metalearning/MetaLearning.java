package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.Learner;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorFile;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.AdamW;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.ParallelTasks;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;

/**
 * Makes a predictor from tasks: the outer loop of meta-learning (MP-NAS, section 3.2, equations 2 to 7), and its baselines. An outer step
 * draws tasks, and of each a support and a query set that share no architecture; the learner's {@link Objective} gives every task's
 * gradient, and AdamW follows their mean.
 *
 * <p>The tasks of a step are computed side by side, or some of them in one batch, and added up in a fixed order, so that the same seed gives the same bits.
 */
public final class MetaLearning {
    /** Far apart, so that the members of one seed are not those of the next. */
    private static final long MEMBER_SEED = 0x9E3779B97F4A7C15L;

    private MetaLearning() {}

    /**
     * Learns a predictor.
     *
     * @param tasks on the same graphs or on graphs of their own; not needed by {@link Learner#NONE}
     * @throws InvalidInputException if a task cannot be learned from, the device is not there, or the training diverges
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static Predictor learn(List<Task> tasks, MetaLearningSettings settings, Device device, Progress progress) {
        long start = System.nanoTime();
        boolean learns = settings.learner() != Learner.NONE;
        if (learns && tasks.isEmpty()) {
            throw new InvalidInputException(
                    "There is no task to learn from.",
                    "Choose at least one column with scores that is not the target's.");
        }
        List<Metric> metrics = learns ? tasks.stream().map(Task::metric).toList() : List.of();
        PredictorFile.checkStorable(
                PredictorSpec.learned(settings.shape(), metrics, settings.learner(), Provenance.NONE));
        Weights weights;
        if (!learns) {
            weights = Parameters.random(settings.shape(), settings.seed());
        } else {
            TaskMemory.check(tasks, settings);
            List<StandardizedTask> standardized =
                    tasks.stream().map(StandardizedTask::of).toList();
            progress.report(0, "Starting the tensor library");
            int members = settings.learner() == Learner.MULTI_TASK ? Ensemble.members(settings.shape()) : 1;
            List<Weights> learned = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                MetaLearningSettings own = settings.withShape(Ensemble.member(settings.shape(), members))
                        .withSeed(settings.seed() + i * MEMBER_SEED);
                learned.add(network(standardized, own, device, member(progress, i, members)));
            }
            weights = members == 1 ? learned.get(0) : Ensemble.combine(settings.shape(), learned);
        }
        Provenance provenance = new Provenance(List.of(new Provenance.Step(
                "meta-learning",
                Provenance.Input.of(metrics),
                parameters(settings),
                settings.seed(),
                Provenance.currentVersions(),
                (System.nanoTime() - start) / 1e9)));
        progress.report(1, "Meta-learned");
        return new Predictor(PredictorSpec.learned(settings.shape(), metrics, settings.learner(), provenance), weights);
    }

    /** One network's share of the progress, which says which network it is. */
    private static Progress member(Progress progress, int index, int count) {
        String prefix = count == 1 ? "" : "Network " + (index + 1) + " of " + count + ". ";
        return progress.part((double) index / count, (index + 1.0) / count).prefixed(prefix);
    }

    private static Weights network(
            List<StandardizedTask> tasks, MetaLearningSettings settings, Device device, Progress progress) {
        try (NDManager manager = Torch.newManager(device, progress);
                ParallelTasks workers = new ParallelTasks(Torch.threads(manager), progress)) {
            Weights weights;
            if (settings.learner() == Learner.MULTI_TASK) {
                MultiTask all = new MultiTask(settings.shape(), tasks, settings.seed());
                NDList parameters = all.initial(manager, settings.seed());
                int batch = settings.inner().size();
                train(
                        workers,
                        parameters,
                        random -> all.pieces(manager, parameters, batch, random),
                        settings,
                        progress);
                weights = all.collapse(manager, parameters, settings.seed(), progress);
            } else {
                Map<String, List<Integer>> shapes = PredictorSpec.learned(
                                settings.shape(), List.of(), settings.learner(), Provenance.NONE)
                        .tensors();
                NDList parameters = initial(manager, settings);
                train(workers, parameters, new Episodes(manager, parameters, tasks, settings), settings, progress);
                weights = Parameters.toWeights(shapes, parameters);
            }
            if (!weights.finite()) {
                throw diverged(settings.outer().steps(), settings);
            }
            return weights;
        }
    }

    /** The network's random weights and, where rates are learned, their factors, which begin with one. */
    public static NDList initial(NDManager manager, MetaLearningSettings settings) {
        GcnShape shape = settings.shape();
        NDList parameters =
                Parameters.toTensors(manager, DataType.FLOAT32, shape, Parameters.random(shape, settings.seed()));
        if (settings.learner() == Learner.META_SGD) {
            parameters.addAll(
                    new NDList(parameters.stream().map(NDArray::onesLike).toArray(NDArray[]::new)));
        }
        return parameters;
    }

    /** What an outer step computes: pieces of work whose gradients are averaged. */
    public interface Step {
        List<ParallelTasks.Work<Objective.Result>> draw(SplittableRandom random);
    }

    /** Moves the parameters, in place. */
    public static void train(
            ParallelTasks workers, NDList parameters, Step drawing, MetaLearningSettings settings, Progress progress) {
        try (AdamW optimizer = new AdamW(parameters, settings.outer().weightDecay())) {
            SplittableRandom random = new SplittableRandom(settings.seed());
            double averageLoss = 0;
            for (int step = 0; step < settings.outer().steps(); step++) {
                List<Objective.Result> results = workers.run(
                        drawing.draw(random).stream().map(MetaLearning::scoped).toList());
                int count =
                        results.stream().mapToInt(Objective.Result::episodes).sum();
                double loss = results.stream()
                                .mapToDouble(result -> result.loss() * result.episodes())
                                .sum()
                        / count;
                if (!Double.isFinite(loss)) {
                    throw diverged(step, settings);
                }
                NDList gradient = mean(results, count);
                optimizer.step(gradient, rate(settings, step));
                gradient.close();
                averageLoss = step == 0 ? loss : averageLoss + 0.02 * (loss - averageLoss);
                progress.report(
                        (step + 1.0) / settings.outer().steps(),
                        String.format(
                                Locale.ROOT,
                                "Learning: step %d of %d, loss %.3f",
                                step + 1,
                                settings.outer().steps(),
                                averageLoss));
            }
        }
    }

    /** Work that gives its memory back but for the gradient. */
    private static ParallelTasks.Work<Objective.Result> scoped(ParallelTasks.Work<Objective.Result> work) {
        return progress -> {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Objective.Result result = work.run(progress);
                NDScope.unregister(result.gradient());
                return result;
            }
        };
    }

    /** The first result's list becomes the mean of all; the others are closed. */
    private static NDList mean(List<Objective.Result> results, int count) {
        NDList sum = results.get(0).gradient();
        for (int i = 1; i < results.size(); i++) {
            NDList next = results.get(i).gradient();
            for (int p = 0; p < sum.size(); p++) {
                sum.get(p).addi(next.get(p));
            }
            next.close();
        }
        for (NDArray array : sum) {
            array.muli(1.0 / count);
        }
        return sum;
    }

    /** Rises over the first twentieth of the steps, then falls to zero along a cosine. */
    private static double rate(MetaLearningSettings settings, int step) {
        double warm = Math.min(1, (step + 1) / (0.05 * settings.outer().steps()));
        return settings.outer().rate()
                * warm
                * 0.5
                * (1 + Math.cos(Math.PI * step / settings.outer().steps()));
    }

    private static InvalidInputException diverged(int step, MetaLearningSettings settings) {
        return new InvalidInputException(
                "Meta-learning diverged: after " + step + " of "
                        + settings.outer().steps() + " outer steps its loss is no finite number.",
                settings.learner().hasInnerLoop()
                        ? "Lower the inner rate (" + settings.inner().rate() + ") or the number of inner steps ("
                                + settings.inner().steps() + "); if it still diverges, lower the outer rate ("
                                + settings.outer().rate() + ")."
                        : "Lower the outer rate (" + settings.outer().rate() + ").");
    }

    private static Map<String, String> parameters(MetaLearningSettings settings) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("learner", settings.learner().name());
        values.put("second order", Boolean.toString(settings.inner().secondOrder()));
        values.put("inner steps", Integer.toString(settings.inner().steps()));
        values.put("inner rate", Double.toString(settings.inner().rate()));
        values.put("outer rate", Double.toString(settings.outer().rate()));
        values.put("weight decay", Double.toString(settings.outer().weightDecay()));
        values.put("support size", Integer.toString(settings.inner().supportSize()));
        values.put("query size", Integer.toString(settings.inner().querySize()));
        values.put("steps", Integer.toString(settings.outer().steps()));
        values.put("tasks per step", Integer.toString(settings.outer().tasksPerStep()));
        return values;
    }
}
