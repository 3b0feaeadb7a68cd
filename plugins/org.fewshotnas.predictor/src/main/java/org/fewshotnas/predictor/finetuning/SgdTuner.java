package org.fewshotnas.predictor.finetuning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.Tuner;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.GraphBatch;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.metalearning.InnerLoop;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/**
 * Adapts by the steps of an inner loop. Scores with {@linkplain Task#standardErrors standard errors} count in its loss by their
 * {@linkplain LabelNoise#weights weights}.
 *
 * @param manager of the tensors
 * @param shape the network's
 * @param start the network's tensors, which stay as they are
 * @param loop that takes the steps
 * @param support the scores that may be learned from
 */
public record SgdTuner(NDManager manager, GcnShape shape, NDList start, InnerLoop loop, Task support) implements Tuner {
    /** From a predictor's weights. */
    public static SgdTuner of(NDManager manager, Predictor start, InnerLoop loop, Task support) {
        GcnShape shape = start.spec().shape();
        return new SgdTuner(
                manager, shape, Parameters.toTensors(manager, DataType.FLOAT32, shape, start.weights()), loop, support);
    }

    @Override
    public void tune(int[] some, double[] labels, List<Integer> steps, Checkpoint checkpoint, Progress progress) {
        DataType type = start.get(0).getDataType();
        List<UnifiedGraph> graphs =
                Arrays.stream(some).mapToObj(support.graphs()::get).toList();
        try (NDManager own = manager.newSubManager();
                NDScope batchScope = new NDScope()) {
            batchScope.suppressNotUsedWarning();
            InnerLoop.Examples examples = new InnerLoop.Examples(
                    GraphBatch.of(own, type, graphs, shape),
                    Torch.create(own, type, labels, new Shape(labels.length, 1)),
                    weights(own, type, some, labels));
            NDList parameters = start;
            int done = 0;
            for (int target : steps) {
                for (; done < target; done++) {
                    progress.checkCanceled();
                    NDList next = step(parameters, examples);
                    closeUnlessIn(parameters, next);
                    parameters = next;
                }
                checkpoint.at(target, new Network(parameters, progress.silent()));
            }
            closeUnlessIn(parameters, start);
        }
    }

    /** Of mean 1, so that steps are as long as without; none where all are the same. */
    private Optional<NDArray> weights(NDManager own, DataType type, int[] some, double[] labels) {
        double[] weights = LabelNoise.weights(LabelNoise.extra(support, some, labels));
        if (Arrays.stream(weights).allMatch(weight -> weight == weights[0])) {
            return Optional.empty();
        }
        double mean = Agreement.mean(weights);
        double[] relative = Arrays.stream(weights).map(weight -> weight / mean).toArray();
        return Optional.of(Torch.create(own, type, relative, new Shape(relative.length, 1)));
    }

    private NDList step(NDList parameters, InnerLoop.Examples examples) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList next = loop.step(parameters, examples, new NDList());
            NDScope.unregister(next);
            return next;
        }
    }

    /** What stays is the same array in both lists; the arrays to begin with are not this tuner's to close. */
    private void closeUnlessIn(NDList parameters, NDList next) {
        for (int i = 0; i < parameters.size(); i++) {
            NDArray parameter = parameters.get(i);
            if (parameter != next.get(i) && parameter != start.get(i)) {
                parameter.close();
            }
        }
    }

    private final class Network implements Tuned {
        private final NDList parameters;
        private final Progress progress;

        Network(NDList parameters, Progress progress) {
            this.parameters = parameters;
            this.progress = progress;
        }

        @Override
        public double[] outputs() {
            return Scoring.outputs(manager, shape, parameters, support.graphs(), progress);
        }

        @Override
        public Weights weights() {
            return Parameters.toWeights(shape, parameters);
        }
    }
}
