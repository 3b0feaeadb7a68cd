package org.fewshotnas.trainings.datasets;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fewshotnas.metad2a.MeasuredArchitecture;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;

/**
 * Data sets with what has been trained on them.
 *
 * @param tasks of which something was trained
 * @param features one for each
 * @param scores of all
 */
record TrainedTasks(List<DataSetTask> tasks, List<DataSetFeatures> features, List<MeasuredArchitecture> scores) {
    static TrainedTasks read(List<DataSetTask> all, FeatureFolder folder, Path rows) throws IOException {
        Map<String, List<NamedCsvRecord>> byTask = new LinkedHashMap<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(rows);
                Stream<NamedCsvRecord> records = reader.stream()) {
            records.filter(record -> !record.getField("test accuracy").equals("NaN"))
                    .forEach(record -> byTask.computeIfAbsent(record.getField("task"), key -> new ArrayList<>())
                            .add(record));
        }
        List<DataSetTask> tasks =
                all.stream().filter(task -> byTask.containsKey(task.name())).toList();
        List<DataSetFeatures> features = new ArrayList<>();
        List<MeasuredArchitecture> scores = new ArrayList<>();
        for (DataSetTask task : tasks) {
            for (NamedCsvRecord record : byTask.get(task.name())) {
                scores.add(new MeasuredArchitecture(
                        features.size(),
                        Architecture.parse(NasBench201.INSTANCE, record.getField("architecture")),
                        Double.parseDouble(record.getField("test accuracy"))));
            }
            features.add(folder.of(task));
        }
        return new TrainedTasks(tasks, features, scores);
    }

    /** Those of some tasks, in the same order. */
    TrainedTasks only(Predicate<DataSetTask> wanted) {
        List<DataSetTask> someTasks = new ArrayList<>();
        List<DataSetFeatures> someFeatures = new ArrayList<>();
        List<MeasuredArchitecture> someScores = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            if (wanted.test(tasks.get(i))) {
                int number = i;
                scores.stream()
                        .filter(score -> score.dataSet() == number)
                        .forEach(score -> someScores.add(
                                new MeasuredArchitecture(someTasks.size(), score.architecture(), score.score())));
                someTasks.add(tasks.get(i));
                someFeatures.add(features.get(i));
            }
        }
        return new TrainedTasks(someTasks, someFeatures, someScores);
    }

    /** The scores of one of them. */
    List<MeasuredArchitecture> of(int number) {
        return scores.stream().filter(score -> score.dataSet() == number).toList();
    }
}
