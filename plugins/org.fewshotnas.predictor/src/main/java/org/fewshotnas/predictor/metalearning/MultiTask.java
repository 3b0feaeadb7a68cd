package org.fewshotnas.predictor.metalearning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.fewshotnas.predictor.gcn.Dropout;
import org.fewshotnas.predictor.gcn.Gcn;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.GraphBatch;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.structure.Structure;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.tensor.engine.ParallelTasks;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/**
 * All tasks at once: one network and a last layer of (W, n), a column for each of T measured tasks and of the numbers of the cells'
 * {@link Structure}, trained by the mean squared error of all scores that a batch's architectures have. A part of every batch are cells of
 * search spaces, which have no scores but a structure: so a predictor knows its way in spaces of which it has seen no score.
 */
public final class MultiTask {
    /** What an error in a number of the structure weighs beside one in a score. */
    private static final float STRUCTURE_WEIGHT = 0.1f;
    /** One architecture of so many in a batch has no score. */
    private static final int ONE_CELL_IN = 4;
    /** A batch is computed in this many pieces side by side; fixed, because sums depend on it. */
    private static final int PIECES = 2;
    /** Architectures that means and deviations are taken over. */
    private static final int REFERENCES = 2048;

    private final GcnShape shape;
    private final ScoreMatrix scores;

    /**
     * @param references names of the search spaces that cells without scores are drawn from
     * @param seed of these cells
     * @throws InvalidInputException if there is no search space of such a name
     */
    public MultiTask(GcnShape shape, List<StandardizedTask> tasks, List<String> references, long seed) {
        this.shape = shape;
        scores = new ScoreMatrix(tasks, references, seed);
    }

    /** The parameters to train: those of {@link Gcn} with a last layer of (W, n) and (n). */
    public NDList initial(NDManager manager, long seed) {
        int columns = scores.columns();
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
    public List<ParallelTasks.Work<Objective.Result>> pieces(
            NDManager manager, NDList parameters, int batch, SplittableRandom random) {
        List<ParallelTasks.Work<Objective.Result>> pieces = new ArrayList<>();
        for (int i = 0; i < PIECES; i++) {
            SplittableRandom own = random.split();
            pieces.add(progress -> evaluate(manager, parameters, drawBatch(Math.max(1, batch / PIECES), own), own));
        }
        return pieces;
    }

    private int[] drawBatch(int count, SplittableRandom random) {
        int[] drawn = scores.draw(count, random);
        for (int i = 0; i < count / ONE_CELL_IN; i++) {
            drawn[i] = scores.drawCell(random);
        }
        return drawn;
    }

    /** Mean squared error of all scores that these architectures have, and its gradient. */
    private Objective.Result evaluate(NDManager manager, NDList parameters, int[] drawn, SplittableRandom random) {
        DataType type = parameters.get(0).getDataType();
        int columns = scores.columns();
        double[] weights = new double[drawn.length * columns];
        double[] targets = new double[drawn.length * columns];
        int count = 0;
        for (int i = 0; i < weights.length; i++) {
            float score = scores.score(drawn[i / columns], i % columns);
            boolean measured = i % columns < scores.tasks();
            if (!Float.isNaN(score)) {
                weights[i] = measured ? 1 : STRUCTURE_WEIGHT;
                targets[i] = score;
                count += measured ? 1 : 0;
            }
        }
        GraphBatch batch = GraphBatch.forTraining(manager, type, scores.graphs(drawn), shape);
        Gcn gcn = new Gcn(parameters, batch, Dropout.masks(manager, type, shape, batch, random));
        Shape both = new Shape(drawn.length, columns);
        NDArray errors = gcn.outputs().subi(Torch.create(manager, type, targets, both));
        NDArray weighted = errors.mul(Torch.create(manager, type, weights, both));
        double scale = 1.0 / Math.max(1, count);
        double loss = Torch.toDoubles(errors.muli(weighted).sum())[0] * scale;
        return new Objective.Result(loss, gcn.gradient(weighted.muli(2 * scale)), 1);
    }

    /** The network of one output that the trained parameters leave, and {@link TaskHeads}. */
    public Weights collapse(NDManager manager, NDList parameters, long seed, Progress progress) {
        int[] references = scores.draw(REFERENCES, new SplittableRandom(seed));
        return HeadCollapse.of(shape, manager, parameters, scores.graphs(references), progress)
                .weights(scores.tasks());
    }
}
