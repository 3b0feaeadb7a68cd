package org.fewshotnas.search;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/**
 * What a search found.
 *
 * @param ranking the evaluated architectures, the best score first, then the others, the best prediction first
 * @param history the evaluations in their order; without a table of known scores, the proposals, the best prediction first
 * @param metric what the scores are; empty where nothing is known about them
 * @param notInTable how many proposed architectures were passed over because the table of known scores does not hold them
 * @param predictorState what the predictions of the ranking have learned from, such as "zero-shot" or "30 shots"
 * @param warnings what the user should know
 */
public record SearchResult(
        List<Ranked> ranking,
        List<Query> history,
        Optional<Metric> metric,
        long notInTable,
        String predictorState,
        List<String> warnings) {
    public SearchResult {
        ranking = List.copyOf(ranking);
        history = List.copyOf(history);
        warnings = List.copyOf(warnings);
    }

    /**
     * One architecture of the ranking.
     *
     * @param rank from 1
     * @param predicted by the predictor's last state, in the metric's unit; NaN where there is a metric and the predictor has not met it,
     *     so that its numbers only rank
     * @param score measured, in the metric's unit, or NaN
     * @param proposed whether the search chose it: to be evaluated, or to be trained next
     */
    public record Ranked(int rank, Architecture architecture, double predicted, double score, boolean proposed) {}

    /**
     * One evaluation, or one proposal.
     *
     * @param number from 1
     * @param step from 1
     * @param predicted at the time of the choice, or NaN as in {@link Ranked}
     * @param low lower end of the interval that was to hold the score with a probability of 0.9; NaN where the predictor did not say
     * @param high upper end
     * @param score measured, or NaN for a proposal
     * @param bestSoFar the best measured score up to here, or NaN
     * @param predictorState what the prediction had learned from
     */
    public record Query(
            int number,
            int step,
            Architecture architecture,
            double predicted,
            double low,
            double high,
            double score,
            double bestSoFar,
            String predictorState) {}
}
