package org.fewshotnas.predictor.metalearning;

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
import org.fewshotnas.predictor.Calibrator;
import org.fewshotnas.predictor.PredictorSpec;
import org.fewshotnas.predictor.finetuning.HeadPrior;
import org.fewshotnas.predictor.gcn.Dropout;
import org.fewshotnas.predictor.gcn.Gcn;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.GraphBatch;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.linear.RidgeHead;
import org.fewshotnas.predictor.structure.Structure;
import org.fewshotnas.space.SearchSpaces;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.SearchSpace;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.ParallelTasks;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/**
 * All tasks at once: one network and a last layer of (W, n), a column for each of T measured tasks and of the numbers of the cells'
 * {@link Structure}, trained by the mean squared error of all scores that a batch's architectures have. A part of every batch are cells of
 * all search spaces, which have no scores but a structure: so a predictor knows its way in spaces of which it has seen no score.
 *
 * <p>What it leaves is a network of one output, the first principal component of the measured tasks: a good guess for a new task; and the
 * columns' own last layers, standardised, from which {@link HeadPrior} makes priors. The embedding is scaled to a mean squared distance of
 * 1 from its mean, so that a deviation's variance is the same number for all networks.
 */
public final class MultiTask {
    /** What an error in a number of the structure weighs beside one in a score. */
    private static final float STRUCTURE_WEIGHT = 0.1f;
    /** Cells drawn of each search space, for their structure. */
    private static final int CELLS_PER_SPACE = 1000;
    /** One architecture of so many in a batch is drawn from them. */
    private static final int ONE_CELL_IN = 4;
    /** A batch is computed in this many pieces side by side; fixed, because sums depend on it. */
    private static final int PIECES = 2;
    /** More than enough for the first component to stand out. */
    private static final int POWER_ITERATIONS = 100;
    /** Architectures that means and deviations are taken over. */
    private static final int REFERENCES = 2048;

    private final GcnShape shape;
    private final List<UnifiedGraph> graphs = new ArrayList<>();
    /** For every architecture a score of every task, then its structure; NaN where there is no score. */
    private final List<float[]> scores = new ArrayList<>();
    /** For every task the architectures that have a score. */
    private final int[][] rows;
    /** Of measured tasks and the structure. */
    private final int columns;
    /** The first architecture that has no scores, only a structure. */
    private final int firstCell;

    /** @param seed of the cells drawn from the search spaces */
    public MultiTask(GcnShape shape, List<StandardizedTask> tasks, long seed) {
        this.shape = shape;
        rows = new int[tasks.size()][];
        columns = tasks.size() + Structure.COUNT;
        Map<UnifiedGraph, Integer> known = new HashMap<>();
        for (int t = 0; t < rows.length; t++) {
            StandardizedTask task = tasks.get(t);
            rows[t] = new int[task.size()];
            for (int i = 0; i < task.size(); i++) {
                int row = known.computeIfAbsent(task.graph(i), this::addRow);
                scores.get(row)[t] = (float) task.score(i);
                rows[t][i] = row;
            }
        }
        firstCell = graphs.size();
        SplittableRandom random = new SplittableRandom(seed);
        for (SearchSpace space : SearchSpaces.all()) {
            for (int i = 0; i < CELLS_PER_SPACE; i++) {
                addRow(UnifiedGraph.of(space.sample(random)));
            }
        }
        standardizeStructure();
    }

    /** To mean 0 and standard deviation 1 over all architectures. */
    private void standardizeStructure() {
        for (int c = rows.length; c < columns; c++) {
            int column = c;
            double[] values = scores.stream().mapToDouble(row -> row[column]).toArray();
            double[] standardized = StandardizedTask.standardize(values);
            for (int i = 0; i < values.length; i++) {
                scores.get(i)[c] = standardized == null ? 0 : (float) standardized[i];
            }
        }
    }

    private int addRow(UnifiedGraph graph) {
        graphs.add(graph);
        float[] values = new float[columns];
        Arrays.fill(values, 0, rows.length, Float.NaN);
        double[] structure = Structure.of(graph);
        for (int i = 0; i < structure.length; i++) {
            values[rows.length + i] = (float) structure[i];
        }
        scores.add(values);
        return graphs.size() - 1;
    }

    /** The parameters to train: those of {@link Gcn} with a last layer of (W, n) and (n). */
    NDList initial(NDManager manager, long seed) {
        NDList parameters = Parameters.toTensors(manager, DataType.FLOAT32, shape, Parameters.random(shape, seed));
        int head = parameters.size() - 2;
        parameters.remove(head + 1).close();
        parameters.remove(head).close();
        SplittableRandom random = new SplittableRandom(seed).split();
        double[] weights = random.doubles((long) shape.width() * columns, -1, 1)
                .map(uniform -> uniform / Math.sqrt(2.0 * shape.width()))
                .toArray();
        parameters.add(Torch.create(manager, DataType.FLOAT32, weights, new Shape(shape.width(), columns)));
        parameters.add(Torch.create(manager, DataType.FLOAT32, new double[columns], new Shape(columns)));
        return parameters;
    }

    /** The work of one step on so many architectures: its pieces' mean gradient is the step's. */
    List<ParallelTasks.Work<Objective.Result>> pieces(
            NDManager manager, NDList parameters, int batch, SplittableRandom random) {
        List<ParallelTasks.Work<Objective.Result>> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            SplittableRandom own = random.split();
            pieces.add(progress -> evaluate(manager, parameters, drawBatch(Math.max(1, batch / PIECES), own), own));
        }
        return pieces;
    }

    private int[] drawBatch(int count, SplittableRandom random) {
        int[] drawn = draw(count, random);
        for (int i = 0; i < count / ONE_CELL_IN; i++) {
            drawn[i] = random.nextInt(firstCell, graphs.size());
        }
        return drawn;
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
        double[] weights = new double[drawn.length * columns];
        double[] targets = new double[drawn.length * columns];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            float score = scores.get(drawn[i / columns])[i % columns];
            boolean measured = i % columns < rows.length;
            if (!Float.isNaN(score)) {
                weights[i] = measured ? 1 : STRUCTURE_WEIGHT;
                targets[i] = score;
                count += measured ? 1 : 0;
            }
        }
        GraphBatch batch = GraphBatch.forTraining(manager, type, select(drawn), shape);
        Gcn gcn = new Gcn(parameters, batch, Dropout.masks(manager, type, shape, batch, random));
        Shape both = new Shape(drawn.length, columns);
        NDArray errors = gcn.outputs().subi(Torch.create(manager, type, targets, both));
        NDArray weighted = errors.mul(Torch.create(manager, type, weights, both));
        double scale = 1.0 / Math.max(1, count);
        double loss = Torch.toDoubles(errors.muli(weighted).sum())[0] * scale;
        return new Objective.Result(loss, gcn.gradient(weighted.muli(2 * scale)), 1);
    }

    private List<UnifiedGraph> select(int[] indices) {
        return Arrays.stream(indices).mapToObj(graphs::get).toList();
    }

    /** The network of one output that the trained parameters leave. */
    Weights collapse(NDManager manager, NDList parameters, long seed, Progress progress) {
        int width = shape.width();
        int head = parameters.size() - 2;
        int[] references = draw(REFERENCES, new SplittableRandom(seed));
        double[][] embeddings = Scoring.embeddings(manager, shape, parameters, select(references), progress);
        double[] heads = Torch.toDoubles(parameters.get(head));
        double[][] standardized = new double[columns][width];
        double[] biases = new double[columns];
        double[][] outputs = new double[columns][];
        for (int t = 0; t < columns; t++) {
            double[] column = new double[width];
            for (int i = 0; i < width; i++) {
                column[i] = heads[i * columns + t];
            }
            biases[t] = addStandardized(embeddings, column, standardized[t]);
            outputs[t] = centred(embeddings, standardized[t]);
        }
        double[] loadings = commonFactor(Arrays.copyOf(outputs, rows.length));
        double[] common = new double[width];
        for (int t = 0; t < rows.length; t++) {
            RidgeHead.axpy(loadings[t], standardized[t], common);
        }
        double[] prior = new double[width];
        double bias = addStandardized(embeddings, common, prior);
        double scale = 1 / Math.sqrt(Calibrator.spread(embeddings));
        Weights body = Parameters.toWeights(shape, withHead(manager, parameters, prior, bias));
        float[] taskWeights = new float[width * columns];
        float[] taskBiases = new float[columns];
        float[] correlations = new float[columns * columns];
        for (int t = 0; t < columns; t++) {
            for (int i = 0; i < width; i++) {
                taskWeights[i * columns + t] = (float) (standardized[t][i] / scale);
            }
            taskBiases[t] = (float) biases[t];
            for (int u = 0; u < columns; u++) {
                correlations[t * columns + u] = (float) (RidgeHead.dot(outputs[t], outputs[u]) / outputs[t].length);
            }
        }
        return scaled(body, (float) scale)
                .put(PredictorSpec.TASK_WEIGHTS, List.of(width, columns), taskWeights)
                .put(PredictorSpec.TASK_BIASES, List.of(columns), taskBiases)
                .put(PredictorSpec.TASK_CORRELATIONS, List.of(columns, columns), correlations)
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
            float factor = name.startsWith(last) ? scale : name.equals(GcnShape.HEAD_WEIGHT) ? 1 / scale : 1;
            float[] values = weights.values(name).clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            result.put(name, extents, values);
        });
        return result;
    }
}
