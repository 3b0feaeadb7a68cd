package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.space.cell.Cell;
import org.fewshotnas.space.cell.Operation;
import org.fewshotnas.space.cell.UnifiedGraph;

/**
 * The {@link GraphFeatures} of a support set, over the operations that occur in it; and the linear ones of them, standardised. Since few architectures say
 * little about means and deviations, these are taken over graphs of the same shapes with operations drawn at random.
 */
final class SupportFeatures {
    private static final int REFERENCES = 512;
    /** Fixed: the references are a yardstick, and no part of what is random in learning. */
    private static final long SEED = 201;

    private final GraphFeatures definition;
    private final double[][] features;
    private final double[][] references;
    private final double[] means;
    private final double[] deviations;

    SupportFeatures(List<UnifiedGraph> support) {
        definition = GraphFeatures.of(support);
        features = support.stream().map(definition::of).toArray(double[][]::new);
        SplittableRandom random = new SplittableRandom(SEED);
        references = IntStream.range(0, REFERENCES)
                .mapToObj(i -> definition.linear(drawn(support.get(i % support.size()), random)))
                .toArray(double[][]::new);
        means = new double[definition.linearCount()];
        deviations = new double[means.length];
        for (int c = 0; c < means.length; c++) {
            int count = c;
            double[] values =
                    Arrays.stream(references).mapToDouble(row -> row[count]).toArray();
            means[c] = mean(values);
            deviations[c] = deviation(values);
        }
    }

    /** A graph with other operations. */
    private UnifiedGraph drawn(UnifiedGraph graph, SplittableRandom random) {
        int n = graph.nodeCount() - 1;
        List<Operation> known = definition.operations();
        List<Operation> operations = IntStream.range(0, n)
                .mapToObj(i -> i == 0
                        ? Operation.INPUT
                        : i == n - 1 ? Operation.OUTPUT : known.get(random.nextInt(known.size())))
                .toList();
        int[][] edges = IntStream.range(0, n * n)
                .filter(e -> graph.hasEdge(e / n + 1, e % n + 1))
                .mapToObj(e -> new int[] {e / n, e % n})
                .toArray(int[][]::new);
        return UnifiedGraph.of(Cell.of(operations, edges));
    }

    GraphFeatures definition() {
        return definition;
    }

    /** All features, (k, {@link GraphFeatures#count}). */
    double[][] features() {
        return features;
    }

    /** The linear features of every architecture, of mean 0 and deviation 1; 0 where all references have the same. */
    double[][] standardizedLinear() {
        return Arrays.stream(features).map(this::standardized).toArray(double[][]::new);
    }

    private double[] standardized(double[] all) {
        return IntStream.range(0, means.length)
                .mapToDouble(c -> deviations[c] > 0 ? (all[c] - means[c]) / deviations[c] : 0)
                .toArray();
    }

    /**
     * A weighted sum of linear features as weights of the standardised ones, scaled to a deviation of 1 over the references.
     *
     * @param weights one a feature
     * @return empty where the sum is the same for all references
     */
    Optional<double[]> standardizedSum(double[] weights) {
        double[] sums = Arrays.stream(references)
                .mapToDouble(row -> LinearAlgebra.dot(row, weights))
                .toArray();
        double deviation = deviation(sums);
        return deviation > 0
                ? Optional.of(IntStream.range(0, weights.length)
                        .mapToDouble(c -> weights[c] * deviations[c] / deviation)
                        .toArray())
                : Optional.empty();
    }

    /**
     * Weights of standardised features as weights of the features themselves.
     *
     * @return the constant that goes with them last
     */
    double[] unstandardized(double[] weights) {
        double[] raw = new double[weights.length + 1];
        for (int c = 0; c < weights.length; c++) {
            if (deviations[c] > 0) {
                raw[c] = weights[c] / deviations[c];
                raw[weights.length] -= raw[c] * means[c];
            }
        }
        return raw;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double square =
                mean(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray());
        return square > 1e-12 * (1 + mean * mean) ? Math.sqrt(square) : 0;
    }
}
