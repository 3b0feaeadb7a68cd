package org.fewshotnas.trainings.datasets;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.fewshotnas.network.cells.CellNetwork;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.graph.NetworkGraph;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.Score;
import org.fewshotnas.network.training.Training;
import org.fewshotnas.network.training.TrainingResult;
import org.fewshotnas.network.training.TrainingSettings;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.published.NasBench201;
import org.fewshotnas.trainings.TrainingLog;

/**
 * Trains cells of NAS-Bench-201 on many small data sets. Every data set gets as many cells that are equally likely as cells that are among
 * the best tenth on CIFAR-10, as published. In rounds over all data sets, so that it can be stopped at any time; it goes on where the file ends.
 */
public final class DataSetsTool {
    /** Images that a network is judged by. */
    static final int TEST_EXAMPLES = 1_000;

    private static final int OF_A_FAMILY = 50;
    private static final int ROUNDS = 4;
    private static final int CHANNELS = 8;
    private static final TrainingSettings SETTINGS =
            TrainingSettings.ofClasses().withBudget(8, 32);
    private static final String PUBLISHED = "cifar10_test_accuracy";

    private final TrainingLog log;
    private final List<String> good;

    private DataSetsTool(TrainingLog log, Path published) throws IOException {
        this.log = log;
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
        DataSetsTool tool = new DataSetsTool(new TrainingLog(Path.of(args[4])), Path.of(args[5]));
        for (int round = 0; round < ROUNDS; round++) {
            for (DataSetTask task : tasks) {
                tool.train(task, round);
            }
            System.out.println("Round " + (round + 1) + " of " + ROUNDS + ": " + tool.log.size() + " trainings");
        }
    }

    private static List<String> best(Path published) throws IOException {
        try (Reader text = new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(published)), StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text);
                Stream<NamedCsvRecord> rows = reader.stream()) {
            List<NamedCsvRecord> all = rows.filter(row -> !row.getField(PUBLISHED).isEmpty())
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
        if (log.has(task.name(), any, 1) && log.has(task.name(), promising, 1)) {
            return;
        }
        DataSet training = task.seen(false, task.examples());
        DataSet test = task.seen(true, TEST_EXAMPLES);
        for (String cell : List.of(any, promising)) {
            if (!log.has(task.name(), cell, 1)) {
                train(task, cell, training, test);
            }
        }
    }

    private void train(DataSetTask task, String cell, DataSet training, DataSet test) throws IOException {
        NetworkGraph network = network(task, cell);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        TrainingResult result =
                Training.run(network, training, Optional.empty(), SETTINGS.withSeed(1), Progress.NONE);
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        double accuracy = result.network().isEmpty()
                ? Double.NaN
                : result.network().get().score(test, Score.ACCURACY, Progress.NONE);
        log.add(task.name(), cell, 1, accuracy, seconds);
    }

    private static NetworkGraph network(DataSetTask task, String cell) {
        return CellNetwork.of(
                Architecture.parse(NasBench201.INSTANCE, cell),
                MacroArchitecture.residual(
                        CHANNELS, 1, new Head.Classes(task.classes().size())),
                TensorShape.image(
                        task.variant().channels(task.family()), DataSetTask.SEEN, DataSetTask.SEEN));
    }
}
