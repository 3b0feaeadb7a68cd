package org.fewshotnas.metad2a;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.data.ClassFeatures;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.data.DataSetShape;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.SearchSpace;

/** Made-up data sets: each is of a kind, which shows in its features, and an architecture does the better the more of the kind's operation it has. */
public final class MadeUp {
    /** Operation k is the best for data sets of kind k. */
    public static final List<Operation> BEST = List.of(Operation.CONV3_D1, Operation.SKIP_CONNECTION);

    /** How far classes are from the centre of their kind, where centres are 1.4 from each other in each column. */
    private static final double SPREAD = 0.7;

    private MadeUp() {}

    /** A data set of a kind, of random classes and examples: examples are around their class, and classes around the kind. */
    public static DataSetFeatures dataSet(int kind, int classes, int examples, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SplittableRandom ofKind = new SplittableRandom(77 + kind);
        float[] centre = new float[width];
        for (int j = 0; j < width; j++) {
            centre[j] = (float) ofKind.nextGaussian();
        }
        List<ClassFeatures> list = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            float[] away = new float[width];
            for (int j = 0; j < width; j++) {
                away[j] = (float) (centre[j] + SPREAD * random.nextGaussian());
            }
            float[][] rows = new float[examples][width];
            for (float[] row : rows) {
                for (int j = 0; j < width; j++) {
                    // Columns of very different scales.
                    row[j] = (float) ((away[j] + random.nextGaussian()) * Math.pow(10, j % 5 - 2) + j);
                }
            }
            list.add(new ClassFeatures("class " + c, rows));
        }
        return new DataSetFeatures(
                "kind " + kind + ", seed " + seed, list, new DataSetShape(3, 32, 32, (long) classes * 500));
    }

    /** Data sets of all kinds in turn, of 2 to 7 classes, which tell nothing of the kind. */
    public static List<DataSetFeatures> dataSets(int count, int width, long seed) {
        List<DataSetFeatures> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(dataSet(i % BEST.size(), 2 + i / BEST.size() % 6, 6 + i % 5, width, seed * 10_000 + i));
        }
        return list;
    }

    /** The share of an operation in an architecture. */
    public static double share(Architecture architecture, Operation operation) {
        List<Operation> inner =
                architecture.cell().operations().subList(1, architecture.cell().nodeCount() - 1);
        return (double) inner.stream().filter(operation::equals).count() / inner.size();
    }

    /** Scores of random architectures on {@link #dataSets}: percentages, with some noise. */
    public static List<MeasuredArchitecture> measured(SearchSpace space, int dataSets, int each, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<MeasuredArchitecture> rows = new ArrayList<>();
        for (int d = 0; d < dataSets; d++) {
            for (int i = 0; i < each; i++) {
                Architecture architecture = Architecture.of(space, space.sample(random));
                double score = 60 + 30 * share(architecture, BEST.get(d % BEST.size())) + random.nextGaussian();
                rows.add(new MeasuredArchitecture(d, architecture, score));
            }
        }
        return rows;
    }
}
