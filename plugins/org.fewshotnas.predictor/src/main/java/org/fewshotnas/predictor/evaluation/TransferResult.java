package org.fewshotnas.predictor.evaluation;

/**
 * How well one new task was predicted once.
 *
 * @param target the new task
 * @param learner name of the {@link Approach}
 * @param shots scores that it was fine-tuned on
 * @param learning from 1; another learning has other cells to learn from, and starts from other weights
 * @param run from 1; another run has other cells to fine-tune on
 * @param spearman rank correlation of predicted and measured scores of the test cells; NaN where there is none
 * @param kendallTau Kendall's tau-b of the same; NaN where there is none
 * @param regretAt10 by how much the best of the ten best-predicted test cells is worse than the best test cell, in the target's unit; NaN
 *     where there are fewer than ten
 * @param learnSeconds wall time of learning, which the runs share unless they learn anew
 * @param fineTuneSeconds wall time of fine-tuning
 * @param coverage the share of the test cells whose score lies within the interval that is to hold it with a probability of 0.9; NaN where
 *     the predictor gives no intervals
 */
public record TransferResult(
        String target,
        String learner,
        int shots,
        int learning,
        int run,
        double spearman,
        double kendallTau,
        double regretAt10,
        double learnSeconds,
        double fineTuneSeconds,
        double coverage) {}
