package org.fewshotnas.predictor.finetuning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import org.fewshotnas.predictor.Adaptation;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.ScoreScale;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/**
 * Adapts a predictor to a new task from a few scores (MP-NAS, section 3.2, "Meta-testing with fine-tuning") by what its learner says
 * ({@link LearningMethod#tuner}): SGD at a lowered rate on the parameters that the inner loop moves, for the number of steps that gives the
 * best cross-validated Spearman correlation on the support set; or a fit in closed form instead.
 *
 * <p>It starts from what {@link ZeroShot#forTarget} says of the task, and fits {@link SupportLabels}. The target's {@link ScoreScale} leads
 * back by least squares. For SGD the mean label is placed where the predictor's own mean over the support set lies, so that no step is spent
 * on a shift, which changes no rank.
 */
public final class FineTuning {
    private FineTuning() {}

    /**
     * Fine-tunes.
     *
     * @param predictor as meta-learned; one that was fine-tuned before goes on from there, but for a learner that {@linkplain
     *     LearningMethod#takesSteps takes no steps}, which starts anew: give it all scores together
     * @param scored the scores, several of one architecture counting as their mean: none gives that of {@link ZeroShot#forTarget} with a
     *     warning; one, or all the same, give no order to learn, only a level
     * @throws InvalidInputException if fine-tuning diverges at every number of steps, or the device is not there
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static FineTuneResult fineTune(
            Predictor predictor, Task scored, FineTuneSettings settings, Device device, Progress progress) {
        Torch.start(progress);
        Predictor start = ZeroShot.forTarget(predictor, scored.metric());
        if (scored.size() == 0) {
            return withoutScores(predictor, start, scored);
        }
        try (NDManager manager = Torch.newManager(device, progress)) {
            return new FineTuningRun(manager, predictor, start, scored, settings, progress).run();
        }
    }

    private static FineTuneResult withoutScores(Predictor predictor, Predictor start, Task scored) {
        String what = "There is no score of \"" + scored.metric().name() + "\" to fine-tune on";
        String warning = start.spec().target().isPresent()
                ? what + ": the predictor stays as it was."
                : what + " (zero-shot). Predictions rank architectures; they have no unit.";
        List<String> warnings = ZeroShot.otherTarget(predictor, scored.metric())
                .map(other -> List.of(warning, other))
                .orElse(List.of(warning));
        return new FineTuneResult(start, Adaptation.NONE, Map.of(), warnings);
    }
}
