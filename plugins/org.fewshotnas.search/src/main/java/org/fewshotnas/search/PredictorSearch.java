package org.fewshotnas.search;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
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
     * @param table the known scores that stand in for training, or null to propose architectures instead
     * @param measured scores that were measured before, which the predictor learns from at the start and whose architectures are not
     *     chosen again, or null
     * @throws InvalidInputException if the inputs do not fit each other, or the table holds none of the candidates
     * @throws CancellationException if the user stops the search
     */
    public static SearchResult run(
            Predictor predictor,
            Candidates candidates,
            KnownScores table,
            KnownScores measured,
            SearchSettings settings,
            Device device,
            Progress progress) {
        Torch.start(progress);
        Scorer scorer = new PredictorScorer(predictor, settings.fineTuning(), device);
        return run(scorer, candidates, table, measured, settings, progress);
    }

    /** As the other method, with any scorer. */
    public static SearchResult run(
            Scorer scorer,
            Candidates candidates,
            KnownScores table,
            KnownScores measured,
            SearchSettings settings,
            Progress progress) {
        if (table != null
                && measured != null
                && table.metric().direction() != measured.metric().direction()) {
            throw new InvalidInputException(
                    "The score \"" + table.metric().name() + "\" is to "
                            + table.metric().direction() + " and \""
                            + measured.metric().name() + "\", which was measured before, to "
                            + measured.metric().direction() + ".",
                    "Choose two columns of the same metric, or set their directions.");
        }
        return new SearchRun(
                        scorer,
                        candidates,
                        Optional.ofNullable(table),
                        Optional.ofNullable(measured),
                        settings,
                        progress)
                .run();
    }
}
