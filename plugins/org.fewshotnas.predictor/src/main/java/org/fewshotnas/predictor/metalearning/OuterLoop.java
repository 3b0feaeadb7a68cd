package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.AdamW;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.ParallelTasks;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/**
 * Trains one network: AdamW follows the mean gradient of what a step computes.
 *
 * <p>The tasks of a step are computed side by side, or some of them in one batch, and added up in a fixed order, so that the same seed gives
 * the same bits.
 */
public final class OuterLoop implements AutoCloseable {
    /** What an outer step computes: pieces of work whose gradients are averaged. */
    @FunctionalInterface
    public interface Step {
        List<ParallelTasks.Work<Objective.Result>> draw(SplittableRandom random);
    }

    private final MetaLearningSettings settings;
    private final Progress progress;
    private final NDManager manager;
    private final ParallelTasks workers;

    /**
     * Takes the device.
     *
     * @throws InvalidInputException if the device is not there
     */
    public OuterLoop(MetaLearningSettings settings, Device device, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        manager = Torch.newManager(device, progress);
        workers = new ParallelTasks(Torch.threads(manager), progress);
    }

    /** Of the parameters; what it has is gone when the loop is closed. */
    public NDManager manager() {
        return manager;
    }

    /**
     * Moves the parameters, in place.
     *
     * @throws InvalidInputException if the training diverges
     */
    public void train(NDList parameters, Step drawing) {
        MetaLearningSettings.Outer outer = settings.outer();
        try (AdamW optimizer = new AdamW(parameters, outer.weightDecay())) {
            SplittableRandom random = new SplittableRandom(settings.seed());
            double averageLoss = 0;
            for (int step = 0; step < outer.steps(); step++) {
                List<Objective.Result> results = workers.run(
                        drawing.draw(random).stream().map(OuterLoop::scoped).toList());
                int count =
                        results.stream().mapToInt(Objective.Result::episodes).sum();
                double loss = results.stream()
                                .mapToDouble(result -> result.loss() * result.episodes())
                                .sum()
                        / count;
                if (!Double.isFinite(loss)) {
                    throw diverged(step);
                }
                NDList gradient = mean(results, count);
                optimizer.step(gradient, rate(step));
                gradient.close();
                averageLoss = step == 0 ? loss : averageLoss + 0.02 * (loss - averageLoss);
                report(step + 1, averageLoss);
            }
        }
    }

    private void report(int done, double loss) {
        int steps = settings.outer().steps();
        progress.curve("", done, loss);
        progress.report(
                (double) done / steps,
                String.format(Locale.ROOT, "Learning: step %d of %d, loss %.3f", done, steps, loss));
    }

    /**
     * These weights.
     *
     * @throws InvalidInputException if one of them is not finite
     */
    public Weights finite(Weights weights) {
        if (!weights.finite()) {
            throw diverged(settings.outer().steps());
        }
        return weights;
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
    private double rate(int step) {
        MetaLearningSettings.Outer outer = settings.outer();
        double warm = Math.min(1, (step + 1) / (0.05 * outer.steps()));
        return outer.rate() * warm * 0.5 * (1 + Math.cos(Math.PI * step / outer.steps()));
    }

    private InvalidInputException diverged(int step) {
        MetaLearningSettings.Outer outer = settings.outer();
        return new InvalidInputException(
                "Meta-learning diverged: after " + step + " of " + outer.steps()
                        + " outer steps its loss is no finite number.",
                settings.learner().hasInnerLoop()
                        ? "Lower the inner rate (" + settings.inner().rate() + ") or the number of inner steps ("
                                + settings.inner().steps() + "); if it still diverges, lower the outer rate ("
                                + outer.rate() + ")."
                        : "Lower the outer rate (" + outer.rate() + ").");
    }

    @Override
    public void close() {
        workers.close();
        manager.close();
    }
}
