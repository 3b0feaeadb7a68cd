package org.fewshotnas.predictor.evaluation;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.predictor.Device;
import org.fewshotnas.predictor.FineTuneSettings;
import org.fewshotnas.predictor.FineTuning;
import org.fewshotnas.predictor.MetaLearning;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.Progress;

/** A learner of this library: {@link MetaLearning}, then {@link FineTuning}. */
public record MetaLearned(MetaLearningSettings settings, FineTuneSettings fineTuning, Device device)
        implements Approach {
    @Override
    public String name() {
        return settings.learner().label();
    }

    @Override
    public List<Learned> learn(List<Task> known, long seed, Progress progress) {
        Predictor learned = MetaLearning.learn(known, settings.withSeed(seed), device, progress);
        return List.of((support, own, report) -> adapt(learned, support, own, report));
    }

    private Adapted adapt(Predictor learned, Task support, long seed, Progress progress) {
        Predictor tuned = FineTuning.fineTune(learned, support, fineTuning.withSeed(seed), device, progress)
                .predictor();
        int sign = tuned.spec().direction().sign();
        return (cells, report) -> Arrays.stream(tuned.predict(cells, device, report))
                .map(score -> sign * score)
                .toArray();
    }
}
