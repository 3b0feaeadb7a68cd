package org.fewshotnas.search;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import org.fewshotnas.search.CandidateScorer.Scored;

/** Chooses among the candidates of one step, each at most once: by what measuring them promises, or else by their predictions. */
final class Choice {
    private final List<Scored> ordered;
    private final Optional<Acquisition> acquisition;
    private final Predicate<Scored> free;
    private final IntUnaryOperator start;
    private final Set<String> taken = new HashSet<>();

    /**
     * @param ordered the candidates, the best prediction first
     * @param acquisition orders them anew for each choice; without one their order stays
     * @param free whether a candidate can be chosen, asked of each in its turn
     * @param start the place in the order from which the next is chosen, and round again, by the number chosen in this step so far;
     *     asked only without an acquisition
     */
    Choice(List<Scored> ordered, Optional<Acquisition> acquisition, Predicate<Scored> free, IntUnaryOperator start) {
        this.ordered = ordered;
        this.acquisition = acquisition;
        this.free = free;
        this.start = start;
    }

    /** The next candidate; empty if none is left. */
    Optional<Scored> next() {
        List<Scored> order = acquisition.map(Acquisition::order).orElse(ordered);
        int first = acquisition.isPresent() ? 0 : start.applyAsInt(taken.size());
        for (int i = 0; i < order.size(); i++) {
            Scored candidate = order.get((first + i) % order.size());
            if (!taken.contains(candidate.form()) && free.test(candidate)) {
                taken.add(candidate.form());
                acquisition.ifPresent(model -> model.imagine(candidate));
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
