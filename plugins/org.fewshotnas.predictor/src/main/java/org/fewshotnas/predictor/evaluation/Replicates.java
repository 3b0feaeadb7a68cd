package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fewshotnas.predictor.evaluation.TransferSummary.Mean;

/**
 * Values of one measure: several learnings, and for each of them several draws of cells to fine-tune on. The mean is that of the learnings'
 * means m. Its standard error knows both kinds of chance: with L learnings of R draws each, whose variance within a learning is w, it is
 *
 * <pre>
 *   √(max(var(m) / L, w / (R L)))
 * </pre>
 *
 * The means m vary by learning and by draws together, so that var(m) / L is all there is to say; but a few of them may happen to be closer
 * to each other than their draws alone allow. A single learning tells of the draws only.
 */
final class Replicates {
    private final Map<Integer, List<Double>> byLearning = new TreeMap<>();

    void add(int learning, double value) {
        if (!Double.isNaN(value)) {
            byLearning.computeIfAbsent(learning, any -> new ArrayList<>()).add(value);
        }
    }

    /** The mean; none where there is no value. */
    Mean mean() {
        return new Mean(average(means().values()), error(errorOfLearnings(means().values()), errorOfDraws()));
    }

    /**
     * The mean of several targets: they are these and no others, so only learnings and draws make its error. A learning of one number is
     * that of one split of cells for all targets, so its errors go together, and the means of all targets are compared. There is none if that
     * of a target is missing, as the mean of the others would not be comparable.
     */
    static Mean mean(List<Replicates> targets) {
        double count = targets.size();
        double value = targets.stream()
                        .mapToDouble(target -> average(target.means().values()))
                        .sum()
                / count;
        Map<Integer, Double> sums = new TreeMap<>();
        targets.forEach(target -> target.means().forEach((learning, mean) -> sums.merge(learning, mean, Double::sum)));
        List<Double> complete = sums.entrySet().stream()
                .filter(entry -> targets.stream().allMatch(target -> target.byLearning.containsKey(entry.getKey())))
                .map(entry -> entry.getValue() / count)
                .toList();
        double draws = targets.stream().mapToDouble(Replicates::errorOfDraws).sum() / (count * count);
        return new Mean(value, Double.isNaN(value) ? Double.NaN : error(errorOfLearnings(complete), draws));
    }

    private Map<Integer, Double> means() {
        Map<Integer, Double> means = new TreeMap<>();
        byLearning.forEach((learning, values) -> means.put(learning, average(values)));
        return means;
    }

    /** w / (R L), as a variance of the mean; NaN where no learning has several draws. */
    private double errorOfDraws() {
        double squares = 0;
        double freedom = 0;
        double shares = 0;
        for (List<Double> values : byLearning.values()) {
            squares += squares(values);
            freedom += values.size() - 1;
            shares += 1.0 / values.size();
        }
        double learnings = byLearning.size();
        return freedom == 0 ? Double.NaN : squares / freedom * shares / (learnings * learnings);
    }

    /** var(m) / L; NaN of a single learning. */
    private static double errorOfLearnings(Collection<Double> means) {
        double count = means.size();
        return count < 2 ? Double.NaN : squares(means) / (count - 1) / count;
    }

    /** The root of the larger variance of those that are known. */
    private static double error(double learnings, double draws) {
        return Math.sqrt(
                Double.isNaN(learnings) ? draws : Double.isNaN(draws) ? learnings : Math.max(learnings, draws));
    }

    private static double average(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double squares(Collection<Double> values) {
        double mean = average(values);
        return values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
    }
}
