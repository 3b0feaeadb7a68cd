package org.fewshotnas.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fewshotnas.predictor.linear.Posterior;
import org.fewshotnas.predictor.rank.Normal;
import org.fewshotnas.search.CandidateScorer.Scored;
import org.fewshotnas.space.base.Progress;
import org.fewshotnas.space.cell.Architecture;

/**
 * Orders candidates by what measuring them promises, from what the scorer believes about them. Only the {@value #SHORTLIST} best
 * predictions are looked at closely. What has been measured since the scorer learned is taken to be as predicted: so the choices of several
 * steps are not all alike (Desautels et al., 2014, "Parallelizing exploration-exploitation tradeoffs").
 */
final class Acquisition {
    private static final int SHORTLIST = 2000;

    private final SearchSettings settings;
    private final RandomGenerator random;
    private final List<Scored> candidates;
    private final List<Scored> others;
    private final Posterior posterior;

    private Acquisition(
            SearchSettings settings,
            RandomGenerator random,
            List<Scored> candidates,
            List<Scored> others,
            Posterior posterior) {
        this.settings = settings;
        this.random = random;
        this.candidates = candidates;
        this.others = others;
        this.posterior = posterior;
    }

    /**
     * The acquisition of a step, or null where predictions alone decide.
     *
     * @param ordered the candidates, the best prediction first
     * @param pending what has been measured since the scorer learned
     */
    static Acquisition of(
            SearchSettings settings,
            CandidateScorer scorer,
            List<Scored> ordered,
            List<Architecture> pending,
            RandomGenerator random,
            Progress progress) {
        if (!settings.exploration().usesUncertainty()) {
            return null;
        }
        List<Scored> shortlist = ordered.subList(0, Math.min(SHORTLIST, ordered.size()));
        List<Architecture> architectures = new ArrayList<>();
        shortlist.forEach(candidate -> architectures.add(candidate.architecture()));
        architectures.addAll(pending);
        Posterior posterior = scorer.posterior(architectures, progress);
        if (posterior == null) {
            return null;
        }
        for (int i = shortlist.size(); i < architectures.size(); i++) {
            posterior.imagine(i);
        }
        return new Acquisition(
                settings, random, shortlist, ordered.subList(shortlist.size(), ordered.size()), posterior);
    }

    /** All candidates, the most promising first. */
    List<Scored> order() {
        double[] values = values(settings, posterior, random);
        List<Scored> order = new ArrayList<>(IntStream.range(0, candidates.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .map(candidates::get)
                .toList());
        order.addAll(others);
        return order;
    }

    /** Goes on as if a candidate had been measured as predicted. */
    void imagine(Scored candidate) {
        int i = candidates.indexOf(candidate);
        if (i >= 0) {
            posterior.imagine(i);
        }
    }

    /** What measuring each promises: on the scale of outputs, but for the expected improvement, which is told by its logarithm. */
    static double[] values(SearchSettings settings, Posterior posterior, RandomGenerator random) {
        if (settings.exploration() == Exploration.THOMPSON) {
            return posterior.sample(random);
        }
        double[] values = new double[posterior.size()];
        for (int i = 0; i < values.length; i++) {
            double deviation = Math.sqrt(posterior.variance(i));
            values[i] = settings.exploration() == Exploration.UPPER_CONFIDENCE
                    ? posterior.output(i) + settings.confidence() * deviation
                    : logExpectedImprovement(posterior.output(i) - posterior.best(), deviation);
        }
        return values;
    }

    /** The logarithm of E max(0, x) of a normal x: far below the best so far the mean itself would be 0, and order nothing. */
    static double logExpectedImprovement(double mean, double deviation) {
        return Math.log(deviation) + Normal.logMeanAboveZero(mean / deviation);
    }
}
