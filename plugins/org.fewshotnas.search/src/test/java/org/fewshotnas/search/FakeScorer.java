package org.fewshotnas.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Direction;

/** Scores by a function, and writes down what it is given to learn from. */
final class FakeScorer implements Scorer {
    final List<Task> learned;
    private final ToDoubleFunction<UnifiedGraph> function;
    private final Direction direction;
    private final int shots;

    FakeScorer(ToDoubleFunction<UnifiedGraph> function) {
        this(function, Direction.MAXIMIZE, 0, new ArrayList<>());
    }

    private FakeScorer(ToDoubleFunction<UnifiedGraph> function, Direction direction, int shots, List<Task> learned) {
        this.function = function;
        this.direction = direction;
        this.shots = shots;
        this.learned = learned;
    }

    @Override
    public double[] score(List<UnifiedGraph> graphs, Progress progress) {
        return graphs.stream()
                .mapToDouble(function)
                .map(score -> direction.sign() * score)
                .toArray();
    }

    @Override
    public Direction direction() {
        return direction;
    }

    @Override
    public boolean predictsScores() {
        return shots > 0;
    }

    @Override
    public Scorer refit(Task measured, Progress progress) {
        learned.add(measured);
        return new FakeScorer(function, measured.metric().direction(), measured.size(), learned);
    }

    @Override
    public String state() {
        return shots == 0 ? "zero-shot" : shots + " shots";
    }
}
