package org.fewshotnas.predictor.forest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.forest.ForestGrower.Grown;
import org.fewshotnas.space.base.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForestTest {
    private final Random random = new Random(1);

    private double[][] examples(int n, int features, int values) {
        return IntStream.range(0, n)
                .mapToObj(i -> IntStream.range(0, features)
                        .mapToDouble(f -> random.nextInt(values))
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] labels(double[][] examples) {
        return Arrays.stream(examples)
                .mapToDouble(x -> (x[0] > 2 ? 3 * x[1] : -x[2]) + 0.5 * x[3])
                .toArray();
    }

    private static double squaredError(double[] a, double[] b) {
        return IntStream.range(0, a.length)
                .mapToDouble(i -> (a[i] - b[i]) * (a[i] - b[i]))
                .average()
                .orElseThrow();
    }

    private static double[] values(Forest forest, double[][] examples) {
        return Arrays.stream(examples).mapToDouble(forest::value).toArray();
    }

    /** By brute force: the split of all examples in a tree's bag that lowers the squared error most. */
    @Test
    void rootsSplitWhereTheErrorFallsMost() {
        double[][] examples = examples(40, 6, 5);
        double[] labels = labels(examples);
        // One example that is repeated makes every bag the same, so that the best split is known.
        double[][] two = {examples[0], examples[1]};
        Forest forest = ForestGrower.grow(two, new double[] {1, 2}, 1).forest();
        for (double[] example : two) {
            double value = forest.value(example);
            assertTrue(value > 1 && value < 2);
        }
        Grown grown = ForestGrower.grow(examples, labels, 1);
        int rightFeature = 0;
        float[] nodes = grown.forest().nodes();
        for (int tree = 0; tree < grown.forest().trees(); tree++) {
            rightFeature += nodes[tree * Forest.OF_A_NODE] == bestFeature(examples, labels) ? 1 : 0;
        }
        assertTrue(rightFeature > 70, "only " + rightFeature + " of 100 trees split by what is best for all examples");
    }

    private static int bestFeature(double[][] examples, double[] labels) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int f = 0; f < examples[0].length; f++) {
            for (int threshold = 0; threshold < 5; threshold++) {
                int feature = f;
                int at = threshold;
                double error = 0;
                for (boolean left : new boolean[] {true, false}) {
                    double[] part = IntStream.range(0, labels.length)
                            .filter(i -> examples[i][feature] <= at == left)
                            .mapToDouble(i -> labels[i])
                            .toArray();
                    double mean = Arrays.stream(part).average().orElse(0);
                    error += Arrays.stream(part)
                            .map(y -> (y - mean) * (y - mean))
                            .sum();
                }
                if (error < least) {
                    least = error;
                    best = f;
                }
            }
        }
        return best;
    }

    @Test
    void predictsWhatItHasNotSeenMuchBetterThanTheMean() {
        double[][] examples = examples(300, 6, 5);
        double[] labels = labels(examples);
        double[][] others = examples(300, 6, 5);
        double[] predicted = values(ForestGrower.grow(examples, labels, 1).forest(), others);
        double[] wanted = labels(others);
        double mean = Arrays.stream(labels).average().orElseThrow();
        assertTrue(squaredError(predicted, wanted)
                < 0.1
                        * squaredError(
                                IntStream.range(0, 300).mapToDouble(i -> mean).toArray(), wanted));
    }

    /** What is out of a bag is as far from the truth as what is new: on noise no better than the mean, while the fit looks good. */
    @Test
    void outOfBagPredictionsAreAsBadAsThoseOfNewExamples() {
        double[][] examples = examples(60, 8, 5);
        double[] noise = random.doubles(60, -1, 1).toArray();
        Grown grown = ForestGrower.grow(examples, noise, 1);
        double mean = Arrays.stream(noise).average().orElseThrow();
        double variance =
                Arrays.stream(noise).map(y -> (y - mean) * (y - mean)).average().orElseThrow();
        assertTrue(squaredError(values(grown.forest(), examples), noise) < 0.4 * variance);
        assertTrue(squaredError(grown.outOfBag(), noise) > 0.9 * variance);
    }

    @Test
    void sameSeedSameForest() {
        double[][] examples = examples(30, 6, 5);
        double[] labels = labels(examples);
        assertArrayEquals(
                ForestGrower.grow(examples, labels, 7).forest().nodes(),
                ForestGrower.grow(examples, labels, 7).forest().nodes());
    }

    /** Values enough that each cannot have a bin of its own. */
    @Test
    void copesWithManyDifferentValues() {
        double[][] examples = IntStream.range(0, 2000)
                .mapToObj(i -> new double[] {random.nextGaussian(), random.nextGaussian()})
                .toArray(double[][]::new);
        double[] labels =
                Arrays.stream(examples).mapToDouble(x -> Math.sin(x[0])).toArray();
        Grown grown = ForestGrower.grow(examples, labels, 1);
        assertTrue(squaredError(grown.outOfBag(), labels) < 0.02);
    }

    @Test
    void aSingleExampleAndEqualLabelsGiveALevel() {
        assertEquals(
                3,
                ForestGrower.grow(new double[][] {{1, 2}}, new double[] {3}, 1)
                        .forest()
                        .value(new double[] {5, 5}));
        assertEquals(
                4,
                ForestGrower.grow(
                                examples(9, 3, 4),
                                IntStream.range(0, 9).mapToDouble(i -> 4).toArray(),
                                1)
                        .forest()
                        .value(new double[3]));
    }

    @Test
    void isTheSameFromItsTable() {
        double[][] examples = examples(30, 6, 5);
        Forest forest = ForestGrower.grow(examples, labels(examples), 1).forest();
        Forest again = new Forest(forest.trees(), forest.nodes(), 6);
        assertArrayEquals(values(forest, examples), values(again, examples));
    }

    /** A child before its parent would be a walk without an end, and a feature or a node that is not there a crash. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 .5 0 0  -1 0 0 1  -1 0 0 2", "0 .5 2 0  -1 0 0 1  -1 0 0 2", "2 .5 1 0  -1 0 0 1  -1 0 0 2",
                "0.5 .5 1 0  -1 0 0 1  -1 0 0 2", "-2 .5 1 0  -1 0 0 1  -1 0 0 2", "0 .5 1.5 0  -1 0 0 1  -1 0 0 2",
                "0 .5 1 0  -1 0 0 1  0 0 0 2", "0 .5 1 0 -1"
            })
    void refusesATableThatIsNoForest(String table) {
        float[] nodes = new float[table.trim().split(" +").length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = Float.parseFloat(table.trim().split(" +")[i]);
        }
        assertThrows(InvalidInputException.class, () -> new Forest(1, nodes, 2));
    }

    /** Whatever the label of an example is that is hardly ever drawn, the forest is the same; and others are drawn by their weights. */
    @Test
    void whatWeighsLittleIsSeldomDrawn() {
        double[][] examples = examples(30, 6, 5);
        double[] labels = labels(examples);
        double[] weights = new double[30];
        Arrays.fill(weights, 1);
        weights[7] = 1e-12;
        Grown grown = ForestGrower.grow(examples, labels, weights, 3);
        labels[7] += 1000;
        assertArrayEquals(
                grown.forest().nodes(),
                ForestGrower.grow(examples, labels, weights, 3).forest().nodes());
        Arrays.fill(weights, 0.5);
        assertArrayEquals(
                ForestGrower.grow(examples, labels, 3).forest().nodes(),
                ForestGrower.grow(examples, labels, weights, 3).forest().nodes(),
                "all alike");
        // A constant but for one example of half of all weight, which half of the draws give: its mean is near a half.
        double[] one = new double[30];
        one[0] = 1;
        Arrays.fill(weights, 1);
        weights[0] = 29;
        double[][] same = new double[30][1];
        assertEquals(0.5, ForestGrower.grow(same, one, weights, 3).forest().value(same[0]), 0.03);
    }
}
