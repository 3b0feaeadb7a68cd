package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.Approach.Learned;
import org.fewshotnas.predictor.evaluation.Protocol.Transfer;
import org.fewshotnas.predictor.evaluation.Trials.Learning;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Tells how well predictors would do on a new task, by playing that known tasks were new (MP-NAS, section 4): learn from the others,
 * fine-tune on a few random cells, test on the rest. Other {@link Line lines} of the results tell what a user may expect who has other
 * cells measured, or knows more.
 *
 * <p>Learning comes once for every target and approach, or once for all targets where they share their known tasks; or several times, from
 * other cells and another start. The runs of a learning differ in the cells that are fine-tuned on; or every run learns anew. All approaches
 * see the same cells, and the cells of 5 shots are the first of those of 25.
 *
 * <p>A target that cannot be tested on is left out with a warning, as long as others are left.
 */
public final class TransferEvaluation {
    /** So many test cells are needed beside those that are fine-tuned on. */
    private static final int FEWEST_TEST_CELLS = 3;
    /** The part of the time that learning takes, for the progress. */
    private static final double LEARNING_SHARE = 0.8;

    private final Protocol protocol;
    private final Settings settings;
    private final Trials trials;
    private final List<TransferResult> results = new ArrayList<>();
    /** What every target can use. */
    private final Map<LearningKey, Learning> sharedLearnings = new HashMap<>();

    /**
     * What to try.
     *
     * @param approaches in the order of the results
     * @param shots numbers of cells to fine-tune on; 0 for none
     * @param runs how often cells to fine-tune on are drawn, for every learning
     * @param learnings how often each approach learns, from other cells and another start
     * @param learnAnew whether every run has a learning of its own, whatever the number of learnings
     * @param lines beside {@link Line#STRICT}, which is always there; those that an approach or the protocol has nothing for are left out
     * @param seed of everything random
     */
    public record Settings(
            List<Approach> approaches,
            List<Integer> shots,
            int runs,
            int learnings,
            boolean learnAnew,
            Set<Line> lines,
            long seed) {
        /**
         * @throws InvalidInputException if there is nothing to try
         */
        public Settings {
            approaches = List.copyOf(approaches);
            shots = shots.stream().distinct().sorted().toList();
            lines = Set.copyOf(lines);
            if (approaches.isEmpty() || shots.isEmpty() || shots.get(0) < 0 || runs < 1 || learnings < 1) {
                throw new InvalidInputException(
                        approaches.size() + " learners, the shots " + shots + ", " + runs + " runs and " + learnings
                                + " learnings were asked for; expected is one or more of each, and shots from 0.",
                        "Choose at least one learner, one number of shots, one run and one learning.");
            }
        }

        /** With the strict line alone, and one learning unless every run learns anew. */
        public Settings(List<Approach> approaches, List<Integer> shots, int runs, boolean learnAnew, long seed) {
            this(approaches, shots, runs, 1, learnAnew, Set.of(), seed);
        }

        private int learningCount() {
            return learnAnew ? runs : learnings;
        }

        int mostShots() {
            return shots.get(shots.size() - 1);
        }
    }

    /**
     * What came out.
     *
     * @param results one for every target, approach, line, number of shots, learning and run, in this order
     * @param warnings what the user should know: whole sentences
     */
    public record Outcome(List<TransferResult> results, List<String> warnings) {}

    /** What learns together, once or once a run: lines of one approach on one target. */
    private record Part(String target, Approach approach, Set<Line> lines) {
        String name() {
            return lines.iterator().next().name(approach);
        }
    }

    /** @param number by which seeds and known tasks differ */
    private record LearningKey(Approach approach, Set<Line> lines, int number) {}

    private TransferEvaluation(Protocol protocol, Settings settings) {
        this.protocol = protocol;
        this.settings = settings;
        trials = new Trials(settings.seed);
    }

    /**
     * Tries all approaches on all targets.
     *
     * @throws InvalidInputException if cells do not suffice, which is found out before anything is learned, or learning fails
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    public static Outcome run(Protocol protocol, Settings settings, Progress progress) {
        TransferEvaluation evaluation = new TransferEvaluation(protocol, settings);
        List<String> targets = evaluation.testable(progress);
        List<Part> parts = new ArrayList<>();
        targets.forEach(target -> parts.addAll(evaluation.parts(target)));
        Progress timed = new TimedProgress(progress);
        double all = parts.stream()
                .mapToDouble(part -> evaluation.work(part, targets))
                .sum();
        double done = 0;
        for (Part part : parts) {
            String prefix = "Target " + (targets.indexOf(part.target) + 1) + " of " + targets.size() + ", "
                    + part.target + ". " + part.name() + ": ";
            double next = Math.min(1, done + evaluation.work(part, targets) / all);
            evaluation.evaluate(part, timed.part(done, next).prefixed(prefix));
            done = next;
        }
        InvalidInputException failure = evaluation.trials.failure();
        if (failure != null && evaluation.results.stream().allMatch(result -> Double.isNaN(result.fineTuneSeconds()))) {
            throw failure;
        }
        return new Outcome(List.copyOf(evaluation.results), evaluation.trials.warnings());
    }

    /** The targets that there are cells enough of to test on, and scores that differ. */
    private List<String> testable(Progress progress) {
        trials.warn(protocol.warnings());
        List<String> testable = new ArrayList<>();
        Map<String, InvalidInputException> flaws = new LinkedHashMap<>();
        for (String target : protocol.targets()) {
            try {
                for (int learning = 1; learning <= settings.learningCount(); learning++) {
                    progress.checkCanceled();
                    Transfer transfer = draw(target, learning);
                    check(transfer);
                    warnOf(transfer);
                }
                testable.add(target);
            } catch (InvalidInputException e) {
                flaws.put(target, e);
            }
        }
        if (testable.isEmpty()) {
            throw flaws.values().iterator().next();
        }
        flaws.forEach((target, flaw) -> trials.warn("The target \"" + target + "\" is left out. " + flaw.getMessage()));
        return testable;
    }

    private List<Part> parts(String target) {
        boolean informed = settings.lines.contains(Line.KNOWN_SCORES)
                && !protocol.knownOfAllCells(target).isEmpty();
        List<Part> parts = new ArrayList<>();
        boolean chosen = settings.lines.contains(Line.CHOSEN_CELLS);
        for (Approach approach : settings.approaches) {
            parts.add(new Part(
                    target, approach, chosen ? EnumSet.of(Line.STRICT, Line.CHOSEN_CELLS) : EnumSet.of(Line.STRICT)));
            if (informed && approach.learns()) {
                parts.add(new Part(target, approach, EnumSet.of(Line.KNOWN_SCORES)));
            }
        }
        return parts;
    }

    /** Of a part, in parts that learn. */
    private double work(Part part, List<String> targets) {
        boolean learned = protocol.targetsShareKnownTasks() && !part.target.equals(targets.get(0));
        return learned ? 1 - LEARNING_SHARE : 1;
    }

    private Transfer draw(String target, int learning) {
        return protocol.draw(target, Seeds.derive(settings.seed, "split", learning));
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
        double[] scores = transfer.rest().scores();
        if (Arrays.stream(scores).allMatch(score -> score == scores[0])) {
            throw new InvalidInputException(
                    "All " + cells + " scores of the target \"" + name + "\" that are left to test on are " + scores[0]
                            + ": there is nothing to rank.",
                    "Leave this target out.");
        }
    }

    private void warnOf(Transfer transfer) {
        String name = transfer.rest().metric().name();
        for (String leftOut : transfer.leftOut()) {
            trials.warn("The task \"" + leftOut
                    + "\" has fewer than four scores of the cells to learn from, or all are the same: it "
                    + "is not learned from.");
        }
        if (transfer.rest().size() - settings.mostShots() < Trials.REGRET_AT) {
            trials.warn("The target \"" + name + "\" has fewer than " + Trials.REGRET_AT
                    + " test cells: it has no regret at " + Trials.REGRET_AT + ".");
        }
        Set<String> names =
                transfer.known().stream().map(task -> task.metric().name()).collect(Collectors.toSet());
        List<String> same = protocol.knownOfTheSameDataSet(name).stream()
                .filter(names::contains)
                .toList();
        if (!same.isEmpty() && settings.approaches.stream().anyMatch(Approach::learns)) {
            trials.warn("The target \"" + name + "\" is predicted from \"" + String.join("\", \"", same)
                    + "\" too, of the same data set: a new data set would have no such scores. Leave the column out to see "
                    + "how well it would be predicted.");
        }
    }

    private void evaluate(Part whole, Progress progress) {
        Map<Line, List<TransferResult>> own = new EnumMap<>(Line.class);
        whole.lines.forEach(line -> own.put(line, new ArrayList<>()));
        int learnings = settings.learningCount();
        for (int learning = 1; learning <= learnings; learning++) {
            Progress part = progress.part((learning - 1.0) / learnings, (double) learning / learnings);
            Transfer transfer = draw(whole.target, learning);
            List<Task> known =
                    own.containsKey(Line.KNOWN_SCORES) ? protocol.knownOfAllCells(whole.target) : transfer.known();
            Learning what = learn(whole, known, learning, part.part(0, LEARNING_SHARE));
            List<Learned> learned = what.learned();
            String ofLearnings =
                    learnings > 1 && !settings.learnAnew ? " of learning " + learning + " of " + learnings : "";
            int first = settings.learnAnew ? learning : 1;
            int last = settings.learnAnew ? learning : settings.runs;
            for (int run = first; run <= last; run++) {
                part.report(
                        LEARNING_SHARE + (1 - LEARNING_SHARE) * (run - first) / (last - first + 1),
                        "run " + run + " of " + settings.runs + ofLearnings);
                Progress silent = part.silent();
                int[] order = Seeds.order(transfer.rest().size(), seedOfShots(whole.target, learning, run));
                for (Line line : whole.lines) {
                    List<int[]> orders = line == Line.CHOSEN_CELLS
                            ? chosenFirst(learned, transfer.rest(), order, silent)
                            : Collections.nCopies(learned.size(), order);
                    if (orders.isEmpty()) {
                        continue;
                    }
                    String name = line.name(whole.approach);
                    own.get(line).addAll(trials.run(name, what, transfer.rest(), orders, settings.shots, run, silent));
                }
            }
        }
        for (List<TransferResult> line : own.values()) {
            line.sort(Comparator.comparingInt(TransferResult::shots)
                    .thenComparingInt(TransferResult::learning)
                    .thenComparingInt(TransferResult::run));
            results.addAll(line);
        }
    }

    /** Runs of several learnings draw different cells too; a first learning draws what it does alone. */
    private long seedOfShots(String target, int learning, int run) {
        return settings.learnAnew || learning == 1
                ? Seeds.derive(settings.seed, "shots", target, run)
                : Seeds.derive(settings.seed, "shots", target, run, learning);
    }

    /** For every predictor its own order; empty unless all can choose. */
    private List<int[]> chosenFirst(List<Learned> learned, Task rest, int[] order, Progress progress) {
        return learned.stream().allMatch(one -> one.chooser().isPresent())
                ? learned.stream()
                        .flatMap(one -> one.chooser().stream())
                        .map(chooser -> Trials.chosenFirst(chooser, rest, order, settings.mostShots(), progress))
                        .toList()
                : List.of();
    }

    private Learning learn(Part part, List<Task> known, int number, Progress progress) {
        LearningKey key = new LearningKey(part.approach, part.lines, number);
        Learning earlier = sharedLearnings.get(key);
        if (earlier != null) {
            return earlier;
        }
        try {
            long start = System.nanoTime();
            List<Learned> learned =
                    part.approach.learn(known, Seeds.derive(settings.seed, "learning", number), progress);
            Learning learning = new Learning(number, learned, (System.nanoTime() - start) / 1e9);
            if (protocol.targetsShareKnownTasks()) {
                sharedLearnings.put(key, learning);
            }
            return learning;
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    part.name() + ", target \"" + part.target + "\": " + e.getMessage(), e.resolution(), e);
        }
    }
}
