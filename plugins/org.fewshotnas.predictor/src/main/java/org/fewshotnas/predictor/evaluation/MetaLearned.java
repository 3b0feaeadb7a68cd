package org.fewshotnas.predictor.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.MetaLearningSettings;
import org.fewshotnas.predictor.Predictions;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.finetuning.FineTuning;
import org.fewshotnas.predictor.finetuning.InformativeSampler;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Device;

/** A {@link LearningMethod}: {@link MetaLearning}, then {@link FineTuning}. */
public record MetaLearned(MetaLearningSettings settings, FineTuneSettings fineTuning, Device device)
        implements Approach {
    @Override
    public String name() {
        return settings.learner().label();
    }

    @Override
    public boolean learns() {
        return settings.learner().learns();
    }

    @Override
    public List<Learned> learn(List<Task> known, long seed, Progress progress) {
        return List.of(new Start(MetaLearning.learn(known, settings.withSeed(seed), device, progress)));
    }

    private final class Start implements Learned {
        private final Predictor predictor;

        Start(Predictor predictor) {
            this.predictor = predictor;
        }

        @Override
        public Adapted adapt(Task support, long seed, Progress progress) {
            Predictor tuned = FineTuning.fineTune(predictor, support, fineTuning.withSeed(seed), device, progress)
                    .predictor();
            int sign = tuned.spec().direction().sign();
            return (cells, report) -> {
                Predictions predictions = tuned.predictions(cells, device, report);
                return new Predicted(
                        Arrays.stream(predictions.scores())
                                .map(score -> sign * score)
                                .toArray(),
                        predictions.lower(Predicted.PROBABILITY),
                        predictions.upper(Predicted.PROBABILITY));
            };
        }

        /** {@inheritDoc} A network of random weights knows nothing. */
        @Override
        public Optional<Chooser> chooser() {
            return learns()
                    ? Optional.of((target, cells, count, progress) -> new InformativeSampler(
                                    predictor, Optional.of(target), device)
                            .sample(cells, Set.of(), count, settings.seed(), progress))
                    : Optional.empty();
        }
    }
}
