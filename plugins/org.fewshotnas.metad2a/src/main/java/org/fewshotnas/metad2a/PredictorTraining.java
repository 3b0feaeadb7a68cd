package org.fewshotnas.metad2a;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
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
import org.fewshotnas.tensor.engine.Torch;

/** Trains the performance predictor: squared errors of standardised scores; the epoch of the best correlation is kept. */
final class PredictorTraining extends Training {
    private final Networks networks;

    PredictorTraining(Networks networks, List<DataSetFeatures> dataSets, MetaD2aSettings settings, List<Example> held) {
        super("performance predictor", dataSets, settings, held);
        this.networks = networks;
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
        return tape.sum(tape.multiply(error, error));
    }

    /** Standardised scores of the examples of a piece, (rows, 1). */
    static Value scores(Networks networks, Pass pass, Batches.Piece piece) {
        PerformancePredictor predictor = networks.predictor(pass);
        Value setCodes = piece.expanded(pass.tape(), networks.predictorSet(pass).encode(piece.draws()));
        Value graphCodes = predictor.graphCodes(new GraphBatch(piece.graphs(), networks.types()));
        return predictor.scores(setCodes, graphCodes);
    }

    @Override
    Check check(NDManager manager, Tensors tensors, List<Example> examples, SplittableRandom random) {
        Batches batches = new Batches(dataSets(), settings().examplesPerClass(), examples);
        List<Example> rows = new ArrayList<>();
        List<Double> predicted = new ArrayList<>();
        each(batches, manager, tensors, random, (pass, piece) -> {
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
        return new Check(squares / scores.length, correlation, within, correlation.orElse(-2));
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
    static OptionalDouble correlation(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (a[i] - meanA) * (b[i] - meanB);
            squareA += (a[i] - meanA) * (a[i] - meanA);
            squareB += (b[i] - meanB) * (b[i] - meanB);
        }
        double scale = Math.sqrt(squareA * squareB);
        return scale > 1e-12 ? OptionalDouble.of(product / scale) : OptionalDouble.empty();
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }
}
