package org.fewshotnas.predictor.finetuning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.Predictor;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.space.base.InvalidInputException;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.UnifiedGraph;
import org.fewshotnas.space.metric.Metric;
import org.fewshotnas.tensor.engine.Device;
import org.fewshotnas.tensor.engine.Torch;

/**
 * Chooses the architectures to measure next for a predictor: those that make its predictions of all as sure as possible, one after the
 * other, as if those before had been measured already ({@link Posterior#mostInformative}). A predictor that has seen no score yet chooses by
 * its embeddings alone. Where a quality is measured and predicted, the {@value #FAILING_SHARE} of the candidates that are ranked last are
 * passed over, or fewer if others do not suffice, but for one at random in {@value #ONE_FAILING_IN}, those that are measured counted in.
 *
 * @param target what is measured, for which the predictor ranks as {@link ZeroShot#forTarget} says; where that is not known it ranks for what
 *     it was fine-tuned on, or most of the tasks that it has learned
 */
public record InformativeSampler(Predictor predictor, Optional<Metric> target, Device device) {
    /** So many embeddings fit in memory whatever their width. */
    private static final int MOST_CANDIDATES = 20_000;
    /** They are chosen one after the other, each with a look at all candidates. */
    private static final int MOST_INFORMATIVE = 10_000;
    /**
     * Of so many candidates, those with the lowest predicted quality, some hardly train. Their scores say nothing about the order of the
     * others, and stretch the scale on which a few scores are compared; so few of them are chosen.
     */
    private static final double FAILING_SHARE = 0.15;
    /**
     * One of so many architectures is one of those all the same, at random: without any, a predictor knows not how far they fall, and most of
     * them lay below its intervals. More of them stretch the scale, which costs rank correlation at 25 architectures.
     */
    private static final int ONE_FAILING_IN = 16;

    /**
     * Chooses.
     *
     * @param graphs the same one may be there several times, and is chosen once at most
     * @param measured graphs that are not chosen
     * @param seed of the choice of {@value #MOST_CANDIDATES} candidates where there are more, of which the rest is not looked at
     * @return at most k distinct indices, in the order of choice
     * @throws InvalidInputException if k is below 1, above the number of graphs, or above {@value #MOST_INFORMATIVE}
     */
    public int[] sample(List<UnifiedGraph> graphs, Set<UnifiedGraph> measured, int k, long seed, Progress progress) {
        check(graphs.size(), k);
        int[] pool = graphs.size() <= MOST_CANDIDATES
                ? IntStream.range(0, graphs.size()).toArray()
                : SupportSampler.random(graphs.size(), MOST_CANDIDATES, new SplittableRandom(seed));
        List<UnifiedGraph> candidates =
                Arrays.stream(pool).mapToObj(graphs::get).toList();
        Torch.start(progress);
        Predictor ranking =
                target.map(known -> ZeroShot.forTarget(predictor, known)).orElse(predictor);
        Posterior posterior = ranking.posterior(candidates, device, progress.part(0, 0.5));
        Set<UnifiedGraph> seen = new HashSet<>(measured);
        List<Integer> unmeasured = IntStream.range(0, pool.length)
                .filter(i -> seen.add(candidates.get(i)))
                .boxed()
                .sorted(Comparator.comparingDouble(posterior::output))
                .toList();
        int spare = Math.max(0, unmeasured.size() - k);
        int failing = ranksQuality() ? Math.min(spare, (int) (FAILING_SHARE * unmeasured.size())) : 0;
        Set<Integer> allowed = new HashSet<>(unmeasured.subList(failing, unmeasured.size()));
        int[] chosen = posterior.mostInformative(k, allowed::contains, progress.part(0.5, 1));
        int[] last = Arrays.stream(SupportSampler.random(failing, failing, new SplittableRandom(seed)))
                .map(unmeasured::get)
                .toArray();
        return Arrays.stream(withSomeOf(chosen, last, measured.size()))
                .map(i -> pool[i])
                .toArray();
    }

    private static void check(int candidates, int k) {
        SupportSampler.check(k, candidates);
        if (k > MOST_INFORMATIVE) {
            throw new InvalidInputException(
                    k + " architectures are to be chosen by what they teach a predictor; at most " + MOST_INFORMATIVE
                            + " can be.",
                    "Choose fewer, or choose them at random.");
        }
    }

    /** A choice of as many, in which some places are taken by others in their order. */
    private static int[] withSomeOf(int[] chosen, int[] others, int measured) {
        int[] result = new int[chosen.length];
        int taken = 0;
        for (int i = 0; i < result.length; i++) {
            result[i] = taken < others.length && (measured + i + 1) % ONE_FAILING_IN == 0
                    ? others[taken++]
                    : chosen[i - taken];
        }
        return result;
    }

    private boolean ranksQuality() {
        boolean ranks = predictor.spec().target().isPresent()
                || !predictor.spec().tasks().isEmpty();
        return target.map(known -> !known.isCost() && ranks)
                .orElseGet(() -> predictor.spec().predictsQuality());
    }
}
