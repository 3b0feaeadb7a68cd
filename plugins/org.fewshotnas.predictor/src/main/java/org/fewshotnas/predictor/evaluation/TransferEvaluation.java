package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.fewshotnas.predictor.RankMetrics;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.Approach.Adapted;
import org.fewshotnas.predictor.evaluation.Approach.Learned;
import org.fewshotnas.predictor.evaluation.Protocol.Transfer;
import org.fewshotnas.space.Direction;
import org.fewshotnas.space.InvalidInputException;
import org.fewshotnas.space.Progress;

/**
 * Tells how well predictors would do on a new task, by playing that known tasks were new (MP-NAS, section 4): learn from the others,
 * fine-tune on a few random cells, test on the rest.
 *
 * <p>Learning comes once for every target and approach, and the runs differ in the cells that are fine-tuned on; or every run learns anew,
 * from other cells and another start. All approaches see the same cells, and the cells of 5 shots are the first of those of 25.
 */
public final class TransferEvaluation {
    /** So many test cells are needed beside those that are fine-tuned on. */
    private static final int FEWEST_TEST_CELLS = 3;

    private static final int REGRET_AT = 10;
    /** The part of the time that learning takes, for the progress. */
    private static final double LEARNING_SHARE = 0.8;

    private final Settings settings;
    private final List<TransferResult> results = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private InvalidInputException failure;

    /**
     * What to try.
     *
     * @param approaches in the order of the results
     * @param shots numbers of cells to fine-tune on; 0 for none
     * @param runs how often cells to fine-tune on are drawn
     * @param learnAnew whether every run learns anew
     * @param seed of everything random
     */
    public record Settings(List<Approach> approaches, List<Integer> shots, int runs, boolean learnAnew, long seed) {
        /**
         * @throws InvalidInputException if there is nothing to try
         */
        public Settings {
            approaches = List.copyOf(approaches);
            shots = shots.stream().distinct().sorted().toList();
            if (approaches.isEmpty() || shots.isEmpty() || shots.get(0) < 0 || runs < 1) {
                throw new InvalidInputException(
                        approaches.size() + " learners, the shots " + shots + " and " + runs
                                + " runs were asked for; expected is one or more of each, and shots from 0.",
                        "Choose at least one learner, one number of shots and one run.");
            }
        }

        int mostShots() {
            return shots.get(shots.size() - 1);
        }
    }

    /**
     * What came out.
     *
     * @param results one for every target, approach, number of shots and run, in this order
     * @param warnings what the user should know: whole sentences
     */
    public record Outcome(List<TransferResult> results, List<String> warnings) {}

    private TransferEvaluation(Settings settings) {
        this.settings = settings;
    }

    /**
     * Tries all approaches on all targets.
     *
     * @throws InvalidInputException if cells do not suffice, which is found out before anything is learned, or learning fails
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static Outcome run(Protocol protocol, Settings settings, Progress progress) {
        TransferEvaluation evaluation = new TransferEvaluation(settings);
        List<String> targets = protocol.targets();
        for (String target : targets) {
            evaluation.check(evaluation.draw(protocol, target, 1));
            progress.checkCanceled();
        }
        Progress timed = new TimedProgress(progress);
        int parts = targets.size() * settings.approaches.size();
        int part = 0;
        for (int t = 0; t < targets.size(); t++) {
            for (Approach approach : settings.approaches) {
                String prefix = "Target " + (t + 1) + " of " + targets.size() + ", " + targets.get(t) + ". "
                        + approach.name() + ": ";
                evaluation.evaluate(
                        protocol,
                        targets.get(t),
                        approach,
                        prefixed(timed.part((double) part / parts, (part + 1.0) / parts), prefix));
                part++;
            }
        }
        if (evaluation.failure != null
                && evaluation.results.stream().allMatch(result -> Double.isNaN(result.fineTuneSeconds()))) {
            throw evaluation.failure;
        }
        return new Outcome(List.copyOf(evaluation.results), List.copyOf(evaluation.warnings));
    }

    private static Progress prefixed(Progress part, String prefix) {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {
                part.report(fraction, prefix + message);
            }

            @Override
            public void checkCanceled() {
                part.checkCanceled();
            }
        };
    }

    private Transfer draw(Protocol protocol, String target, int run) {
        return protocol.draw(target, Seeds.derive(settings.seed, "split", settings.learnAnew ? run : 1));
    }

    private void check(Transfer transfer) {
        String name = transfer.rest().metric().name();
        int cells = transfer.rest().size();
        int needed = settings.mostShots() + FEWEST_TEST_CELLS;
        if (cells < needed) {
            throw new InvalidInputException(
                    "For the target \"" + name + "\" " + cells + " cells are left to fine-tune and test on; "
                            + settings.mostShots() + " shots need at least " + needed + ".",
                    "Learn from fewer cells, ask for fewer shots, or leave this target out.");
        }
        for (String leftOut : transfer.leftOut()) {
            warnings.add("The task \"" + leftOut
                    + "\" has fewer than four scores of the cells to learn from, or all are the same: it "
                    + "is not learned from.");
        }
        if (cells - settings.mostShots() < REGRET_AT) {
            warnings.add("The target \"" + name + "\" has fewer than " + REGRET_AT + " test cells: it has no regret at "
                    + REGRET_AT + ".");
        }
    }

    private void evaluate(Protocol protocol, String target, Approach approach, Progress progress) {
        List<TransferResult> own = new ArrayList<>();
        int learnings = settings.learnAnew ? settings.runs : 1;
        for (int learning = 1; learning <= learnings; learning++) {
            Progress part = progress.part((learning - 1.0) / learnings, (double) learning / learnings);
            Transfer transfer = draw(protocol, target, learning);
            long start = System.nanoTime();
            List<Learned> learned = learn(approach, transfer, learning, part.part(0, LEARNING_SHARE));
            double seconds = secondsSince(start);
            int first = settings.learnAnew ? learning : 1;
            int last = settings.learnAnew ? learning : settings.runs;
            for (int run = first; run <= last; run++) {
                Progress tests =
                        part.part(LEARNING_SHARE + (1 - LEARNING_SHARE) * (run - first) / (last - first + 1), 1);
                int[] order = Seeds.order(transfer.rest().size(), Seeds.derive(settings.seed, "shots", target, run));
                for (int shots : settings.shots) {
                    tests.report(0, "run " + run + " of " + settings.runs + ", " + shots + " shots");
                    tests.checkCanceled();
                    own.add(test(approach, learned, transfer.rest(), order, shots, run, seconds, tests));
                }
            }
        }
        own.sort(Comparator.comparingInt(TransferResult::shots).thenComparingInt(TransferResult::run));
        results.addAll(own);
    }

    private List<Learned> learn(Approach approach, Transfer transfer, int run, Progress progress) {
        try {
            return approach.learn(transfer.known(), Seeds.derive(settings.seed, "learning", run), progress);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    approach.name() + ", target \"" + transfer.rest().metric().name() + "\": " + e.getMessage(),
                    e.resolution(),
                    e);
        }
    }

    /** Adapts and tests; the means over all that was learned. */
    private TransferResult test(
            Approach approach,
            List<Learned> learned,
            Task rest,
            int[] order,
            int shots,
            int run,
            double learnSeconds,
            Progress progress) {
        String target = rest.metric().name();
        Task support = rest.subset(Arrays.copyOf(order, shots));
        Task test = rest.subset(Arrays.copyOfRange(order, shots, order.length));
        double[] measures = new double[4];
        try {
            for (Learned one : learned) {
                double[] own = measure(approach, one, support, test, run, silent(progress));
                for (int i = 0; i < measures.length; i++) {
                    measures[i] += own[i] / learned.size();
                }
            }
        } catch (InvalidInputException e) {
            // One draw of cells that a learner cannot cope with says something about the learner; the others still
            // count.
            failure = e;
            warnings.add(approach.name() + " could not be fine-tuned on " + shots + " cells of \"" + target + "\" (run "
                    + run + "): " + e.getMessage());
            Arrays.fill(measures, Double.NaN);
        }
        return new TransferResult(
                target, approach.name(), shots, run, measures[0], measures[1], measures[2], learnSeconds, measures[3]);
    }

    /** Spearman, Kendall, regret, and the seconds that fine-tuning took. */
    private double[] measure(Approach approach, Learned learned, Task support, Task test, int run, Progress progress) {
        long start = System.nanoTime();
        Adapted adapted = learned.adapt(support, Seeds.derive(settings.seed, "fine-tuning", run), progress);
        double seconds = secondsSince(start);
        RankMetrics metrics = RankMetrics.of(
                adapted.predict(test.graphs(), progress),
                Direction.MAXIMIZE,
                test.scores(),
                test.metric().direction());
        RankMetrics.Estimate spearman = metrics.spearman();
        if (!spearman.note().isEmpty()) {
            warnings.add(approach.name() + ", \"" + test.metric().name() + "\": " + spearman.note());
        }
        return new double[] {spearman.value(), metrics.kendallTau().value(), metrics.regretAtK(REGRET_AT), seconds};
    }

    /** Fine-tuning and predicting are too quick to report of. */
    private static Progress silent(Progress progress) {
        return new Progress() {
            @Override
            public void report(double fraction, String message) {}

            @Override
            public void checkCanceled() {
                progress.checkCanceled();
            }
        };
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
