package org.fewshotnas.search.evaluate;

import java.util.List;
import java.util.Optional;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;
import org.fewshotnas.space.metric.Metric;

/** A way to get the scores of architectures: a table, real training, a meter. */
public interface Evaluator {
    /** What the scores are, and whether larger or smaller is better. */
    Metric metric();

    /** Whether it can be asked for an architecture; a search passes over those that it cannot. A table knows its own alone. */
    default boolean covers(Architecture architecture) {
        return true;
    }

    /** What it is, for messages that say where a score was looked for, such as "a table of 300 known scores". */
    String description();

    /** Why it gives no score any more, as a clause such as "the time limit of 10 minutes was reached"; empty as long as it does. */
    default Optional<String> end() {
        return Optional.empty();
    }

    /**
     * The scores of some architectures, which may be worked at side by side. That one has none does not keep the others from theirs.
     *
     * @param architectures that it {@link #covers}
     * @param budget for each of them
     * @return one for each, in their order; {@link Evaluation#UNREACHED} where it came to an end before
     * @throws java.util.concurrent.CancellationException if the progress says so
     */
    List<Evaluation> scores(List<Architecture> architectures, Budget budget, Progress progress);
}
