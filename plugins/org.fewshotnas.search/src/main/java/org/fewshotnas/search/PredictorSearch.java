package org.fewshotnas.search;

import java.util.Optional;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.search.evaluate.Evaluator;
import org.fewshotnas.search.evaluate.KnownScores;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/**
 * Predictor-based architecture search (MP-NAS, sections 4.2 and 4.3): it starts with what the predictor knows already, and goes on in
 * steps, each of which draws candidates, scores them, and evaluates the most promising; every few steps the predictor is fine-tuned on
 * all that has been evaluated.
 *
 * <p>Evaluating means to look the score up in a table. Without one, the search proposes the architectures to train next. Architectures of
 * the same canonical form are one architecture: none is evaluated twice.
 */
public final class PredictorSearch {
    private PredictorSearch() {}

    /**
     * Searches with a predictor.
     *
     * @param evaluator gives the scores of the architectures that the search chooses; without one it proposes architectures instead
     * @param measured scores that were measured before, which the predictor learns from at the start and whose architectures are not
     *     chosen again
     * @throws InvalidInputException if the inputs do not fit each other, or the evaluator has no score of any candidate
     * @throws java.util.concurrent.CancellationException if the user stops the search
     */
    public static SearchResult run(
            Predictor predictor,
            Candidates candidates,
            Optional<? extends Evaluator> evaluator,
            Optional<KnownScores> measured,
            SearchSettings settings,
            Device device,
            Progress progress) {
        Torch.start(progress);
        Scorer scorer = new PredictorScorer(predictor, settings.fineTuning(), device);
        return run(scorer, candidates, evaluator, measured, settings, progress);
    }

    /** As the other method, with any scorer. */
    public static SearchResult run(
            Scorer scorer,
            Candidates candidates,
            Optional<? extends Evaluator> evaluator,
            Optional<KnownScores> measured,
            SearchSettings settings,
            Progress progress) {
        Optional<Evaluator> source = evaluator.map(any -> any);
        if (source.isPresent() && measured.isPresent()) {
            checkDirections(source.get().metric(), measured.get().metric());
        }
        Optional<Metric> metric = source.map(Evaluator::metric).or(() -> measured.map(KnownScores::metric));
        SearchRun run = new SearchRun(scorer, candidates, metric, measured, settings, progress);
        return source.map(scores -> run.run(scores, progress)).orElseGet(() -> run.runWithoutScores(progress));
    }

    static void checkDirections(Metric now, Metric before) {
        if (now.direction() != before.direction()) {
            throw new InvalidInputException(
                    "The score \"" + now.name() + "\" is to " + now.direction() + " and \"" + before.name()
                            + "\", which was measured before, to " + before.direction() + ".",
                    "Choose two columns of the same metric, or set their directions.");
        }
    }
}
