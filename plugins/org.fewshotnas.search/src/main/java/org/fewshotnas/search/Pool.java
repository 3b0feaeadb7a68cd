package org.fewshotnas.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;

/** Candidates as the steps of a search see them, one of each canonical form: all of them where they fit in a step, else a draw. */
final class Pool {
    /** How many of the best measured architectures are mutated. */
    private static final int PARENTS = 5;

    private final Candidates candidates;
    private final SearchSettings settings;
    private final RandomGenerator random;
    /** All candidates by form, where they fit in one step. */
    private final Optional<Map<String, Architecture>> all;

    /** Takes a while where all candidates fit in one step. */
    Pool(Candidates candidates, SearchSettings settings, RandomGenerator random, Progress progress) {
        this.candidates = candidates;
        this.settings = settings;
        this.random = random;
        all = candidates.fitIn(settings.samplesPerStep())
                ? Optional.of(distinct(candidates.all(progress), progress))
                : Optional.empty();
    }

    /** Whether every step sees the same candidates, namely all. */
    boolean isWhole() {
        return all.isPresent();
    }

    /**
     * The candidates of a step by form.
     *
     * @param measured whose best are mutated
     */
    Map<String, Architecture> draw(Optional<Measured> measured, Progress progress) {
        if (all.isPresent()) {
            return all.get();
        }
        List<Architecture> parents = measured.map(known -> known.best(PARENTS)).orElse(List.of());
        int count = settings.samplesPerStep();
        boolean atRandom = settings.exploration() == Exploration.RANDOM;
        int mutations = atRandom ? 0 : (int) (settings.mutationShare() * count);
        return distinct(candidates.draw(count, parents, mutations, random, progress), progress);
    }

    /** What is ranked at the end: all rows of a table, of which its user wants the ranking; of a space a draw. */
    Map<String, Architecture> toRank(Optional<Measured> measured, Progress progress) {
        return candidates.isTable() ? distinct(candidates.all(progress), progress) : draw(measured, progress);
    }

    /** The first of each form. */
    static Map<String, Architecture> distinct(List<Architecture> architectures, Progress progress) {
        Map<String, Architecture> first = new LinkedHashMap<>();
        for (int i = 0; i < architectures.size(); i++) {
            if ((i & 0xff) == 0) {
                progress.checkCanceled();
            }
            first.putIfAbsent(architectures.get(i).form(), architectures.get(i));
        }
        return first;
    }
}
