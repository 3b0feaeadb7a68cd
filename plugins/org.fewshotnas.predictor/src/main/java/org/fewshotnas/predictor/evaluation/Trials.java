package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.Approach.Adapted;
import org.fewshotnas.predictor.evaluation.Approach.Chooser;
import org.fewshotnas.predictor.evaluation.Approach.Learned;
import org.fewshotnas.predictor.evaluation.Approach.Predicted;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Direction;

/** Adapts what was learned to a few cells of a new task, tests it on the others, and collects what the user should know about that. */
final class Trials {
    static final int REGRET_AT = 10;
    /** Cells are chosen among so many random ones, ... */
    private static final int MOST_CANDIDATES = 1000;
    /** ... and at most this share of all, so that enough of every kind are left to test on. */
    private static final double CANDIDATE_SHARE = 0.5;

    private final long seed;
    private final List<Integer> shots;
    private final Set<String> warnings = new LinkedHashSet<>();
    private Optional<InvalidInputException> failure = Optional.empty();

    /**
     * What was learned at once.
     *
     * @param number of the learning, from 1
     * @param learned predictors whose measures are averaged
     * @param seconds that it took
     */
    record Learning(int number, List<Learned> learned, double seconds) {}

    /**
     * A new task that is played.
     *
     * @param name of the learner
     * @param rest the new task
     * @param run from 1
     */
    record Trial(String name, Task rest, int run) {}

    /**
     * @param seed of fine-tuning
     * @param shots numbers of cells that are fine-tuned on
     */
    Trials(long seed, List<Integer> shots) {
        this.seed = seed;
        this.shots = shots;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    void warn(Collection<String> several) {
        warnings.addAll(several);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Why fine-tuning failed the last time that it did. */
    Optional<InvalidInputException> failure() {
        return failure;
    }

    /**
     * One row for each number of shots: on one draw of cells.
     *
     * @param orders for every predictor the numbers of the cells; the first ones are fine-tuned on
     */
    List<TransferResult> run(Trial trial, Learning learning, List<int[]> orders, Progress progress) {
        List<TransferResult> results = new ArrayList<>();
        for (int count : shots) {
            progress.checkCanceled();
            double[] measures = measures(trial, learning.learned, orders, count, progress);
            results.add(new TransferResult(
                    trial.rest.metric().name(),
                    trial.name,
                    count,
                    learning.number,
                    trial.run,
                    measures[0],
                    measures[1],
                    measures[2],
                    learning.seconds,
                    measures[3],
                    measures[4]));
        }
        return results;
    }

    /**
     * The cells in another order: first those that are chosen among the first of this order.
     *
     * @param order numbers of the task's cells
     * @param count how many to choose
     */
    static int[] chosenFirst(Chooser chooser, Task rest, int[] order, int count, Progress progress) {
        if (count == 0) {
            return order;
        }
        int candidates = Math.max(count, Math.min(MOST_CANDIDATES, (int) (CANDIDATE_SHARE * order.length)));
        Task among = rest.subset(Arrays.copyOf(order, candidates));
        Set<Integer> chosenFirst = new LinkedHashSet<>();
        for (int chosen : chooser.choose(rest.metric(), among.graphs(), count, progress)) {
            chosenFirst.add(order[chosen]);
        }
        Arrays.stream(order).forEach(chosenFirst::add);
        return chosenFirst.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The means over all that was learned. */
    private double[] measures(Trial trial, List<Learned> learned, List<int[]> orders, int count, Progress progress) {
        double[] means = new double[5];
        try {
            for (int i = 0; i < learned.size(); i++) {
                int[] order = orders.get(i);
                Task support = trial.rest.subset(Arrays.copyOf(order, count));
                Task test = trial.rest.subset(Arrays.copyOfRange(order, count, order.length));
                double[] own = measure(trial, learned.get(i), support, test, progress);
                for (int m = 0; m < means.length; m++) {
                    means[m] += own[m] / learned.size();
                }
            }
        } catch (InvalidInputException e) {
            // One draw of cells that a learner cannot cope with says something about the learner; the other runs still
            // count.
            failure = Optional.of(e);
            warn(trial.name + " could not be fine-tuned on " + count + " cells of \""
                    + trial.rest.metric().name() + "\" (run " + trial.run + "): " + e.getMessage());
            Arrays.fill(means, Double.NaN);
        }
        return means;
    }

    /** Spearman, Kendall, regret, the seconds that fine-tuning took, and the share of scores that intervals hold. */
    private double[] measure(Trial trial, Learned learned, Task support, Task test, Progress progress) {
        long start = System.nanoTime();
        Adapted adapted = learned.adapt(support, Seeds.derive(seed, "fine-tuning", trial.run), progress);
        double seconds = (System.nanoTime() - start) / 1e9;
        Predicted predicted = adapted.predict(test.graphs(), progress);
        RankMetrics metrics = RankMetrics.of(
                predicted.merits(),
                Direction.MAXIMIZE,
                test.scores(),
                test.metric().direction());
        RankMetrics.Estimate spearman = metrics.spearman();
        if (!spearman.note().isEmpty()) {
            warn(trial.name + ", \"" + test.metric().name() + "\": " + spearman.note());
        }
        return new double[] {
            spearman.value(),
            metrics.kendallTau().value(),
            metrics.regretAtK(REGRET_AT),
            seconds,
            predicted.coverage(test.scores())
        };
    }
}
