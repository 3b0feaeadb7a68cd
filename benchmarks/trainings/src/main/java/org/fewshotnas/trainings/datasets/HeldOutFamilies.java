package org.fewshotnas.trainings.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

/**
 * How well is learned what to make for data sets of a kind that learning has not seen: each family held out in turn. Rank correlations of predicted
 * with measured scores, within each data set; beside them those of the ready-made few-shot predictor without a score, and of what neither looks at
 * the data: the mean that operations have in known data sets. And how well codes of a data set's draws lie together.
 */
final class HeldOutFamilies {
    private static final int DRAWS = 30;

    private final TrainedTasks tasks;
    private final Path folder;

    HeldOutFamilies(TrainedTasks tasks, Path folder) throws IOException {
        this.tasks = tasks;
        this.folder = Files.createDirectories(folder);
    }

    void print() throws IOException {
        Set<String> families = new LinkedHashSet<>();
        tasks.tasks().forEach(task -> families.add(task.family().name()));
        System.out.println("| Family held out | data sets | MetaD2A | few-shot predictor, no score | mean of known data sets | purity of codes | of mean features |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String family : families) {
            TrainedTasks held = tasks.only(task -> task.family().name().equals(family));
            TrainedTasks known = tasks.only(task -> !task.family().name().equals(family));
            MetaD2aModel model = model(family, known);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f |%n",
                    family,
                    held.tasks().size(),
                    correlation(held, (i, architectures) ->
                            model.scores(held.features().get(i), architectures, 1, Progress.NONE)),
                    correlation(held, (i, architectures) -> fewShot(architectures)),
                    correlation(held, means(known)),
                    purity(codes(held, model)),
                    purity(meanFeatures(held)));
        }
    }

    private MetaD2aModel model(String family, TrainedTasks known) throws IOException {
        Path file = folder.resolve("without " + family + ".safetensors");
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
        return predictor.predict(
                architectures.stream().map(Architecture::graph).toList(), Device.cpu(), Progress.NONE);
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
                        double distance = i == j && draw == other ? Double.NaN : distance(codes[i][draw], codes[j][other]);
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
