package org.fewshotnas.predictor.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.fewshotnas.predictor.Task;
import org.fewshotnas.space.base.Progress;

/**
 * Learns from one known task alone, from each of them in turn (the baseline "naive transfer" of MP-NAS, section 4.2): what a user may expect
 * who takes any one benchmark.
 *
 * @param learner what learns from the one task
 */
public record NaiveTransfer(Approach learner) implements Approach {
    @Override
    public String name() {
        return "Naive transfer";
    }

    @Override
    public List<Learned> learn(List<Task> known, long seed, Progress progress) {
        List<Learned> learned = new ArrayList<>();
        for (int i = 0; i < known.size(); i++) {
            Progress part = progress.part((double) i / known.size(), (i + 1.0) / known.size());
            learned.addAll(learner.learn(List.of(known.get(i)), Seeds.derive(seed, i), part));
        }
        return learned;
    }
}
