package org.fewshotnas.trainings.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.fewshotnas.metad2a.MeasuredArchitecture;
import org.fewshotnas.metad2a.MetaD2aModel;
import org.fewshotnas.metad2a.data.ClassFeatures;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.predictor.ready.ReadyMadePredictor;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.trainings.TrainingLog;

/**
 * How well is learned what to make for data sets that learning has not seen: some of each family, and whole families, held out in turn. Rank
 * correlations of predicted with measured scores, within each data set; beside them those of the ready-made few-shot predictor without a score, and
 * of what does not look at the data at all: the mean that operations have in known data sets. How well codes of a data set's draws lie together.
 * And whether generated cells, which are trained for that, are better than random ones.
 */
final class HeldOutFamilies {
    private static final int DRAWS = 30;
    private static final int GENERATED = 100;
    private static final int BEST = 4;

    private final TrainedTasks tasks;
    private final Path folder;
    private final CellTrainings trainings;

    HeldOutFamilies(TrainedTasks tasks, Path folder) throws IOException {
        this.tasks = tasks;
        this.folder = Files.createDirectories(folder);
        trainings = new CellTrainings(new TrainingLog(folder.resolve("generated.csv")));
    }

    void print() throws IOException {
        Map<String, Predicate<DataSetTask>> parts = new LinkedHashMap<>();
        parts.put("every fifth of each", task -> task.name().matches(".*[05]"));
        tasks.tasks()
                .forEach(task -> parts.put(
                        task.family().name(),
                        other -> other.family().name().equals(task.family().name())));
        System.out.println(
                "| Held out | data sets | MetaD2A | few-shot predictor, no score | mean of known data sets | purity of codes | of mean features |"
                        + " random cells | generated, the best of 100 by prediction | difference, t |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (Map.Entry<String, Predicate<DataSetTask>> part : parts.entrySet()) {
            TrainedTasks held = tasks.only(part.getValue());
            TrainedTasks known = tasks.only(part.getValue().negate());
            MetaD2aModel model = model(folder, part.getKey(), known);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %s |%n",
                    part.getKey(),
                    held.tasks().size(),
                    correlation(
                            held,
                            (i, architectures) ->
                                    model.scores(held.features().get(i), architectures, 1, Progress.NONE)),
                    correlation(held, (i, architectures) -> fewShot(architectures)),
                    correlation(held, means(known)),
                    purity(codes(held, model)),
                    purity(meanFeatures(held)),
                    generated(held, model));
        }
    }

    /** Mean accuracies of random cells, which the table has, and of generated ones, which are trained; and their difference, over data sets. */
    private String generated(TrainedTasks held, MetaD2aModel model) throws IOException {
        double[] random = new double[held.tasks().size()];
        double[] made = new double[random.length];
        for (int i = 0; i < random.length; i++) {
            List<MeasuredArchitecture> rows = held.of(i);
            // Every other row is of a cell that is as likely as any other.
            random[i] = IntStream.range(0, rows.size())
                    .filter(row -> row % 2 == 0)
                    .mapToDouble(row -> rows.get(row).score())
                    .average()
                    .orElseThrow();
            List<String> best =
                    model.generate(held.features().get(i), GENERATED, 1, Progress.NONE).architectures().stream()
                            .limit(BEST)
                            .map(one -> one.architecture().text())
                            .toList();
            made[i] = Arrays.stream(trainings.accuracies(held.tasks().get(i), best))
                    .average()
                    .orElseThrow();
        }
        double[] difference = IntStream.range(0, random.length)
                .mapToDouble(i -> made[i] - random[i])
                .toArray();
        double mean = Arrays.stream(difference).average().orElseThrow();
        double variance =
                Arrays.stream(difference).map(d -> (d - mean) * (d - mean)).sum() / (difference.length - 1);
        return String.format(
                Locale.ROOT,
                "%.4f | %.4f | %.4f, t = %.1f",
                Arrays.stream(random).average().orElseThrow(),
                Arrays.stream(made).average().orElseThrow(),
                mean,
                mean / Math.sqrt(variance / difference.length));
    }

    /** What was learned of the data sets that are known, without a part of all; learned now, if the folder has no file of it. */
    static MetaD2aModel model(Path folder, String part, TrainedTasks known) throws IOException {
        Path file = folder.resolve("without " + part + ".safetensors");
        if (!Files.exists(file)) {
            MetaD2aModel learned = MetaD2aTool.learned(known, 1).model();
            try (OutputStream out = Files.newOutputStream(file)) {
                learned.write(out);
            }
        }
        try (InputStream in = Files.newInputStream(file)) {
            return MetaD2aModel.read(in);
        }
    }

    @FunctionalInterface
    private interface Scores {
        double[] of(int dataSet, List<Architecture> architectures);
    }

    /** The mean over data sets. */
    private static double correlation(TrainedTasks held, Scores predicted) {
        double sum = 0;
        for (int i = 0; i < held.tasks().size(); i++) {
            List<MeasuredArchitecture> rows = held.of(i);
            List<Architecture> architectures =
                    rows.stream().map(MeasuredArchitecture::architecture).toList();
            double[] measured =
                    rows.stream().mapToDouble(MeasuredArchitecture::score).toArray();
            double spearman = RankMetrics.spearman(predicted.of(i, architectures), measured);
            sum += Double.isNaN(spearman) ? 0 : spearman;
        }
        return sum / held.tasks().size();
    }

    private static double[] fewShot(List<Architecture> architectures) {
        Predictor predictor = ReadyMadePredictor.get();
        return predictor.predict(architectures.stream().map(Architecture::graph).toList(), Device.cpu(), Progress.NONE);
    }

    /** Of each place's operation how much better or worse than others of their data set those cells did that have it. */
    private static Scores means(TrainedTasks known) {
        Map<String, double[]> sums = new HashMap<>();
        for (int i = 0; i < known.tasks().size(); i++) {
            List<MeasuredArchitecture> rows = known.of(i);
            double mean = rows.stream()
                    .mapToDouble(MeasuredArchitecture::score)
                    .average()
                    .orElse(0);
            for (MeasuredArchitecture row : rows) {
                for (String place : places(row.architecture())) {
                    double[] sum = sums.computeIfAbsent(place, key -> new double[2]);
                    sum[0] += row.score() - mean;
                    sum[1]++;
                }
            }
        }
        return (i, architectures) -> architectures.stream()
                .mapToDouble(architecture -> places(architecture).stream()
                        .mapToDouble(place -> {
                            double[] sum = sums.getOrDefault(place, new double[] {0, 1});
                            return sum[0] / sum[1];
                        })
                        .sum())
                .toArray();
    }

    private static List<String> places(Architecture architecture) {
        List<String> places = new ArrayList<>();
        int place = 0;
        for (String operation : architecture.text().split("[|+]+")) {
            if (!operation.isEmpty()) {
                places.add(place++ + operation);
            }
        }
        return places;
    }

    private static double[][][] codes(TrainedTasks held, MetaD2aModel model) {
        return held.features().stream()
                .map(features -> model.codes(features, DRAWS, 1, Progress.NONE))
                .toArray(double[][][]::new);
    }

    /** Of as many draws of half of each class's examples. */
    private static double[][][] meanFeatures(TrainedTasks held) {
        double[][][] means = new double[held.features().size()][][];
        for (int i = 0; i < means.length; i++) {
            means[i] = new double[DRAWS][];
            for (int draw = 0; draw < DRAWS; draw++) {
                means[i][draw] = mean(held.features().get(i), new Random(draw));
            }
        }
        return means;
    }

    private static double[] mean(DataSetFeatures features, Random random) {
        double[] sum = new double[features.width()];
        int count = 0;
        for (ClassFeatures one : features.classes()) {
            for (float[] row : one.features()) {
                if (random.nextBoolean()) {
                    count++;
                    for (int j = 0; j < sum.length; j++) {
                        sum[j] += row[j];
                    }
                }
            }
        }
        for (int j = 0; j < sum.length; j++) {
            sum[j] /= Math.max(1, count);
        }
        return sum;
    }

    /** The share of draws whose nearest other draw is of the same data set. */
    private static double purity(double[][][] codes) {
        int right = 0;
        int all = 0;
        for (int i = 0; i < codes.length; i++) {
            for (int draw = 0; draw < codes[i].length; draw++) {
                double nearest = Double.POSITIVE_INFINITY;
                int of = -1;
                for (int j = 0; j < codes.length; j++) {
                    for (int other = 0; other < codes[j].length; other++) {
                        double distance =
                                i == j && draw == other ? Double.NaN : distance(codes[i][draw], codes[j][other]);
                        if (distance < nearest) {
                            nearest = distance;
                            of = j;
                        }
                    }
                }
                right += of == i ? 1 : 0;
                all++;
            }
        }
        return (double) right / all;
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
