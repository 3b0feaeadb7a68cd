package org.fewshotnas.trainings;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fewshotnas.network.cells.Head;
import org.fewshotnas.network.cells.MacroArchitecture;
import org.fewshotnas.network.darcy.DarcyFlow;
import org.fewshotnas.network.data.DataSet;
import org.fewshotnas.network.data.Targets;
import org.fewshotnas.network.graph.TensorShape;
import org.fewshotnas.network.training.Score;

/**
 * What a network is searched for.
 *
 * @param name in the file of rows
 * @param training examples for the search, and for the last training of what it finds
 * @param test examples by which that is judged
 * @param score of both
 * @param batch examples in a step, as the Few-Shot NAS Learner decides it for as many
 */
record SearchTask(String name, DataSet training, DataSet test, Score score, int batch) {
    private static final int CHANNELS = 8;
    private static final List<String> SPLICE_CLASSES = List.of("ei", "ie", "n");
    private static final int BASES = 60;
    private static final int BITS = 3;
    private static final int DARCY_SIDE = 29;

    /** 5,000 images of Fashion-MNIST. */
    static SearchTask images(Path folder) throws IOException {
        FashionTask task = FashionTask.ALL.get(0);
        return new SearchTask("images", task.training(folder, 5_000), task.test(folder, 10_000), Score.ACCURACY, 64);
    }

    /** 600 of the written digits. */
    static SearchTask digits(Path file) throws IOException {
        return divided("digits", DigitImages.read(file), 600, 16);
    }

    /**
     * 2,000 pieces of DNA of 60 bases, three bits each: does an intron begin or end in the middle (UCI, Molecular Biology: Splice-junction Gene
     * Sequences)? Of equal pieces only the first counts.
     *
     * @param file CSV as R writes the table {@code DNA} of the package mlbench: columns V1 to V180 and Class
     */
    static SearchTask splice(Path file) throws IOException {
        Set<List<String>> rows = new LinkedHashSet<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file);
                Stream<NamedCsvRecord> records = reader.stream()) {
            records.forEach(record -> rows.add(record.getFields()));
        }
        float[] inputs = new float[rows.size() * BASES * BITS];
        int[] classes = new int[rows.size()];
        int example = 0;
        for (List<String> row : rows) {
            for (int i = 0; i < BASES * BITS; i++) {
                inputs[(example * BITS + i % BITS) * BASES + i / BITS] = Float.parseFloat(row.get(i));
            }
            classes[example++] = SPLICE_CLASSES.indexOf(row.get(BASES * BITS));
        }
        return divided(
                "splice",
                new DataSet(TensorShape.series(BITS, BASES), inputs, new Targets.Classes(classes, SPLICE_CLASSES)),
                2_000,
                64);
    }

    private static SearchTask divided(String name, DataSet all, int training, int batch) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, all.size()).boxed().toList());
        Collections.shuffle(order, new Random(1));
        int[] shuffled = order.stream().mapToInt(Integer::intValue).toArray();
        return new SearchTask(
                name,
                all.subset(Arrays.copyOf(shuffled, training)),
                all.subset(Arrays.copyOfRange(shuffled, training, all.size())),
                Score.ACCURACY,
                batch);
    }

    /** 500 flows on grids of 29 x 29 points. */
    static SearchTask darcy() {
        return new SearchTask("darcy flow", flows(0, 500), flows(500, 200), Score.RELATIVE_L2, 16);
    }

    private static DataSet flows(int first, int count) {
        DarcyFlow flow = new DarcyFlow(DARCY_SIDE);
        int points = DARCY_SIDE * DARCY_SIDE;
        float[] inputs = new float[count * points];
        float[] targets = new float[count * points];
        for (int i = 0; i < count; i++) {
            DarcyFlow.Example example = flow.example(1, first + i);
            for (int j = 0; j < points; j++) {
                inputs[i * points + j] = (float) example.permeability()[j];
                targets[i * points + j] = (float) example.pressure()[j];
            }
        }
        TensorShape shape = TensorShape.image(1, DARCY_SIDE, DARCY_SIDE);
        return new DataSet(shape, inputs, new Targets.Numbers(targets, shape));
    }

    /** The network around a cell. */
    MacroArchitecture macro() {
        Head head = training.targets() instanceof Targets.Classes classes
                ? new Head.Classes(classes.names().size())
                : new Head.Field(1);
        return MacroArchitecture.residual(CHANNELS, 1, head);
    }
}
