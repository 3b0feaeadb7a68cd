package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.evaluation.ScoredCells.ScoredTask;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.metric.Metric;

/**
 * Made-up tasks of a wanted likeness (MP-NAS, section 4.1, equation 8): the scores of one task plus white noise, other noise for every
 * task. Two of them have the correlation v / (v + s²), where v is the variance of the scores and s² that of the noise. One more of them is
 * the new task. Unrelated tasks, if there are any, are noise alone.
 */
public final class SyntheticTasks implements Protocol {
    private final ScoredCells cells;
    private final TrainSize trainSize;
    private final List<Study> studies = new ArrayList<>();

    /** One combination. */
    private record Study(ScoredTask base, int correlation, int known, int unrelated) {
        String name() {
            return base.name() + ", correlation " + correlation + " %, " + known + " known, " + unrelated
                    + " unrelated";
        }

        Metric named(String task) {
            return base.metric().withName(task);
        }
    }

    /**
     * Every combination of a base, a correlation, a number of known and a number of unrelated tasks is a target.
     *
     * @param columns names of the columns whose scores noise is added to
     * @param trainSize how many cells are learned from, of those that have a score of the base
     * @param correlations of two tasks, in percent, 1 to 100
     * @param known numbers of tasks to learn from that are like the new one
     * @param unrelated numbers of tasks to learn from that are not
     * @throws InvalidInputException if no column has a score, or a number is out of its range
     */
    public SyntheticTasks(
            ScoredCells cells,
            Set<String> columns,
            TrainSize trainSize,
            List<Integer> correlations,
            List<Integer> known,
            List<Integer> unrelated) {
        this.cells = cells;
        this.trainSize = trainSize;
        check("Correlations", correlations, 1, 100);
        check("Known tasks", known, 1, 1000);
        check("Unrelated tasks", unrelated, 0, 1000);
        for (ScoredTask base : cells.tasks()) {
            if (columns.contains(cells.metrics().get(base.column()).name())) {
                for (int correlation : new LinkedHashSet<>(correlations)) {
                    for (int likes : new LinkedHashSet<>(known)) {
                        new LinkedHashSet<>(unrelated)
                                .forEach(others -> studies.add(new Study(base, correlation, likes, others)));
                    }
                }
            }
        }
        if (studies.isEmpty()) {
            throw new InvalidInputException(
                    "None of the columns " + columns + " has a score to make tasks of.",
                    "Choose at least one column with scores.");
        }
    }

    private static void check(String name, List<Integer> numbers, int min, int max) {
        if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < min || number > max)) {
            throw new InvalidInputException(
                    name + " are " + numbers + "; expected are one or more whole numbers from " + min + " to " + max
                            + ".",
                    "Set other numbers.");
        }
    }

    @Override
    public List<String> targets() {
        return studies.stream().map(Study::name).toList();
    }

    @Override
    public List<String> warnings() {
        return cells.withoutScores();
    }

    @Override
    public Transfer draw(String target, long seed) {
        Study study = studies.stream()
                .filter(one -> one.name().equals(target))
                .findFirst()
                .orElseThrow();
        int[] own = cells.measured(study.base);
        double[] scores = Arrays.stream(own)
                .mapToDouble(cell -> cells.score(cell, study.base.column()))
                .toArray();
        double deviation = deviation(scores);
        double noise = deviation * Math.sqrt(100.0 / study.correlation - 1);
        BitSet train = cells.draw(study.base, trainSize, seed);
        List<Task> known = new ArrayList<>();
        for (int i = 1; i <= study.known; i++) {
            known.add(task(study.named("like " + i), own, scores, noise, Seeds.derive(seed, "like", i))
                    .subset(places(own, train, true)));
        }
        double[] nothing = new double[scores.length];
        for (int i = 1; i <= study.unrelated; i++) {
            known.add(task(study.named("unrelated " + i), own, nothing, deviation, Seeds.derive(seed, "unrelated", i))
                    .subset(places(own, train, true)));
        }
        Task fresh = task(study.named(target), own, scores, noise, Seeds.derive(seed, "like", 0));
        return Transfer.of(target, known, fresh.subset(places(own, train, false)));
    }

    /** Which of these cells are among those to learn from, or are not. */
    private static int[] places(int[] own, BitSet train, boolean among) {
        return IntStream.range(0, own.length)
                .filter(i -> train.get(own[i]) == among)
                .toArray();
    }

    /** These scores of these cells, and noise. */
    private Task task(Metric metric, int[] own, double[] scores, double noise, long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double[] noisy = Arrays.stream(scores)
                .map(score -> score + noise * random.nextGaussian())
                .toArray();
        return new Task(metric, Arrays.stream(own).mapToObj(cells::graph).toList(), noisy);
    }

    private static double deviation(double[] scores) {
        double mean = Arrays.stream(scores).average().orElseThrow();
        return Math.sqrt(Arrays.stream(scores)
                .map(score -> (score - mean) * (score - mean))
                .average()
                .orElseThrow());
    }
}
