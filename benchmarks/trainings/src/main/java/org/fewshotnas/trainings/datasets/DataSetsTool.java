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
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.trainings.TrainingLog;

/**
 * Trains cells of NAS-Bench-201 on many small data sets. Every data set gets as many cells that are equally likely as cells that are among
 * the best tenth on CIFAR-10, as published. In rounds over all data sets, so that it can be stopped at any time; it goes on where the file ends.
 */
public final class DataSetsTool {
    private static final int OF_A_FAMILY = 50;
    private static final int ROUNDS = 4;
    private static final String PUBLISHED = "cifar10_test_accuracy";

    private final CellTrainings trainings;
    private final List<String> good;

    private DataSetsTool(CellTrainings trainings, Path published) throws IOException {
        this.trainings = trainings;
        this.good = best(published);
    }

    /**
     * Where the tool has images from.
     *
     * @param fashion the folder of Fashion-MNIST's four files
     * @param digits the file digits.csv.gz
     * @param fonts the folder of the Noto fonts
     * @param photographs the folder of the photographs
     */
    static List<DataSetTask> tasks(Path fashion, Path digits, Path fonts, Path photographs) throws IOException {
        List<List<DataSetTask>> families = List.of(
                DataSetTask.of(new FashionFamily(fashion), OF_A_FAMILY),
                DataSetTask.of(new GlyphFamily(fonts), OF_A_FAMILY),
                DataSetTask.of(new PhotoFamily(photographs), OF_A_FAMILY),
                DataSetTask.of(new TextureFamily(), OF_A_FAMILY),
                DataSetTask.of(new DigitFamily(digits), OF_A_FAMILY));
        List<DataSetTask> tasks = new ArrayList<>();
        for (int i = 0; i < OF_A_FAMILY; i++) {
            for (List<DataSetTask> family : families) {
                tasks.add(family.get(i));
            }
        }
        return tasks;
    }

    /**
     * @param args the four places of images, as {@link #tasks} wants them, the file of rows, and the table of NAS-Bench-201 with a column of
     *     CIFAR-10's accuracies
     */
    public static void main(String[] args) throws IOException {
        List<DataSetTask> tasks = tasks(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
        DataSetsTool tool = new DataSetsTool(new CellTrainings(new TrainingLog(Path.of(args[4]))), Path.of(args[5]));
        for (int round = 0; round < ROUNDS; round++) {
            for (DataSetTask task : tasks) {
                tool.train(task, round);
            }
            System.out.println("Round " + (round + 1) + " of " + ROUNDS + ": " + tool.trainings.size() + " trainings");
        }
    }

    private static List<String> best(Path published) throws IOException {
        try (Reader text = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(published)), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text);
                Stream<NamedCsvRecord> rows = reader.stream()) {
            List<NamedCsvRecord> all = rows.filter(
                            row -> !row.getField(PUBLISHED).isEmpty())
                    .sorted(Comparator.comparingDouble(
                            (NamedCsvRecord row) -> -Double.parseDouble(row.getField(PUBLISHED))))
                    .toList();
            return all.subList(0, all.size() / 10).stream()
                    .map(row -> row.getField("architecture"))
                    .toList();
        }
    }

    private void train(DataSetTask task, int round) throws IOException {
        Random random = new Random(task.seed() + 31 * round);
        String any = NasBench201.INSTANCE.print(NasBench201.INSTANCE.sample(random));
        String promising = good.get(random.nextInt(good.size()));
        trainings.accuracies(task, List.of(any, promising));
    }
}
