package org.fewshotnas.predictor.finetuning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.linear.LinearAlgebra;
import org.fewshotnas.predictor.linear.RidgeHead;
import org.fewshotnas.predictor.metalearning.StandardizedTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeadMixtureTest {
    /** Fewer than weights, and more: the two ways to solve. */
    private static final int FEW = 4;

    private static final int MANY = 11;
    private static final int WIDTH = 5;
    private final Random random = new Random(1);
    private final double[][] embeddings = new double[MANY][];
    private final double[] head = numbers(WIDTH + 1);

    HeadMixtureTest() {
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = numbers(WIDTH);
        }
    }

    private double[] numbers(int n) {
        return random.doubles(n, -1, 1).toArray();
    }

    private static double output(double[] input, double[] head) {
        return LinearAlgebra.dot(input, head) + head[WIDTH];
    }

    private static HeadFamily family(double[]... heads) {
        double[] ones = {1, 1, 1, 1, 1};
        return new HeadFamily(heads, new double[heads.length], ones, HeadFamilies.EXPLAINED, HeadFamilies.LEARNABLE);
    }

    private static double[] head(double[][] inputs, double[] scores, HeadFamily family) {
        return HeadMixture.mix(inputs, scores, new double[scores.length], List.of(family))
                .head();
    }

    @Test
    void mixtureLeansOnThePriorThatExplainsTheScores() {
        double[] wrong = numbers(WIDTH + 1);
        LinearAlgebra.axpy(-3, head, wrong);
        double[] scores =
                Arrays.stream(embeddings).mapToDouble(e -> output(e, head)).toArray();
        double[] mixed = head(embeddings, scores, family(wrong, head));
        for (int i = 0; i <= WIDTH; i++) {
            assertEquals(head[i], mixed[i], 0.1);
        }
    }

    /** A model by brute force: its density of some scores, and its mean weights given them, from its covariance matrix. */
    private record Model(
            double[] head,
            double logWeight,
            double[] variances,
            double noise,
            double unit,
            Map<double[], Double> extra) {
        double[] residuals(double[][] shots, double[] scores) {
            return IntStream.range(0, scores.length)
                    .mapToDouble(i -> scores[i] / unit - output(shots[i], head))
                    .toArray();
        }

        double[][] factor(double[][] shots) {
            double[][] covariances = new double[shots.length][shots.length];
            for (int i = 0; i < shots.length; i++) {
                for (int j = 0; j < shots.length; j++) {
                    covariances[i][j] =
                            RidgeHead.BIAS_VARIANCE + (i == j ? noise + extra.get(shots[i]) / unit / unit : 0);
                    for (int d = 0; d < WIDTH; d++) {
                        covariances[i][j] += variances[d] * shots[i][d] * shots[j][d];
                    }
                }
            }
            return LinearAlgebra.cholesky(covariances);
        }

        /** Standardised scores tell nothing by their mean and deviation: two of all that there are do not count for the unit. */
        double share(double[][] shots, double[] scores, int countedForUnit) {
            double[][] factor = factor(shots);
            double[] residuals = residuals(shots, scores);
            double log = -0.5 * LinearAlgebra.dot(residuals, LinearAlgebra.solve(factor, residuals));
            for (int i = 0; i < shots.length; i++) {
                log -= Math.log(factor[i][i]);
            }
            log -= countedForUnit * Math.log(unit);
            return Math.exp(logWeight + HeadFit.TEMPERATURE * log);
        }

        double[] posterior(double[][] shots, double[] scores) {
            double[] solved = LinearAlgebra.solve(factor(shots), residuals(shots, scores));
            double[] posterior = head.clone();
            for (int i = 0; i < shots.length; i++) {
                for (int d = 0; d < WIDTH; d++) {
                    posterior[d] += variances[d] * shots[i][d] * solved[i];
                }
                posterior[WIDTH] += RidgeHead.BIAS_VARIANCE * solved[i];
            }
            return posterior;
        }
    }

    private List<Model> models(List<HeadFamily> families, double[] extra) {
        Map<double[], Double> byInput = new IdentityHashMap<>();
        for (int i = 0; i < extra.length; i++) {
            byInput.put(embeddings[i], extra[i]);
        }
        List<Model> models = new ArrayList<>();
        for (HeadFamily family : families) {
            for (double explained : family.explained()) {
                for (double learnable : family.learnable()) {
                    for (int h = 0; h < family.heads().length; h++) {
                        for (double unit : HeadFit.UNITS) {
                            double[] scaled = Arrays.stream(family.heads()[h])
                                    .map(weight -> Math.sqrt(explained) * weight)
                                    .toArray();
                            double[] variances = Arrays.stream(family.scales())
                                    .map(scale -> scale * scale * (1 - explained) * learnable)
                                    .toArray();
                            double noise = (1 - explained) * (1 - learnable);
                            models.add(new Model(scaled, family.logWeights()[h], variances, noise, unit, byInput));
                        }
                    }
                }
            }
        }
        return models;
    }

    /** Of the surest score 0, and so on evenly. */
    private static double[] extra(int count, double most) {
        return IntStream.range(0, count)
                .mapToDouble(i -> most * i / (count - 1))
                .toArray();
    }

    private List<HeadFamily> twoFamilies() {
        return List.of(
                new HeadFamily(
                        new double[][] {head, numbers(WIDTH + 1)},
                        new double[] {0.3, -0.4},
                        new double[] {1, 1, 1, 0, 0},
                        HeadFamilies.EXPLAINED,
                        HeadFamilies.LEARNABLE),
                new HeadFamily(
                        new double[][] {new double[WIDTH + 1]},
                        new double[] {0.9},
                        new double[] {0.2, 0.2, 0.2, 1.1, 0.7},
                        new double[] {0},
                        new double[] {0.5, 0.97}));
    }

    @ParameterizedTest(name = "{0} shots, extra variance {1}")
    @CsvSource({FEW + ",0", MANY + ",0", FEW + ",0.8", MANY + ",0.8"})
    void mixtureIsTheMeanOfAllModelsByTheirEvidence(int count, double most) {
        double[] extra = extra(count, most);
        double[] scores = StandardizedTask.standardize(numbers(count)).orElseThrow();
        double[][] shots = Arrays.copyOf(embeddings, count);
        List<HeadFamily> families = twoFamilies();
        double[] sum = new double[WIDTH + 1];
        double total = 0;
        double units = 0;
        for (Model model : models(families, extra)) {
            double share = model.share(shots, scores, count - 2);
            LinearAlgebra.axpy(share, model.posterior(shots, scores), sum);
            total += share;
            units += share * model.unit;
        }
        double scale = units / total / total;
        double[] expected = Arrays.stream(sum).map(weight -> weight * scale).toArray();
        for (int i = 0; i < count; i++) {
            double weight = 0.3 / (0.3 + extra[i]);
            double all = Arrays.stream(extra).map(e -> 0.3 / (0.3 + e)).sum();
            double error = scores[i]
                    - output(shots[i], Arrays.stream(sum).map(w -> w * scale).toArray());
            expected[WIDTH] += weight * error / all;
        }
        assertArrayEquals(
                expected, HeadMixture.mix(shots, scores, extra, families).head(), 1e-9);
    }

    @ParameterizedTest(name = "{0} shots, extra variance {1}")
    @CsvSource({FEW + ",0", MANY + ",0", FEW + ",0.8", MANY + ",0.8"})
    void whatIsLeftOutIsPredictedFromTheOthersAlone(int count, double most) {
        double[] extra = extra(count, most);
        double[] scores = StandardizedTask.standardize(numbers(count)).orElseThrow();
        double[][] shots = Arrays.copyOf(embeddings, count);
        List<HeadFamily> families = twoFamilies();
        double[] leftOut = HeadMixture.mix(shots, scores, extra, families).leftOut();
        for (int left = 0; left < count; left++) {
            int out = left;
            int[] kept = IntStream.range(0, count).filter(i -> i != out).toArray();
            double[][] others = Arrays.stream(kept).mapToObj(i -> shots[i]).toArray(double[][]::new);
            double[] known = Arrays.stream(kept).mapToDouble(i -> scores[i]).toArray();
            double sum = 0;
            double total = 0;
            double units = 0;
            for (Model model : models(families, extra)) {
                double share = model.share(others, known, count - 3);
                sum += share * output(shots[left], model.posterior(others, known));
                total += share;
                units += share * model.unit;
            }
            assertEquals(sum / total * units / total, leftOut[left], 1e-9);
        }
    }

    /** Scores against the head convince where the head sets the architectures apart, and not where it takes them to be alike. */
    @Test
    void architecturesThatAreAlikeChangeLittle() {
        double[] scores = StandardizedTask.standardize(Arrays.stream(embeddings)
                        .mapToDouble(e -> -LinearAlgebra.dot(e, head))
                        .toArray())
                .orElseThrow();
        double[][] alike = Arrays.stream(embeddings)
                .map(e -> Arrays.stream(e).map(x -> 0.1 * x).toArray())
                .toArray(double[][]::new);
        assertTrue(cosine(head, head(alike, scores, family(head))) > 0.5);
        assertTrue(cosine(head, head(embeddings, scores, family(head))) < 0);
    }

    private static double cosine(double[] a, double[] b) {
        double[] c = Arrays.copyOf(a, WIDTH);
        double[] d = Arrays.copyOf(b, WIDTH);
        return LinearAlgebra.dot(c, d) / Math.sqrt(LinearAlgebra.dot(c, c) * LinearAlgebra.dot(d, d));
    }
}
