package org.fewshotnas.predictor.finetuning;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.predictor.gcn.GcnShape;
import org.fewshotnas.predictor.gcn.GraphBatch;
import org.fewshotnas.predictor.gcn.Parameters;
import org.fewshotnas.predictor.gcn.Scoring;
import org.fewshotnas.predictor.metalearning.InnerLoop;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.tensor.engine.Torch;
import org.fewshotnas.tensor.file.Weights;

/** Adapts a network to labels of some of a support set's architectures; {@link FineTuning} decides how far. */
public interface Tuner {
    /** Is told the network after a number of steps; it is gone when this returns. */
    interface Checkpoint {
        void at(int steps, Tuned tuned);
    }

    /** A network that was adapted. */
    interface Tuned {
        /** Its outputs for the whole support set. */
        double[] outputs();

        Weights weights();
    }

    /**
     * Adapts, and stops at each of these ascending numbers of steps.
     *
     * @param some places of architectures in the support set
     * @param labels one for each of these
     */
    void tune(int[] some, double[] labels, List<Integer> steps, Checkpoint checkpoint, Progress progress);

    /** The steps of an inner loop. */
    static Tuner sgd(NDManager manager, GcnShape shape, NDList start, InnerLoop loop, List<UnifiedGraph> support) {
        return (some, labels, steps, checkpoint, progress) -> {
            DataType type = start.get(0).getDataType();
            List<UnifiedGraph> graphs =
                    Arrays.stream(some).mapToObj(support::get).toList();
            try (NDManager own = manager.newSubManager();
                    NDScope batchScope = new NDScope()) {
                batchScope.suppressNotUsedWarning();
                InnerLoop.Examples examples = new InnerLoop.Examples(
                        GraphBatch.of(own, type, graphs, shape),
                        Torch.create(own, type, labels, new Shape(labels.length, 1)));
                NDList parameters = start;
                int done = 0;
                for (int target : steps) {
                    for (; done < target; done++) {
                        progress.checkCanceled();
                        NDList next;
                        try (NDScope scope = new NDScope()) {
                            scope.suppressNotUsedWarning();
                            next = loop.step(parameters, examples, new NDList());
                            NDScope.unregister(next);
                        }
                        for (int i = 0; i < next.size(); i++) {
                            if (parameters.get(i) != next.get(i) && parameters.get(i) != start.get(i)) {
                                parameters.get(i).close();
                            }
                        }
                        parameters = next;
                    }
                    checkpoint.at(target, new TunedNetwork(manager, shape, parameters, support, progress.silent()));
                }
                for (int i = 0; i < parameters.size(); i++) {
                    if (parameters.get(i) != start.get(i)) {
                        parameters.get(i).close();
                    }
                }
            }
        };
    }

    /** Tensors of a network. */
    record TunedNetwork(
            NDManager manager, GcnShape shape, NDList parameters, List<UnifiedGraph> support, Progress progress)
            implements Tuned {
        @Override
        public double[] outputs() {
            return Scoring.outputs(manager, shape, parameters, support, progress);
        }

        @Override
        public Weights weights() {
            return Parameters.toWeights(shape, parameters);
        }
    }
}
