package org.fewshotnas.metad2a.set;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fewshotnas.metad2a.data.ClassFeatures;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.data.DataSetShape;
import org.fewshotnas.tensor.file.Weights;

/**
 * Puts the features of examples, and numbers that describe a data set, on one scale: each column has mean 0 and standard deviation 1 over the
 * data sets that were learned. Immutable.
 */
public final class Scaling {
    /** How many numbers describe a data set: see {@link #statistics}. */
    public static final int STATISTICS = 4;

    private static final String FEATURE_MEANS = "features.mean";
    private static final String FEATURE_DEVIATIONS = "features.deviation";
    private static final String STATISTIC_MEANS = "statistics.mean";
    private static final String STATISTIC_DEVIATIONS = "statistics.deviation";
    /** Where a new data set is far out of what was seen, it counts as so many deviations away. */
    private static final float FARTHEST = 10;
    /** The same of statistics, of which there are few and which users' data sets leave far behind, such as the number of examples. */
    private static final float FARTHEST_STATISTIC = 2;

    private static final float CONSTANT = 1e30f;

    private final float[] featureMeans;
    private final float[] featureDeviations;
    private final float[] statisticMeans;
    private final float[] statisticDeviations;

    private Scaling(Moments features, Moments statistics) {
        featureMeans = features.means();
        featureDeviations = features.deviations();
        statisticMeans = statistics.means();
        statisticDeviations = statistics.deviations();
    }

    private Scaling(Weights weights) {
        featureMeans = weights.values(FEATURE_MEANS);
        featureDeviations = weights.values(FEATURE_DEVIATIONS);
        statisticMeans = weights.values(STATISTIC_MEANS);
        statisticDeviations = weights.values(STATISTIC_DEVIATIONS);
    }

    /** Learned from data sets, each of which counts the same. */
    public static Scaling of(List<DataSetFeatures> dataSets) {
        Moments features = new Moments(dataSets.get(0).width());
        Moments statistics = new Moments(STATISTICS);
        for (DataSetFeatures dataSet : dataSets) {
            statistics.add(statistics(dataSet), 1);
            double examples =
                    dataSet.classes().stream().mapToInt(ClassFeatures::examples).sum();
            for (ClassFeatures one : dataSet.classes()) {
                for (float[] row : one.features()) {
                    features.add(row, 1 / examples);
                }
            }
        }
        return new Scaling(features, statistics);
    }

    /** The tensors that it is stored as. */
    public static Map<String, List<Integer>> shapes(int width) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        shapes.put(FEATURE_MEANS, List.of(width));
        shapes.put(FEATURE_DEVIATIONS, List.of(width));
        shapes.put(STATISTIC_MEANS, List.of(STATISTICS));
        shapes.put(STATISTIC_DEVIATIONS, List.of(STATISTICS));
        return shapes;
    }

    /** Stores it. */
    public void put(Weights.Builder weights) {
        weights.put(FEATURE_MEANS, List.of(featureMeans.length), featureMeans)
                .put(FEATURE_DEVIATIONS, List.of(featureDeviations.length), featureDeviations)
                .put(STATISTIC_MEANS, List.of(STATISTICS), statisticMeans)
                .put(STATISTIC_DEVIATIONS, List.of(STATISTICS), statisticDeviations);
    }

    /** As it was stored. */
    public static Scaling of(Weights weights) {
        return new Scaling(weights);
    }

    /** The number of features. */
    public int width() {
        return featureMeans.length;
    }

    /** Writes the features of an example, on this scale, to a place of an array. */
    void put(float[] row, float[] target, int at) {
        put(row, featureMeans, featureDeviations, FARTHEST, target, at);
    }

    /** Writes the statistics of a data set, on this scale, to a place of an array. */
    void putStatistics(DataSetFeatures dataSet, float[] target, int at) {
        put(statistics(dataSet), statisticMeans, statisticDeviations, FARTHEST_STATISTIC, target, at);
    }

    private static void put(float[] row, float[] means, float[] deviations, float farthest, float[] target, int at) {
        for (int j = 0; j < row.length; j++) {
            float scaled = (row[j] - means[j]) / deviations[j];
            target[at + j] = Math.max(-farthest, Math.min(farthest, scaled));
        }
    }

    /** The logarithms of the number of classes, of examples to learn from, of channels, and of places in an input. */
    private static float[] statistics(DataSetFeatures dataSet) {
        DataSetShape shape = dataSet.shape();
        return new float[] {
            (float) Math.log(dataSet.classes().size()),
            (float) Math.log(shape.examples()),
            (float) Math.log(shape.channels()),
            (float) Math.log((double) shape.height() * shape.width())
        };
    }

    /** Means and deviations of columns, by Welford's recurrence with weights. */
    private static final class Moments {
        private final double[] means;
        private final double[] squares;
        private double total;

        Moments(int width) {
            means = new double[width];
            squares = new double[width];
        }

        void add(float[] row, double weight) {
            total += weight;
            for (int j = 0; j < means.length; j++) {
                double away = row[j] - means[j];
                means[j] += away * weight / total;
                squares[j] += weight * away * (row[j] - means[j]);
            }
        }

        float[] means() {
            float[] result = new float[means.length];
            for (int j = 0; j < result.length; j++) {
                result[j] = (float) means[j];
            }
            return result;
        }

        /** So large that nothing is left where a column is the same everywhere, up to rounding: nothing was learned of its differences. */
        float[] deviations() {
            float[] result = new float[means.length];
            for (int j = 0; j < result.length; j++) {
                double deviation = Math.sqrt(squares[j] / total);
                result[j] = deviation > 1e-6 * Math.abs(means[j]) && deviation > 1e-30 ? (float) deviation : CONSTANT;
            }
            return result;
        }
    }
}
