package org.fewshotnas.search.fewshot;

import java.util.List;
import org.fewshotnas.network.data.Split;
import org.fewshotnas.search.SearchResult;
import org.fewshotnas.search.evaluate.TrainingEvaluator.Best;
import org.fewshotnas.search.evaluate.TrainingEvaluator.Trained;

/**
 * What came of the data.
 *
 * @param best the best of all networks that were trained
 * @param search which architectures were chosen, and how all are ranked
 * @param trainings in the order of the search's history; behind them the last one, of the best network, if there was time for it
 * @param data what networks learned from and were judged by: all that was given, or a part of it
 * @param warnings what the user should know
 */
public record FewShotNasResult(
        Best best, SearchResult search, List<Trained> trainings, Split data, List<String> warnings) {
    /** Copies the lists. */
    public FewShotNasResult {
        trainings = List.copyOf(trainings);
        warnings = List.copyOf(warnings);
    }
}
