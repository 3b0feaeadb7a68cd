package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;

/** Remembers what it was given, and predicts what it is told to. */
final class FakeApproach implements Approach {
    final List<List<Task>> known = new ArrayList<>();
    final List<Task> supports = new ArrayList<>();
    final List<List<UnifiedGraph>> tested = new ArrayList<>();
    final Set<String> chosenFor = new LinkedHashSet<>();
    private final String name;
    private final ToDoubleFunction<UnifiedGraph> prediction;
    private final boolean chooses;

    FakeApproach(String name, ToDoubleFunction<UnifiedGraph> prediction) {
        this(name, prediction, false);
    }

    /** @param chooses whether it chooses cells: the last ones first */
    FakeApproach(String name, ToDoubleFunction<UnifiedGraph> prediction, boolean chooses) {
        this.name = name;
        this.prediction = prediction;
        this.chooses = chooses;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Learned> learn(List<Task> tasks, long seed, Progress progress) {
        known.add(tasks);
        return List.of(new Learned() {
            @Override
            public Adapted adapt(Task support, long seed, Progress report) {
                supports.add(support);
                return (cells, more) -> {
                    tested.add(cells);
                    return Predicted.of(cells.stream().mapToDouble(prediction).toArray());
                };
            }

            @Override
            public Optional<Chooser> chooser() {
                Chooser lastFirst = (target, cells, count, report) -> {
                    chosenFor.add(target.name());
                    return IntStream.range(0, count)
                            .map(i -> cells.size() - 1 - i)
                            .toArray();
                };
                return chooses ? Optional.of(lastFirst) : Optional.empty();
            }
        });
    }
}
