package org.fewshotnas.predictor.metalearning;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Origin;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.PredictorFile;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.file.Provenance;
import org.fewshotnas.tensor.file.Weights;

/**
 * Makes a predictor from tasks, as a {@link LearningMethod} says: the outer loop of meta-learning (MP-NAS, section 3.2, equations 2 to 7),
 * and its baselines. An outer step draws tasks, and of each a support and a query set that share no architecture; the learner's
 * {@link Objective} gives every task's gradient, and AdamW follows their mean.
 */
public final class MetaLearning {
    private MetaLearning() {}

    /**
     * Learns a predictor.
     *
     * @param tasks on the same graphs or on graphs of their own; not needed by a learner that does not {@linkplain LearningMethod#learns learn}
     * @throws InvalidInputException if a task cannot be learned from, the device is not there, or the training diverges
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static Predictor learn(List<Task> tasks, MetaLearningSettings settings, Device device, Progress progress) {
        long start = System.nanoTime();
        LearningMethod learner = settings.learner();
        List<Task> known = learner.learns() ? tasks : List.of();
        if (learner.learns() && tasks.isEmpty()) {
            throw new InvalidInputException(
                    "There is no task to learn from.",
                    "Choose at least one column with scores that is not the target's.");
        }
        List<Metric> metrics = known.stream().map(Task::metric).toList();
        Origin origin = new Origin(learner, metrics, settings.referenceSpaces());
        PredictorFile.checkStorable(PredictorSpec.learned(settings.shape(), origin, Provenance.NONE));
        if (learner.learns()) {
            TaskMemory.check(tasks, settings);
            progress.report(0, "Starting the tensor library");
        }
        Weights weights = learner.learn(known, settings, device, progress);
        Provenance provenance = new Provenance(List.of(new Provenance.Step(
                "meta-learning",
                Provenance.Input.of(metrics),
                parameters(settings),
                settings.seed(),
                Provenance.currentVersions(),
                (System.nanoTime() - start) / 1e9)));
        progress.report(1, "Meta-learned");
        return new Predictor(PredictorSpec.learned(settings.shape(), origin, provenance), weights);
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
