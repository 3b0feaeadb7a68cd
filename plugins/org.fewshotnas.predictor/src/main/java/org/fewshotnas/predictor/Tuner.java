package org.fewshotnas.predictor;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.fewshotnas.space.Progress;
import org.fewshotnas.space.UnifiedGraph;

/** Adapts a network to a few standardised scores; {@link FineTuning} decides how far. */
interface Tuner {
    /** Is told the parameters after a number of steps; they are gone when it returns. */
    interface Checkpoint {
        void at(int steps, NDList parameters);
    }

    /** Adapts, and stops at each of these ascending numbers of steps. */
    void tune(
            List<UnifiedGraph> graphs, double[] scores, List<Integer> steps, Checkpoint checkpoint, Progress progress);

    /** The steps of an inner loop. */
    static Tuner sgd(NDManager manager, NDList start, InnerLoop loop) {
        return (graphs, scores, steps, checkpoint, progress) -> {
            DataType type = start.get(0).getDataType();
            try (NDManager own = manager.newSubManager();
                    NDScope batchScope = new NDScope()) {
                batchScope.suppressNotUsedWarning();
                InnerLoop.Examples support = new InnerLoop.Examples(
                        GraphBatch.of(own, type, graphs, Gcn.layers(start)),
                        Torch.create(own, type, scores, new Shape(scores.length, 1)));
                NDList parameters = start;
                int done = 0;
                for (int target : steps) {
                    for (; done < target; done++) {
                        progress.checkCanceled();
                        NDList next;
                        try (NDScope scope = new NDScope()) {
                            scope.suppressNotUsedWarning();
                            next = loop.step(parameters, support, new NDList());
                            NDScope.unregister(next);
                        }
                        for (int i = 0; i < next.size(); i++) {
                            if (parameters.get(i) != next.get(i) && parameters.get(i) != start.get(i)) {
                                parameters.get(i).close();
                            }
                        }
                        parameters = next;
                    }
                    checkpoint.at(target, parameters);
                }
                for (int i = 0; i < parameters.size(); i++) {
                    if (parameters.get(i) != start.get(i)) {
                        parameters.get(i).close();
                    }
                }
            }
        };
    }

    /**
     * The closed form of {@link RidgeHead}, which takes no steps.
     *
     * @param prior heads to fit around
     */
    static Tuner ridge(NDManager manager, NDList start, HeadPrior prior) {
        return (graphs, scores, steps, checkpoint, progress) -> {
            int head = start.size() - 2;
            DataType type = start.get(head).getDataType();
            double[][] embeddings = Scoring.embeddings(manager, start, graphs, progress);
            double[] mixed = RidgeHead.mix(embeddings, scores, prior);
            double[] w = Arrays.copyOf(mixed, mixed.length - 1);
            double[] c = {mixed[mixed.length - 1]};
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDList parameters = new NDList(start.subList(0, head));
                parameters.add(Torch.create(manager, type, w, new Shape(w.length, 1)));
                parameters.add(Torch.create(manager, type, c, new Shape(1)));
                checkpoint.at(0, parameters);
            }
        };
    }
}
