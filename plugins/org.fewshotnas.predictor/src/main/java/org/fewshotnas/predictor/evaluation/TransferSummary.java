package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Means over learnings and runs, with standard errors that know both ({@link Replicates}). A run without a rank correlation, because its
 * fine-tuning failed or all its predictions were the same, does not count.
 *
 * @param target the new task, or {@link #ALL_TARGETS}
 * @param learner name of the {@link Approach}
 * @param shots scores that it was fine-tuned on
 * @param learnings how many learnings have a run that counts; over all targets, of the target with the fewest
 * @param runs how many runs of all learnings count; over all targets, of the target with the fewest
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
        int learnings,
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
     * @param standardError of the mean; NaN where there is a single value
     */
    public record Mean(double value, double standardError) {
        private static final Mean NONE = new Mean(Double.NaN, Double.NaN);
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
            targets.forEach((target, all) -> summaries.add(of(target, group, List.of(all))));
            if (targets.size() > 1) {
                summaries.add(of(ALL_TARGETS, group, targets.values()));
            }
        });
        return summaries;
    }

    /** @param targets the results of each */
    private static TransferSummary of(String name, Group group, Collection<List<TransferResult>> targets) {
        List<List<TransferResult>> counting = targets.stream()
                .map(all -> all.stream()
                        .filter(result -> !Double.isNaN(result.spearman()))
                        .toList())
                .toList();
        return new TransferSummary(
                name,
                group.learner,
                group.shots,
                counting.stream()
                        .mapToInt(runs -> (int) runs.stream()
                                .mapToInt(TransferResult::learning)
                                .distinct()
                                .count())
                        .min()
                        .orElseThrow(),
                counting.stream().mapToInt(List::size).min().orElseThrow(),
                mean(counting, TransferResult::spearman),
                mean(counting, TransferResult::kendallTau),
                targets.size() > 1 ? Mean.NONE : mean(counting, TransferResult::regretAt10),
                mean(List.copyOf(targets), TransferResult::learnSeconds).value,
                mean(counting, TransferResult::fineTuneSeconds).value,
                mean(counting, TransferResult::coverage));
    }

    private static Mean mean(List<List<TransferResult>> targets, ToDoubleFunction<TransferResult> value) {
        List<Replicates> all = new ArrayList<>();
        for (List<TransferResult> results : targets) {
            Replicates replicates = new Replicates();
            results.forEach(result -> replicates.add(result.learning(), value.applyAsDouble(result)));
            all.add(replicates);
        }
        return all.size() == 1 ? all.get(0).mean() : Replicates.mean(all);
    }
}
