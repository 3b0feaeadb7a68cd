package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.Approach.Learned;
import org.fewshotnas.predictor.evaluation.Protocol.Transfer;
import org.fewshotnas.predictor.evaluation.Trials.Learning;
import org.fewshotnas.predictor.evaluation.Trials.Trial;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;

/**
 * Tells how well predictors would do on a new task, by playing that known tasks were new (MP-NAS, section 4): learn from the others,
 * fine-tune on a few random cells, test on the rest. Other {@link Scenario scenarios} tell what a user may expect who has other
 * cells measured, or knows more.
 *
 * <p>Learning comes once for every target and approach, or once for all targets where they share their known tasks; or several times, from
 * other cells and another start. The runs of a learning differ in the cells that are fine-tuned on; or every run learns anew. All approaches
 * see the same cells, and the cells of 5 shots are the first of those of 25.
 *
 * <p>A target that cannot be tested on is left out with a warning, as long as others are left.
 *
 * <p>A third of it is its settings, which are checked where they are named.
 */
public final class TransferEvaluation {
    /** The share of the time that learning takes, for the progress. */
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
     * @param repetitions how often
     * @param scenarios beside {@link Scenario#STRICT}, which is always there; those that an approach or the protocol has nothing for are left
     *     out
     * @param seed of everything random
     */
    public record Settings(
            List<Approach> approaches,
            List<Integer> shots,
            Repetitions repetitions,
            Set<Scenario> scenarios,
            long seed) {
        /**
         * @throws InvalidInputException if there is nothing to try
         */
        public Settings {
            approaches = List.copyOf(approaches);
            shots = shots.stream().distinct().sorted().toList();
            scenarios = Set.copyOf(scenarios);
            if (approaches.isEmpty()
                    || shots.isEmpty()
                    || shots.get(0) < 0
                    || repetitions.runs < 1
                    || repetitions.learnings < 1) {
                throw new InvalidInputException(
                        approaches.size() + " learners, the shots " + shots + ", " + repetitions.runs + " runs and "
                                + repetitions.learnings
                                + " learnings were asked for; expected is one or more of each, and shots from 0.",
                        "Choose at least one learner, one number of shots, one run and one learning.");
            }
        }

        /** With the strict scenario alone, and one learning unless every run learns anew. */
        public Settings(List<Approach> approaches, List<Integer> shots, int runs, boolean learnAnew, long seed) {
            this(approaches, shots, new Repetitions(runs, 1, learnAnew), Set.of(), seed);
        }

        int mostShots() {
            return shots.get(shots.size() - 1);
        }
    }

    /**
     * How often everything is tried.
     *
     * @param runs how often cells to fine-tune on are drawn, for every learning
     * @param learnings how often each approach learns, from other cells and another start
     * @param learnAnew whether every run has a learning of its own, whatever the number of learnings
     */
    public record Repetitions(int runs, int learnings, boolean learnAnew) {
        int learningCount() {
            return learnAnew ? runs : learnings;
        }

        /** The first run of a learning. */
        int firstRun(int learning) {
            return learnAnew ? learning : 1;
        }

        int lastRun(int learning) {
            return learnAnew ? learning : runs;
        }
    }

    /**
     * What came out.
     *
     * @param results one for every target, approach, line, number of shots, learning and run, in this order
     * @param warnings what the user should know: whole sentences
     */
    public record Outcome(List<TransferResult> results, List<String> warnings) {}

    /** What learns together, once or once a run: scenarios of one approach on one target. */
    private record Job(String target, Approach approach, Set<Scenario> scenarios) {
        String name() {
            return scenarios.iterator().next().name(approach);
        }
    }

    /** @param number by which seeds and known tasks differ */
    private record LearningKey(Approach approach, Set<Scenario> scenarios, int number) {}

    private TransferEvaluation(Protocol protocol, Settings settings) {
        this.protocol = protocol;
        this.settings = settings;
        trials = new Trials(settings.seed, settings.shots);
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
        List<Job> jobs = new ArrayList<>();
        targets.forEach(target -> jobs.addAll(evaluation.jobs(target)));
        Progress timed = new TimedProgress(progress);
        double all =
                jobs.stream().mapToDouble(job -> evaluation.work(job, targets)).sum();
        double done = 0;
        for (Job job : jobs) {
            String prefix = "Target " + (targets.indexOf(job.target) + 1) + " of " + targets.size() + ", " + job.target
                    + ". " + job.name() + ": ";
            double next = Math.min(1, done + evaluation.work(job, targets) / all);
            evaluation.evaluate(job, timed.part(done, next).prefixed(prefix));
            done = next;
        }
        if (evaluation.results.stream().allMatch(result -> Double.isNaN(result.fineTuneSeconds()))) {
            evaluation.trials.failure().ifPresent(failure -> {
                throw failure;
            });
        }
        return new Outcome(List.copyOf(evaluation.results), evaluation.trials.warnings());
    }

    /** The targets that there are cells enough of to test on, and scores that differ. */
    private List<String> testable(Progress progress) {
        trials.warn(protocol.warnings());
        TargetChecks checks = new TargetChecks(protocol, settings);
        List<String> testable = new ArrayList<>();
        Map<String, InvalidInputException> flaws = new LinkedHashMap<>();
        for (String target : protocol.targets()) {
            try {
                for (int learning = 1; learning <= settings.repetitions.learningCount(); learning++) {
                    progress.checkCanceled();
                    Transfer transfer = draw(target, learning);
                    checks.check(transfer).forEach(trials::warn);
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

    private List<Job> jobs(String target) {
        boolean informed = settings.scenarios.contains(Scenario.KNOWN_SCORES)
                && !protocol.knownOfAllCells(target).isEmpty();
        Set<Scenario> strict = settings.scenarios.contains(Scenario.CHOSEN_CELLS)
                ? EnumSet.of(Scenario.STRICT, Scenario.CHOSEN_CELLS)
                : EnumSet.of(Scenario.STRICT);
        List<Job> jobs = new ArrayList<>();
        for (Approach approach : settings.approaches) {
            jobs.add(new Job(target, approach, strict));
            if (informed && approach.learns()) {
                jobs.add(new Job(target, approach, EnumSet.of(Scenario.KNOWN_SCORES)));
            }
        }
        return jobs;
    }

    /** Of a job, in jobs that learn. */
    private double work(Job job, List<String> targets) {
        boolean learned = protocol.targetsShareKnownTasks() && !job.target.equals(targets.get(0));
        return learned ? 1 - LEARNING_SHARE : 1;
    }

    private Transfer draw(String target, int learning) {
        return protocol.draw(target, Seeds.derive(settings.seed, "split", learning));
    }

    private void evaluate(Job job, Progress progress) {
        Map<Scenario, List<TransferResult>> own = new EnumMap<>(Scenario.class);
        job.scenarios.forEach(scenario -> own.put(scenario, new ArrayList<>()));
        int learnings = settings.repetitions.learningCount();
        for (int number = 1; number <= learnings; number++) {
            Progress share = progress.part((number - 1.0) / learnings, (double) number / learnings);
            Transfer transfer = draw(job.target, number);
            List<Task> known =
                    own.containsKey(Scenario.KNOWN_SCORES) ? protocol.knownOfAllCells(job.target) : transfer.known();
            Learning learning = learn(job, known, number, share.part(0, LEARNING_SHARE));
            runs(job, learning, transfer.rest(), share.part(LEARNING_SHARE, 1))
                    .forEach((scenario, results) -> own.get(scenario).addAll(results));
        }
        for (List<TransferResult> ofScenario : own.values()) {
            ofScenario.sort(Comparator.comparingInt(TransferResult::shots)
                    .thenComparingInt(TransferResult::learning)
                    .thenComparingInt(TransferResult::run));
            results.addAll(ofScenario);
        }
    }

    /** All runs of one learning. */
    private Map<Scenario, List<TransferResult>> runs(Job job, Learning learning, Task rest, Progress progress) {
        Repetitions repetitions = settings.repetitions;
        Map<Scenario, List<TransferResult>> found = new EnumMap<>(Scenario.class);
        String ofLearnings = repetitions.learnings > 1 && !repetitions.learnAnew
                ? " of learning " + learning.number() + " of " + repetitions.learnings
                : "";
        int first = repetitions.firstRun(learning.number());
        int last = repetitions.lastRun(learning.number());
        for (int run = first; run <= last; run++) {
            progress.report(
                    (run - first) / (last - first + 1.0), "run " + run + " of " + repetitions.runs + ofLearnings);
            Progress silent = progress.silent();
            int[] order = Seeds.order(rest.size(), seedOfShots(job.target, learning.number(), run));
            for (Scenario scenario : job.scenarios) {
                List<int[]> orders = scenario == Scenario.CHOSEN_CELLS
                        ? chosenFirst(learning.learned(), rest, order, silent)
                        : Collections.nCopies(learning.learned().size(), order);
                if (!orders.isEmpty()) {
                    Trial trial = new Trial(scenario.name(job.approach), rest, run);
                    found.computeIfAbsent(scenario, any -> new ArrayList<>())
                            .addAll(trials.run(trial, learning, orders, silent));
                }
            }
        }
        return found;
    }

    /** Runs of several learnings draw different cells too; a first learning draws what it does alone. */
    private long seedOfShots(String target, int learning, int run) {
        return settings.repetitions.learnAnew || learning == 1
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

    private Learning learn(Job job, List<Task> known, int number, Progress progress) {
        LearningKey key = new LearningKey(job.approach, job.scenarios, number);
        if (sharedLearnings.containsKey(key)) {
            return sharedLearnings.get(key);
        }
        try {
            long start = System.nanoTime();
            List<Learned> learned =
                    job.approach.learn(known, Seeds.derive(settings.seed, "learning", number), progress);
            Learning learning = new Learning(number, learned, (System.nanoTime() - start) / 1e9);
            if (protocol.targetsShareKnownTasks()) {
                sharedLearnings.put(key, learning);
            }
            return learning;
        } catch (InvalidInputException e) {
            throw new InvalidInputException(
                    job.name() + ", target \"" + job.target + "\": " + e.getMessage(), e.resolution(), e);
        }
    }
}
