package org.fewshotnas.predictor.evaluation;

import java.util.List;
import java.util.Set;
import org.fewshotnas.predictor.evaluation.TransferEvaluation.Settings;
import org.fewshotnas.space.metric.Direction;
import org.fewshotnas.space.metric.Metric;

/** A small evaluation: three tasks of the same cells, each held out in turn. */
final class TransferSample {
    static final Metric A = Metric.of("a", Direction.MAXIMIZE);
    static final Metric B = Metric.of("b", Direction.MAXIMIZE);
    static final Metric LATENCY = Metric.of("latency", Direction.MINIMIZE);
    static final List<Metric> METRICS = List.of(A, B, LATENCY);
    static final Set<String> ALL = Set.of("a", "b", "latency");
    static final int CELLS = 120;

    private TransferSample() {}

    static double score(int cell, int metric) {
        return Math.sin(cell * 1.7) + metric;
    }

    static ScoredCells cells() {
        return ScoredSpace.cells(CELLS, "NB", METRICS, TransferSample::score).build();
    }

    static Protocol leaveOneOut() {
        return HeldOutTasks.leaveOneOut(cells(), ALL, TrainSize.ofPercent(50));
    }

    static Settings settings(int runs, Approach... approaches) {
        return new Settings(List.of(approaches), List.of(0, 5, 20), runs, false, 7);
    }

    static FakeApproach constant() {
        return new FakeApproach("constant", graph -> 0);
    }
}
