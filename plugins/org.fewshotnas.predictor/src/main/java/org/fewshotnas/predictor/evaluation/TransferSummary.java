package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Means over runs. A run without a rank correlation, because its fine-tuning failed or all its predictions were the same, does not count.
 *
 * @param target the new task, or {@link #ALL_TARGETS}
 * @param learner name of the {@link Approach}
 * @param shots scores that it was fine-tuned on
 * @param runs how many runs count; over all targets, of the target with the fewest
 * @param spearman mean rank correlation
 * @param kendallTau mean tau
 * @param regretAt10 mean regret; none over all targets, whose units may differ
 * @param learnSeconds mean wall time
 * @param fineTuneSeconds mean wall time
 * @param coverage mean share of scores that intervals hold, of the runs that have intervals
 */
public record TransferSummary(
        String target,
        String learner,
        int shots,
        int runs,
        Mean spearman,
        Mean kendallTau,
        Mean regretAt10,
        double learnSeconds,
        double fineTuneSeconds,
        Mean coverage) {
    /** Stands for the mean over all targets. */
    public static final String ALL_TARGETS = "(mean of targets)";

    /**
     * A mean.
     *
     * @param value NaN where there is none
     * @param standardError of the mean; NaN from a single value
     */
    public record Mean(double value, double standardError) {
        private static final Mean NONE = new Mean(Double.NaN, Double.NaN);

        static Mean of(double... values) {
            if (values.length == 0) {
                return NONE;
            }
            double mean = 0;
            for (double value : values) {
                mean += value / values.length;
            }
            double squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            double n = values.length;
            return new Mean(mean, n > 1 ? Math.sqrt(squares / (n - 1) / n) : Double.NaN);
        }

        /**
         * The mean of independent means: the targets are these and no others, so only the runs make its error. There is none if a mean is
         * missing, as that of the others would not be comparable.
         */
        static Mean of(List<Mean> means) {
            double n = means.size();
            double mean = means.stream().mapToDouble(Mean::value).sum() / n;
            double variance = means.stream()
                    .mapToDouble(one -> one.standardError * one.standardError)
                    .sum();
            return new Mean(mean, Math.sqrt(variance) / n);
        }
    }

    private record Group(String learner, int shots) {}

    /** The summaries: for every learner and number of shots one a target, then one of all targets if there are several. */
    public static List<TransferSummary> of(List<TransferResult> results) {
        Map<Group, Map<String, List<TransferResult>>> groups = new LinkedHashMap<>();
        for (TransferResult result : results) {
            groups.computeIfAbsent(new Group(result.learner(), result.shots()), group -> new LinkedHashMap<>())
                    .computeIfAbsent(result.target(), target -> new ArrayList<>())
                    .add(result);
        }
        List<TransferSummary> summaries = new ArrayList<>();
        groups.forEach((group, targets) -> {
            List<TransferSummary> own = new ArrayList<>();
            targets.forEach((target, all) -> {
                List<TransferResult> runs = all.stream()
                        .filter(run -> !Double.isNaN(run.spearman()))
                        .toList();
                own.add(new TransferSummary(
                        target,
                        group.learner,
                        group.shots,
                        runs.size(),
                        mean(runs, TransferResult::spearman),
                        mean(runs, TransferResult::kendallTau),
                        mean(runs, TransferResult::regretAt10),
                        mean(all, TransferResult::learnSeconds).value,
                        mean(runs, TransferResult::fineTuneSeconds).value,
                        mean(runs, TransferResult::coverage)));
            });
            summaries.addAll(own);
            if (own.size() > 1) {
                summaries.add(new TransferSummary(
                        ALL_TARGETS,
                        group.learner,
                        group.shots,
                        own.stream().mapToInt(TransferSummary::runs).min().orElseThrow(),
                        Mean.of(own.stream().map(TransferSummary::spearman).toList()),
                        Mean.of(own.stream().map(TransferSummary::kendallTau).toList()),
                        Mean.NONE,
                        own.stream()
                                .mapToDouble(TransferSummary::learnSeconds)
                                .average()
                                .orElseThrow(),
                        own.stream()
                                .mapToDouble(TransferSummary::fineTuneSeconds)
                                .average()
                                .orElseThrow(),
                        Mean.of(own.stream().map(TransferSummary::coverage).toList())));
            }
        });
        return summaries;
    }

    private static Mean mean(List<TransferResult> runs, ToDoubleFunction<TransferResult> value) {
        return Mean.of(runs.stream()
                .mapToDouble(value)
                .filter(one -> !Double.isNaN(one))
                .toArray());
    }
}
