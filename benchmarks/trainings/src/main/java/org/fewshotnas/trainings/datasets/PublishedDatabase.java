package org.fewshotnas.trainings.datasets;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.fewshotnas.metad2a.LearningResult;
import org.fewshotnas.metad2a.MeasuredArchitecture;
import org.fewshotnas.metad2a.MetaD2aLearning;
import org.fewshotnas.metad2a.MetaD2aSettings;
import org.fewshotnas.metad2a.data.ClassFeatures;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.data.DataSetShape;
import org.fewshotnas.predictor.rank.RankMetrics;
import org.fewshotnas.space.base.Correlation;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;

/**
 * The database that was published with MetaD2A: 4,630 scores on tasks of 20 classes of small ImageNet pictures each, 400 of them to judge by. The
 * pictures are not in it: here each class has one example, whose features say which class it is.
 */
final class PublishedDatabase {
    private static final int CLASSES = 600;
    /**
     * All tasks are learned from, and the last epoch is kept; the generator, which is not judged here, hardly learns. At the usual rate the classes
     * are learned by heart.
     */
    private static final MetaD2aSettings SETTINGS = MetaD2aSettings.defaults()
            .withNetwork(new MetaD2aSettings.Network(56, 128, 4, false))
            .withTraining(new MetaD2aSettings.Training(20, 1, 3e-3, 0))
            .withGoodCells(MetaD2aSettings.GoodCells.measured());

    private final List<DataSetFeatures> tasks = new ArrayList<>();
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private final List<MeasuredArchitecture> learned = new ArrayList<>();
    private final List<MeasuredArchitecture> judged = new ArrayList<>();

    /** @param tables folder of the two tables */
    PublishedDatabase(Path tables) throws IOException {
        Map<String, String> classes = new LinkedHashMap<>();
        each(
                tables.resolve("metad2a-tasks-5000.csv.gz"),
                row -> classes.put(row.getField("task"), row.getField("imagenet32_class_ids")));
        each(tables.resolve("metad2a-predictor-db-4630.csv.gz"), row -> {
            String task = row.getField("task");
            int number = numbers.computeIfAbsent(task, key -> {
                tasks.add(features(task, classes.get(task)));
                return tasks.size() - 1;
            });
            (row.getField("split").equals("train") ? learned : judged)
                    .add(new MeasuredArchitecture(
                            number,
                            Architecture.parse(NasBench201.INSTANCE, row.getField("arch")),
                            Double.parseDouble(row.getField("acc"))));
        });
    }

    @FunctionalInterface
    private interface Row {
        void take(NamedCsvRecord row);
    }

    private static void each(Path file, Row visitor) throws IOException {
        try (Reader text =
                        new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text);
                Stream<NamedCsvRecord> rows = reader.stream()) {
            rows.forEach(visitor::take);
        }
    }

    private static DataSetFeatures features(String task, String classes) {
        List<ClassFeatures> all = Arrays.stream(classes.split(" "))
                .map(id -> {
                    float[] one = new float[CLASSES];
                    one[Integer.parseInt(id) - 1] = 1;
                    return new ClassFeatures(id, new float[][] {one});
                })
                .toList();
        return new DataSetFeatures("task " + task, all, new DataSetShape(3, 32, 32, all.size()));
    }

    /** Learns, and prints how well the 400 are predicted. */
    void print() {
        long start = System.nanoTime();
        LearningResult result = MetaD2aLearning.learn(tasks, learned, SETTINGS, Progress.NONE);
        double[] measured =
                judged.stream().mapToDouble(MeasuredArchitecture::score).toArray();
        double[] predicted = new double[measured.length];
        for (int i = 0; i < predicted.length; i++) {
            MeasuredArchitecture row = judged.get(i);
            predicted[i] =
                    result.model().scores(tasks.get(row.dataSet()), List.of(row.architecture()), 1, Progress.NONE)[0];
        }
        System.out.printf(
                Locale.ROOT,
                "%d scores learned in %.0f s (epoch %d kept); %d judged: Pearson %.3f, Spearman %.3f%n",
                learned.size(),
                (System.nanoTime() - start) / 1e9,
                result.predictor().kept(),
                measured.length,
                Correlation.pearson(predicted, measured),
                RankMetrics.spearman(predicted, measured));
    }
}
