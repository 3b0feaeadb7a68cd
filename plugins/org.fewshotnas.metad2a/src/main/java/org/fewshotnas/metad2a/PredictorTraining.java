package org.fewshotnas.metad2a;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.fewshotnas.metad2a.data.DataSetFeatures;
import org.fewshotnas.metad2a.gradient.Pass;
import org.fewshotnas.metad2a.gradient.Tape;
import org.fewshotnas.metad2a.gradient.Tensors;
import org.fewshotnas.metad2a.gradient.Value;
import org.fewshotnas.metad2a.graph.GraphBatch;
import org.fewshotnas.metad2a.surrogate.PerformancePredictor;
import org.fewshotnas.space.base.Correlation;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.Torch;

/**
 * Trains the performance predictor: squared errors of standardised scores. Where data sets have several scores each, the errors that are left when the
 * mean of a data set's is taken away count as much more as scores vary less within data sets than in all: how hard a data set is explains most of a
 * score, and ranks nothing. For the same reason it is the epoch that ranks best within data sets that is kept; the one of the best correlation where
 * data sets have too few scores for that.
 */
final class PredictorTraining extends Training {
    /** Of a data set, so that they say how well it ranks. */
    private static final int ENOUGH_TO_RANK = 4;

    private static final double LARGEST_WEIGHT = 20;

    private final Networks networks;
    private final double withinWeight;
    private final boolean ranks;

    /** @param learned what it learns from */
    PredictorTraining(
            Networks networks,
            List<DataSetFeatures> dataSets,
            MetaD2aSettings settings,
            List<Example> learned,
            List<Example> held) {
        super("performance predictor", dataSets, settings, held);
        this.networks = networks;
        withinWeight = areEnough(learned) ? weight(learned) : 0;
        ranks = areEnough(held);
    }

    private static boolean areEnough(List<Example> examples) {
        return examples.size()
                >= ENOUGH_TO_RANK
                        * examples.stream().map(Example::dataSet).distinct().count();
    }

    /** How many times the scores vary more in all than within data sets. */
    private static double weight(List<Example> learned) {
        double[] targets = learned.stream().mapToDouble(Example::target).toArray();
        double within = squares(centred(learned, targets));
        double mean = mean(targets);
        double all = squares(Arrays.stream(targets).map(target -> target - mean).toArray());
        return within > 0 ? Math.min(LARGEST_WEIGHT, all / within) : 0;
    }

    private static double squares(double[] numbers) {
        return Arrays.stream(numbers).map(number -> number * number).sum();
    }

    @Override
    int noise() {
        return 0;
    }

    @Override
    Value loss(Pass pass, Batches.Piece piece, float[] noise) {
        Tape tape = pass.tape();
        float[] targets = new float[piece.rows()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) piece.examples().get(i).target();
        }
        Value error = tape.subtract(scores(networks, pass, piece), tape.constant(targets, targets.length, 1));
        Value within = tape.matMul(tape.constant(centring(piece), targets.length, targets.length), error);
        return tape.add(
                tape.sum(tape.multiply(error, error)),
                tape.times(tape.sum(tape.multiply(within, within)), withinWeight));
    }

    /** The matrix that takes the mean of a unit's rows away. */
    private static float[] centring(Batches.Piece piece) {
        int rows = piece.rows();
        float[] matrix = new float[rows * rows];
        int first = 0;
        for (Batches.Unit unit : piece.units()) {
            int count = unit.examples().size();
            for (int i = first; i < first + count; i++) {
                for (int j = first; j < first + count; j++) {
                    matrix[i * rows + j] = (i == j ? 1f : 0f) - 1f / count;
                }
            }
            first += count;
        }
        return matrix;
    }

    /** Standardised scores of the examples of a piece, (rows, 1). */
    static Value scores(Networks networks, Pass pass, Batches.Piece piece) {
        Value setCodes = piece.expanded(pass.tape(), networks.predictorSet(pass).encode(piece.draws()));
        PerformancePredictor predictor = networks.predictor(pass);
        Value graphCodes = predictor.graphCodes(new GraphBatch(piece.graphs(), networks.types()));
        return predictor.scores(setCodes, graphCodes);
    }

    @Override
    Check check(
            NDManager manager, Tensors tensors, List<Example> examples, SplittableRandom random, Progress progress) {
        Batches batches = new Batches(dataSets(), settings().examplesPerClass(), examples);
        List<Example> rows = new ArrayList<>();
        List<Double> predicted = new ArrayList<>();
        each(batches, manager, tensors, random, progress, (pass, piece) -> {
            rows.addAll(piece.examples());
            for (double score : Torch.toDoubles(scores(networks, pass, piece).array())) {
                predicted.add(score);
            }
        });
        double[] scores = predicted.stream().mapToDouble(Double::doubleValue).toArray();
        double[] targets = rows.stream().mapToDouble(Example::target).toArray();
        double squares = 0;
        for (int i = 0; i < scores.length; i++) {
            squares += (scores[i] - targets[i]) * (scores[i] - targets[i]);
        }
        OptionalDouble correlation = correlation(scores, targets);
        OptionalDouble within = correlation(centred(rows, scores), centred(rows, targets));
        return new Check(squares / scores.length, correlation, within, (ranks ? within : correlation).orElse(-2));
    }

    /** Numbers without the mean of those of their data set. */
    private static double[] centred(List<Example> rows, double[] numbers) {
        Map<Integer, double[]> sums = new HashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            double[] sum = sums.computeIfAbsent(rows.get(i).dataSet(), key -> new double[2]);
            sum[0] += numbers[i];
            sum[1]++;
        }
        double[] result = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            double[] sum = sums.get(rows.get(i).dataSet());
            result[i] = numbers[i] - sum[0] / sum[1];
        }
        return result;
    }

    /** Pearson's; empty where one side does not vary. */
    private static OptionalDouble correlation(double[] a, double[] b) {
        double correlation = Correlation.pearson(a, b);
        return Double.isNaN(correlation) ? OptionalDouble.empty() : OptionalDouble.of(correlation);
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }
}
