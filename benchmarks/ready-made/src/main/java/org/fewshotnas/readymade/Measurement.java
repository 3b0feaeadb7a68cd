package org.fewshotnas.readymade;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.LearningMethod;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.finetuning.FineTuneSettings;
import org.fewshotnas.predictor.finetuning.FineTuning;
import org.fewshotnas.predictor.metalearning.MetaLearning;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;

/**
 * How well predictors as the one that ships rank the cells of tasks that they have not learned: Spearman correlation of predicted and
 * measured ranks, without a score and from five. Nothing of a task's own is learned, nor another task of its data, but other tasks' scores of
 * the same cells, as the predictor that ships knows them of a new data set. What has been learned stays in a folder, so that the measurement
 * can be stopped and goes on.
 */
final class Measurement {
    private static final int SHOTS = 5;
    private static final int DRAWS = 20;
    /** Of a target, beside the cells that it is adapted to: enough for a correlation to a hundredth. */
    private static final int MOST_TESTED = 2000;

    private final Path folder;

    /** @param folder for what is learned */
    Measurement(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The predictor of a learner and tasks: learned, or read where it has been learned before. */
    Predictor learned(String name, LearningMethod learner, List<Task> tasks) throws IOException {
        Path file = folder.resolve(name + " " + learner.name() + ".safetensors");
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                return Predictor.read(in);
            }
        }
        Predictor predictor = MetaLearning.learn(tasks, learner.defaults(), Device.cpu(), Progress.NONE);
        Path half = folder.resolve("half");
        try (OutputStream out = Files.newOutputStream(half)) {
            predictor.write(out);
        }
        Files.move(half, file);
        return predictor;
    }

    /** Prints a row for every target: the correlation without a score, and the mean of those with five, with its standard error. */
    void print(String name, LearningMethod learner, List<Task> known, List<Task> targets) throws IOException {
        Predictor predictor = learned(name, learner, known);
        double zeros = 0;
        double fives = 0;
        for (Task target : targets) {
            double zero = correlation(predictor, target, 0, 0);
            double[] five = IntStream.range(0, DRAWS)
                    .mapToDouble(draw -> correlation(predictor, target, SHOTS, draw))
                    .toArray();
            double mean = Arrays.stream(five).average().orElseThrow();
            double squares =
                    Arrays.stream(five).map(x -> (x - mean) * (x - mean)).sum();
            double error = Math.sqrt(squares / (DRAWS - 1) / DRAWS);
            row(name, learner, target.metric().name(), zero, String.format(Locale.ROOT, "%.3f ± %.3f", mean, error));
            zeros += zero / targets.size();
            fives += mean / targets.size();
        }
        row(name, learner, "(mean)", zeros, String.format(Locale.ROOT, "%.3f", fives));
    }

    private static void row(String name, LearningMethod learner, String target, double zero, String five) {
        System.out.printf(Locale.ROOT, "| %s | %s | %s | %.3f | %s |%n", name, learner.label(), target, zero, five);
    }

    /** Of the cells that the predictor is not adapted to, for a data set that nobody knows: only the kind of its numbers is. */
    private static double correlation(Predictor predictor, Task target, int shots, long draw) {
        Metric known = target.metric();
        Metric metric = new Metric("score", "", "", known.quantity(), "", known.direction(), "", "", "", "");
        int[] order = order(target.size(), draw);
        Task support = target.subset(Arrays.copyOf(order, shots));
        Predictor adapted = FineTuning.fineTune(
                        predictor,
                        new Task(metric, support.graphs(), support.scores()),
                        FineTuneSettings.defaults().withSeed(draw),
                        Device.cpu(),
                        Progress.NONE)
                .predictor();
        Task tested = target.subset(Arrays.copyOfRange(order, shots, Math.min(order.length, MOST_TESTED)));
        return RankMetrics.of(
                        adapted.predict(tested.graphs(), Device.cpu(), Progress.NONE),
                        adapted.spec().direction(),
                        tested.scores(),
                        metric.direction())
                .spearman()
                .value();
    }

    private static int[] order(int size, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return order.stream().mapToInt(i -> i).toArray();
    }
}
