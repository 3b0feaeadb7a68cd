package org.fewshotnas.predictor.evaluation;

import java.util.Arrays;
import java.util.List;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.predictor.forest.Forest;
import org.fewshotnas.predictor.forest.ForestGrower;
import org.fewshotnas.predictor.structure.GraphFeatures;
import org.fewshotnas.space.base.Progress;

/**
 * A predictor that knows no other task, to compare with: a random forest on {@link GraphFeatures}, grown on the few scores as they are
 * (Kadlecová et al., 2024). Without a score it takes all architectures for the same.
 */
public final class GraphForest implements Approach {
    /** The name for users. */
    public static final String NAME = "Graph features + random forest";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean learns() {
        return false;
    }

    @Override
    public List<Learned> learn(List<Task> known, long seed, Progress progress) {
        return List.of(GraphForest::grow);
    }

    private static Adapted grow(Task support, long seed, Progress progress) {
        if (support.size() == 0) {
            return (cells, report) -> Predicted.of(new double[cells.size()]);
        }
        int sign = support.metric().direction().sign();
        GraphFeatures features = GraphFeatures.of(support.graphs());
        Forest forest = ForestGrower.grow(
                        support.graphs().stream().map(features::of).toArray(double[][]::new),
                        Arrays.stream(support.scores())
                                .map(score -> sign * score)
                                .toArray(),
                        seed)
                .forest();
        return (cells, report) -> Predicted.of(cells.stream()
                .mapToDouble(cell -> {
                    report.checkCanceled();
                    return forest.value(features.of(cell));
                })
                .toArray());
    }
}
