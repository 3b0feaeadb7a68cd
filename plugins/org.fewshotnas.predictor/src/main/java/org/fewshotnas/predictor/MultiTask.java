package org.fewshotnas.predictor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;

/**
 * All tasks at once: one network and a last layer of (W, T), a column for each of T tasks, trained by the mean squared error of all scores
 * that a batch's architectures have. What it leaves is a network of one output, the first principal component of the tasks: a good guess
 * for a new task; and the tasks' own last layers, standardised, which are the priors of {@link RidgeHead}. The embedding is scaled so that
 * a new task's deviation from the one that it resembles has as much variance (times {@value #SIGNAL}) as the noise.
 */
final class MultiTask {
    /** Signal to noise of a new task's deviation from the known task that it resembles. */
    private static final double SIGNAL = 1;
    /** A batch is computed in this many pieces side by side; fixed, because sums depend on it. */
    private static final int PIECES = 2;
    /** More than enough for the first component to stand out. */
    private static final int POWER_ITERATIONS = 100;
    /** Architectures that means and deviations are taken over. */
    private static final int REFERENCES = 2048;

    private final GcnShape shape;
    private final List<UnifiedGraph> graphs = new ArrayList<>();
    /** For every architecture a score of every task; NaN where there is none. */
    private final List<float[]> scores = new ArrayList<>();
    /** For every task the architectures that have a score. */
    private final int[][] rows;

    private record Occurrence(UnifiedGraph graph, int number) {}

    MultiTask(GcnShape shape, List<StandardizedTask> tasks) {
        this.shape = shape;
        rows = new int[tasks.size()][];
        Map<Occurrence, Integer> known = new HashMap<>();
        for (int t = 0; t < rows.length; t++) {
            StandardizedTask task = tasks.get(t);
            rows[t] = new int[task.size()];
            Map<UnifiedGraph, Integer> seen = new HashMap<>();
            for (int i = 0; i < task.size(); i++) {
                UnifiedGraph graph = task.graph(i);
                Occurrence occurrence = new Occurrence(graph, seen.merge(graph, 1, Integer::sum));
                int row = known.computeIfAbsent(occurrence, o -> addRow(graph));
                scores.get(row)[t] = (float) task.score(i);
                rows[t][i] = row;
            }
        }
    }

    private int addRow(UnifiedGraph graph) {
        graphs.add(graph);
        float[] missing = new float[rows.length];
        Arrays.fill(missing, Float.NaN);
        scores.add(missing);
        return graphs.size() - 1;
    }

    /** The parameters to train: those of {@link Gcn} with a last layer of (W, T) and (T). */
    NDList initial(NDManager manager, long seed) {
        NDList parameters = Parameters.toTensors(manager, DataType.FLOAT32, shape, Parameters.random(shape, seed));
        int head = parameters.size() - 2;
        parameters.remove(head + 1).close();
        parameters.remove(head).close();
        SplittableRandom random = new SplittableRandom(seed).split();
        double[] weights = random.doubles((long) shape.width() * rows.length, -1, 1)
                .map(uniform -> uniform / Math.sqrt(2.0 * shape.width()))
                .toArray();
        parameters.add(Torch.create(manager, DataType.FLOAT32, weights, new Shape(shape.width(), rows.length)));
        parameters.add(Torch.create(manager, DataType.FLOAT32, new double[rows.length], new Shape(rows.length)));
        return parameters;
    }

    /** The work of one step on so many architectures: its pieces' mean gradient is the step's. */
    List<ParallelTasks.Work<Objective.Result>> pieces(
            NDManager manager, NDList parameters, int batch, SplittableRandom random) {
        List<ParallelTasks.Work<Objective.Result>> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            SplittableRandom own = random.split();
            pieces.add(progress -> evaluate(manager, parameters, draw(Math.max(1, batch / PIECES), own), own));
        }
        return pieces;
    }

    /** Every task equally often, whatever it has of scores, and every architecture of a task. */
    private int[] draw(int count, SplittableRandom random) {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            int[] task = rows[random.nextInt(rows.length)];
            drawn[i] = task[random.nextInt(task.length)];
        }
        return drawn;
    }

    /** Mean squared error of all scores that these architectures have, and its gradient. */
    private Objective.Result evaluate(NDManager manager, NDList parameters, int[] drawn, SplittableRandom random) {
        DataType type = parameters.get(0).getDataType();
        int tasks = rows.length;
        double[] known = new double[drawn.length * tasks];
        double[] targets = new double[drawn.length * tasks];
        int count = 0;
        for (int i = 0; i < known.length; i++) {
            float score = scores.get(drawn[i / tasks])[i % tasks];
            if (!Float.isNaN(score)) {
                known[i] = 1;
                targets[i] = score;
                count++;
            }
        }
        GraphBatch batch = GraphBatch.forTraining(manager, type, select(drawn), shape);
        Gcn gcn = new Gcn(parameters, batch, Dropout.masks(manager, type, shape, batch, random));
        Shape both = new Shape(drawn.length, tasks);
        NDArray errors = gcn.outputs()
                .subi(Torch.create(manager, type, targets, both))
                .muli(Torch.create(manager, type, known, both));
        double loss = Torch.toDoubles(errors.square().sum())[0] / count;
        return new Objective.Result(loss, gcn.gradient(errors.muli(2.0 / count)));
    }

    private List<UnifiedGraph> select(int[] indices) {
        return Arrays.stream(indices).mapToObj(graphs::get).toList();
    }

    /** The network of one output that the trained parameters leave. */
    Weights collapse(NDManager manager, NDList parameters, long seed, Progress progress) {
        int width = shape.width();
        int head = parameters.size() - 2;
        int[] references = draw(REFERENCES, new SplittableRandom(seed));
        double[][] embeddings = Scoring.embeddings(manager, parameters, select(references), progress);
        double[] heads = Torch.toDoubles(parameters.get(head));
        double[][] columns = new double[rows.length][];
        double[] biases = new double[rows.length];
        double[][] outputs = new double[rows.length][];
        for (int t = 0; t < rows.length; t++) {
            double[] column = new double[width];
            for (int i = 0; i < width; i++) {
                column[i] = heads[i * rows.length + t];
            }
            columns[t] = new double[width];
            biases[t] = addStandardized(embeddings, column, columns[t]);
            outputs[t] = centred(embeddings, columns[t]);
        }
        double[] loadings = commonFactor(outputs);
        double[] common = new double[width];
        for (int t = 0; t < rows.length; t++) {
            RidgeHead.axpy(loadings[t], columns[t], common);
        }
        double[] prior = new double[width];
        double bias = addStandardized(embeddings, common, prior);
        double scale = Math.sqrt(SIGNAL / spread(embeddings));
        Weights body = Parameters.toWeights(shape, withHead(manager, parameters, prior, bias));
        Weights.Builder weights = scaled(body, (float) scale);
        float[] taskWeights = new float[width * rows.length];
        float[] taskBiases = new float[rows.length];
        for (int t = 0; t < rows.length; t++) {
            for (int i = 0; i < width; i++) {
                taskWeights[i * rows.length + t] = (float) (columns[t][i] / scale);
            }
            taskBiases[t] = (float) biases[t];
        }
        return weights.put(PredictorSpec.TASK_WEIGHTS, List.of(width, rows.length), taskWeights)
                .put(PredictorSpec.TASK_BIASES, List.of(rows.length), taskBiases)
                .build();
    }

    /**
     * How much each task shows of what they have in common: its loading on the first principal component of all tasks, or 0 where a task
     * runs against the others, as a latency does among accuracies.
     *
     * @param outputs for every task one an architecture, of mean 0 and deviation 1
     */
    static double[] commonFactor(double[][] outputs) {
        int tasks = outputs.length;
        double[] loadings = new double[tasks];
        Arrays.fill(loadings, 1);
        for (int iteration = 0; iteration < POWER_ITERATIONS; iteration++) {
            double[] component = new double[outputs[0].length];
            for (int t = 0; t < tasks; t++) {
                RidgeHead.axpy(loadings[t], outputs[t], component);
            }
            double norm = Math.sqrt(RidgeHead.dot(component, component));
            if (!(norm > 0)) {
                return loadings;
            }
            for (int t = 0; t < tasks; t++) {
                loadings[t] = RidgeHead.dot(outputs[t], component) / norm;
            }
        }
        return Arrays.stream(loadings).map(loading -> Math.max(0, loading)).toArray();
    }

    private static double[] centred(double[][] embeddings, double[] column) {
        double[] outputs = Arrays.stream(embeddings)
                .mapToDouble(embedding -> RidgeHead.dot(embedding, column))
                .toArray();
        double mean = Arrays.stream(outputs).average().orElseThrow();
        return Arrays.stream(outputs).map(output -> output - mean).toArray();
    }

    /** Adds a column, scaled so that its outputs have a deviation of 1, to a sum; gives the bias that makes their mean 0. */
    private static double addStandardized(double[][] embeddings, double[] column, double[] sum) {
        double[] centred = centred(embeddings, column);
        double mean = RidgeHead.dot(embeddings[0], column) - centred[0];
        double deviation = Math.sqrt(RidgeHead.dot(centred, centred) / centred.length);
        if (!(deviation > 1e-9)) {
            return 0;
        }
        RidgeHead.axpy(1 / deviation, column, sum);
        return -mean / deviation;
    }

    /** The mean squared distance of the embeddings from their mean. */
    private static double spread(double[][] embeddings) {
        double[] mean = new double[embeddings[0].length];
        double squares = 0;
        for (double[] embedding : embeddings) {
            RidgeHead.axpy(1.0 / embeddings.length, embedding, mean);
            squares += RidgeHead.dot(embedding, embedding) / embeddings.length;
        }
        return Math.max(1e-12, squares - RidgeHead.dot(mean, mean));
    }

    private static NDList withHead(NDManager manager, NDList parameters, double[] weights, double bias) {
        DataType type = parameters.get(0).getDataType();
        NDList result = new NDList(parameters.subList(0, parameters.size() - 2));
        result.add(Torch.create(manager, type, weights, new Shape(weights.length, 1)));
        result.add(Torch.create(manager, type, new double[] {bias}, new Shape(1)));
        return result;
    }

    /** The same network with embeddings this many times as long: rectified states grow with the weights into them. */
    private Weights.Builder scaled(Weights weights, float scale) {
        String last = "layer." + (shape.layers() - 1) + ".";
        Weights.Builder result = new Weights.Builder();
        shape.tensors().forEach((name, extents) -> {
            float factor = name.startsWith(last) ? scale : name.equals("head.weight") ? 1 / scale : 1;
            float[] values = weights.values(name).clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            result.put(name, extents, values);
        });
        return result;
    }
}
